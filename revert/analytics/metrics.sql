-- Revert salesflow:analytics/metrics from pg

begin;

delete from public.text_templates where key in (
  'analytics.metric.automation_share',
  'analytics.metric.automated_leads',
  'analytics.metric.recommendations_per_user_day',
  'analytics.metric.acceptance_rate',
  'analytics.metric.plan_completion',
  'analytics.metric.deal_velocity',
  'analytics.metric.conversion_rate',
  'analytics.metric.job_success_rate',
  'analytics.metric.job_duration'
);
delete from public.policies where key in (
  'analytics.actions_window',
  'analytics.window'
);

commit;
