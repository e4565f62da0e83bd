-- Verify salesflow:foundation/check_values on pg

begin;

select
  'salesflow.is_time_zone(text)'::regprocedure,
  'salesflow.is_cron_schedule(text)'::regprocedure;

rollback;
