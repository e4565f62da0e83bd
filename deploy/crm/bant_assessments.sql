-- Deploy salesflow:crm/bant_assessments to pg
-- requires: crm/leads
-- stateful: BANT assessments: budget, authority, need, timeline.

begin;
set local role salesflow_owner;

insert into public.policies (key, value, unit, description, minimum, maximum)
values
  ('bant.green', '75', 'points', 'BANT total from which the traffic light is green.', 0, 100),
  ('bant.yellow', '50', 'points', 'BANT total from which the traffic light is yellow; below it is red.', 0, 100);

create table public.bant_assessments (
  id              uuid primary key default gen_random_uuid(),
  lead_id         uuid not null references public.leads on delete cascade,
  user_id         uuid references public.users on delete set null,
  budget_score    salesflow.score,
  authority_score salesflow.score,
  need_score      salesflow.score,
  timeline_score  salesflow.score,
  budget_notes    text,
  authority_notes text,
  need_notes      text,
  timeline_notes  text,
  next_steps      text,
  total_score     smallint generated always as
    (round((budget_score + authority_score + need_score + timeline_score) / 4.0)) stored,
  traffic_light   text check (traffic_light in ('green', 'yellow', 'red')),
  assessed_at     salesflow.instant not null default now(),
  external_id     text,
  created_at      salesflow.instant not null default now(),
  position        bigint not null generated always as identity
);
comment on table public.bant_assessments is
  'BANT assessments of leads (budget, authority, need, timeline). A lead may have many; the one assessed last counts (current_bant).';
comment on column public.bant_assessments.id is 'Key.';
comment on column public.bant_assessments.lead_id is 'The lead.';
comment on column public.bant_assessments.user_id is 'Who assessed.';
comment on column public.bant_assessments.budget_score is '0–100; null: not known yet, which is not 0.';
comment on column public.bant_assessments.authority_score is '0–100; null: not known yet.';
comment on column public.bant_assessments.need_score is '0–100; null: not known yet.';
comment on column public.bant_assessments.timeline_score is '0–100; null: not known yet.';
comment on column public.bant_assessments.budget_notes is 'What is known of the budget.';
comment on column public.bant_assessments.authority_notes is 'Who decides.';
comment on column public.bant_assessments.need_notes is 'What the lead needs.';
comment on column public.bant_assessments.timeline_notes is 'By when.';
comment on column public.bant_assessments.next_steps is 'What was agreed.';
comment on column public.bant_assessments.total_score is 'Mean of the four scores, rounded; null until all four are known.';
comment on column public.bant_assessments.traffic_light is 'green, yellow or red by policies bant.green and bant.yellow; null while the total is.';
comment on column public.bant_assessments.assessed_at is 'When it was assessed.';
comment on column public.bant_assessments.external_id is 'Key in the CRM it was imported from; imports update by it.';
comment on column public.bant_assessments.created_at is 'When it was entered.';
comment on column public.bant_assessments.position is 'Order of entry, for assessments of the same instant: the later one counts.';

create index bant_assessments_lead on public.bant_assessments (lead_id, assessed_at desc, position desc);
create unique index bant_assessments_external_id on public.bant_assessments (external_id) where external_id is not null;

alter table public.bant_assessments enable row level security;
alter table public.bant_assessments force row level security;

grant select on public.bant_assessments to salesflow_rep, salesflow_manager, salesflow_gateway, salesflow_bi;
grant select, insert, update, delete on public.bant_assessments to salesflow_admin;
-- A judgement that changed is another assessment.
grant
  insert (id, lead_id, user_id, budget_score, authority_score, need_score, timeline_score, budget_notes, authority_notes,
    need_notes, timeline_notes, next_steps)
  on public.bant_assessments to salesflow_rep, salesflow_manager, salesflow_gateway;

commit;
