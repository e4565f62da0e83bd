-- Verify salesflow:import/vocabulary on pg

begin;

select
  'salesflow.import_words'::regclass,
  'public.import_targets'::regclass;

rollback;
