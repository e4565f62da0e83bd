-- Verify salesflow:foundation/say on pg

begin;

select
  'salesflow.language(text)'::regprocedure,
  'salesflow.local_date(timestamptz, text, text)'::regprocedure,
  'salesflow.local_money(numeric, text, text)'::regprocedure,
  'salesflow.local_days(numeric, text)'::regprocedure,
  'salesflow.first_name(text)'::regprocedure,
  'salesflow.render(text[], jsonb)'::regprocedure,
  'salesflow.say(text, text, jsonb)'::regprocedure;

rollback;
