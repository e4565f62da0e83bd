-- Verify salesflow:jobs/runs on pg

begin;

select
  'public.jobs'::regclass,
  'public.job_runs'::regclass,
  'public.job_failures'::regclass,
  'salesflow.is_cron_schedule(text)'::regprocedure,
  'salesflow.run_isolated(text, anyarray, timestamptz)'::regprocedure,
  'salesflow.is_job_running(text)'::regprocedure,
  'salesflow.end_stale_runs()'::regprocedure,
  'salesflow.open_run(text, text)'::regprocedure,
  'salesflow.execute_run(uuid)'::regprocedure,
  'salesflow.run_job(text)'::regprocedure,
  'public.trigger_job(text)'::regprocedure;

do $$
begin
  assert (select count(*) from public.jobs where name = any (array[
    'daily_review',
    'inactivity_check',
    'refresh_views',
    'expire_recommendations',
    'squad_analysis',
    'cleanup',
    'health_check'
  ])) = 7, 'rows of public.jobs are missing';
end
$$;

rollback;
