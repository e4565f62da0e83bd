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
end
$$;

rollback;
