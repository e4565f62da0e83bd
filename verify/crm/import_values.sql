-- Verify salesflow:crm/import_values on pg

begin;

select
  'salesflow.import_words'::regclass,
  'salesflow.parse_odd_number(text, text)'::regprocedure,
  'salesflow.parse_number(text, text)'::regprocedure,
  'salesflow.number_format_hint(text)'::regprocedure,
  'salesflow.parse_odd_timestamp(text, text, text)'::regprocedure,
  'salesflow.parse_timestamp(text, text, text)'::regprocedure,
  'salesflow.date_order_hint(text)'::regprocedure,
  'salesflow.clean_cell(text, text[])'::regprocedure,
  'salesflow.translate_cell(text, jsonb, text)'::regprocedure,
  'salesflow.import_words(text)'::regprocedure;

rollback;
