-- Deploy salesflow:rules/registries to pg
-- requires: crm/leads
-- stateful: what a rule can watch, whom it can concern and what it can bring about; a room adds rows, the engine stays as it is.

begin;
set local role salesflow_owner;

create table public.rule_watches (
  watch          text primary key check (watch ~ '^[a-z_]+$'),
  trigger_type   text not null check (trigger_type in ('time_based', 'event_based', 'score_based', 'manual')),
  is_rechecked   boolean not null default false,
  description_en text not null,
  description_de text not null
);
comment on table public.rule_watches is 'What can set rules off. A room that adds a row calls run_rules(watch, subject_ids) when it happens.';
comment on column public.rule_watches.watch is 'Name, as automation_rules.watch has it.';
comment on column public.rule_watches.trigger_type is 'What audit rows say of it: time_based, event_based, score_based or manual.';
comment on column public.rule_watches.is_rechecked is 'Whether what its rules have open is looked at again every hour.';
comment on column public.rule_watches.description_en is 'When its rules are run, in English.';
comment on column public.rule_watches.description_de is 'When its rules are run, in German.';

create table public.subject_types (
  subject_type text primary key check (subject_type ~ '^[a-z_]+$'),
  table_name   text not null check (table_name ~ '^(public|salesflow)\.[a-z_]+$'),
  name_column  text not null
);
comment on table public.subject_types is 'Whom or what a rule can concern. SQL that comes with a deployment; nobody else may write here.';
comment on column public.subject_types.subject_type is 'Name: lead, user, squad, ….';
comment on column public.subject_types.table_name is 'Its table, with schema; the key is id.';
comment on column public.subject_types.name_column is 'Column that names one to people.';

create table public.rule_effects (
  effect         text primary key check (effect ~ '^[a-z_]+$'),
  raise_fn       text not null,
  refresh_fn     text,
  withdraw_fn    text,
  description_en text not null,
  description_de text not null
);
comment on table public.rule_effects is
  'What a rule can bring about, each with the functions that do it. raise(salesflow.raising[], as_of) and refresh(…) return setof salesflow.deed: what was really done. withdraw(target_ids uuid[], how text) likewise; how is withdrawn or superseded.';
comment on column public.rule_effects.effect is 'Name, as automation_rules.effect has it.';
comment on column public.rule_effects.raise_fn is 'Function that brings it about. A raising it does not answer with a deed counts as not done, and is tried again.';
comment on column public.rule_effects.refresh_fn is 'Function that brings what is open up to date: other facts, another rep; null: nothing to refresh.';
comment on column public.rule_effects.withdraw_fn is 'Function that takes back what no longer holds; null: what is done stays done.';
comment on column public.rule_effects.description_en is 'What it is, in English.';
comment on column public.rule_effects.description_de is 'What it is, in German.';

create table public.action_types (
  action_type text primary key check (action_type ~ '^[a-z_]+$'),
  undo_fn     text
);
comment on table public.action_types is 'The kinds of automated actions. Their words are the texts action.<action_type>.';
comment on column public.action_types.action_type is 'Name, as autonomous_actions.action_type has it.';
comment on column public.action_types.undo_fn is 'Function (autonomous_actions, reason text) that takes one back; raises SF011 where it has changed since. Null: cannot be taken back.';

create type salesflow.finding as (
  subject_type text,
  subject_id   uuid,
  user_id      uuid,
  since        timestamptz,
  episode      text,
  situation    text,
  facts        jsonb,
  evidence     jsonb
);
comment on type salesflow.finding is
  'A subject that a finder says a rule holds for: subject_type and subject_id; user_id: rep concerned; since: from when on; episode: tells this stretch or occasion from the one before, a rule acts once in each; situation: tells the rules that share a finder apart; facts: raw values, in no language, for texts, audit and learning ("status": a lead''s status then); evidence: [{"table", "id"}, …], what set it off first.';

create type salesflow.raising as (
  rule         text,
  subject_type text,
  subject_id   uuid,
  user_id      uuid,
  since        timestamptz,
  episode      text,
  situation    text,
  facts        jsonb,
  evidence     jsonb,
  cause        text,
  target_id    uuid
);
comment on type salesflow.raising is
  'A finding on behalf of a rule, handed to an effect: the finding; cause: what set it off, as table:id or clock:instant; target_id: key of the row the effect is to make, or to refresh.';

create type salesflow.deed as (
  rule        text,
  subject_id  uuid,
  episode     text,
  action_type text,
  target_id   uuid,
  details     jsonb,
  before      jsonb,
  after       jsonb
);
comment on type salesflow.deed is
  'What an effect did for a raising (rule, subject_id, episode): the kind of action, the row it made or changed, what there is to tell, the values before and after.';

insert into public.rule_watches (watch, trigger_type, description_en, description_de)
values
  ('clock', 'time_based', 'Time goes by: every hour, for all subjects.',
    'Zeit vergeht: jede Stunde, für alle.'),
  ('manual', 'manual', 'Somebody or something else acts in the name of the rule.',
    'Jemand oder etwas anderes handelt im Namen der Regel.');

insert into public.subject_types (subject_type, table_name, name_column)
values
  ('lead', 'public.leads', 'name'),
  ('user', 'public.users', 'name'),
  ('squad', 'public.squads', 'name');

grant select on public.rule_watches, public.subject_types, public.rule_effects, public.action_types
  to salesflow_bi, salesflow_rep, salesflow_manager, salesflow_gateway, salesflow_admin;

commit;
