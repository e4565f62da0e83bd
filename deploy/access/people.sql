-- Deploy salesflow:access/people to pg
-- requires: access/rows
-- requires: crm/see
-- replaceable: whom those rows concern; false: the machinery's, which no person reads.

begin;
set local role salesflow_owner;

-- rules
call salesflow.protect(
  'public.autonomous_actions',
  'user_id = any ((select salesflow.visible_user_ids())::uuid[])
    or exists (select from public.leads as l where l.id = autonomous_actions.lead_id)');
call salesflow.protect_by_user('public.ai_recommendations');

-- lifecycle
call salesflow.protect_by_lead('public.lead_status_history');

-- events
call salesflow.protect('salesflow.events', 'false');
call salesflow.protect('salesflow.event_log', 'false');
call salesflow.protect('salesflow.dead_events', 'false');
call salesflow.protect('salesflow.model_calls', 'false');
call salesflow.protect('salesflow.model_days', 'false');

-- memory
call salesflow.protect(
  'public.agent_memory',
  'user_id = any ((select salesflow.visible_user_ids())::uuid[])
    or exists (select from public.leads as l where l.id = agent_memory.lead_id)');

-- review
call salesflow.protect_by_user('public.daily_action_plans');
call salesflow.protect('public.daily_plan_priorities', 'exists (select from public.daily_action_plans as p where p.id = plan_id)');
call salesflow.protect_by_user('public.notifications');

grant execute on function
  public.complete_recommendation(uuid), public.dismiss_recommendation(uuid, text),
  public.explain_action(uuid, text), public.get_autonomous_actions_summary(uuid, integer),
  salesflow.say(text, text, jsonb), salesflow.render(text[], jsonb), salesflow.local_date(timestamptz, text, text),
  public.get_lead_lifecycle_stage(uuid), public.win_probability(uuid), salesflow.win_probabilities(uuid[]),
  public.rank_leads(uuid, timestamptz), salesflow.rank_leads(uuid[], timestamptz),
  public.find_users(text), public.get_daily_plan(uuid, date), public.create_daily_plan(uuid),
  public.recall_memories(uuid, uuid, text, integer, timestamptz),
  salesflow.traffic_light(numeric)
  to salesflow_rep, salesflow_manager, salesflow_gateway;
-- rank_leads() asks it as whoever asks rank_leads()
grant execute on function salesflow.active_statuses()
  to salesflow_rep, salesflow_manager, salesflow_gateway, salesflow_bi, salesflow_admin;

commit;
