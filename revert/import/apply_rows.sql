-- Revert salesflow:import/apply_rows from pg

begin;

drop function salesflow.newer(text, text, boolean);
drop function salesflow.apply_import(uuid);
drop function salesflow.give_owners();

commit;
