-- Verify salesflow:crm/normalise_activities on pg

begin;

select
  'salesflow.normalise_activity()'::regprocedure;

do $$
begin
  assert exists (select from pg_catalog.pg_trigger where tgrelid = 'public.activities'::regclass and tgname = 'activities_100_normalise'),
    'trigger activities_100_normalise is missing';
end
$$;

rollback;
