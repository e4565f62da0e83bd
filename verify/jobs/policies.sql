-- Verify salesflow:jobs/policies on pg

begin;

do $$
begin
  assert (select count(*) from public.policies where key in ('jobs.active', 'jobs.keep_runs', 'jobs.keep_cron_history', 'jobs.cleanup_rows')) = 4,
    'policies of jobs are missing';
  assert (select count(*) from public.retention_rules where rule in ('jobs.runs', 'jobs.failures')) = 2,
    'retention rules of jobs are missing';
end
$$;

rollback;
