-- Revert salesflow:crm/activities from pg

begin;

drop table public.activities;

delete from public.policies where key in (
  'crm.contact_types',
  'contact.default_hour',
  'contact.earliest_hour',
  'contact.latest_hour'
);

commit;
