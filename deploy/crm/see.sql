-- Deploy salesflow:crm/see to pg
-- requires: foundation/protect
-- requires: crm/act_as
-- requires: crm/leads
-- replaceable: whom and what this session may see, told once for every policy and every façade.

begin;
set local role salesflow_owner;

create or replace function salesflow.role_sees_all()
  returns boolean
  language sql
  stable
  parallel safe
  -- the owner's functions ask, too: what SET ROLE said is still to be read in them, and a dropped right stays dropped
  return pg_has_role(coalesce(nullif(current_setting('role'), 'none'), session_user), 'salesflow_admin', 'usage')
    or pg_has_role(coalesce(nullif(current_setting('role'), 'none'), session_user), 'salesflow_bi', 'usage')
    or pg_has_role(coalesce(nullif(current_setting('role'), 'none'), session_user), 'salesflow_owner', 'usage');
comment on function salesflow.role_sees_all() is
  'Whether the role of this session sees every row: administrators, reporting and the owner''s jobs.';

create or replace function salesflow.visible_user_ids()
  returns uuid[]
  language plpgsql
  stable
  parallel safe
  security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_acting uuid := salesflow.acting_for();
  v_id uuid;
  v_role text;
  v_squad_id uuid;
begin
  -- two plain look-ups, not one with "or": every statement of every person waits for this one
  if v_acting is null then
    select me.id, me.role, me.squad_id into v_id, v_role, v_squad_id
    from public.users as me where me.db_role = session_user and me.active;
  else
    select me.id, me.role, me.squad_id into v_id, v_role, v_squad_id
    from public.users as me where me.id = v_acting and me.active;
  end if;
  if v_role = 'admin' or salesflow.role_sees_all() then
    return array(select u.id from public.users as u);
  elsif v_role = 'manager' then
    return array(select u.id from public.users as u where u.id = v_id or u.squad_id = v_squad_id);
  end if;
  return array_remove(array[v_id], null);
end
$$;
comment on function salesflow.visible_user_ids() is
  'The users this session may see: a rep itself, a manager all of its squad, who sees all everybody, a stranger or a gateway that acts for nobody no one. In a policy: user_id = any ((select salesflow.visible_user_ids())::uuid[]), asked once a statement.';

create or replace function salesflow.sees_all()
  returns boolean
  language plpgsql
  stable
  parallel safe
  security definer
  set search_path = pg_catalog, pg_temp
as $$
begin
  return salesflow.role_sees_all() or exists (select from public.users as me where me.id = salesflow.current_user_id() and me.role = 'admin');
end
$$;
comment on function salesflow.sees_all() is
  'Whether this session sees every row, those of nobody too: role_sees_all(), or a gateway that acts for a user of role admin.';

create or replace function salesflow.may_see_user(p_user_id uuid)
  returns boolean
  language plpgsql
  stable
  parallel safe
  security definer
  set search_path = pg_catalog, pg_temp
as $$
begin
  return salesflow.sees_all() or coalesce(p_user_id = any (salesflow.visible_user_ids()), false);
end
$$;
comment on function salesflow.may_see_user(uuid) is
  'Whether this session may see a user; for façades that run as the owner. Null stands for rows of nobody, which only those see who see all.';

create or replace function salesflow.may_see_lead(p_lead_id uuid)
  returns boolean
  language plpgsql
  stable
  parallel safe
  security definer
  set search_path = pg_catalog, pg_temp
as $$
begin
  return salesflow.sees_all()
    or exists (select from public.leads as l where l.id = p_lead_id and l.user_id = any (salesflow.visible_user_ids()));
end
$$;
comment on function salesflow.may_see_lead(uuid) is
  'Whether this session may see a lead; for façades that run as the owner. A lead that does not exist is one it may not see, unless it sees all.';

create or replace procedure salesflow.protect_by_user(p_table text, p_column text default 'user_id')
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_name name := (select c.relname from pg_class as c where c.oid = p_table::regclass);
  v_people text := format('%I = any ((select salesflow.visible_user_ids())::uuid[])', p_column);
  v_new_rows text := v_people;
begin
  -- a new row cannot speak of somebody else's lead
  if exists (select from pg_attribute as a where a.attrelid = p_table::regclass and a.attname = 'lead_id') then
    v_new_rows := format(
      '%s and (lead_id is null or exists (select from public.leads as l where l.id = %I.lead_id))', v_people, v_name);
  end if;
  call salesflow.protect(p_table, v_people, v_new_rows);
  -- rows of nobody: apart, so that reps and managers keep a condition that an index serves
  if exists (
    select from pg_attribute as a
    where a.attrelid = p_table::regclass and a.attname = p_column and not a.attnotnull)
  then
    execute format(
      'create policy gateway_unowned on %s to salesflow_gateway using (%I is null and (select salesflow.sees_all()))',
      p_table::regclass, p_column);
  end if;
end
$$;
comment on procedure salesflow.protect_by_user(text, text) is
  'protect() for a table with a column that names a user: people see the rows of those they may see.';

create or replace procedure salesflow.protect_by_lead(p_table text, p_column text default 'lead_id')
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_name name := (select c.relname from pg_class as c where c.oid = p_table::regclass);
  v_people text := format('exists (select from public.leads as l where l.id = %I.%I)', v_name, p_column);
  v_new_rows text := v_people;
begin
  -- a new row cannot be put into the mouth of somebody else
  if exists (select from pg_attribute as a where a.attrelid = p_table::regclass and a.attname = 'user_id') then
    v_new_rows := v_people || ' and (user_id is null or user_id = any ((select salesflow.visible_user_ids())::uuid[]))';
  end if;
  call salesflow.protect(p_table, v_people, v_new_rows);
end
$$;
comment on procedure salesflow.protect_by_lead(text, text) is
  'protect() for a table with a column that names a lead: people see the rows of leads they may see, by the policies of leads.';

call salesflow.protect_by_user('public.users', 'id');
-- a squad is seen by those who may see somebody in it
call salesflow.protect('public.squads', 'exists (select from public.users as u where u.squad_id = squads.id)');
call salesflow.protect_by_user('public.leads');

grant execute on function
  salesflow.sees_all(), salesflow.visible_user_ids(), salesflow.may_see_user(uuid), salesflow.may_see_lead(uuid)
  to salesflow_rep, salesflow_manager, salesflow_gateway, salesflow_bi, salesflow_admin;

commit;
