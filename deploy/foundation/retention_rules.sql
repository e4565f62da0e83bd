-- Deploy salesflow:foundation/retention_rules to pg
-- requires: foundation/policies
-- stateful: What is kept for how long, which each room brings along.

begin;
set local role salesflow_owner;

create table public.retention_rules (
  rule        text primary key check (rule ~ '^[a-z_]+(\.[a-z_]+)+$'),
  table_name  text not null check (table_name ~ '^(public|salesflow)\.[a-z_]+$'),
  clock       text not null,
  keep_policy text not null references public.policies,
  condition   text not null default 'true',
  description text not null
);
comment on table public.retention_rules is
  'What job cleanup deletes, one row a rule. How long a thing is kept is the policy; the rule itself is SQL, so it comes with a deployment and nobody else may write here.';
comment on column public.retention_rules.rule is 'Name, room first: memory.unimportant.';
comment on column public.retention_rules.table_name is 'Table, with its schema.';
comment on column public.retention_rules.clock is 'SQL expression over a row of the table: the instant from which its time counts.';
comment on column public.retention_rules.keep_policy is 'Policy that says how long.';
comment on column public.retention_rules.condition is 'SQL condition: only rows that meet it are ever deleted.';
comment on column public.retention_rules.description is 'What is deleted.';

create index retention_rules_keep_policy on public.retention_rules (keep_policy);

grant select on public.retention_rules to salesflow_bi, salesflow_admin;

commit;
