-- Deploy salesflow:lifecycle/activity_rules to pg
-- requires: lifecycle/transitions
-- What new activities do to their leads: contact facts and transitions, in one pass.

begin;
set local role salesflow_owner;

insert into public.automation_rules (rule, trigger_type, description_en, description_de, policy_keys)
values
  ('lifecycle.first_activity', 'event_based',
    'The first activity with a new lead makes it contacted.',
    'Die erste Aktivität mit einem neuen Lead macht ihn zu „kontaktiert“.', '{}'),
  ('lifecycle.meeting_scheduled', 'event_based',
    'A planned meeting makes a lead meeting_scheduled.',
    'Ein geplanter Termin macht einen Lead zu „Termin vereinbart“.', '{}');

insert into public.text_templates (key, locale, body)
values
  ('lifecycle.first_activity.reason', 'en', 'First activity: {activity_text} on {at_on}'),
  ('lifecycle.first_activity.reason', 'de', 'Erste Aktivität: {activity_text} am {at_on}'),
  ('lifecycle.meeting_scheduled.reason', 'en', 'Meeting planned for {at_on}'),
  ('lifecycle.meeting_scheduled.reason', 'de', 'Termin geplant für den {at_on}'),
  ('activity.call', 'en', 'call'), ('activity.call', 'de', 'Anruf'),
  ('activity.email', 'en', 'e-mail'), ('activity.email', 'de', 'E-Mail'),
  ('activity.whatsapp', 'en', 'WhatsApp message'), ('activity.whatsapp', 'de', 'WhatsApp-Nachricht'),
  ('activity.sms', 'en', 'text message'), ('activity.sms', 'de', 'SMS'),
  ('activity.linkedin', 'en', 'LinkedIn message'), ('activity.linkedin', 'de', 'LinkedIn-Nachricht'),
  ('activity.meeting', 'en', 'meeting'), ('activity.meeting', 'de', 'Termin'),
  ('activity.note', 'en', 'note'), ('activity.note', 'de', 'Notiz'),
  ('activity.task', 'en', 'task'), ('activity.task', 'de', 'Aufgabe'),
  ('activity.proposal', 'en', 'proposal'), ('activity.proposal', 'de', 'Angebot'),
  ('activity.web', 'en', 'visit of the website'), ('activity.web', 'de', 'Besuch der Website'),
  ('activity.other', 'en', 'other'), ('activity.other', 'de', 'Sonstiges');

create function salesflow.follow_activities()
  returns trigger
  language plpgsql
  security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_count bigint;
  v_new record;
  v_is_ruled boolean;
