-- Revert salesflow:review/write_plans from pg

begin;

call salesflow.unprotect('public.daily_plan_priorities');
call salesflow.unprotect('public.daily_action_plans');
call salesflow.unprotect('public.lead_rankings');
drop trigger ai_recommendations_500_count_completed on public.ai_recommendations;
drop function salesflow.count_completed_priorities();
drop function salesflow.write_priorities(uuid[]);
drop function salesflow.priority_json(public.daily_plan_priorities, public.ai_recommendations, text);
drop function salesflow.sum_up_plans(uuid[]);
drop function salesflow.plan_insights(text, jsonb);
drop function salesflow.describe_plans(uuid[]);
drop function salesflow.choose_priorities(uuid[]);
drop function salesflow.find_priorities(uuid[], timestamptz);
drop function salesflow.ranking_facts(uuid[], integer[]);
drop function salesflow.log_rankings(uuid[]);

commit;
