-- Verify salesflow:review/read_plans on pg

begin;

select
  'salesflow.check_may_read_user(uuid)'::regprocedure,
  'public.find_users(text)'::regprocedure,
  'public.get_daily_plan(uuid, date)'::regprocedure,
  'public.create_daily_plan(uuid)'::regprocedure;

rollback;
