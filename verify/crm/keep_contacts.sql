-- Verify salesflow:crm/keep_contacts on pg

begin;

select
  'salesflow.add_contacts()'::regprocedure,
  'salesflow.recount_contacts()'::regprocedure,
  'public.lead_context_summaries'::regclass;

do $$
begin
  assert exists (select from pg_catalog.pg_trigger where tgrelid = 'public.activities'::regclass and tgname = 'activities_500_add_contacts'),
    'trigger activities_500_add_contacts is missing';
  assert exists (select from pg_catalog.pg_trigger where tgrelid = 'public.activities'::regclass and tgname = 'activities_500_recount_updated'),
    'trigger activities_500_recount_updated is missing';
  assert exists (select from pg_catalog.pg_trigger where tgrelid = 'public.activities'::regclass and tgname = 'activities_500_recount_deleted'),
    'trigger activities_500_recount_deleted is missing';
end
$$;

rollback;
