-- Revert salesflow:access/people from pg

begin;

call salesflow.unprotect('public.autonomous_actions');
call salesflow.unprotect('public.ai_recommendations');
call salesflow.unprotect('public.lead_status_history');
call salesflow.unprotect('salesflow.events');
call salesflow.unprotect('salesflow.event_log');
call salesflow.unprotect('salesflow.dead_events');
call salesflow.unprotect('salesflow.model_calls');
call salesflow.unprotect('salesflow.model_days');
call salesflow.unprotect('public.agent_memory');
call salesflow.unprotect('public.daily_action_plans');
call salesflow.unprotect('public.daily_plan_priorities');
call salesflow.unprotect('public.notifications');

revoke execute on function
  public.complete_recommendation(uuid), public.dismiss_recommendation(uuid, text),
  public.explain_action(uuid, text), public.get_autonomous_actions_summary(uuid, integer),
  salesflow.say(text, text, jsonb), salesflow.render(text[], jsonb), salesflow.local_date(timestamptz, text, text),
  public.get_lead_lifecycle_stage(uuid), public.win_probability(uuid), salesflow.win_probabilities(uuid[]),
  public.rank_leads(uuid, timestamptz), salesflow.rank_leads(uuid[], timestamptz),
  public.find_users(text), public.get_daily_plan(uuid, date), public.create_daily_plan(uuid),
  public.recall_memories(uuid, uuid, text, integer, timestamptz),
  salesflow.traffic_light(numeric), salesflow.active_statuses()
  from salesflow_rep, salesflow_manager, salesflow_gateway;

commit;
