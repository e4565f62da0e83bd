-- Deploy salesflow:foundation/use_policies to pg
-- requires: foundation/settings_history
-- requires: foundation/policies
-- replaceable: How policies are read and changed.

begin;
set local role salesflow_owner;

create or replace function salesflow.policy(p_key text)
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

create or replace function salesflow.policy_number(p_key text)
  returns numeric
  language sql
  stable
  return (salesflow.policy(p_key) #>> '{}')::numeric;
comment on function salesflow.policy_number(text) is 'Value of a policy as a number, in the policy''s unit.';

create or replace function salesflow.policy_interval(p_key text)
  returns interval
  language sql
  stable
  return (salesflow.policy(p_key) #>> '{}')::interval;
comment on function salesflow.policy_interval(text) is 'Value of a policy as a duration.';

create or replace function salesflow.policy_text(p_key text)
  returns text
  language sql
  stable
  return salesflow.policy(p_key) #>> '{}';
comment on function salesflow.policy_text(text) is 'Value of a policy as text.';

create or replace function salesflow.policy_list(p_key text)
  returns text[]
  language sql
  stable
  return array(select jsonb_array_elements_text(salesflow.policy(p_key)));
comment on function salesflow.policy_list(text) is 'Value of a policy as a list of words.';

create or replace function public.set_policy(p_key text, p_value jsonb)
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

create or replace view public.policy_history with (security_invoker = true) as
select h.version, h.key, h.old_row -> 'value' as old_value, h.new_row -> 'value' as new_value, h.changed_by, h.changed_at
from public.settings_history as h
where h.table_name = 'public.policies';
comment on view public.policy_history is 'Every change of the value of a policy: settings_history of that table.';
comment on column public.policy_history.version is 'Counts all changes of all settings.';
comment on column public.policy_history.key is 'Which policy.';
comment on column public.policy_history.old_value is 'Value before; null when the policy was new.';
comment on column public.policy_history.new_value is 'Value after; null when the policy was removed.';
comment on column public.policy_history.changed_by is 'Database role of the session that changed it.';
comment on column public.policy_history.changed_at is 'When it changed.';

grant select on public.policy_history to salesflow_rep, salesflow_manager, salesflow_gateway, salesflow_bi, salesflow_admin;
grant execute on function public.set_policy(text, jsonb) to salesflow_admin;
grant execute on function
  salesflow.policy(text), salesflow.policy_number(text), salesflow.policy_interval(text),
  salesflow.policy_text(text), salesflow.policy_list(text)
  to salesflow_rep, salesflow_manager, salesflow_gateway, salesflow_bi, salesflow_admin;

commit;
