-- Verify salesflow:review/say_plan on pg

begin;

select
  'salesflow.say_plan(jsonb)'::regprocedure,
  'salesflow.say_priority(jsonb, text)'::regprocedure,
  'salesflow.long_date(date, text)'::regprocedure;

rollback;
