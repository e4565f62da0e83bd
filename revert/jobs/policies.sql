-- Revert salesflow:jobs/policies from pg

begin;

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
