-- Verify salesflow:import/apply_rows on pg

begin;

select
  'salesflow.apply_import(uuid)'::regprocedure;

rollback;
