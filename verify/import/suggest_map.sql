-- Verify salesflow:import/suggest_map on pg

begin;

select
  'salesflow.guess_import_object(text[])'::regprocedure,
  'public.suggest_import_map(text[], jsonb, text)'::regprocedure;

rollback;
