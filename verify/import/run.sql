-- Verify salesflow:import/run on pg

begin;

select
  'salesflow.run_import(uuid, text[], jsonb)'::regprocedure,
  'public.import_leads(regclass, jsonb, text, boolean, text)'::regprocedure,
  'public.retry_import(uuid, jsonb, boolean)'::regprocedure;

rollback;
