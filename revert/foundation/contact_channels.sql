-- Revert salesflow:foundation/contact_channels from pg

begin;

drop table public.contact_channels;

delete from public.text_templates where key in (
  'contact.no_channel'
);

commit;
