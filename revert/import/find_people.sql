-- Revert salesflow:import/find_people from pg

begin;

drop function salesflow.import_users(uuid);
drop function salesflow.find_import_people(uuid);
drop function salesflow.import_squads();
drop function salesflow.find_squad(text, text);
drop function salesflow.difference(jsonb, jsonb);
drop function salesflow.name_of_email(text);
drop function salesflow.person_key(text, text, text);
drop function salesflow.email_in(text);

commit;
