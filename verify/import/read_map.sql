-- Verify salesflow:import/read_map on pg

begin;

select
  'salesflow.cells_as_object(text[], text[], text[])'::regprocedure,
  'salesflow.import_words(text)'::regprocedure,
  'salesflow.normalise_header(text)'::regprocedure,
  'salesflow.import_rules(jsonb, text[])'::regprocedure,
  'salesflow.check_import_map(jsonb, text[])'::regprocedure,
  'salesflow.import_source(jsonb, text[], text[], text[])'::regprocedure,
  'salesflow.import_value(text, text, integer, text, text, text)'::regprocedure;

rollback;
