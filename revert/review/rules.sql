-- Revert salesflow:review/rules from pg

begin;

delete from public.automation_rules where rule in (
  'review.daily_plan',
  'review.priority'
);
delete from public.rule_effects where effect in (
  'plan'
);
delete from public.rule_watches where watch in (
  'review',
  'plan'
);

commit;
