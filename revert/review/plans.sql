-- Revert salesflow:review/plans from pg

begin;

drop trigger ai_recommendations_500_count_completed on public.ai_recommendations;
drop table public.daily_plan_priorities;
drop table public.daily_action_plans;
drop function salesflow.count_completed_priorities();

commit;