begin
  if tg_op = 'INSERT' then
    select count(*) into v_count from (select from new_rows limit 2) as few;
  end if;

  if tg_op = 'UPDATE' then
    v_is_ruled := exists (
      select
      from new_rows as a
      join public.leads as l on l.id = a.lead_id
      where l.status = 'new' or a.type = 'meeting');
  elsif v_count = 1 then
    select n.lead_id, n.type, n.direction, n.status, n.occurred_at into v_new from new_rows as n;
    -- One row, as people and webhooks write it: plain statements with kept plans cost half of the set below.
    -- Both come to the same, a property test holds them to it.
    if v_new.status = 'completed'
      and (select p.value from public.policies as p where p.key = 'crm.contact_types') ? v_new.type
    then
      update public.leads as l
      set last_contact_at = greatest(l.last_contact_at, v_new.occurred_at)
      where l.id = v_new.lead_id
      returning l.status = 'new' into v_is_ruled;
      insert into public.lead_context_summaries as s
        (lead_id, total_interactions, inbound_interactions, first_interaction_at, last_interaction_at, last_inbound_at)
      values (
        v_new.lead_id, 1, (v_new.direction is not distinct from 'inbound')::integer, v_new.occurred_at, v_new.occurred_at,
        case when v_new.direction = 'inbound' then v_new.occurred_at end)
      on conflict (lead_id) do update
      set
        total_interactions = s.total_interactions + 1,
        inbound_interactions = s.inbound_interactions + excluded.inbound_interactions,
        first_interaction_at = least(s.first_interaction_at, excluded.first_interaction_at),
        last_interaction_at = greatest(s.last_interaction_at, excluded.last_interaction_at),
        last_inbound_at = greatest(s.last_inbound_at, excluded.last_inbound_at),
        updated_at = now();
    else
      v_is_ruled := (select l.status = 'new' from public.leads as l where l.id = v_new.lead_id);
    end if;
    v_is_ruled := v_is_ruled or v_new.type = 'meeting';
  elsif v_count > 1 then
    -- New contacts only add to what is known, so an insert never reads the history of a lead.
    with touched as materialized (
      select
        a.lead_id,
        (count(*) filter (where a.is_contact))::integer as contacts,
        (count(*) filter (where a.is_contact and a.direction = 'inbound'))::integer as inbound,
        min(a.occurred_at) filter (where a.is_contact) as first_at,
        max(a.occurred_at) filter (where a.is_contact) as last_at,
        max(a.occurred_at) filter (where a.is_contact and a.direction = 'inbound') as last_inbound_at,
        bool_or(a.type = 'meeting') as has_meeting
      from (
        select
          n.lead_id, n.type, n.direction, n.occurred_at,
          n.status = 'completed'
            and (select p.value from public.policies as p where p.key = 'crm.contact_types') ? n.type as is_contact
        from new_rows as n
      ) as a
      group by a.lead_id
    ),
    -- In key order, so that two bulk loads of the same leads queue instead of deadlocking; leads without a
    -- contact too, because the rules that follow may move those. It carries the facts along: a join of two
    -- CTEs is planned for a handful of rows and would be quadratic in a bulk load.
    locked as materialized (
      select t.*, l.status = 'new' as is_new
      from touched as t
      join public.leads as l on l.id = t.lead_id
      order by l.id
      for no key update of l
    ),
    contacted as (
      update public.leads as l
      set last_contact_at = greatest(l.last_contact_at, t.last_at)
      from locked as t
      where l.id = t.lead_id
        and t.contacts > 0
        and (l.last_contact_at < t.last_at or l.last_contact_at is null)
    ),
    summarised as (
      insert into public.lead_context_summaries as s
        (lead_id, total_interactions, inbound_interactions, first_interaction_at, last_interaction_at, last_inbound_at)
      select t.lead_id, t.contacts, t.inbound, t.first_at, t.last_at, t.last_inbound_at
      from locked as t
      where t.contacts > 0
      order by t.lead_id
      on conflict (lead_id) do update
      set
        total_interactions = s.total_interactions + excluded.total_interactions,
        inbound_interactions = s.inbound_interactions + excluded.inbound_interactions,
        first_interaction_at = least(s.first_interaction_at, excluded.first_interaction_at),
        last_interaction_at = greatest(s.last_interaction_at, excluded.last_interaction_at),
        last_inbound_at = greatest(s.last_inbound_at, excluded.last_inbound_at),
        updated_at = now()
    )
    select bool_or(t.is_new or t.has_meeting) into v_is_ruled from locked as t;
  end if;
  -- most activities are with leads past these rules
  if v_is_ruled is not true then
    return null;
  end if;

  perform salesflow.transition_leads('lifecycle.first_activity', 'contacted', array_agg(first))
  from (
    select distinct on (a.lead_id) row(
      a.lead_id, a.occurred_at, 'activity:' || a.id,
      jsonb_build_object('activity_type', a.type, 'at', a.occurred_at),
      jsonb_build_array(jsonb_build_object('table', 'activities', 'id', a.id)))::salesflow.transition_candidate as first
    from new_rows as a
    join public.leads as l on l.id = a.lead_id
    where l.status = 'new'
      and (a.status = 'completed' or a.type = 'meeting' and a.status <> 'cancelled')
    order by a.lead_id, a.occurred_at, a.id
  ) as candidates;

  perform salesflow.transition_leads('lifecycle.meeting_scheduled', 'meeting_scheduled', array_agg(first))
  from (
    select distinct on (a.lead_id) row(
      a.lead_id, a.occurred_at, 'activity:' || a.id,
      jsonb_build_object('activity_type', a.type, 'at', coalesce(a.due_date, a.occurred_at)),
      jsonb_build_array(jsonb_build_object('table', 'activities', 'id', a.id)))::salesflow.transition_candidate as first
    from new_rows as a
    where a.type = 'meeting'
      and a.status in ('pending', 'scheduled')
      and (a.due_date is null or a.due_date > now())
    order by a.lead_id, a.occurred_at, a.id
  ) as candidates;
  return null;
end
$$;
comment on function salesflow.follow_activities() is
  'What activities do to their leads, in one pass: new ones add to last_contact_at and to the counts of lead_context_summaries; a first activity and a planned meeting move the lead.';

create trigger activities_500_follow_inserted
  after insert on public.activities
  referencing new table as new_rows
  for each statement execute function salesflow.follow_activities();

create trigger activities_600_follow_updated
  after update on public.activities
  referencing new table as new_rows
  for each statement execute function salesflow.follow_activities();

commit;
