-- Verify salesflow:import/read_rows on pg

begin;

select
  'salesflow.open_import(text, boolean, text, uuid)'::regprocedure,
  'salesflow.reject_rows(uuid)'::regprocedure,
  'salesflow.read_import(uuid, jsonb)'::regprocedure;

rollback;
