-- Deploy salesflow:rules/rules to pg
-- requires: foundation/retention_rules
-- requires: crm/playbooks
-- requires: rules/registries
-- stateful: the rules by which the system acts, one row each.

begin;
set local role salesflow_owner;

create table public.automation_rules (
  rule              text primary key check (rule ~ '^[a-z_]+(\.[a-z_]+)+$'),
  watch             text not null default 'manual' references public.rule_watches,
  effect            text references public.rule_effects,
  finder            text,
  situation         text,
  type              text,
  priority          salesflow.priority,
  playbook          text references public.playbooks,
  confidence        salesflow.share,
  after_policy      text references public.policies,
  lead_statuses     text[],
  activity_types    text[],
  activity_statuses text[],
  directions        text[],
  cool_down         salesflow.duration,
  daily_cap         integer check (daily_cap > 0),
  text_key          text not null,
  policy_keys       text[] not null default '{}',
  is_enabled        boolean not null default true,
  description_en    text not null,
  description_de    text not null,
  check ((effect is null) = (finder is null))
);
comment on table public.automation_rules is
  'Everything the system does by itself, one row a rule. The finder says whom it holds for; run_rules() brings the effect about once per subject, rule and episode, and takes back what no longer holds. A rule that is not enabled does nothing.';
comment on column public.automation_rules.rule is 'Name, room first: lifecycle.first_activity.';
comment on column public.automation_rules.watch is 'What sets it off (rule_watches); manual: code that acts in its name.';
comment on column public.automation_rules.effect is 'What it brings about (rule_effects); null: code acts in its name.';
comment on column public.automation_rules.finder is 'Function (subject_ids uuid[], as_of timestamptz) returns setof salesflow.finding; null ids: all subjects.';
comment on column public.automation_rules.situation is 'Only findings of this situation are the rule''s; null: all of its finder.';
comment on column public.automation_rules.type is 'Kind of the effect: status to move to, type of recommendation, event kind, ….';
comment on column public.automation_rules.priority is 'low, medium, high or urgent; null: the finding''s facts say it.';
comment on column public.automation_rules.playbook is 'Playbook it recommends.';
comment on column public.automation_rules.confidence is 'How sure it is, 0–1; null: the finding''s facts say it.';
comment on column public.automation_rules.after_policy is 'Policy with a duration: it acts only once a finding has held for so long.';
comment on column public.automation_rules.lead_statuses is 'Only leads in one of these statuses; null: any.';
comment on column public.automation_rules.activity_types is 'Watch activity: only activities of these types set it off; null: any.';
comment on column public.automation_rules.activity_statuses is 'Watch activity: only activities in these states set it off; null: any.';
comment on column public.automation_rules.directions is 'Watch activity: only these directions set it off; null: any.';
comment on column public.automation_rules.cool_down is 'Pause before it acts on the same subject again; null: none.';
comment on column public.automation_rules.daily_cap is 'How often it acts for one rep on one local day at most; null: no limit.';
comment on column public.automation_rules.text_key is 'Beginning of the keys of its texts; {situation} stands for the finding''s. Left out: the rule.';
comment on column public.automation_rules.policy_keys is 'Policies it obeys.';
comment on column public.automation_rules.is_enabled is 'Switch.';
comment on column public.automation_rules.description_en is 'When it acts and what it does, in English.';
comment on column public.automation_rules.description_de is 'When it acts and what it does, in German.';

-- an activity looks here for the rules that it concerns
create index automation_rules_watch on public.automation_rules (watch) where is_enabled and effect is not null;
create index automation_rules_effect on public.automation_rules (effect);
create index automation_rules_playbook on public.automation_rules (playbook);
create index automation_rules_after_policy on public.automation_rules (after_policy);

grant select on public.automation_rules to salesflow_bi, salesflow_rep, salesflow_manager, salesflow_gateway, salesflow_admin;
-- what a rule finds and does comes with a deployment; how strongly, is an administrator's
grant update (priority, playbook, confidence, cool_down, daily_cap, is_enabled) on public.automation_rules to salesflow_admin;

insert into public.policies (key, value, unit, description, minimum, maximum)
values
  ('rules.keep_episodes', '"2 years"', 'interval', 'How long it is remembered that a rule is done with an episode; after that it may act in it again.', 86400, null);

create table salesflow.rule_episodes (
  rule         text not null,
  subject_id   uuid not null,
  episode      text not null,
  subject_type text not null,
  user_id      uuid,
  target_id    uuid,
  facts        jsonb,
  is_open      boolean not null,
  raised_at    timestamptz not null default now(),
  ended_at     timestamptz,
  ended_how    text check (ended_how in ('withdrawn', 'superseded', 'answered')),
  primary key (subject_id, rule, episode)
)
with (fillfactor = 90);
comment on table salesflow.rule_episodes is
  'What each rule has brought about: once per subject, rule and episode. The engine''s own, without foreign keys; whoever inserts the key acts, everybody else finds it there.';
comment on column salesflow.rule_episodes.rule is 'The rule.';
comment on column salesflow.rule_episodes.subject_id is 'Whom or what it concerns.';
comment on column salesflow.rule_episodes.episode is 'Stretch or occasion.';
comment on column salesflow.rule_episodes.subject_type is 'What the subject is.';
comment on column salesflow.rule_episodes.user_id is 'Rep it was brought about for.';
comment on column salesflow.rule_episodes.target_id is 'Row the effect makes: recommendation, plan, ….';
comment on column salesflow.rule_episodes.facts is 'Facts last judged by.';
comment on column salesflow.rule_episodes.is_open is 'Whether it may still be refreshed or withdrawn.';
comment on column salesflow.rule_episodes.raised_at is 'When it was brought about last.';
comment on column salesflow.rule_episodes.ended_at is 'When the engine was done with it.';
comment on column salesflow.rule_episodes.ended_how is 'withdrawn: it no longer held, and may be raised again; superseded: a newer episode took its place; answered: a person had answered it.';

create index rule_episodes_open on salesflow.rule_episodes (rule, subject_id) where is_open;
insert into public.retention_rules (rule, table_name, clock, keep_policy, condition, description)
values
  ('rules.episodes', 'salesflow.rule_episodes', 'coalesce(ended_at, raised_at)', 'rules.keep_episodes', 'not is_open', 'What rules are done with.');

alter table salesflow.rule_episodes enable row level security;
alter table salesflow.rule_episodes force row level security;

commit;
