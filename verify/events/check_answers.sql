-- Verify salesflow:events/check_answers on pg

begin;

select
  'salesflow.schema_problem(jsonb)'::regprocedure,
  'salesflow.check_answers(text[], text[])'::regprocedure;

rollback;
