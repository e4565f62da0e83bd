-- Revert salesflow:access/rows from pg

begin;

alter table public.autonomous_actions no force row level security;
alter table public.autonomous_actions disable row level security;
alter table public.ai_recommendations no force row level security;
alter table public.ai_recommendations disable row level security;
alter table public.lead_status_history no force row level security;
alter table public.lead_status_history disable row level security;
alter table salesflow.events no force row level security;
alter table salesflow.events disable row level security;
alter table salesflow.event_log no force row level security;
alter table salesflow.event_log disable row level security;
alter table salesflow.dead_events no force row level security;
alter table salesflow.dead_events disable row level security;
alter table salesflow.model_calls no force row level security;
alter table salesflow.model_calls disable row level security;
alter table salesflow.model_days no force row level security;
alter table salesflow.model_days disable row level security;
alter table public.agent_memory no force row level security;
alter table public.agent_memory disable row level security;
alter table public.daily_action_plans no force row level security;
alter table public.daily_action_plans disable row level security;
alter table public.daily_plan_priorities no force row level security;
alter table public.daily_plan_priorities disable row level security;
alter table public.notifications no force row level security;
alter table public.notifications disable row level security;

revoke select on
  public.autonomous_actions, public.ai_recommendations, public.lead_status_history, public.agent_memory,
  public.daily_action_plans, public.daily_plan_priorities, public.notifications,
  public.automation_rules, public.lead_status_transitions, public.review_situations
  from salesflow_rep, salesflow_manager, salesflow_gateway;
revoke update (status, dismissed_reason) on public.ai_recommendations from salesflow_rep, salesflow_manager, salesflow_gateway;
revoke update (read_at) on public.notifications from salesflow_rep, salesflow_manager, salesflow_gateway;

commit;
