-- Verify salesflow:review/make_plans on pg

begin;

select
  'salesflow.find_plan_due(uuid[], timestamptz)'::regprocedure,
  'salesflow.make_plans(salesflow.raising[], timestamptz)'::regprocedure,
  'salesflow.forget_plan()'::regprocedure,
  'salesflow.tell_of_plans(uuid[])'::regprocedure,
  'salesflow.run_review_rules(uuid[], timestamptz)'::regprocedure,
  'salesflow.run_daily_review(timestamptz)'::regprocedure;

do $$
begin
  assert exists (select from pg_catalog.pg_trigger where tgrelid = 'public.daily_action_plans'::regclass and tgname = 'daily_action_plans_500_forget'),
    'trigger daily_action_plans_500_forget is missing';
end
$$;

rollback;
