-- Deploy salesflow:lifecycle/situations to pg
-- requires: foundation/policies
-- stateful: the situations a lead can be in, each a row of conditions; ranking and rules both read them.

begin;
set local role salesflow_owner;

insert into public.policies (key, value, unit, description, minimum, maximum)
values
  ('lifecycle.qualify_bant', '50', 'points', 'BANT total from which a new or contacted lead becomes qualified.', 0, 100),
  ('lifecycle.meeting_bant', '75', 'points', 'BANT total from which a meeting is recommended at once.', 0, 100),
  ('lifecycle.first_contact_after', '"24 hours"', 'interval', 'A new lead should be contacted within this time.', null, null),
  ('lifecycle.bant_after', '"3 days"', 'interval', 'A contacted lead should have a BANT assessment after this time.', null, null),
  ('lifecycle.profile_interactions', '5', 'contacts', 'Contacts after which a lead should have a DISC profile.', 1, null),
  ('lifecycle.negotiation_limit', '"7 days"', 'interval', 'A negotiation should not take longer.', null, null),
  ('lifecycle.inactive_warning', '"7 days"', 'interval', 'Silence after which a qualified lead is a warning.', null, null),
  ('lifecycle.inactive_critical', '"14 days"', 'interval', 'Silence after which any active lead is critical.', null, null),
  ('lifecycle.meeting_notice', '"24 hours"', 'interval', 'Time before a meeting when preparing it is recommended.', null, null),
  ('lifecycle.reply_window', '"14 days"', 'interval', 'A message of the lead that was the last contact waits for an answer this long.', null, null),
  ('lifecycle.proposal_patience', '"3 days"', 'interval', 'A proposal without answer is followed up after this time.', null, null),
  ('lifecycle.critical_urgency', '0.85', 'urgency', 'Urgency of a situation from which it is called critical.', 0, 1),
  ('lifecycle.high_urgency', '0.6', 'urgency', 'Urgency of a situation from which it is called high.', 0, 1),
  ('lifecycle.medium_urgency', '0.3', 'urgency', 'Urgency of a situation from which it is called medium; below it is low.', 0, 1);

create type salesflow.lead_state as (
  lead_id         uuid,
  user_id         uuid,
  status          text,
  status_since    timestamptz,
  created_at      timestamptz,
  last_contact_at timestamptz,
  last_inbound_at timestamptz,
  interactions    integer
);
comment on type salesflow.lead_state is 'How a lead stood at an instant: its rep, status and since when, creation, last contact, last contact by the lead itself, number of contacts.';

create table public.lead_situations (
  situation           text primary key check (situation ~ '^[a-z_]+$'),
  urgency             numeric(3, 2) not null unique check (urgency between 0 and 1),
  clock               text not null check (clock in ('status', 'quiet', 'inbound', 'meeting', 'task')),
  lead_statuses       text[],
  after_policy        text references public.policies,
  until_policy        text references public.policies,
  within_policy       text references public.policies,
  needs               text[] not null default '{}' check (needs <@ array['no_contact', 'no_bant', 'no_profile']),
  min_bant_policy     text references public.policies,
  min_contacts_policy text references public.policies,
  is_risk             boolean not null default false,
  description_en      text not null,
  description_de      text not null,
  check (within_policy is null or coalesce(after_policy, until_policy) is null)
);
comment on table public.lead_situations is
  'The situations a lead that is worked on can be in; several may hold. The most urgent one decides the next best action, and rules may name any. A situation is a row: all its conditions must be met.';
