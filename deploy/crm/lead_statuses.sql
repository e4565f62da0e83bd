-- Deploy salesflow:crm/lead_statuses to pg
-- requires: foundation/schemas
-- stateful: The statuses a lead can have, in the order of the funnel, and what each means to the rules.

begin;
set local role salesflow_owner;

create table public.lead_statuses (
  status           text primary key,
  rank             smallint not null unique,
  is_active        boolean not null,
  precedes_meeting boolean not null,
  is_decided       boolean not null,
  is_won           boolean not null,
  name_en          text not null,
  name_de          text not null,
  check (not is_won or is_decided),
  check (not (is_active and is_decided))
);
comment on table public.lead_statuses is
  'The statuses of a lead, and what each means: rules ask for a column here, not for a list of names. The graph between them is lead_status_transitions.';
comment on column public.lead_statuses.status is 'Name, as stored in leads.status.';
comment on column public.lead_statuses.rank is 'Place in the funnel: automation only moves a lead to a higher rank.';
comment on column public.lead_statuses.is_active is 'Whether a lead in this status is worked on: it is ranked, watched for inactivity and counted as pipeline.';
comment on column public.lead_statuses.precedes_meeting is 'Whether the meeting that decides is still ahead of the lead, so that one may be recommended.';
comment on column public.lead_statuses.is_decided is 'Whether the deal came to an end that counts in conversion: won or lost.';
comment on column public.lead_statuses.is_won is 'Whether the deal was won.';
comment on column public.lead_statuses.name_en is 'English name.';
comment on column public.lead_statuses.name_de is 'German name.';

insert into public.lead_statuses (status, rank, is_active, precedes_meeting, is_decided, is_won, name_en, name_de)
values
  ('new',               10, true,  true,  false, false, 'New',               'Neu'),
  ('nurture',           20, true,  true,  false, false, 'Nurture',           'In Pflege'),
  ('contacted',         30, true,  true,  false, false, 'Contacted',         'Kontaktiert'),
  ('qualified',         40, true,  true,  false, false, 'Qualified',         'Qualifiziert'),
  ('meeting_scheduled', 50, true,  false, false, false, 'Meeting scheduled', 'Termin vereinbart'),
  ('proposal_sent',     60, true,  false, false, false, 'Proposal sent',     'Angebot gesendet'),
  ('negotiation',       70, true,  false, false, false, 'Negotiation',       'In Verhandlung'),
  ('won',               90, false, false, true,  true,  'Won',               'Gewonnen'),
  ('lost',              91, false, false, true,  false, 'Lost',              'Verloren'),
  ('unqualified',       92, false, false, false, false, 'Unqualified',       'Nicht qualifiziert');

grant select on public.lead_statuses to salesflow_rep, salesflow_manager, salesflow_gateway, salesflow_bi, salesflow_admin;
grant update (is_active, precedes_meeting, name_en, name_de) on public.lead_statuses to salesflow_admin;

commit;
