-- Verify salesflow:review/plan_wording on pg

begin;

select
  'salesflow.plan_wording_context(salesflow.events)'::regprocedure,
  'salesflow.plan_wording_offline(salesflow.events)'::regprocedure,
  'salesflow.plan_wording_judged(uuid, jsonb)'::regprocedure,
  'salesflow.plan_wording_apply(salesflow.events, jsonb, text)'::regprocedure,
  'salesflow.request_plan_wording(uuid[])'::regprocedure;

do $$
begin
  assert (select count(*) from public.automation_rules where rule = any (array[
    'review.plan_wording'
  ])) = 1, 'rows of public.automation_rules are missing';
  assert (select count(*) from salesflow.event_kinds where kind = any (array[
    'review.plan_wording'
  ])) = 1, 'rows of salesflow.event_kinds are missing';
end
$$;

rollback;
