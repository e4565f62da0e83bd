-- Verify salesflow:events/answers on pg

begin;

select
  'salesflow.schema_problem(jsonb)'::regprocedure,
  'salesflow.check_answers(text[], jsonb)'::regprocedure;

rollback;
