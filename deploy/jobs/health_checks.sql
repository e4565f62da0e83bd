-- Deploy salesflow:jobs/health_checks to pg
-- requires: jobs/check_health
-- stateful: what is checked to know that all is well.

begin;
set local role salesflow_owner;

insert into public.health_checks
  (check_name, position, measure, unit, limit_is, threshold, threshold_policy, severity)
values
  ('database', 10, 'salesflow.measure_connections', '%', 'maximum', null, 'health.connections', 'critical'),
  ('agent', 20, 'salesflow.measure_daemons', 'daemons', 'minimum', 1, null, 'warning'),
  ('queue_depth', 30, 'salesflow.measure_queue_depth', 'events', 'maximum', null, 'health.queue_depth', 'critical'),
  ('queue_age', 40, 'salesflow.measure_queue_age', 's', 'maximum', null, 'health.queue_age', 'critical'),
  ('dead_events', 50, 'salesflow.measure_dead_events', 'events', 'maximum', 0, null, 'warning'),
  ('job_success', 60, 'salesflow.measure_job_success', '%', 'minimum', null, 'health.job_success_rate', 'warning'),
  ('overdue_jobs', 70, 'salesflow.measure_overdue_jobs', 'jobs', 'maximum', 0, null, 'critical'),
  ('scheduler', 80, 'salesflow.measure_scheduled_jobs', 'jobs', 'minimum', null, null, 'warning');

commit;
