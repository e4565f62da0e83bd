-- Verify salesflow:review/say_plan on pg

begin;

select
  'salesflow.long_date(date, text)'::regprocedure,
  'salesflow.say_priority(jsonb, text)'::regprocedure,
  'salesflow.say_plan(jsonb)'::regprocedure;

rollback;
