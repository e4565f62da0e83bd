-- Verify salesflow:realtime/read_text on pg

begin;

select
  'salesflow.own_words(text)'::regprocedure,
  'salesflow.fold_letters(text)'::regprocedure,
  'salesflow.spell_umlauts(text)'::regprocedure,
  'salesflow.read_tokens(text)'::regprocedure;

rollback;
