-- Verify salesflow:crm/companies on pg

begin;

select
  'public.companies'::regclass,
  'public.contacts'::regclass,
  'public.lead_companies'::regclass,
  'public.lead_contacts'::regclass;

rollback;
