-- Revert salesflow:jobs/check_health from pg

begin;

drop function salesflow.check_health(timestamptz);
drop view public.system_health;
drop function salesflow.measure_health();
drop function salesflow.measure_scheduled_jobs();
drop function salesflow.measure_overdue_jobs();
drop function salesflow.measure_job_success();
drop function salesflow.measure_dead_events();
drop function salesflow.measure_queue_age();
drop function salesflow.measure_queue_depth();
drop function salesflow.measure_daemons();
drop function salesflow.measure_connections();

commit;
