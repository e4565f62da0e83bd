-- Verify salesflow:import/protect on pg

begin;

do $$
begin
  assert (
    select count(distinct polrelid) = 11 from pg_catalog.pg_policy
    where polname = 'people_see'
      and polrelid = any (array[
        'public.imports',
        'public.import_rejects',
        'salesflow.import_sources',
        'salesflow.import_keys',
        'salesflow.import_changes',
        'salesflow.import_items',
        'salesflow.import_values',
        'salesflow.import_people',
        'salesflow.import_companies',
        'salesflow.import_contacts',
        'salesflow.import_plan']::regclass[])),
    'a table lacks its policies';
end
$$;

rollback;
