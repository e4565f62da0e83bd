-- What the system did by itself, by day and type: the last 7 days (policy analytics.actions_window).
select date, action_type, count, successful, success_rate
from dashboard_autonomous_actions
order by date desc, count desc;
