-- Verify salesflow:import/open_import on pg

begin;

select
  'salesflow.clear_workshop()'::regprocedure,
  'salesflow.open_import(text, boolean, text, uuid)'::regprocedure,
  'salesflow.source_id(text, text)'::regprocedure,
  'salesflow.is_readable(text)'::regprocedure,
  'salesflow.has_naming_field()'::regprocedure;

rollback;
