-- Is everything well, and do the jobs run?
select check_name, status, value, threshold, unit, case when status <> 'ok' then hint_en end as what_to_do
from system_health;

select name, schedule, is_scheduled, is_running, is_overdue, last_status, last_started_at, last_duration_ms, success_rate_7d, last_error
from job_status
order by name;
