-- Deploy salesflow:lifecycle/activity_rules to pg
-- requires: lifecycle/transitions
-- What new activities do to their leads.

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
begin
  -- most activities are with leads past these rules
  if not exists (select from new_rows as a join public.leads as l on l.id = a.lead_id where l.status = 'new' or a.type = 'meeting') then
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
  'What activities do to their leads: a first activity and a planned meeting move them.';

create trigger activities_600_follow_inserted
  after insert on public.activities
  referencing new table as new_rows
  for each statement execute function salesflow.follow_activities();

create trigger activities_600_follow_updated
  after update on public.activities
  referencing new table as new_rows
  for each statement execute function salesflow.follow_activities();

commit;
