-- Revert salesflow:realtime/lexicon_words from pg

begin;

delete from public.signal_words;

commit;
