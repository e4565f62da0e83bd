-- Revert salesflow:import/run from pg

begin;

drop function public.retry_import(uuid, jsonb, boolean);
drop function public.import_leads(regclass, jsonb, text, boolean, text);
drop function salesflow.run_import(uuid, text[], jsonb);

commit;
