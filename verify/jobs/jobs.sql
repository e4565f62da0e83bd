-- Verify salesflow:jobs/jobs on pg

begin;

do $$
begin
  assert (select count(*) from public.jobs where name = any (array[
    'daily_review',
    'inactivity_check',
    'refresh_views',
    'expire_recommendations',
    'squad_analysis',
    'cleanup',
    'health_check'
  ])) = 7, 'rows of public.jobs are missing';
  assert (select count(*) from public.health_checks where check_name = any (array['database', 'agent', 'queue_depth', 'queue_age', 'dead_events', 'job_success', 'overdue_jobs', 'scheduler'])) = 8,
    'rows of public.health_checks are missing';
end
$$;

rollback;
