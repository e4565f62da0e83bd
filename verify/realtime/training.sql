-- Verify salesflow:realtime/training on pg

begin;

select
  'public.signal_labels'::regclass,
  'public.signal_messages'::regclass,
  'public.signal_models'::regclass,
  'public.signal_weights'::regclass,
  'salesflow.signal_trials'::regclass;

rollback;
