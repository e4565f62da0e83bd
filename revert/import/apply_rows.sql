-- Revert salesflow:import/apply_rows from pg

begin;

drop function salesflow.apply_import(uuid);

commit;
