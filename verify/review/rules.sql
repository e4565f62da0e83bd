-- Verify salesflow:review/rules on pg

begin;

do $$
begin
  assert (select count(distinct watch) from public.rule_watches where watch = any (array[
    'review',
    'plan'
  ])) = 2, 'rows of public.rule_watches are missing';
  assert (select count(distinct effect) from public.rule_effects where effect = any (array[
    'plan'
  ])) = 1, 'rows of public.rule_effects are missing';
  assert (select count(distinct rule) from public.automation_rules where rule = any (array[
    'review.daily_plan',
    'review.priority'
  ])) = 2, 'rows of public.automation_rules are missing';
  assert exists (select from public.action_types where action_type = 'plan_created'), 'rows of public.action_types are missing';
end
$$;

rollback;
