-- Deploy salesflow:rules/actions to pg
-- requires: foundation/keep_history
-- requires: rules/rules
-- stateful: a row for everything the system did by itself, things taken back included.

begin;
set local role salesflow_owner;

create table public.autonomous_actions (
  id             uuid primary key default gen_random_uuid(),
  subject_type   text not null,
  subject_id     uuid not null,
  lead_id        uuid references public.leads on delete cascade,
  user_id        uuid references public.users on delete set null,
  action_type    text not null references public.action_types,
  action_details jsonb not null default '{}',
  trigger_type   text not null check (trigger_type in ('time_based', 'event_based', 'score_based', 'manual')),
  trigger_data   jsonb not null default '{}',
  success        boolean not null default true,
  error_message  text,
  executed_at    timestamptz not null default now(),
  created_at     timestamptz not null default now(),
  actor          text not null default 'rule' check (actor in ('rule', 'model', 'person', 'assistant')),
  rule           text not null references public.automation_rules on delete cascade,
  cause          text not null,
  episode        text not null,
  policy_version bigint not null default salesflow.policy_version(),
  evidence       salesflow.json_array not null default '[]',
  before         jsonb,
  after          jsonb,
  undone_at      timestamptz,
  undone_by      uuid references public.users on delete set null,
  constraint autonomous_actions_once unique (subject_id, rule, episode, action_type, cause)
);
comment on table public.autonomous_actions is
  'Every action the system took by itself, those that took something back too: what, why (rule, policy version), on which evidence, by whom, before and after. explain_action() puts a row into words, undo_action() takes it back.';
comment on column public.autonomous_actions.id is 'Key.';
comment on column public.autonomous_actions.subject_type is 'What it concerns: lead, user, squad, … (subject_types).';
comment on column public.autonomous_actions.subject_id is 'Which one.';
comment on column public.autonomous_actions.lead_id is 'Lead concerned, if one.';
comment on column public.autonomous_actions.user_id is 'User concerned: the owner of the lead or of the plan.';
comment on column public.autonomous_actions.action_type is 'What was done (action_types): status_transition, recommendation_created, plan_created, ….';
comment on column public.autonomous_actions.action_details is 'What was done, by type: {from, to}, {recommendation_id, title}, ….';
comment on column public.autonomous_actions.trigger_type is 'time_based, event_based, score_based or manual.';
comment on column public.autonomous_actions.trigger_data is 'Facts the rule judged by, with their values.';
comment on column public.autonomous_actions.success is 'Whether the action was done; false: it was held back.';
comment on column public.autonomous_actions.error_message is 'Why not, where it was not: cool_down, daily_cap.';
comment on column public.autonomous_actions.executed_at is 'When it was done.';
comment on column public.autonomous_actions.created_at is 'When the row was written.';
comment on column public.autonomous_actions.actor is 'rule (SQL), model (words of a language model), person or assistant.';
comment on column public.autonomous_actions.rule is 'Rule that acted (automation_rules).';
comment on column public.autonomous_actions.cause is 'What set it off: table:id of the row, or clock:instant.';
comment on column public.autonomous_actions.episode is 'Stretch or occasion: a rule does the same thing to a subject once in each, for one cause.';
comment on column public.autonomous_actions.policy_version is 'Version of the settings in force (settings_history.version).';
comment on column public.autonomous_actions.evidence is 'Rows it rests on: [{"table": …, "id": …}, …].';
comment on column public.autonomous_actions.before is 'What it changed, before.';
comment on column public.autonomous_actions.after is 'What it changed, after.';
comment on column public.autonomous_actions.undone_at is 'When it was taken back.';
comment on column public.autonomous_actions.undone_by is 'Who took it back.';

create index autonomous_actions_user on public.autonomous_actions (user_id, executed_at desc);
create index autonomous_actions_lead on public.autonomous_actions (lead_id, executed_at desc);
create index autonomous_actions_executed on public.autonomous_actions (executed_at);
alter table public.autonomous_actions enable row level security;
alter table public.autonomous_actions force row level security;

insert into public.action_types (action_type)
values ('action_undone'), ('action_held_back');

insert into public.automation_rules (rule, description_en, description_de, text_key)
values
  ('rules.undo', 'A person takes back what the system did.', 'Eine Person nimmt zurück, was das System getan hat.', 'rules.undo');

insert into public.text_templates (key, locale, body)
values
  ('action.action_undone', 'en', '{subject_name}: taken back: {undone}'),
  ('action.action_undone', 'de', '{subject_name}: zurückgenommen: {undone}'),
  ('action.action_held_back', 'en', '{subject_name}: held back ({error|held_back})'),
  ('action.action_held_back', 'de', '{subject_name}: zurückgehalten ({error|held_back})'),
  ('held_back.cool_down', 'en', 'the rule acted on it a short while ago'),
  ('held_back.cool_down', 'de', 'die Regel hat hier vor Kurzem gehandelt'),
  ('held_back.daily_cap', 'en', 'the rep had as many today as the rule allows'),
  ('held_back.daily_cap', 'de', 'der Verkäufer hatte heute so viele, wie die Regel erlaubt'),
  ('actor.rule', 'en', 'a rule'), ('actor.rule', 'de', 'eine Regel'),
  ('actor.model', 'en', 'the language model'), ('actor.model', 'de', 'das Sprachmodell'),
  ('actor.person', 'en', 'a person'), ('actor.person', 'de', 'eine Person'),
  ('actor.assistant', 'en', 'an assistant'), ('actor.assistant', 'de', 'ein Assistent'),
  ('audit.explain', 'en', '{executed_at|date}: {what}. Rule {rule}: {description} Because: {why}. Evidence: {evidence}. Policy version {policy_version}, acted by {actor|actor}.'),
  ('audit.explain', 'de', '{executed_at|date}: {what}. Regel {rule}: {description} Grund: {why}. Belege: {evidence}. Regelwerk-Version {policy_version}, gehandelt hat {actor|actor}.'),
  ('audit.undone', 'en', ' Taken back on {undone_at|date}.'),
  ('audit.undone', 'de', ' Zurückgenommen am {undone_at|date}.'),
  ('audit.no_evidence', 'en', 'none'),
  ('audit.no_evidence', 'de', 'keine');

grant select on public.autonomous_actions to salesflow_bi, salesflow_rep, salesflow_manager, salesflow_gateway, salesflow_admin;

commit;
