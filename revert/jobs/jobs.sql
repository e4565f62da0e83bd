-- Revert salesflow:jobs/jobs from pg

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

delete from public.jobs where name in (
  'daily_review',
  'inactivity_check',
  'refresh_views',
  'expire_recommendations',
  'squad_analysis',
  'cleanup',
  'health_check'
);

commit;
