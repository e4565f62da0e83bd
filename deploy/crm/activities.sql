-- Deploy salesflow:crm/activities to pg
-- requires: crm/leads
-- requires: crm/see
-- What happened or is planned with a lead, and what is known of it at a glance.

begin;
set local role salesflow_owner;

insert into public.policies (key, value, unit, description)
values
  ('crm.contact_types', '["call", "email", "whatsapp", "sms", "linkedin", "meeting"]', 'list',
    'Activity types that are contact with the lead (tasks and notes are not); completed ones move last_contact_at.');

create table public.activities (
  id          uuid primary key default gen_random_uuid(),
  lead_id     uuid not null references public.leads on delete cascade,
  user_id     uuid references public.users on delete set null,
  type        text not null check (type in
    ('call', 'email', 'whatsapp', 'sms', 'linkedin', 'meeting', 'note', 'task', 'proposal', 'web', 'other')),
  direction   text check (direction in ('inbound', 'outbound', 'internal')),
  channel     text,
  title       text,
  description text,
  status      text not null check (status in ('pending', 'scheduled', 'in_progress', 'completed', 'cancelled')),
  priority    salesflow.priority not null default 'medium',
  due_date    timestamptz,
  occurred_at timestamptz not null default now(),
  outcome     text,
  attributes  salesflow.json_object not null default '{}',
  external_id text,
  created_at  timestamptz not null default now()
);
comment on table public.activities is 'What happened with a lead and what is planned: calls, messages, meetings, notes, tasks.';
comment on column public.activities.id is 'Key.';
comment on column public.activities.lead_id is 'The lead.';
comment on column public.activities.user_id is 'Rep who did or will do it.';
comment on column public.activities.type is 'call, email, whatsapp, sms, linkedin, meeting, note, task, proposal, web or other.';
comment on column public.activities.direction is 'inbound (from the lead), outbound (to the lead) or internal; null when unknown.';
comment on column public.activities.channel is 'Channel where the type does not say it, for example zoom.';
comment on column public.activities.title is 'Subject.';
comment on column public.activities.description is 'Text of the message or note. Comes from outside: never trusted.';
comment on column public.activities.status is 'pending, scheduled, in_progress, completed or cancelled. Left out: scheduled when due_date lies in the future, else completed.';
comment on column public.activities.priority is 'low, medium, high or urgent.';
comment on column public.activities.due_date is 'When a planned activity is due; of a meeting, when it begins.';
comment on column public.activities.occurred_at is 'When it happened or was planned.';
comment on column public.activities.outcome is 'Result in a word: answered, no_answer, positive, negative, …';
comment on column public.activities.attributes is 'Any other column of the customer''s CRM.';
comment on column public.activities.external_id is 'Key in the CRM it was imported from; imports update by it.';
comment on column public.activities.created_at is 'When it was entered.';

create index activities_lead on public.activities (lead_id, occurred_at desc);
create index activities_open on public.activities (due_date) where status in ('pending', 'scheduled', 'in_progress');
create unique index activities_external_id on public.activities (external_id) where external_id is not null;

create function salesflow.normalise_activity()
  returns trigger
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
begin
  new.status := case when new.due_date > greatest(new.occurred_at, now()) then 'scheduled' else 'completed' end;
  return new;
end
$$;
comment on function salesflow.normalise_activity() is 'Status of an activity that names none: scheduled when due in the future, else completed.';

create trigger activities_100_normalise
  before insert on public.activities
  for each row when (new.status is null)
  execute function salesflow.normalise_activity();

create table public.lead_context_summaries (
  lead_id              uuid primary key references public.leads on delete cascade,
  short_summary        text,
  detailed_summary     text,
  key_facts            salesflow.json_array not null default '[]',
  pain_points          salesflow.json_array not null default '[]',
  objections_raised    salesflow.json_array not null default '[]',
  total_interactions   integer not null default 0,
  inbound_interactions integer not null default 0,
  first_interaction_at timestamptz,
  last_interaction_at  timestamptz,
  last_inbound_at      timestamptz,
  updated_at           timestamptz not null default now()
)
with (fillfactor = 80);
comment on table public.lead_context_summaries is 'What is known of a lead at a glance: summary, facts, and counts of contacts (kept by trigger).';
comment on column public.lead_context_summaries.lead_id is 'The lead.';
comment on column public.lead_context_summaries.short_summary is 'One or two sentences.';
comment on column public.lead_context_summaries.detailed_summary is 'The whole story.';
comment on column public.lead_context_summaries.key_facts is 'Facts worth remembering, an array of texts.';
comment on column public.lead_context_summaries.pain_points is 'Problems the lead named, an array of texts.';
comment on column public.lead_context_summaries.objections_raised is 'Objections so far, an array of texts.';
comment on column public.lead_context_summaries.total_interactions is 'Completed contacts in either direction.';
comment on column public.lead_context_summaries.inbound_interactions is 'Completed contacts that came from the lead.';
comment on column public.lead_context_summaries.first_interaction_at is 'First contact.';
comment on column public.lead_context_summaries.last_interaction_at is 'Last contact, the same as leads.last_contact_at.';
comment on column public.lead_context_summaries.last_inbound_at is 'Last time the lead itself reached out.';
comment on column public.lead_context_summaries.updated_at is 'When the row last changed.';

