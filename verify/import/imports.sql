-- Verify salesflow:import/imports on pg

begin;

select
  'public.imports'::regclass,
  'public.import_rejects'::regclass,
  'salesflow.import_states'::regclass;

do $$
begin
  assert (select count(*) from public.text_templates where key = any (array[
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
  ])) >= 44, 'rows of public.text_templates are missing';
  assert (select count(*) from public.policies where key = any (array[
    'imports.time_zone'
  ])) = 1, 'rows of public.policies are missing';
end
$$;

rollback;
