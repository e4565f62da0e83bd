-- Deploy salesflow:crm/leads to pg
-- requires: foundation/use_policies
-- requires: foundation/contact_channels
-- requires: crm/users
-- requires: crm/lead_statuses
-- stateful: Leads: whom we sell to, where each one stands, why, and when we last spoke.

begin;
set local role salesflow_owner;

insert into public.policies (key, value, unit, description)
values
  ('crm.currency', '"EUR"', 'ISO 4217', 'Currency of a deal value that names none.');

create table public.leads (
  id                   uuid primary key default gen_random_uuid(),
  external_id          text unique,
  user_id              uuid references public.users on delete set null,
  name                 salesflow.label not null,
  email                text,
  phone                text,
  company              text,
  status               text not null default 'new' references public.lead_statuses,
  status_since         salesflow.instant not null default now(),
  status_reason        text,
  status_cause         jsonb,
  source               text,
  priority             salesflow.priority not null default 'medium',
  deal_value           salesflow.amount,
  currency             salesflow.currency not null default salesflow.policy_text('crm.currency'),
  preferred_channel    text references public.contact_channels,
  time_zone            salesflow.time_zone,
  locale               salesflow.locale,
  attributes           salesflow.json_object not null default '{}',
  total_interactions   integer not null default 0,
  inbound_interactions integer not null default 0,
  first_contact_at     timestamptz,
  last_contact_at      timestamptz,
  last_inbound_at      timestamptz,
  created_at           salesflow.instant not null default now(),
  updated_at           timestamptz not null default now()
)
-- room for the last-contact update of every activity to stay on the page (HOT)
with (fillfactor = 85);
comment on table public.leads is 'Leads and the deal with each: whom we sell to, what it is worth, where it stands.';
comment on column public.leads.id is 'Key.';
comment on column public.leads.external_id is 'Key of the record it was imported from: as in the file or, from a known source, source:object:key. Imports find their leads by salesflow.import_keys.';
comment on column public.leads.user_id is 'Rep who owns the lead; null while nobody does.';
comment on column public.leads.name is 'Name of the person or, for a company without a person, of the deal.';
comment on column public.leads.email is 'E-mail address, stored in lower case.';
comment on column public.leads.phone is 'Telephone number as entered.';
comment on column public.leads.company is 'Company.';
comment on column public.leads.status is 'Status (lead_statuses). Anybody may set it; automation only moves it forward along lead_status_transitions.';
comment on column public.leads.status_since is 'Since when the lead has its status.';
comment on column public.leads.status_reason is 'Reason given by the person who set the status; kept in the history, cleared by the next change.';
comment on column public.leads.status_cause is 'What set the status when no person did: {actor, rule, reason, trigger_type, cause, evidence, at}. Written by the system only; null after a person''s change.';
comment on column public.leads.source is 'Where the lead came from.';
comment on column public.leads.priority is 'low, medium, high or urgent; set by people.';
comment on column public.leads.deal_value is 'Expected value of the deal, in currency; null when unknown.';
comment on column public.leads.currency is 'ISO 4217 currency of deal_value.';
comment on column public.leads.preferred_channel is 'Channel the lead asked to be contacted on.';
comment on column public.leads.time_zone is 'IANA time zone of the lead; null: that of its rep.';
comment on column public.leads.locale is 'Language of the lead; null: that of its rep.';
comment on column public.leads.attributes is 'Any other column of the customer''s CRM.';
comment on column public.leads.total_interactions is 'Completed contacts in either direction; kept by trigger, as the four columns that follow.';
comment on column public.leads.inbound_interactions is 'Completed contacts that came from the lead.';
comment on column public.leads.first_contact_at is 'First completed contact.';
comment on column public.leads.last_contact_at is 'Last completed contact in either direction (activities of the types in policy crm.contact_types).';
comment on column public.leads.last_inbound_at is 'Last time the lead itself reached out.';
comment on column public.leads.created_at is 'When the lead came to be (an import keeps the date of its file).';
comment on column public.leads.updated_at is 'When somebody last changed the row.';

-- Few on purpose: every new activity updates its lead, and a transaction that locks more than 16 relations
-- (tables and their indexes) pays with a lock table shared by all sessions.
create index leads_user on public.leads (user_id, status);
create index leads_email on public.leads (lower(email)) where email is not null;

-- Nobody sees a row before crm/see says who may.
alter table public.leads enable row level security;
alter table public.leads force row level security;

grant select on public.leads to salesflow_rep, salesflow_manager, salesflow_gateway, salesflow_bi, salesflow_admin;
-- The system's own columns (status_since, status_cause, contact facts) stay out of reach.
grant
  insert (id, external_id, user_id, name, email, phone, company, status, status_reason, source, priority,
    deal_value, currency, preferred_channel, time_zone, locale, attributes, created_at),
  update (external_id, user_id, name, email, phone, company, status, status_reason, source, priority,
    deal_value, currency, preferred_channel, time_zone, locale, attributes),
  delete
  on public.leads to salesflow_admin;
-- External keys are the import's; only a manager hands a lead to somebody else.
grant
  insert (id, user_id, name, email, phone, company, status, status_reason, source, priority,
    deal_value, currency, preferred_channel, time_zone, locale, attributes),
  update (name, email, phone, company, status, status_reason, source, priority,
    deal_value, currency, preferred_channel, time_zone, locale, attributes)
  on public.leads to salesflow_rep, salesflow_manager, salesflow_gateway;
grant update (user_id) on public.leads to salesflow_manager, salesflow_gateway;

commit;
