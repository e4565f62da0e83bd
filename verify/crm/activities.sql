-- Verify salesflow:crm/activities on pg

begin;

select
  'public.activities'::regclass,
  'public.lead_context_summaries'::regclass,
  'salesflow.normalise_activity()'::regprocedure,
  'salesflow.recount_contacts(uuid[])'::regprocedure,
  'salesflow.recount_changed_contacts()'::regprocedure;

do $$
begin
  assert exists (select from pg_catalog.pg_trigger where tgrelid = 'public.activities'::regclass and tgname = 'activities_100_normalise'),
    'trigger activities_100_normalise is missing';
  assert exists (select from pg_catalog.pg_trigger where tgrelid = 'public.activities'::regclass and tgname = 'activities_500_recount_updated'),
    'trigger activities_500_recount_updated is missing';
  assert exists (select from pg_catalog.pg_trigger where tgrelid = 'public.activities'::regclass and tgname = 'activities_500_recount_deleted'),
    'trigger activities_500_recount_deleted is missing';
  assert (select count(*) from public.policies where key = any (array[
    'crm.contact_types'
  ])) = 1, 'rows of public.policies are missing';
end
$$;

rollback;
