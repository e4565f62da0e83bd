-- Verify salesflow:events/word_lists on pg

begin;

select list, word, value, unit from public.word_lists where false;

do $$
begin
  assert (select count(distinct list) from public.word_lists where list in (
    'number', 'multiplier', 'ordinal', 'article', 'unit', 'month', 'mixed', 'promise', 'words.de', 'words.en')) = 10,
    'rows of public.word_lists are missing';
end
$$;

rollback;
