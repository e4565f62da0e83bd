-- Revert salesflow:import/open_import from pg

begin;

drop function salesflow.has_naming_field();
drop function salesflow.is_readable(text);
drop function salesflow.source_id(text, text);
drop function salesflow.open_import(text, boolean, text, uuid);
drop function salesflow.clear_workshop();

commit;
