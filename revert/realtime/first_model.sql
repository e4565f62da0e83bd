-- Revert salesflow:realtime/first_model from pg

begin;

delete from salesflow.signal_trials;
delete from public.signal_models;
delete from public.signal_weights;
delete from salesflow.signal_misspellings;
delete from salesflow.signal_vocabulary;
delete from salesflow.signal_keys;
delete from salesflow.signal_rules;

commit;
