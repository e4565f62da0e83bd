-- Verify salesflow:import/plan_rows on pg

begin;

select
  'salesflow.plan_import(uuid)'::regprocedure;

rollback;
