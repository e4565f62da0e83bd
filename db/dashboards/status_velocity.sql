-- How long leads stay in each status before they leave it.
select from_status, transitions, avg_days, median_days
from dashboard_status_velocity
order by avg_days;
