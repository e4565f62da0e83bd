-- Deploy salesflow:lifecycle/status_history to pg
-- requires: crm/leads
-- stateful: the graph automation may follow, and the history of every status.

begin;
set local role salesflow_owner;

create table public.lead_status_transitions (
  from_status text not null references public.lead_statuses,
  to_status   text not null references public.lead_statuses,
  primary key (from_status, to_status)
);
comment on table public.lead_status_transitions is
  'Status graph: the steps automation may take. People may set any status; automation only follows these edges, and only forward.';
comment on column public.lead_status_transitions.from_status is 'Status before.';
comment on column public.lead_status_transitions.to_status is 'Status after; of a higher rank.';

insert into public.lead_status_transitions (from_status, to_status)
values
  ('new', 'contacted'),
  ('new', 'qualified'),
  ('new', 'meeting_scheduled'),
  ('new', 'proposal_sent'),
  ('nurture', 'meeting_scheduled'),
  ('nurture', 'proposal_sent'),
  ('contacted', 'qualified'),
  ('contacted', 'meeting_scheduled'),
  ('contacted', 'proposal_sent'),
  ('qualified', 'meeting_scheduled'),
  ('qualified', 'proposal_sent'),
  ('meeting_scheduled', 'proposal_sent'),
  ('proposal_sent', 'negotiation'),
  ('proposal_sent', 'won'),
  ('proposal_sent', 'lost'),
  ('negotiation', 'won'),
  ('negotiation', 'lost');

create table public.lead_status_history (
  id          uuid primary key default gen_random_uuid(),
  lead_id     uuid not null references public.leads on delete cascade,
  from_status text,
  to_status   text not null,
  changed_by  uuid references public.users on delete set null,
  reason      text,
  automated   boolean not null default false,
  metadata    jsonb not null default '{}',
  created_at  timestamptz not null default now(),
  position    bigint generated always as identity
);
comment on table public.lead_status_history is 'Every status a lead had: one row per change, by anybody on any path, written by trigger.';
comment on column public.lead_status_history.id is 'Key.';
comment on column public.lead_status_history.lead_id is 'The lead.';
comment on column public.lead_status_history.from_status is 'Status before; null for the lead''s first.';
comment on column public.lead_status_history.to_status is 'Status after.';
comment on column public.lead_status_history.changed_by is 'User whose session changed it; null for the system or a session that is nobody.';
comment on column public.lead_status_history.reason is 'Why.';
comment on column public.lead_status_history.automated is 'Whether a rule or the model did it, not a person or an import.';
comment on column public.lead_status_history.metadata is 'Rule, cause, facts and evidence: see leads.status_cause; {"actor": "person", "role": …} for people.';
comment on column public.lead_status_history.created_at is 'When the lead took the status.';
comment on column public.lead_status_history.position is 'Order of the rows where instants are equal.';

create index lead_status_history_lead on public.lead_status_history (lead_id, position desc);
create index lead_status_history_created on public.lead_status_history (created_at);

alter table public.lead_status_history enable row level security;
alter table public.lead_status_history force row level security;

grant select on public.lead_status_transitions, public.lead_status_history
  to salesflow_bi, salesflow_rep, salesflow_manager, salesflow_gateway, salesflow_admin;
grant insert, update, delete on public.lead_status_transitions to salesflow_admin;

commit;