-- A changed or deleted activity can take something away, so its leads are counted anew. New ones only add:
-- lifecycle/activity_rules does that in the same pass as its rules.
alter table public.activities enable row level security;
alter table public.activities force row level security;
alter table public.lead_context_summaries enable row level security;
alter table public.lead_context_summaries force row level security;
call salesflow.protect_by_lead('public.activities');
call salesflow.protect_by_lead('public.lead_context_summaries');

create function salesflow.recount_contacts(p_lead_ids uuid[])
  returns void
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
begin
  -- a statement of its own: the count must see what was committed while we waited for the lock
  perform from public.leads as l where l.id = any (p_lead_ids) order by l.id for no key update;

  with counted as materialized (
    select
      l.id as lead_id,
      count(a.id)::integer as contacts,
      (count(*) filter (where a.direction = 'inbound'))::integer as inbound,
      min(a.occurred_at) as first_at,
      max(a.occurred_at) as last_at,
      max(a.occurred_at) filter (where a.direction = 'inbound') as last_inbound_at
    from public.leads as l
    left join public.activities as a
      on a.lead_id = l.id
      and a.status = 'completed'
      and (select p.value from public.policies as p where p.key = 'crm.contact_types') ? a.type
    where l.id = any (p_lead_ids)
    group by l.id
  ),
  contacted as (
    update public.leads as l
    set last_contact_at = c.last_at
    from counted as c
    where l.id = c.lead_id
      and l.last_contact_at is distinct from c.last_at
  )
  insert into public.lead_context_summaries as s
    (lead_id, total_interactions, inbound_interactions, first_interaction_at, last_interaction_at, last_inbound_at)
  select c.lead_id, c.contacts, c.inbound, c.first_at, c.last_at, c.last_inbound_at
  from counted as c
  order by c.lead_id
  on conflict (lead_id) do update
  set
    total_interactions = excluded.total_interactions,
    inbound_interactions = excluded.inbound_interactions,
    first_interaction_at = excluded.first_interaction_at,
    last_interaction_at = excluded.last_interaction_at,
    last_inbound_at = excluded.last_inbound_at,
    updated_at = now();
end
$$;
comment on function salesflow.recount_contacts(uuid[]) is 'Counts the contacts of the given leads anew from their activities.';

create function salesflow.recount_changed_contacts()
  returns trigger
  language plpgsql
  security definer
  set search_path = pg_catalog, pg_temp
as $$
begin
  if tg_op = 'DELETE' then
    perform salesflow.recount_contacts(array(select distinct lead_id from old_rows));
  else
    -- rows that are in one table and not in the other, by hashing: linear for any number of rows
    perform salesflow.recount_contacts(array(
      select changed.lead_id
      from (
        (select id, lead_id, type, status, direction, occurred_at from old_rows
         except all
         select id, lead_id, type, status, direction, occurred_at from new_rows)
        union all
        (select id, lead_id, type, status, direction, occurred_at from new_rows
         except all
         select id, lead_id, type, status, direction, occurred_at from old_rows)
      ) as changed
      group by changed.lead_id
    ));
  end if;
  return null;
end
$$;
comment on function salesflow.recount_changed_contacts() is 'Recounts the contacts of leads whose activities changed or went.';

create trigger activities_500_recount_updated
  after update on public.activities
  referencing old table as old_rows new table as new_rows
  for each statement execute function salesflow.recount_changed_contacts();

create trigger activities_500_recount_deleted
  after delete on public.activities
  referencing old table as old_rows
  for each statement execute function salesflow.recount_changed_contacts();

grant select on public.activities, public.lead_context_summaries to salesflow_rep, salesflow_manager, salesflow_gateway, salesflow_bi;
grant select, insert, update, delete on public.activities to salesflow_admin;
grant
  select,
  insert (lead_id, short_summary, detailed_summary, key_facts, pain_points, objections_raised),
  update (short_summary, detailed_summary, key_facts, pain_points, objections_raised)
  on public.lead_context_summaries to salesflow_rep, salesflow_manager, salesflow_gateway, salesflow_admin;
-- What happened stays with the lead and the person it happened with.
grant
  insert (id, lead_id, user_id, type, direction, channel, title, description, status, priority, due_date, occurred_at,
    outcome, attributes),
  update (type, direction, channel, title, description, status, priority, due_date, occurred_at, outcome, attributes)
  on public.activities to salesflow_rep, salesflow_manager, salesflow_gateway;

commit;
