-- Revert salesflow:import/find_parties from pg

begin;

drop function salesflow.import_parties(uuid);
drop function salesflow.find_parties(uuid);
drop function salesflow.contact_key(jsonb, text);
drop function salesflow.company_key(jsonb);

commit;
