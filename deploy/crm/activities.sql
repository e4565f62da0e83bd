-- Deploy salesflow:crm/activities to pg
-- requires: crm/leads
-- stateful: What happened or is planned with a lead.

begin;
set local role salesflow_owner;

insert into public.policies (key, value, unit, description, choices)
select
  'crm.contact_types', jsonb_agg(c.channel order by c.position), 'list',
  'Activity types that are contact with the lead (tasks and notes are not); completed ones move last_contact_at.',
  array_agg(c.channel order by c.position)
from public.contact_channels as c;

insert into public.policies (key, value, unit, description, minimum, maximum)
values
  ('contact.default_hour', '10', 'hour of day', 'Hour recommended for a lead of whom no habit is known.', 0, 23),
  ('contact.earliest_hour', '8', 'hour of day', 'No earlier hour is recommended.', 0, 23),
  ('contact.latest_hour', '18', 'hour of day', 'No later hour is recommended.', 0, 23);

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
  due_date    salesflow.instant,
  occurred_at salesflow.instant not null default now(),
  outcome     text,
  attributes  salesflow.json_object not null default '{}',
  external_id text,
  created_at  salesflow.instant not null default now()
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

alter table public.activities enable row level security;
alter table public.activities force row level security;

grant select on public.activities to salesflow_rep, salesflow_manager, salesflow_gateway, salesflow_bi;
grant select, insert, update, delete on public.activities to salesflow_admin;
-- What happened stays with the lead and the person it happened with.
grant
  insert (id, lead_id, user_id, type, direction, channel, title, description, status, priority, due_date, occurred_at,
    outcome, attributes),
  update (type, direction, channel, title, description, status, priority, due_date, occurred_at, outcome, attributes)
  on public.activities to salesflow_rep, salesflow_manager, salesflow_gateway;

commit;
