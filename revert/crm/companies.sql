-- Revert salesflow:crm/companies from pg

begin;

drop table public.lead_contacts;
drop table public.lead_companies;
drop table public.contacts;
drop table public.companies;

commit;
