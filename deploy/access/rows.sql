-- Deploy salesflow:access/rows to pg
-- requires: access/grants
-- stateful: rows of the rooms that do not yet say themselves whom they concern.

begin;
set local role salesflow_owner;

-- rules
alter table public.autonomous_actions enable row level security;
alter table public.autonomous_actions force row level security;
alter table public.ai_recommendations enable row level security;
alter table public.ai_recommendations force row level security;

-- lifecycle
alter table public.lead_status_history enable row level security;
alter table public.lead_status_history force row level security;

-- events
alter table salesflow.events enable row level security;
alter table salesflow.events force row level security;
alter table salesflow.event_log enable row level security;
alter table salesflow.event_log force row level security;
alter table salesflow.dead_events enable row level security;
alter table salesflow.dead_events force row level security;
alter table salesflow.model_calls enable row level security;
alter table salesflow.model_calls force row level security;
alter table salesflow.model_days enable row level security;
alter table salesflow.model_days force row level security;

-- memory
alter table public.agent_memory enable row level security;
alter table public.agent_memory force row level security;

-- review
alter table public.daily_action_plans enable row level security;
alter table public.daily_action_plans force row level security;
alter table public.daily_plan_priorities enable row level security;
alter table public.daily_plan_priorities force row level security;
alter table public.notifications enable row level security;
alter table public.notifications force row level security;

-- What people read and answer. Columns that the system keeps stay out of reach.
grant select on
  public.autonomous_actions, public.ai_recommendations, public.lead_status_history, public.agent_memory,
  public.daily_action_plans, public.daily_plan_priorities, public.notifications,
  public.automation_rules, public.lead_status_transitions, public.review_situations
  to salesflow_rep, salesflow_manager, salesflow_gateway;
grant update (status, dismissed_reason) on public.ai_recommendations to salesflow_rep, salesflow_manager, salesflow_gateway;
grant update (read_at) on public.notifications to salesflow_rep, salesflow_manager, salesflow_gateway;

commit;
