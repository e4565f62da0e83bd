-- Deploy salesflow:crm/see_companies to pg
-- requires: crm/see
-- requires: crm/companies
-- replaceable: whom companies and persons concern: who may see one of their leads, or looks after them.

begin;
set local role salesflow_owner;

call salesflow.protect(
  'public.companies',
  'user_id = any ((select salesflow.visible_user_ids())::uuid[])
    or (select salesflow.sees_all())
    or exists (
      select from public.lead_companies as c join public.leads as l on l.id = c.lead_id where c.company_id = companies.id)');
call salesflow.protect(
  'public.contacts',
  'user_id = any ((select salesflow.visible_user_ids())::uuid[])
    or (select salesflow.sees_all())
    or exists (
      select from public.lead_contacts as c join public.leads as l on l.id = c.lead_id where c.contact_id = contacts.id)');
call salesflow.protect_by_lead('public.lead_companies');
call salesflow.protect_by_lead('public.lead_contacts');

commit;
