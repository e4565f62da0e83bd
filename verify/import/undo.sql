-- Verify salesflow:import/undo on pg

begin;

select
  'salesflow.changed_since(public.leads, timestamptz)'::regprocedure,
  'salesflow.put_back(jsonb, jsonb, jsonb)'::regprocedure,
  'public.undo_import(uuid)'::regprocedure;

rollback;
