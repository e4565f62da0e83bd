-- Revert salesflow:crm/leads from pg

begin;

drop table public.leads;

delete from public.policies where key in (
  'crm.currency'
);

commit;
