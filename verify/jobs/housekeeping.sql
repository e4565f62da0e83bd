-- Verify salesflow:jobs/housekeeping on pg

begin;

select
  'salesflow.delete_expired(text[], timestamptz)'::regprocedure,
  'salesflow.clean_up(timestamptz)'::regprocedure,
  'salesflow.refresh_materialized_views(text[], timestamptz)'::regprocedure,
  'salesflow.refresh_views(timestamptz)'::regprocedure;

do $$
begin
  assert (select count(*) from public.retention_rules where rule in ('jobs.runs', 'jobs.failures')) = 2, 'rows of public.retention_rules are missing';
  assert (select count(*) from public.policies where key = any (array[
    'jobs.keep_runs',
    'jobs.keep_cron_history',
    'jobs.cleanup_rows'
  ])) = 3, 'rows of public.policies are missing';
end
$$;

rollback;
