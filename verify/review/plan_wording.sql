-- Verify salesflow:review/plan_wording on pg

begin;

do $$
begin
  assert (select count(distinct rule) from public.automation_rules where rule = any (array[
    'review.plan_wording'
  ])) = 1, 'rows of public.automation_rules are missing';
  assert exists (select from public.action_types where action_type = 'plan_worded'), 'rows of public.action_types are missing';
end
$$;

rollback;
