-- Verify salesflow:import/apply_rows on pg

begin;

select
  'salesflow.give_owners()'::regprocedure,
  'salesflow.apply_import(uuid)'::regprocedure,
  'salesflow.newer(text, text, boolean)'::regprocedure;

rollback;
