-- Deploy salesflow:foundation/policies to pg
-- requires: foundation/schemas
-- Every threshold is a row with unit, meaning, limits and history, never a literal in a function.

begin;
set local role salesflow_owner;

create table public.policies (
  key         text primary key check (key ~ '^[a-z_]+(\.[a-z_]+)+$'),
  value       jsonb not null,
  unit        text not null,
  description text not null,
  minimum     numeric,
  maximum     numeric,
  updated_at  timestamptz not null default now(),
  check (jsonb_typeof(value) <> 'null')
);
comment on table public.policies is
  'Every threshold, hour, limit and switch of the system, one row each. Change a value with set_policy() or UPDATE; each change is kept in policy_history and works from the next rule run on.';
comment on column public.policies.key is 'Name, room first: lifecycle.qualify_bant.';
comment on column public.policies.value is 'The value: a JSON number, string, boolean or array. Durations are strings such as "7 days".';
comment on column public.policies.unit is 'What the value counts: points, hours, interval, local time, EUR, list, …';
comment on column public.policies.description is 'What the value decides.';
comment on column public.policies.minimum is 'Smallest number allowed, of a duration in seconds; null for no limit (a duration: 0).';
comment on column public.policies.maximum is 'Largest number allowed, of a duration in seconds; null for no limit.';
comment on column public.policies.updated_at is 'When the value last changed.';

create table public.policy_history (
  version    bigint generated always as identity primary key,
  key        text not null,
  old_value  jsonb,
  new_value  jsonb,
  changed_by text not null default session_user,
  changed_at timestamptz not null default now()
);
comment on table public.policy_history is
  'Every change of a policy. version is the policy version that automated actions refer to.';
comment on column public.policy_history.version is 'Counts all changes of all policies.';
comment on column public.policy_history.key is 'Which policy.';
comment on column public.policy_history.old_value is 'Value before; null when the policy was new.';
comment on column public.policy_history.new_value is 'Value after; null when the policy was removed.';
comment on column public.policy_history.changed_by is 'Database role of the session that changed it.';
comment on column public.policy_history.changed_at is 'When it changed.';

create index policy_history_key on public.policy_history (key, version desc);

