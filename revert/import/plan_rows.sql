-- Revert salesflow:import/plan_rows from pg

begin;

drop function salesflow.plan_import(uuid);
drop function salesflow.find_activity_leads(uuid);

commit;
