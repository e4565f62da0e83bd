-- Revert salesflow:import/vocabulary from pg

begin;

drop table public.import_targets;
drop table salesflow.import_words;

delete from public.policies where key in (
  'imports.time_zone',
  'imports.blank_words',
  'imports.shared_mailboxes',
  'imports.same_email',
  'imports.owner'
);

commit;
