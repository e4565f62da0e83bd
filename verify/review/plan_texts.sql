-- Verify salesflow:review/plan_texts on pg

begin;

do $$
begin
  assert (select count(distinct key) from public.text_templates where key = any (array[
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
  ])) = 18, 'rows of public.text_templates are missing';
end
$$;

rollback;
