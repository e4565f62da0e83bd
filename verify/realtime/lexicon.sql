-- Verify salesflow:realtime/lexicon on pg

begin;

select
  'public.signal_words'::regclass,
  'public.signal_patterns'::regclass,
  'public.signal_examples'::regclass,
  'public.competitors'::regclass,
  'salesflow.signal_rules'::regclass,
  'salesflow.signal_keys'::regclass,
  'salesflow.signal_vocabulary'::regclass,
  'salesflow.signal_misspellings'::regclass;

rollback;
