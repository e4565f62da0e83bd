-- Deploy salesflow:events/keep_kinds to pg
-- requires: foundation/keep_history
-- requires: events/queue
-- requires: events/check_answers
-- replaceable: A kind that cannot work is not registered, every version of a prompt can be told.

begin;
set local role salesflow_owner;

-- Looked up in the catalog once, and kept in the form that dynamic SQL can use as it stands.
create or replace function salesflow.kind_function(p_name text, p_arguments text, p_result regtype, p_volatile boolean default false)
  returns text
  language plpgsql
  stable
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_name text;
begin
  select format('%I.%I', n.nspname, p.proname)
  into v_name
  from pg_catalog.pg_proc as p
  join pg_catalog.pg_namespace as n on n.oid = p.pronamespace
  where p.oid = to_regprocedure(p_name || p_arguments)
    and p.prorettype = p_result
    and not p.proretset
    and (p.provolatile = 'v' or not p_volatile);
  if v_name is null then
    raise exception 'there is no function % that returns %', p_name || p_arguments, p_result
      using errcode = 'SF202',
        hint = case when p_volatile then 'Create it before the kind, with its schema in the name, volatile.'
          else 'Create it before the kind, with its schema in the name.' end;
  end if;
  return v_name;
end
$$;
comment on function salesflow.kind_function(text, text, regtype, boolean) is
  'Qualified name of the function of an event kind. Raises SF202 when there is none of that name, arguments and result.';

create or replace function salesflow.guard_event_kind()
  returns trigger
  language plpgsql
  security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_problem text := salesflow.schema_problem(new.schema);
begin
  -- security definer: an administrator words prompts and cannot call what checks them
  -- guard: a kind that cannot work is not registered
  if v_problem is not null then
    raise exception 'the schema of event kind % cannot be used', new.kind using errcode = 'SF203', detail = v_problem;
  end if;
  new.context_fn := salesflow.kind_function(new.context_fn, '(salesflow.events)', 'jsonb');
  new.apply_fn := salesflow.kind_function(new.apply_fn, '(salesflow.events,jsonb,text)', 'void', true);
  if new.offline_fn is not null then
    new.offline_fn := salesflow.kind_function(new.offline_fn, '(salesflow.events)', 'jsonb');
  end if;
  new.updated_at := now();
  if tg_op = 'UPDATE' then
    new.prompt_version := old.prompt_version
      + ((new.instructions, new.schema, new.model) is distinct from (old.instructions, old.schema, old.model))::integer;
  else
    -- a kind that comes back does not write over its past
    new.prompt_version := coalesce(
      (select max((h.old_row ->> 'prompt_version')::integer) + 1
       from public.settings_history as h
       where h.table_name = 'salesflow.event_kinds' and h.key = new.kind),
      1);
  end if;
  return new;
end
$$;
comment on function salesflow.guard_event_kind() is
  'Verifies functions and schema of an event kind and counts its prompt version. Raises SF202 (no such function), SF203 (bad schema).';

create or replace trigger event_kinds_300_guard
  before insert or update on salesflow.event_kinds
  for each row execute function salesflow.guard_event_kind();

create or replace function salesflow.guard_event_kind_in_use()
  returns trigger
  language plpgsql
  security definer
  set search_path = pg_catalog, pg_temp
as $$
begin
  if exists (select from salesflow.events as e where e.kind = old.kind) then
    raise exception 'event kind % still has events', old.kind
      using errcode = 'SF205', hint = 'Let them finish, or delete them from salesflow.events.';
  end if;
  return old;
end
$$;
comment on function salesflow.guard_event_kind_in_use() is 'Stands in for the foreign key that salesflow.events does without. Raises SF205.';

create or replace trigger event_kinds_300_guard_in_use
  before delete on salesflow.event_kinds
  for each row execute function salesflow.guard_event_kind_in_use();

call salesflow.keep_history('salesflow.event_kinds');

commit;
