-- Verify salesflow:lifecycle/watch on pg

begin;

select
  'salesflow.watch_activities()'::regprocedure,
  'salesflow.watch_assessments()'::regprocedure,
  'salesflow.recheck_rules(uuid[], timestamptz)'::regprocedure,
  'salesflow.check_inactivity(timestamptz)'::regprocedure;

do $$
begin
  assert exists (select from pg_catalog.pg_trigger where tgrelid = 'public.activities'::regclass and tgname = 'activities_600_watch_inserted'),
    'trigger activities_600_watch_inserted is missing';
  assert exists (select from pg_catalog.pg_trigger where tgrelid = 'public.activities'::regclass and tgname = 'activities_600_watch_updated'),
    'trigger activities_600_watch_updated is missing';
  assert exists (select from pg_catalog.pg_trigger where tgrelid = 'public.bant_assessments'::regclass and tgname = 'bant_assessments_600_watch_inserted'),
    'trigger bant_assessments_600_watch_inserted is missing';
  assert exists (select from pg_catalog.pg_trigger where tgrelid = 'public.bant_assessments'::regclass and tgname = 'bant_assessments_600_watch_updated'),
    'trigger bant_assessments_600_watch_updated is missing';
end
$$;

rollback;
