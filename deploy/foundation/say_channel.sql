-- Deploy salesflow:foundation/say_channel to pg
-- requires: foundation/say
-- requires: foundation/contact_channels
-- replaceable: The name of a way to reach a lead.

begin;
set local role salesflow_owner;

create or replace function salesflow.say_channel(p_channel text, p_locale text)
  returns text
  language sql
  stable
  return coalesce(
    (select case salesflow.language(p_locale) when 'de' then c.name_de else c.name_en end
     from public.contact_channels as c
     where c.channel = p_channel),
    salesflow.say('contact.no_channel', p_locale));
comment on function salesflow.say_channel(text, text) is
  'Name of a contact channel in the language of a locale, as after "by" and "per"; for null or an unknown one, that a way is still to be found.';

grant execute on function salesflow.say_channel(text, text)
  to salesflow_rep, salesflow_manager, salesflow_gateway, salesflow_bi, salesflow_admin;

commit;
