-- Verify salesflow:realtime/find_patterns on pg

begin;

select
  'salesflow.word_parts(text)'::regprocedure,
  'salesflow.look_up_words(text[])'::regprocedure,
  'salesflow.misspell_words()'::regprocedure,
  'salesflow.compile_signals()'::regprocedure,
  'salesflow.lexicon_changed()'::regprocedure,
  'salesflow.signal_evidence(text, text)'::regprocedure;

do $$
begin
  assert exists (select from pg_catalog.pg_trigger where tgrelid = 'public.signal_words'::regclass and tgname = 'signal_words_500_propagate'),
    'trigger signal_words_500_propagate is missing';
  assert exists (select from pg_catalog.pg_trigger where tgrelid = 'public.signal_words'::regclass and tgname = 'signal_words_700_keep_history'),
    'trigger signal_words_700_keep_history is missing';
  assert exists (select from pg_catalog.pg_trigger where tgrelid = 'public.signal_patterns'::regclass and tgname = 'signal_patterns_500_propagate'),
    'trigger signal_patterns_500_propagate is missing';
  assert exists (select from pg_catalog.pg_trigger where tgrelid = 'public.signal_patterns'::regclass and tgname = 'signal_patterns_700_keep_history'),
    'trigger signal_patterns_700_keep_history is missing';
  assert exists (select from pg_catalog.pg_trigger where tgrelid = 'public.competitors'::regclass and tgname = 'competitors_500_propagate'),
    'trigger competitors_500_propagate is missing';
  assert exists (select from pg_catalog.pg_trigger where tgrelid = 'public.competitors'::regclass and tgname = 'competitors_700_keep_history'),
    'trigger competitors_700_keep_history is missing';
end
$$;

rollback;
