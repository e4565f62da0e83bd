-- Deploy salesflow:crm/playbooks to pg
-- requires: crm/leads
-- stateful: Playbooks: named ways to handle a situation, and their use.

begin;
set local role salesflow_owner;

create table public.playbooks (
  name       text primary key,
  purpose_en text not null,
  purpose_de text not null,
  is_active  boolean not null default true
);
comment on table public.playbooks is 'Named ways to handle a situation.';
comment on column public.playbooks.name is 'Name, as recommendations and interventions refer to it.';
comment on column public.playbooks.purpose_en is 'What it is for, in English.';
comment on column public.playbooks.purpose_de is 'What it is for, in German.';
comment on column public.playbooks.is_active is 'Whether it may be recommended.';

insert into public.playbooks (name, purpose_en, purpose_de)
values
  ('DEAL-MEDIC', 'BANT qualification: find out what a deal lacks', 'BANT-Qualifizierung: herausfinden, was dem Geschäft fehlt'),
  ('NEURO-PROFILER', 'DISC profile from what the lead writes and says', 'DISG-Profil aus dem, was der Lead schreibt und sagt'),
  ('VERHANDLUNGS-JUDO', 'Price objections and negotiation', 'Preiseinwand und Verhandlung'),
  ('EINWAND-KILLER', 'Any other objection', 'Alle anderen Einwände'),
  ('FEUERLÖSCHER', 'Complaints: listen, empathise, apologise, fix', 'Beschwerden: zuhören, mitfühlen, entschuldigen, lösen'),
  ('SCREENSHOT-REACTIVATOR', 'Re-engagement of leads gone quiet', 'Verstummte Leads zurückholen'),
  ('EMPFEHLUNGS-MASCHINE', 'Referrals after a win', 'Empfehlungen nach einem Abschluss'),
  ('LIABILITY-SHIELD', 'Claims that may not be made', 'Aussagen, die nicht gemacht werden dürfen');

create table public.playbook_executions (
  id            uuid primary key default gen_random_uuid(),
  playbook_name text not null references public.playbooks,
  lead_id       uuid not null references public.leads on delete cascade,
  user_id       uuid references public.users on delete set null,
  status        text not null default 'in_progress' check (status in ('in_progress', 'completed', 'abandoned')),
  outcome       text,
  notes         text,
  started_at    salesflow.instant not null default now(),
  completed_at  salesflow.instant
);
comment on table public.playbook_executions is 'Each use of a playbook on a lead.';
comment on column public.playbook_executions.id is 'Key.';
comment on column public.playbook_executions.playbook_name is 'Which playbook.';
comment on column public.playbook_executions.lead_id is 'On which lead.';
comment on column public.playbook_executions.user_id is 'By whom.';
comment on column public.playbook_executions.status is 'in_progress, completed or abandoned.';
comment on column public.playbook_executions.outcome is 'What came of it.';
comment on column public.playbook_executions.notes is 'Notes.';
comment on column public.playbook_executions.started_at is 'Begin.';
comment on column public.playbook_executions.completed_at is 'End.';

create index playbook_executions_lead on public.playbook_executions (lead_id);

alter table public.playbook_executions enable row level security;
alter table public.playbook_executions force row level security;

grant select on public.playbooks, public.playbook_executions to salesflow_rep, salesflow_manager, salesflow_gateway, salesflow_bi;
grant select, insert, update, delete on public.playbooks, public.playbook_executions to salesflow_admin;

commit;
