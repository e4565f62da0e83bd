-- Revert salesflow:review/make_plans from pg

begin;

drop function salesflow.run_daily_review(timestamptz);
drop function salesflow.run_review_rules(uuid[], timestamptz);
drop function salesflow.tell_of_plans(uuid[]);
drop trigger daily_action_plans_500_forget on public.daily_action_plans;
drop function salesflow.forget_plan();
drop function salesflow.make_plans(salesflow.raising[], timestamptz);
drop function salesflow.find_plan_due(uuid[], timestamptz);

commit;
