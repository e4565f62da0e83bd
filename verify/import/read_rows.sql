-- Verify salesflow:import/read_rows on pg

begin;

select
  'salesflow.lead_external_id(text, text, text)'::regprocedure,
  'salesflow.row_record(text[], jsonb)'::regprocedure,
  'salesflow.warn_of(uuid, text, bigint, text, text, text, bigint, jsonb)'::regprocedure,
  'salesflow.read_import_map(uuid, jsonb)'::regprocedure,
  'salesflow.tell_rows_apart(uuid)'::regprocedure,
  'salesflow.read_import(uuid)'::regprocedure;

rollback;
