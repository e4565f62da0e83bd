-- Verify salesflow:import/parse_cells on pg

begin;

select
  'salesflow.bare_domain(text)'::regprocedure,
  'salesflow.find_currency(text)'::regprocedure,
  'salesflow.normalise_word(text)'::regprocedure,
  'salesflow.normalise_person(text)'::regprocedure,
  'salesflow.parse_odd_number(text, text)'::regprocedure,
  'salesflow.parse_number(text, text)'::regprocedure,
  'salesflow.number_format_hint(text)'::regprocedure,
  'salesflow.parse_odd_timestamp(text, text, text)'::regprocedure,
  'salesflow.parse_timestamp(text, text, text)'::regprocedure,
  'salesflow.date_order_hint(text)'::regprocedure,
  'salesflow.clean_cell(text, text[])'::regprocedure,
  'salesflow.translate_cell(text, jsonb, text)'::regprocedure;

rollback;
