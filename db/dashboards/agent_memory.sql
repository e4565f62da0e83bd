-- What the agent remembers, by type: the last 30 days (policy analytics.window).
select memory_type, count, avg_importance, avg_access_count
from dashboard_agent_memory
order by count desc;
