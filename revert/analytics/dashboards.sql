-- Revert salesflow:analytics/dashboards from pg

begin;

drop view public.success_metrics;
drop view public.dashboard_agent_memory;
drop view public.dashboard_status_velocity;
drop view public.dashboard_daily_review;
drop view public.dashboard_autonomous_actions;

commit;
