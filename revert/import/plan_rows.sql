-- Revert salesflow:import/plan_rows from pg

begin;

drop function salesflow.plan_import(uuid);

commit;
