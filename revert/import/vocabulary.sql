-- Revert salesflow:import/vocabulary from pg

begin;

drop table public.import_targets;
drop table salesflow.import_words;

commit;
