-- Revert salesflow:import/imports from pg

begin;

drop table salesflow.import_states;
drop table public.import_rejects;
drop table public.imports;

delete from public.policies where key in (
  'imports.time_zone'
);
delete from public.text_templates where key in (
  'imports.status',
  'imports.reason.bad_email',
  'imports.reason.bad_money',
  'imports.reason.bad_score',
  'imports.reason.bad_timestamp',
  'imports.reason.bad_timestamp_dmy',
  'imports.reason.bad_timestamp_mdy',
  'imports.reason.bad_time_zone',
  'imports.reason.too_long',
  'imports.reason.unknown_word',
  'imports.reason.no_name',
  'imports.reason.no_type',
  'imports.reason.closed_before_created',
  'imports.reason.too_few_cells',
  'imports.reason.too_many_cells',
  'imports.reason.too_large',
  'imports.reason.unwrapped',
  'imports.reason.replaced_characters',
  'imports.reason.duplicate',
  'imports.reason.ambiguous_dates',
  'imports.reason.ambiguous_numbers',
  'imports.reason.ambiguous_user'
);

commit;
