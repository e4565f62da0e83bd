-- Deploy salesflow:foundation/health_checks to pg
-- requires: foundation/policies
-- stateful: What is looked at to know that all is well, which each room brings along.

begin;
set local role salesflow_owner;

create type salesflow.measurement as (
  value     numeric,
  threshold numeric,
  severity  text
);
comment on type salesflow.measurement is
  'What a health check found: the value (null: nothing to measure yet) and, where they depend on circumstances, its own limit and severity instead of those of the row.';

create table public.health_checks (
  check_name       text primary key check (check_name ~ '^[a-z_]+$'),
  position         smallint not null unique,
  measure          text not null check (measure ~ '^salesflow\.[a-z_]+$'),
  unit             text not null,
  limit_is         text not null check (limit_is in ('minimum', 'maximum')),
  threshold        numeric,
  threshold_policy text references public.policies,
  severity         text not null check (severity in ('warning', 'critical')),
  constraint one_threshold check (num_nonnulls(threshold, threshold_policy) <= 1)
);
comment on table public.health_checks is
  'The checks of system_health, one row each: a room adds a row, the function that measures, and the texts health.<check>.hint.';
comment on column public.health_checks.check_name is 'Name, as in system_health: queue_depth.';
comment on column public.health_checks.position is 'Order in system_health.';
comment on column public.health_checks.measure is 'Function without arguments that returns salesflow.measurement: what is measured now.';
comment on column public.health_checks.unit is 'Unit of the value: %, events, s, jobs, ….';
comment on column public.health_checks.limit_is is 'minimum: less than the threshold is bad; maximum: more is.';
comment on column public.health_checks.threshold is 'The limit, where it is no matter of policy.';
comment on column public.health_checks.threshold_policy is 'Policy that holds the limit, a duration in seconds; with neither, the function names it.';
comment on column public.health_checks.severity is 'What it means to be beyond the limit: warning or critical.';

create index health_checks_threshold_policy on public.health_checks (threshold_policy);

grant select on public.health_checks to salesflow_bi, salesflow_admin;

commit;
