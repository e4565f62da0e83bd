-- Deploy salesflow:audit/actions to pg
-- requires: crm/playbooks
-- The rules that may act by themselves, and a row for each time one did.

begin;
set local role salesflow_owner;

create table public.automation_rules (
  rule           text primary key check (rule ~ '^[a-z_]+(\.[a-z_]+)+$'),
  trigger_type   text not null check (trigger_type in ('time_based', 'event_based', 'score_based', 'manual')),
  description_en text not null,
  description_de text not null,
  policy_keys    text[] not null default '{}',
  is_enabled     boolean not null default true
);
comment on table public.automation_rules is 'Everything the system does by itself, one row a rule. A rule that is not enabled does nothing.';
comment on column public.automation_rules.rule is 'Name, room first: lifecycle.first_activity.';
comment on column public.automation_rules.trigger_type is 'What sets it off: time_based, event_based, score_based or manual.';
comment on column public.automation_rules.description_en is 'When it acts and what it does, in English.';
comment on column public.automation_rules.description_de is 'When it acts and what it does, in German.';
comment on column public.automation_rules.policy_keys is 'Policies it obeys.';
comment on column public.automation_rules.is_enabled is 'Switch.';

create function salesflow.rule_is_enabled(p_rule text)
  returns boolean
  language sql
  stable
  return coalesce((select r.is_enabled from public.automation_rules as r where r.rule = p_rule), false);
comment on function salesflow.rule_is_enabled(text) is 'Whether a rule may act; false for an unknown one.';

create table public.autonomous_actions (
  id             uuid primary key default gen_random_uuid(),
  lead_id        uuid references public.leads on delete cascade,
  user_id        uuid references public.users on delete set null,
  action_type    text not null,
  action_details jsonb not null default '{}',
  trigger_type   text not null check (trigger_type in ('time_based', 'event_based', 'score_based', 'manual')),
  trigger_data   jsonb not null default '{}',
  success        boolean not null default true,
  error_message  text,
  executed_at    timestamptz not null default now(),
  created_at     timestamptz not null default now(),
  actor          text not null default 'rule' check (actor in ('rule', 'model', 'person')),
  rule           text not null references public.automation_rules on delete cascade,
  cause          text not null,
  episode        text not null default '',
  policy_version bigint not null default salesflow.policy_version(),
  evidence       salesflow.json_array not null default '[]',
  before         jsonb,
  after          jsonb,
  undone_at      timestamptz,
  undone_by      uuid references public.users on delete set null,
  constraint autonomous_actions_once unique (cause, rule, episode)
);
comment on table public.autonomous_actions is
  'Every action the system took by itself: what, why (rule, policy version), on which evidence, by whom, before and after. explain_action() puts a row into words, undo_action() takes it back.';
comment on column public.autonomous_actions.id is 'Key.';
comment on column public.autonomous_actions.lead_id is 'Lead concerned, if one.';
comment on column public.autonomous_actions.user_id is 'User concerned: the owner of the lead or of the plan.';
comment on column public.autonomous_actions.action_type is 'status_transition, recommendation_created, recommendation_expired, plan_created, plan_worded, intervention_created, message_sent, playbook_triggered, …';
comment on column public.autonomous_actions.action_details is 'What was done, by type: {from, to}, {recommendation_id, title}, …';
comment on column public.autonomous_actions.trigger_type is 'time_based, event_based, score_based or manual.';
comment on column public.autonomous_actions.trigger_data is 'Facts the rule judged by, with their values.';
comment on column public.autonomous_actions.success is 'Whether the action was done.';
comment on column public.autonomous_actions.error_message is 'Why not, where it was not.';
comment on column public.autonomous_actions.executed_at is 'When it was done.';
comment on column public.autonomous_actions.created_at is 'When the row was written.';
comment on column public.autonomous_actions.actor is 'rule (SQL), model (words of a language model) or person.';
comment on column public.autonomous_actions.rule is 'Rule that acted (automation_rules).';
comment on column public.autonomous_actions.cause is 'What set it off, as table:id, for example activity:…, event:…, lead:….';
comment on column public.autonomous_actions.episode is 'Tells repetitions of the same cause and rule apart, for example the day; each (cause, rule, episode) acts once.';
comment on column public.autonomous_actions.policy_version is 'Version of the policies in force (policy_history.version).';
comment on column public.autonomous_actions.evidence is 'Rows it rests on: [{"table": …, "id": …}, …].';
comment on column public.autonomous_actions.before is 'What it changed, before.';
comment on column public.autonomous_actions.after is 'What it changed, after.';
comment on column public.autonomous_actions.undone_at is 'When it was taken back.';
comment on column public.autonomous_actions.undone_by is 'Who took it back.';

create index autonomous_actions_user on public.autonomous_actions (user_id, executed_at desc);
create index autonomous_actions_lead on public.autonomous_actions (lead_id, executed_at desc);
create index autonomous_actions_executed on public.autonomous_actions (executed_at);

grant execute on function salesflow.rule_is_enabled(text) to salesflow_admin, salesflow_bi;
grant select on public.automation_rules, public.autonomous_actions to salesflow_bi, salesflow_admin;
grant update (is_enabled) on public.automation_rules to salesflow_admin;

commit;
