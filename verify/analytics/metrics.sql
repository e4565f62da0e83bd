-- Verify salesflow:analytics/metrics on pg

begin;

do $$
begin
  assert (select count(*) from public.policies where key = any (array[
    'analytics.actions_window',
    'analytics.window'
  ])) = 2, 'rows of public.policies are missing';
  assert (select count(*) from public.text_templates where key = any (array[
    'analytics.metric.automation_share',
    'analytics.metric.automated_leads',
    'analytics.metric.recommendations_per_user_day',
    'analytics.metric.acceptance_rate',
    'analytics.metric.plan_completion',
    'analytics.metric.deal_velocity',
    'analytics.metric.conversion_rate',
    'analytics.metric.job_success_rate',
    'analytics.metric.job_duration'
  ])) >= 18, 'rows of public.text_templates are missing';
end
$$;

rollback;
