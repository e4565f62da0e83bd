-- Revert salesflow:lifecycle/contact_advice from pg

begin;

drop function salesflow.contact_advice(uuid[]);

delete from public.text_templates where key in (
  'channel.call',
  'channel.email',
  'channel.whatsapp',
  'channel.sms',
  'channel.linkedin',
  'channel.meeting',
  'channel.unknown'
);
delete from public.policies where key in (
  'contact.default_hour',
  'contact.earliest_hour',
  'contact.latest_hour'
);

commit;
