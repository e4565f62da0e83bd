-- Verify salesflow:realtime/lexicon_words on pg

begin;

do $$
begin
  assert exists (select from public.signal_words where concept = 'no' and language = 'de'), 'words are missing';
end
$$;

rollback;
