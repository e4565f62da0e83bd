-- Revert salesflow:crm/import_leads from pg

begin;

drop function public.retry_import(uuid, jsonb, boolean);
drop function public.import_leads(regclass, jsonb, text, boolean, text);
drop function salesflow.run_import(uuid, jsonb);
drop function salesflow.apply_import(uuid);
drop function salesflow.plan_import(uuid);
drop function salesflow.import_users(uuid);
drop function salesflow.find_import_people(uuid);
drop function salesflow.import_squads();
drop function salesflow.find_squad(text, text);
drop table salesflow.import_plan;
drop table salesflow.import_people;
drop table salesflow.import_states;

commit;
