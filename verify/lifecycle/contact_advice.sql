-- Verify salesflow:lifecycle/contact_advice on pg

begin;

select
  'salesflow.contact_advice(uuid[])'::regprocedure;

do $$
begin
  assert (select count(*) from public.policies where key = any (array[
    'contact.default_hour',
    'contact.earliest_hour',
    'contact.latest_hour'
  ])) = 3, 'rows of public.policies are missing';
  assert (select count(*) from public.text_templates where key = any (array[
    'channel.call',
    'channel.email',
    'channel.whatsapp',
    'channel.sms',
    'channel.linkedin',
    'channel.meeting',
    'channel.unknown'
  ])) >= 14, 'rows of public.text_templates are missing';
end
$$;

rollback;
