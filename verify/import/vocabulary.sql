-- Verify salesflow:import/vocabulary on pg

begin;

select
  'salesflow.import_words'::regclass,
  'public.import_targets'::regclass;

do $$
begin
  assert (select count(*) from public.policies where key = any (array[
    'imports.time_zone', 'imports.blank_words', 'imports.shared_mailboxes', 'imports.same_email', 'imports.owner'])) = 5,
    'rows of public.policies are missing';
end
$$;

rollback;
