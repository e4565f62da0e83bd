-- Verify salesflow:analytics/dashboards on pg

begin;

select
  'public.dashboard_autonomous_actions'::regclass,
  'public.dashboard_daily_review'::regclass,
  'public.dashboard_status_velocity'::regclass,
  'public.dashboard_agent_memory'::regclass,
  'public.success_metrics'::regclass;

rollback;
