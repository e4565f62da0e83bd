-- Verify salesflow:crm/protect on pg

begin;

do $$
begin
  assert (
    select count(distinct polrelid) = 6 from pg_catalog.pg_policy
    where polname = 'people_see'
      and polrelid in ('public.activities'::regclass, 'public.lead_summaries'::regclass, 'public.bant_assessments'::regclass,
        'public.personality_profiles'::regclass, 'public.playbook_executions'::regclass, 'public.notifications'::regclass)),
    'a table lacks its policies';
end
$$;

rollback;
