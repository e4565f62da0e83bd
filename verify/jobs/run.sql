-- Verify salesflow:jobs/run on pg

begin;

select
  'salesflow.live_runs()'::regprocedure,
  'salesflow.is_job_running(text)'::regprocedure,
  'salesflow.end_stale_runs()'::regprocedure,
  'salesflow.open_run(text, text)'::regprocedure,
  'salesflow.execute_run(uuid)'::regprocedure,
  'salesflow.run_job(text)'::regprocedure,
  'public.trigger_job(text)'::regprocedure;

rollback;
