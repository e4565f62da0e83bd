-- Revert salesflow:crm/activities from pg

begin;

drop function salesflow.recount_contacts(uuid[]);
drop table public.lead_context_summaries;
drop table public.activities;
drop function salesflow.recount_changed_contacts();
drop function salesflow.normalise_activity();

delete from public.policies where key in (
  'crm.contact_types'
);

commit;
