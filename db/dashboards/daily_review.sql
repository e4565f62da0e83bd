-- Daily plans and how much of them was done: the last 30 days (policy analytics.window).
select plan_date, users_with_plans, total_actions_completed, total_actions_planned, completion_rate
from dashboard_daily_review
order by plan_date desc;