comment on column public.lead_situations.situation is 'Name.';
comment on column public.lead_situations.urgency is 'How much is lost by not acting today, 0–1; no two are equal, so that one is always the most urgent.';
comment on column public.lead_situations.clock is 'Since when it lasts: status (in its status), quiet (last contact, else creation), inbound (the lead spoke last), meeting (the next planned one begins), task (the longest overdue one was due). A lead without that instant is not in the situation.';
comment on column public.lead_situations.lead_statuses is 'Only in one of these statuses; null: any that is worked on.';
comment on column public.lead_situations.after_policy is 'Holds once the clock is this old.';
comment on column public.lead_situations.until_policy is 'Holds no longer once the clock is this old.';
comment on column public.lead_situations.within_policy is 'Holds while the clock lies ahead by no more than this.';
comment on column public.lead_situations.needs is 'no_contact, no_bant, no_profile: what the lead must not have.';
comment on column public.lead_situations.min_bant_policy is 'Policy with the least BANT total.';
comment on column public.lead_situations.min_contacts_policy is 'Policy with the least number of contacts.';
comment on column public.lead_situations.is_risk is 'Whether the deal is in danger: such leads are named as risks.';
comment on column public.lead_situations.description_en is 'When it holds, in English.';
comment on column public.lead_situations.description_de is 'When it holds, in German.';

insert into public.lead_situations
  (situation, urgency, clock, lead_statuses, after_policy, until_policy, within_policy, needs, min_bant_policy, min_contacts_policy,
    is_risk, description_en, description_de)
values
  ('reply_waiting', 1.00, 'inbound', null, null, 'lifecycle.reply_window', null, '{}', null, null, false,
    'The lead wrote or called last and waits for an answer.', 'Der Lead hat sich zuletzt gemeldet und wartet auf Antwort.'),
  ('negotiation_stalled', 0.95, 'status', '{negotiation}', 'lifecycle.negotiation_limit', null, null, '{}', null, null, true,
    'In negotiation for too long.', 'Zu lange in Verhandlung.'),
  ('meeting_soon', 0.90, 'meeting', null, null, null, 'lifecycle.meeting_notice', '{}', null, null, false,
    'A meeting is near.', 'Ein Termin steht bevor.'),
  ('proposal_waiting', 0.86, 'status', '{proposal_sent}', 'lifecycle.proposal_patience', null, null, '{}', null, null, true,
    'A proposal is out without answer for too long.', 'Ein Angebot ist zu lange ohne Antwort.'),
  ('negotiation', 0.80, 'status', '{negotiation}', null, null, null, '{}', null, null, false,
    'In negotiation.', 'In Verhandlung.'),
  ('task_overdue', 0.75, 'task', null, null, null, null, '{}', null, null, false,
    'An open activity is overdue.', 'Eine offene Aktivität ist überfällig.'),
  ('ready_to_meet', 0.74, 'status', '{new,nurture,contacted,qualified}', null, null, null, '{}', 'lifecycle.meeting_bant', null, false,
    'Well qualified, and no meeting yet.', 'Gut qualifiziert und noch kein Termin.'),
  ('first_contact', 0.70, 'status', '{new}', null, null, null, '{no_contact}', null, null, false,
    'New and never contacted.', 'Neu und noch nie kontaktiert.'),
  ('inactive_critical', 0.60, 'quiet', null, 'lifecycle.inactive_critical', null, null, '{}', null, null, true,
    'Quiet for long.', 'Lange still.'),
  ('inactive_warning', 0.55, 'quiet', null, 'lifecycle.inactive_warning', 'lifecycle.inactive_critical', null, '{}', 'lifecycle.qualify_bant', null, true,
    'Qualified and gone quiet.', 'Qualifiziert und still geworden.'),
  ('bant_missing', 0.40, 'status', '{contacted}', null, null, null, '{no_bant}', null, null, false,
    'Contacted, without BANT assessment.', 'Kontaktiert, ohne BANT-Bewertung.'),
  ('proposal_out', 0.30, 'status', '{proposal_sent}', null, null, null, '{}', null, null, false,
    'A proposal is out, not for long.', 'Ein Angebot ist draußen, noch nicht lange.'),
  ('keep_in_touch', 0.20, 'status', null, null, null, null, '{}', null, null, false,
    'None of the others.', 'Keine der anderen.'),
  ('profile_missing', 0.10, 'quiet', null, null, null, null, '{no_profile}', null, 'lifecycle.profile_interactions', false,
    'Many contacts and no DISC profile.', 'Viele Kontakte und kein DISG-Profil.');

grant select on public.lead_situations to salesflow_bi, salesflow_rep, salesflow_manager, salesflow_gateway, salesflow_admin;
grant update (urgency, is_risk) on public.lead_situations to salesflow_admin;

commit;
