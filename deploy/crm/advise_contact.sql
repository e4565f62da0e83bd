-- Deploy salesflow:crm/advise_contact to pg
-- requires: crm/activities
-- replaceable: On which channel and at what hour a lead is best reached.

begin;
set local role salesflow_owner;

create or replace function salesflow.contact_advice(p_lead_ids uuid[])
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
      known.channel),
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
  left join lateral (
    select c.channel
    from public.contact_channels as c
    where case c.address when 'phone' then l.phone when 'email' then l.email end is not null
    order by c.position
    limit 1
  ) as known on true
  where l.id = any (p_lead_ids)
$$;
comment on function salesflow.contact_advice(uuid[]) is
  'Best channel (its wish, else the one it answers on, else the first of contact_channels whose address is known; null: none) and hour (local time of the lead, 0–23) for each lead, with the number of responses this rests on.';

commit;
