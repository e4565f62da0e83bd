-- Revert salesflow:realtime/lexicon_patterns from pg

begin;

delete from public.signal_examples;
delete from public.signal_patterns;

commit;
