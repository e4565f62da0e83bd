-- Verify salesflow:jobs/check_health on pg

begin;

select
  'salesflow.measure_connections()'::regprocedure,
  'salesflow.measure_daemons()'::regprocedure,
  'salesflow.measure_queue_depth()'::regprocedure,
  'salesflow.measure_queue_age()'::regprocedure,
  'salesflow.measure_dead_events()'::regprocedure,
  'salesflow.measure_job_success()'::regprocedure,
  'salesflow.measure_overdue_jobs()'::regprocedure,
  'salesflow.measure_scheduled_jobs()'::regprocedure,
  'salesflow.measure_health()'::regprocedure,
  'public.system_health'::regclass,
  'salesflow.check_health(timestamptz)'::regprocedure;

rollback;