create function salesflow.guard_policy()
  returns trigger
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
begin
  -- guard: same JSON type, durations and numbers that mean something
  if tg_op = 'UPDATE' and jsonb_typeof(new.value) <> jsonb_typeof(old.value) then
    raise exception 'policy % takes a JSON %, not a %', new.key, jsonb_typeof(old.value), jsonb_typeof(new.value)
      using errcode = 'SF002', hint = format('It is %s now (%s).', old.value, new.unit);
  end if;
  if jsonb_typeof(new.value) = 'number' and not coalesce(
    (new.value #>> '{}')::numeric between coalesce(new.minimum, '-infinity') and coalesce(new.maximum, 'infinity'), true)
  then
    raise exception 'policy % must lie between % and %', new.key, coalesce(new.minimum::text, 'any'), coalesce(new.maximum::text, 'any')
      using errcode = 'SF002', detail = format('Given: %s %s', new.value, new.unit);
  end if;
  if new.unit = 'ISO 4217' and new.value #>> '{}' !~ '^[A-Z]{3}$' then
    raise exception 'policy % takes a currency, for example "EUR"', new.key
      using errcode = 'SF002', detail = format('Given: %s', new.value);
  end if;
  if new.unit = 'interval' then
    begin
      if not extract(epoch from (new.value #>> '{}')::interval)
        between coalesce(new.minimum, 0) and coalesce(new.maximum, 'infinity')
      then
        raise invalid_datetime_format;
      end if;
    exception
      when invalid_datetime_format or interval_field_overflow then
        raise exception 'policy % takes a duration, for example "7 days"', new.key
          using errcode = 'SF002', detail = format('Given: %s', new.value),
            hint = format('At least %s.', make_interval(secs => coalesce(new.minimum, 0)::double precision));
    end;
  elsif new.unit = 'local time' then
    begin
      perform (new.value #>> '{}')::time;
    exception
      when invalid_datetime_format or datetime_field_overflow then
        raise exception 'policy % takes a time of day, for example "08:00"', new.key
          using errcode = 'SF002', detail = format('Given: %s', new.value);
    end;
  end if;
  new.updated_at := now();
  return new;
end
$$;
comment on function salesflow.guard_policy() is 'Rejects a policy value of the wrong type or outside its limits. Raises SF002.';

create trigger policies_300_guard
  before insert or update on public.policies
  for each row execute function salesflow.guard_policy();

create function salesflow.record_policy_change()
  returns trigger
  language plpgsql
  security definer
  set search_path = pg_catalog, pg_temp
as $$
begin
  -- security definer: whoever may change a policy must leave a trace and may not edit it
  insert into public.policy_history (key, old_value, new_value)
  select coalesce(n.key, o.key), o.value, n.value
  from (select old.key, old.value where tg_op <> 'INSERT') as o
  full join (select new.key, new.value where tg_op <> 'DELETE') as n using (key)
  where o.value is distinct from n.value;
  return null;
end
$$;
comment on function salesflow.record_policy_change() is 'Writes one policy_history row per changed policy.';

create trigger policies_700_audit
  after insert or update or delete on public.policies
  for each row execute function salesflow.record_policy_change();

create function salesflow.policy(p_key text)
  returns jsonb
  language plpgsql
  stable
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_value jsonb;
begin
  select value into v_value from public.policies where key = p_key;
  if not found then
    raise exception 'there is no policy %', p_key
      using errcode = 'SF001', hint = 'select key, description from policies order by key;';
  end if;
  return v_value;
end
$$;
comment on function salesflow.policy(text) is 'Value of a policy. Raises SF001 for an unknown key: a missing threshold must never pass as null.';

create function salesflow.policy_number(p_key text)
  returns numeric
  language sql
  stable
  return (salesflow.policy(p_key) #>> '{}')::numeric;
comment on function salesflow.policy_number(text) is 'Value of a policy as a number, in the policy''s unit.';

create function salesflow.policy_interval(p_key text)
  returns interval
  language sql
  stable
  return (salesflow.policy(p_key) #>> '{}')::interval;
comment on function salesflow.policy_interval(text) is 'Value of a policy as a duration.';

create function salesflow.policy_text(p_key text)
  returns text
  language sql
  stable
  return salesflow.policy(p_key) #>> '{}';
comment on function salesflow.policy_text(text) is 'Value of a policy as text.';

create function salesflow.policy_list(p_key text)
  returns text[]
  language sql
  stable
  return array(select jsonb_array_elements_text(salesflow.policy(p_key)));
comment on function salesflow.policy_list(text) is 'Value of a policy as a list of words.';

create function salesflow.policy_version()
  returns bigint
  language sql
  stable
  return (select max(version) from public.policy_history);
comment on function salesflow.policy_version() is 'Version of the policies in force, for the audit: explains which thresholds an action followed.';

create function public.set_policy(p_key text, p_value jsonb)
  returns public.policies
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_row public.policies;
begin
  update public.policies set value = p_value where key = p_key returning * into v_row;
  if not found then
    raise exception 'there is no policy %', p_key
      using errcode = 'SF001', hint = 'select key, description from policies order by key;';
  end if;
  return v_row;
end
$$;
comment on function public.set_policy(text, jsonb) is
  'Changes a policy: select set_policy(''lifecycle.qualify_bant'', ''40''). Raises SF001 (unknown key), SF002 (bad value).';

grant select on public.policies, public.policy_history to salesflow_rep, salesflow_manager, salesflow_gateway, salesflow_bi;
-- names, units and limits come with a deployment
grant select, update (value) on public.policies to salesflow_admin;
grant select on public.policy_history to salesflow_admin;
grant execute on function public.set_policy(text, jsonb) to salesflow_admin;
grant execute on function
  salesflow.policy(text), salesflow.policy_number(text), salesflow.policy_interval(text),
  salesflow.policy_text(text), salesflow.policy_list(text), salesflow.policy_version()
  to salesflow_rep, salesflow_manager, salesflow_gateway, salesflow_bi, salesflow_admin;

commit;
