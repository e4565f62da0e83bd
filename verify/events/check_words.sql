-- Verify salesflow:events/check_words on pg

begin;

select
  'salesflow.number_value(text)'::regprocedure,
  'salesflow.number_claims(text)'::regprocedure,
  'salesflow.name_parts(text[])'::regprocedure,
  'salesflow.promise_in(text, text)'::regprocedure,
  'salesflow.known_words(text[], text[], text[])'::regprocedure,
  'salesflow.rule_words(text)'::regprocedure,
  'salesflow.names_within(uuid, text)'::regprocedure,
  'salesflow.language_problem(text, text, jsonb)'::regprocedure,
  'salesflow.words_problem(text, jsonb, text, integer, text[])'::regprocedure,
  'salesflow.words_are_safe(text, jsonb, text, integer, text[])'::regprocedure;

do $$
begin
  assert exists (
    select from pg_catalog.pg_trigger
    where tgrelid = 'public.word_lists'::regclass and tgname = 'word_lists_700_keep_history'),
    'trigger word_lists_700_keep_history is missing';
end
$$;

rollback;
