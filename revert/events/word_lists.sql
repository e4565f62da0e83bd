-- Revert salesflow:events/word_lists from pg

begin;

drop table public.word_lists;

commit;
