-- Revert salesflow:import/undo from pg

begin;

drop function public.undo_import(uuid);
drop function salesflow.put_back(jsonb, jsonb, jsonb);
drop function salesflow.changed_since(public.leads, timestamptz);

commit;
