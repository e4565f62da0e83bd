-- Verify salesflow:realtime/detect_signals on pg

begin;

select
  'salesflow.decide_signals(double precision[])'::regprocedure,
  'salesflow.signals_of(text, text)'::regprocedure,
  'public.detect_signals(text, text)'::regprocedure,
  'salesflow.given_labels(public.signal_messages)'::regprocedure,
  'salesflow.decided_labels(double precision[])'::regprocedure,
  'salesflow.tabulate_signals(jsonb[])'::regprocedure,
  'public.trial_scores()'::regprocedure,
  'public.score_signals(jsonb)'::regprocedure,
  'public.check_signal_examples()'::regprocedure;

rollback;
