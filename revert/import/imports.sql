-- Revert salesflow:import/imports from pg

begin;

drop table salesflow.import_changes;
drop table salesflow.import_keys;
drop table salesflow.import_sources;
drop table public.import_rejects;
drop table public.imports;

delete from public.health_checks where check_name = 'ownerless_leads';
delete from public.text_templates where key in (
  'health.ownerless_leads.hint',
  'imports.reason.ambiguous_dates',
  'imports.reason.ambiguous_numbers',
  'imports.reason.ambiguous_user',
  'imports.reason.bad_email',
  'imports.reason.bad_money',
  'imports.reason.bad_score',
  'imports.reason.bad_time_zone',
  'imports.reason.bad_timestamp',
  'imports.reason.bad_timestamp_dmy',
  'imports.reason.bad_timestamp_mdy',
  'imports.reason.changed_since',
  'imports.reason.closed_before_created',
  'imports.reason.closed_in_future',
  'imports.reason.contradicting_dates',
  'imports.reason.created_in_future',
  'imports.reason.duplicate',
  'imports.reason.identical_row',
  'imports.reason.merged_email',
  'imports.reason.no_lead',
  'imports.reason.no_name',
  'imports.reason.replaced_characters',
  'imports.reason.same_email',
  'imports.reason.too_few_cells',
  'imports.reason.too_large',
  'imports.reason.too_long',
  'imports.reason.too_many_cells',
  'imports.reason.undated_close',
  'imports.reason.unknown_word',
  'imports.reason.unwrapped',
  'imports.status',
  'imports.undone'
);

commit;
