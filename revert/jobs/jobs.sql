-- Revert salesflow:jobs/jobs from pg

begin;

delete from public.jobs where name in (
  'daily_review',
  'inactivity_check',
  'refresh_views',
  'expire_recommendations',
  'squad_analysis',
  'cleanup',
  'health_check'
);

delete from public.retention_rules where rule in (
  'jobs.runs',
  'jobs.failures'
);
delete from public.policies where key in (
  'jobs.active',
  'jobs.keep_runs',
  'jobs.keep_cron_history',
  'jobs.cleanup_rows'
);

commit;
