-- Verify salesflow:realtime/learn_signals on pg

begin;

select
  'salesflow.fit_signals(timestamptz)'::regprocedure,
  'salesflow.learn_words()'::regprocedure,
  'public.train_signals(boolean)'::regprocedure,
  'public.correct_signals(text, jsonb)'::regprocedure;

rollback;
