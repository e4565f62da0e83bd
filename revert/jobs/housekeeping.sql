-- Revert salesflow:jobs/housekeeping from pg

begin;

drop function salesflow.refresh_views(timestamptz);
drop function salesflow.refresh_materialized_views(text[], timestamptz);
drop function salesflow.clean_up(timestamptz);
drop function salesflow.delete_expired(text[], timestamptz);

delete from public.retention_rules where rule in (
  'jobs.runs',
  'jobs.failures'
);
delete from public.policies where key in (
  'jobs.keep_runs',
  'jobs.keep_cron_history',
  'jobs.cleanup_rows'
);

commit;
