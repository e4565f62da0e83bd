-- Verify salesflow:review/plan_wording on pg

begin;

do $$
begin
  assert (select count(distinct rule) from public.automation_rules where rule = any (array[
    'review.plan_wording'
  ])) = 1, 'rows of public.automation_rules are missing';
end
$$;

rollback;
