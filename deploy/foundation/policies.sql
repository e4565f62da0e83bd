-- Deploy salesflow:foundation/policies to pg
-- requires: foundation/schemas
-- stateful: Every threshold is a row with unit, meaning, limits and history, never a literal in a function.

begin;
set local role salesflow_owner;

create table public.policies (
  key         text primary key check (key ~ '^[a-z_]+(\.[a-z_]+)+$'),
  value       jsonb not null,
  unit        text not null,
  description text not null,
  minimum     numeric,
  maximum     numeric,
  choices     text[],
  updated_at  timestamptz not null default now(),
  check (jsonb_typeof(value) <> 'null')
);
comment on table public.policies is
  'Every threshold, hour, limit and switch of the system, one row each. Change a value with set_policy() or UPDATE; each change is kept in policy_history and works from the next rule run on.';
comment on column public.policies.key is 'Name, room first: lifecycle.qualify_bant.';
comment on column public.policies.value is 'The value: a JSON number, string, boolean or array. Durations are strings such as "7 days".';
comment on column public.policies.unit is 'What the value counts: points, hours, interval, local time, EUR, list, …';
comment on column public.policies.description is 'What the value decides.';
comment on column public.policies.minimum is 'Smallest number allowed, also in a list, of a duration or local time in seconds; null: 0, of a duration one second.';
comment on column public.policies.maximum is 'Largest number allowed, also in a list, of a duration or local time in seconds; null: 100 years, midnight, 100 points, a weight of 1, else a billion.';
comment on column public.policies.choices is 'Words that a text, or each word of a list, is chosen from; null for any.';
comment on column public.policies.updated_at is 'When the value last changed.';

grant select on public.policies to salesflow_rep, salesflow_manager, salesflow_gateway, salesflow_bi;
-- names, units and limits come with a deployment
grant select, update (value) on public.policies to salesflow_admin;

commit;
