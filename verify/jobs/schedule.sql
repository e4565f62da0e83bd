-- Verify salesflow:jobs/schedule on pg

begin;

select
  'public.job_status'::regclass,
  'salesflow.cron_entries()'::regprocedure,
  'salesflow.sync_schedule()'::regprocedure,
  'salesflow.purge_cron_history(timestamptz)'::regprocedure,
  'salesflow.sync_changed_schedule()'::regprocedure,
  'salesflow.switch_jobs(boolean)'::regprocedure,
  'public.start_jobs()'::regprocedure,
  'public.stop_jobs()'::regprocedure;

do $$
begin
  assert (
    select bool_and(p.proowner = 'salesflow_jobs'::regrole)
    from pg_catalog.pg_proc as p
    where p.oid in ('salesflow.cron_entries()'::regprocedure, 'salesflow.sync_schedule()'::regprocedure)
  ), 'pg_cron would run the jobs as the wrong role';
  assert exists (select from pg_catalog.pg_trigger where tgrelid = 'public.jobs'::regclass and tgname = 'jobs_500_sync_schedule'),
    'trigger jobs_500_sync_schedule is missing';
  assert exists (select from pg_catalog.pg_trigger where tgrelid = 'public.policies'::regclass and tgname = 'policies_500_sync_schedule'),
    'trigger policies_500_sync_schedule is missing';
end
$$;

rollback;
