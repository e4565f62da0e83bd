-- Deploy salesflow:crm/lead_statuses to pg
-- requires: foundation/texts
-- The statuses a lead can have, in the order of the funnel.

begin;
set local role salesflow_owner;

create table public.lead_statuses (
  status    text primary key,
  rank      smallint not null unique,
  is_active boolean not null,
  name_en   text not null,
  name_de   text not null
);
comment on table public.lead_statuses is 'The statuses of a lead. The graph between them is lead_status_transitions.';
comment on column public.lead_statuses.status is 'Name, as stored in leads.status.';
comment on column public.lead_statuses.rank is 'Place in the funnel: automation only moves a lead to a higher rank.';
comment on column public.lead_statuses.is_active is 'Whether a lead in this status is worked on: it is ranked, watched for inactivity and counted as pipeline.';
comment on column public.lead_statuses.name_en is 'English name.';
comment on column public.lead_statuses.name_de is 'German name.';

insert into public.lead_statuses (status, rank, is_active, name_en, name_de)
values
  ('new',               10, true,  'New',               'Neu'),
  ('nurture',           20, true,  'Nurture',           'In Pflege'),
  ('contacted',         30, true,  'Contacted',         'Kontaktiert'),
  ('qualified',         40, true,  'Qualified',         'Qualifiziert'),
  ('meeting_scheduled', 50, true,  'Meeting scheduled', 'Termin vereinbart'),
  ('proposal_sent',     60, true,  'Proposal sent',     'Angebot gesendet'),
  ('negotiation',       70, true,  'Negotiation',       'In Verhandlung'),
  ('won',               90, false, 'Won',               'Gewonnen'),
  ('lost',              91, false, 'Lost',              'Verloren'),
  ('unqualified',       92, false, 'Unqualified',       'Nicht qualifiziert');

create function salesflow.active_statuses()
  returns text[]
  language sql
  stable
  return array(select status from public.lead_statuses where is_active);
comment on function salesflow.active_statuses() is 'The statuses in which a lead is worked on.';

grant select on public.lead_statuses to salesflow_rep, salesflow_manager, salesflow_gateway, salesflow_bi, salesflow_admin;
grant update (is_active, name_en, name_de) on public.lead_statuses to salesflow_admin;

commit;
