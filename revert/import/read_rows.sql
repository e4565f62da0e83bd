-- Revert salesflow:import/read_rows from pg

begin;

drop function salesflow.read_import(uuid, jsonb);
drop function salesflow.reject_rows(uuid);
drop function salesflow.open_import(text, boolean, text, uuid);

commit;
