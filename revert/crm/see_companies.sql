-- Revert salesflow:crm/see_companies from pg

begin;

call salesflow.unprotect('public.lead_contacts');
call salesflow.unprotect('public.lead_companies');
call salesflow.unprotect('public.contacts');
call salesflow.unprotect('public.companies');

commit;
