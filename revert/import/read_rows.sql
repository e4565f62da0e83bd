-- Revert salesflow:import/read_rows from pg

begin;

drop function salesflow.read_import(uuid);
drop function salesflow.tell_rows_apart(uuid);
drop function salesflow.read_import_map(uuid, jsonb);
drop function salesflow.warn_of(uuid, text, bigint, text, text, text, bigint, jsonb);
drop function salesflow.row_record(text[], jsonb);
drop function salesflow.lead_external_id(text, text, text);

commit;
