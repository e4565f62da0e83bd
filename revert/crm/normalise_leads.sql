-- Revert salesflow:crm/normalise_leads from pg

begin;

drop trigger leads_100_normalise on public.leads;
drop function salesflow.normalise_lead();

commit;
