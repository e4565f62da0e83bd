-- Verify salesflow:import/imports on pg

begin;

select
  'public.imports'::regclass,
  'public.import_rejects'::regclass,
  'salesflow.import_sources'::regclass,
  'salesflow.import_keys'::regclass,
  'salesflow.import_changes'::regclass;

do $$
begin
  assert exists (select from public.health_checks where check_name = 'ownerless_leads'), 'the health check is missing';
  assert (select count(*) from public.text_templates where key = any (array[
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
  ])) >= 64, 'rows of public.text_templates are missing';
end
$$;

rollback;
