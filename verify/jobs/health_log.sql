-- Verify salesflow:jobs/health_log on pg

begin;

select 'public.health_log'::regclass;

do $$
begin
  assert exists (select from public.retention_rules where rule = 'health.log'), 'retention rule health.log is missing';
  assert (select count(*) from public.policies where key = any (array[
    'health.connections',
    'health.queue_depth',
    'health.queue_age',
    'health.job_success_rate',
    'health.job_window'
  ])) = 5, 'rows of public.policies are missing';
  assert (select count(*) from public.text_templates where key = any (array[
    'health.database.hint',
    'health.agent.hint',
    'health.queue_depth.hint',
    'health.queue_age.hint',
    'health.dead_events.hint',
    'health.job_success.hint',
    'health.overdue_jobs.hint',
    'health.scheduler.hint',
    'health.notification.title',
    'health.notification.body'
  ])) >= 20, 'rows of public.text_templates are missing';
end
$$;

rollback;
