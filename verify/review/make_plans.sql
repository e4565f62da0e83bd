-- Verify salesflow:review/make_plans on pg

begin;

select
  'salesflow.find_plan_due(uuid[], timestamptz)'::regprocedure,
  'salesflow.make_plans(salesflow.raising[], timestamptz)'::regprocedure,
  'salesflow.tell_of_plans(uuid[])'::regprocedure,
  'salesflow.run_review_rules(uuid[], timestamptz)'::regprocedure,
  'salesflow.run_daily_review(timestamptz)'::regprocedure;

rollback;
