-- Revert salesflow:crm/advise_contact from pg

begin;

drop function salesflow.contact_advice(uuid[]);

commit;
