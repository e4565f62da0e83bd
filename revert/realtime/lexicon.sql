-- Revert salesflow:realtime/lexicon from pg

begin;

drop table salesflow.signal_misspellings;
drop table salesflow.signal_vocabulary;
drop table salesflow.signal_keys;
drop table salesflow.signal_rules;
drop table public.competitors;
drop table public.signal_examples;
drop table public.signal_patterns;
drop table public.signal_words;

commit;
