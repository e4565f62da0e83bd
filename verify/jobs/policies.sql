-- Verify salesflow:jobs/policies on pg

begin;

do $$
begin
  assert (select count(distinct key) from public.policies where key = any (array[
    'jobs.active'
  ])) = 1, 'rows of public.policies are missing';
  assert (select count(distinct key) from public.policies where key = any (array[
    'jobs.keep_runs',
    'jobs.keep_cron_history',
    'jobs.cleanup_rows'
  ])) = 3, 'rows of public.policies are missing';
  assert (select count(distinct rule) from public.retention_rules where rule = any (array[
    'jobs.runs',
    'jobs.failures'
  ])) = 2, 'rows of public.retention_rules are missing';
end
$$;

rollback;
