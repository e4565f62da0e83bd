-- Revert salesflow:import/understand from pg

begin;

drop function salesflow.understand_import(uuid, text[], jsonb);

commit;
