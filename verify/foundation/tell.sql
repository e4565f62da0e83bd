-- Verify salesflow:foundation/tell on pg

begin;

select
  'salesflow.tell(text[], jsonb, text, text, boolean)'::regprocedure,
  'salesflow.say_facts(text, jsonb, text, text)'::regprocedure,
  'salesflow.function_name(text, text, text, boolean, boolean)'::regprocedure;

rollback;
