-- Revert salesflow:crm/leads from pg

begin;

drop table public.leads;
drop function salesflow.normalise_lead();

delete from public.policies where key in (
  'crm.currency'
);

commit;
