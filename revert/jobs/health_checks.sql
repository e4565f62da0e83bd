-- Revert salesflow:jobs/health_checks from pg

begin;

delete from public.health_checks where check_name in (
  'database',
  'agent',
  'queue_depth',
  'queue_age',
  'dead_events',
  'job_success',
  'overdue_jobs',
  'scheduler'
);

commit;
