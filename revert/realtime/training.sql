-- Revert salesflow:realtime/training from pg

begin;

drop table salesflow.signal_trials;
drop table public.signal_weights;
drop table public.signal_models;
drop table public.signal_messages;
drop table public.signal_labels;

commit;
