-- Deploy salesflow:foundation/guard_policies to pg
-- requires: foundation/check_values
-- requires: foundation/keep_history
-- requires: foundation/policies
-- replaceable: No value of a policy may break what obeys it.

begin;
set local role salesflow_owner;

create or replace function salesflow.policy_sizes(p_unit text, p_value jsonb)
  returns numeric[]
  language plpgsql
  stable
  set search_path = pg_catalog, pg_temp
as $$
begin
  return case
    when jsonb_typeof(p_value) = 'number' then array[p_value::numeric]
    when p_unit = 'interval' then array[extract(epoch from (p_value #>> '{}')::interval)]
    when p_unit = 'local time' then array[extract(epoch from (p_value #>> '{}')::time)]
    when jsonb_typeof(p_value) = 'array' then array(
      select e.value::numeric from jsonb_array_elements(p_value) as e where jsonb_typeof(e.value) = 'number')
  end;
exception
  when invalid_datetime_format or interval_field_overflow or datetime_field_overflow then
    return array['NaN'::numeric];
end
$$;
comment on function salesflow.policy_sizes(text, jsonb) is
  'The numbers in the value of a policy: itself, its seconds, or those of its list; NaN for a duration or time that is none.';

create or replace function salesflow.policy_problem(p_new public.policies, p_before jsonb)
  returns text
  language sql
  stable
  set search_path = pg_catalog, pg_temp
as $$
  with given as (
    select
      jsonb_typeof(p_new.value) as kind,
      p_new.value #>> '{}' as said,
      salesflow.policy_sizes(p_new.unit, p_new.value) as sizes,
      coalesce(p_new.minimum, case p_new.unit when 'interval' then 1 else 0 end) as minimum,
      coalesce(p_new.maximum, case p_new.unit
        when 'interval' then 3155760000 when 'local time' then 86399.999999 when 'points' then 100 when 'weights' then 1 else 1e9
      end) as maximum,
      case when jsonb_typeof(p_new.value) = 'array' then array(select jsonb_typeof(e.value) from jsonb_array_elements(p_new.value) as e) end as kinds,
      case when jsonb_typeof(p_before) = 'array' then array(select jsonb_typeof(e.value) from jsonb_array_elements(p_before) as e) end as kinds_before
  )
  select case
    when g.kind <> jsonb_typeof(p_before) then format('takes a JSON %s, not a %s', jsonb_typeof(p_before), g.kind)
    when p_new.unit = 'ISO 4217' and g.said !~ '^[A-Z]{3}$' then 'takes a currency, for example "EUR"'
    when p_new.unit = 'IANA time zone' and not salesflow.is_time_zone(g.said) then 'takes a time zone, for example "Europe/Berlin"'
    when p_new.unit = 'interval' and 'NaN' = any (g.sizes) then 'takes a duration, for example "7 days"'
    when p_new.unit = 'local time' and 'NaN' = any (g.sizes) then 'takes a time of day, for example "08:00"'
    when not (g.minimum <= all (g.sizes) and g.maximum >= all (g.sizes)) then case p_new.unit
      when 'interval' then format('must last from %s to %s',
        justify_hours(make_interval(secs => g.minimum::double precision)), justify_hours(make_interval(secs => g.maximum::double precision)))
      when 'local time' then format('must lie between %s and %s',
        time '00:00' + make_interval(secs => g.minimum::double precision), time '00:00' + make_interval(secs => g.maximum::double precision))
      else format('must lie between %s and %s', g.minimum, g.maximum) end
    -- what double precision cannot tell from 0 would fail wherever it is multiplied
    when exists (select from unnest(g.sizes) as size where min_scale(size) > 9) then 'takes at most nine decimal places'
    when g.kinds = '{}' then 'names at least one'
    when 'number' = any (g.kinds_before) and g.kinds <> g.kinds_before
      then format('takes %s numbers, one for each step', cardinality(g.kinds_before))
    when 'string' = any (g.kinds_before) and 'string' <> any (g.kinds) then 'takes words'
    when 'number' = any (g.kinds) and p_new.unit = 'days'
      and g.sizes <> array(select distinct size from unnest(g.sizes) as size order by size) then 'takes numbers that rise'
    when p_new.unit = 'weights' and abs((select sum(size) from unnest(g.sizes) as size) - 1) > 0.001 then 'takes weights that add up to 1'
    when p_new.choices is not null
      and not case g.kind when 'array' then array(select jsonb_array_elements_text(p_new.value)) else array[g.said] end <@ p_new.choices
      then format('is chosen from %s', array_to_string(p_new.choices, ', '))
  end
  from given as g
$$;
comment on function salesflow.policy_problem(public.policies, jsonb) is
  'What is wrong with the value of a policy that had another before (null: none), as the end of a sentence; null when nothing is.';

create or replace function salesflow.guard_policy()
  returns trigger
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_before jsonb := case when tg_op = 'UPDATE' then old.value end;
  v_problem text := salesflow.policy_problem(new, v_before);
begin
  -- guard: a value that means something and breaks nothing
  if v_problem is not null then
    raise exception 'policy % %', new.key, v_problem
      using errcode = 'SF002', detail = format('Given: %s %s', new.value, new.unit),
        hint = concat_ws(' ', format('It is %s now.', v_before), new.description);
  end if;
  new.updated_at := now();
  return new;
end
$$;
comment on function salesflow.guard_policy() is 'Rejects a policy value of the wrong type or outside its limits. Raises SF002.';

create or replace trigger policies_300_guard
  before insert or update on public.policies
  for each row execute function salesflow.guard_policy();

call salesflow.keep_history('public.policies');

-- a guard runs with the rights of whoever changes a policy
grant execute on function salesflow.policy_problem(public.policies, jsonb), salesflow.policy_sizes(text, jsonb) to salesflow_admin;

commit;
