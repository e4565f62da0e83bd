-- Verify salesflow:jobs/health_checks on pg

begin;

do $$
begin
  assert (select count(distinct check_name) from public.health_checks where check_name = any (array[
    'database',
    'agent',
    'queue_depth',
    'queue_age',
    'dead_events',
    'job_success',
    'overdue_jobs',
    'scheduler'
  ])) = 8, 'rows of public.health_checks are missing';
end
$$;

rollback;
