-- Verify salesflow:crm/protect on pg

begin;

do $$
begin
  assert exists (select from pg_catalog.pg_policy where polrelid = 'public.activities'::regclass and polname = 'people_see'),
    'public.activities lacks its policies';
  assert exists (select from pg_catalog.pg_policy where polrelid = 'public.lead_summaries'::regclass and polname = 'people_see'),
    'public.lead_summaries lacks its policies';
  assert exists (select from pg_catalog.pg_policy where polrelid = 'public.bant_assessments'::regclass and polname = 'people_see'),
    'public.bant_assessments lacks its policies';
  assert exists (select from pg_catalog.pg_policy where polrelid = 'public.personality_profiles'::regclass and polname = 'people_see'),
    'public.personality_profiles lacks its policies';
  assert exists (select from pg_catalog.pg_policy where polrelid = 'public.playbook_executions'::regclass and polname = 'people_see'),
    'public.playbook_executions lacks its policies';
  assert exists (select from pg_catalog.pg_policy where polrelid = 'public.notifications'::regclass and polname = 'people_see'),
    'public.notifications lacks its policies';
end
$$;

rollback;
