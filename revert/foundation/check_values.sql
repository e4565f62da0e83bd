-- Revert salesflow:foundation/check_values from pg

begin;

drop function salesflow.is_cron_schedule(text);
drop function salesflow.is_time_zone(text);

commit;
