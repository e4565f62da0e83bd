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

commit;
