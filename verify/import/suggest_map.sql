-- Verify salesflow:import/suggest_map on pg

begin;

select
  'public.suggest_import_map(text[], jsonb)'::regprocedure;

rollback;
