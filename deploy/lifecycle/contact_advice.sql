-- Deploy salesflow:lifecycle/contact_advice to pg
-- requires: lifecycle/activity_rules
-- On which channel and at what hour a lead is best reached.

begin;
set local role salesflow_owner;

insert into public.policies (key, value, unit, description, minimum, maximum)
values
  ('contact.default_hour', '10', 'hour of day', 'Hour recommended for a lead of whom no habit is known.', 0, 23),
  ('contact.earliest_hour', '8', 'hour of day', 'No earlier hour is recommended.', 0, 23),
  ('contact.latest_hour', '18', 'hour of day', 'No later hour is recommended.', 0, 23);

insert into public.text_templates (key, locale, body)
values
  ('channel.call', 'en', 'telephone'), ('channel.call', 'de', 'Telefon'),
  ('channel.email', 'en', 'e-mail'), ('channel.email', 'de', 'E-Mail'),
  ('channel.whatsapp', 'en', 'WhatsApp'), ('channel.whatsapp', 'de', 'WhatsApp'),
  ('channel.sms', 'en', 'text message'), ('channel.sms', 'de', 'SMS'),
  ('channel.linkedin', 'en', 'LinkedIn'), ('channel.linkedin', 'de', 'LinkedIn'),
  ('channel.meeting', 'en', 'a visit'), ('channel.meeting', 'de', 'Besuch'),
  ('channel.unknown', 'en', 'whatever way you find'), ('channel.unknown', 'de', 'einem Weg, den Sie erst finden müssen,');

create function salesflow.contact_advice(p_lead_ids uuid[])
  returns table (lead_id uuid, channel text, hour integer, responses bigint)
  language sql
  stable
  set search_path = pg_catalog, pg_temp
as $$
  with policy as materialized (
    select
      salesflow.policy_list('crm.contact_types') as contact_types,
      salesflow.policy_number('contact.default_hour')::integer as default_hour,
      salesflow.policy_number('contact.earliest_hour')::integer as earliest_hour,
      salesflow.policy_number('contact.latest_hour')::integer as latest_hour
  )
  select
    l.id,
    coalesce(
      l.preferred_channel,
      habit.channel,
      case when l.phone is not null then 'call' when l.email is not null then 'email' end),
    least(policy.latest_hour, greatest(policy.earliest_hour, coalesce(habit.hour, policy.default_hour))),
    coalesce(habit.responses, 0)
  from public.leads as l
  cross join policy
  left join public.users as u on u.id = l.user_id
  left join lateral (
    select
      mode() within group (order by a.type) as channel,
      mode() within group (order by extract(hour from a.occurred_at at time zone coalesce(l.time_zone, u.time_zone, 'UTC'))::integer) as hour,
      count(*) as responses
    from public.activities as a
    where a.lead_id = l.id
      and a.direction = 'inbound'
      and a.status = 'completed'
      and a.type = any (policy.contact_types)
  ) as habit on true
  where l.id = any (p_lead_ids)
$$;
comment on function salesflow.contact_advice(uuid[]) is
  'Best channel (its wish, else the one it answers on, else telephone or e-mail if known; null: none known) and hour (local time of the lead, 0–23) for each lead, with the number of responses this rests on.';

commit;
