-- Revert salesflow:jobs/health_log from pg

begin;

drop table public.health_log;

delete from public.retention_rules where rule = 'health.log';
delete from public.text_templates where key in (
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
);
delete from public.policies where key in (
  'health.connections',
  'health.queue_depth',
  'health.queue_age',
  'health.job_success_rate',
  'health.job_window'
);

commit;
