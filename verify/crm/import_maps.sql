-- Verify salesflow:crm/import_maps on pg

begin;

select
  'public.import_targets'::regclass,
  'salesflow.normalise_header(text)'::regprocedure,
  'salesflow.import_rules(jsonb, text[])'::regprocedure,
  'salesflow.check_import_map(jsonb, text[])'::regprocedure,
  'salesflow.import_source(jsonb, text[], text[])'::regprocedure,
  'salesflow.import_value(text, text, integer, text, text, text)'::regprocedure,
  'public.suggest_import_map(text[], jsonb)'::regprocedure;

rollback;
