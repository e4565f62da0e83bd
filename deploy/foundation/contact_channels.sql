-- Deploy salesflow:foundation/contact_channels to pg
-- requires: foundation/texts
-- stateful: The ways to reach a lead.

begin;
set local role salesflow_owner;

create table public.contact_channels (
  channel  text primary key check (channel ~ '^[a-z_]+$'),
  position smallint not null unique,
  address  text check (address in ('phone', 'email')),
  name_en  text not null,
  name_de  text not null
);
comment on table public.contact_channels is 'The ways to reach a lead: a closed set that comes with a deployment.';
comment on column public.contact_channels.channel is 'Name; the type of an activity on it.';
comment on column public.contact_channels.position is 'Order of preference where nothing is known of a lead but its addresses.';
comment on column public.contact_channels.address is 'Column of leads without which it is no way: phone or email; null when neither helps.';
comment on column public.contact_channels.name_en is 'English name, as after "by".';
comment on column public.contact_channels.name_de is 'German name, as after "per".';

insert into public.contact_channels (channel, position, address, name_en, name_de)
values
  ('call',     1, 'phone', 'telephone',    'Telefon'),
  ('email',    2, 'email', 'e-mail',       'E-Mail'),
  ('whatsapp', 3, 'phone', 'WhatsApp',     'WhatsApp'),
  ('sms',      4, 'phone', 'text message', 'SMS'),
  ('linkedin', 5, null,    'LinkedIn',     'LinkedIn'),
  ('meeting',  6, null,    'a visit',      'Besuch');

insert into public.text_templates (key, locale, body)
values
  ('contact.no_channel', 'en', 'whatever way you find'),
  ('contact.no_channel', 'de', 'einem Weg, den Sie erst finden müssen,');

grant select on public.contact_channels to salesflow_rep, salesflow_manager, salesflow_gateway, salesflow_bi, salesflow_admin;
grant update (name_en, name_de) on public.contact_channels to salesflow_admin;

commit;
