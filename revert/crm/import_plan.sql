-- Revert salesflow:crm/import_plan from pg

begin;

drop function salesflow.plan_import(uuid);
drop table salesflow.import_plan;
drop table salesflow.import_states;

commit;
