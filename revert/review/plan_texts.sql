-- Revert salesflow:review/plan_texts from pg

begin;

delete from public.text_templates where key in (
  'date.weekdays',
  'date.months',
  'date.long',
  'review.greeting',
  'review.urgency.critical',
  'review.urgency.high',
  'review.urgency.medium',
  'review.urgency.low',
  'review.contact',
  'review.contact.unknown',
  'review.chance',
  'review.worth',
  'review.goal.won',
  'review.goal.pipeline',
  'review.goal.rate',
  'review.progress',
  'review.source.model',
  'review.source.rules'
);

commit;
