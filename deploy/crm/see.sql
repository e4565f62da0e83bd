-- Deploy salesflow:crm/see to pg
-- requires: foundation/protect
-- requires: crm/act_as
-- requires: crm/leads
-- replaceable: whom and what this session may see, told once for every policy and every façade.

begin;
set local role salesflow_owner;

create or replace function salesflow.sees_all()
  returns boolean
  language plpgsql
  stable
  parallel safe
  security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  -- current_user is the owner in here; what SET ROLE said is still to be read, and a dropped right stays dropped
  v_role name := coalesce(nullif(current_setting('role'), 'none'), session_user);
begin
  return pg_has_role(v_role, 'salesflow_admin', 'usage')
    or pg_has_role(v_role, 'salesflow_bi', 'usage')
    or pg_has_role(v_role, 'salesflow_owner', 'usage')
    or exists (select from public.users as u where u.id = salesflow.current_user_id() and u.role = 'admin');
end
$$;
comment on function salesflow.sees_all() is
  'Whether this session sees every row: administrators, reporting, the owner''s jobs, and a gateway that acts for a user of role admin.';

create or replace function salesflow.visible_user_ids()
  returns uuid[]
  language plpgsql
  stable
  parallel safe
  security definer
  set search_path = pg_catalog, pg_temp
as $$
begin
  if salesflow.sees_all() then
    return array(select u.id from public.users as u);
  end if;
  return array(
    select u.id
    from public.users as me
    join public.users as u on u.id = me.id or (me.role = 'manager' and u.squad_id = me.squad_id)
    where me.id = salesflow.current_user_id());
end
$$;
comment on function salesflow.visible_user_ids() is
  'The users this session may see: a rep itself, a manager all of its squad, who sees_all() everybody, a stranger or a gateway that acts for nobody no one. In a policy: user_id = any ((select salesflow.visible_user_ids())::uuid[]), asked once a statement.';

create or replace function salesflow.may_see_user(p_user_id uuid)
  returns boolean
  language plpgsql
  stable
  parallel safe
  security definer
  set search_path = pg_catalog, pg_temp
as $$
begin
  return coalesce(p_user_id = any (salesflow.visible_user_ids()), false) or salesflow.sees_all();
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
begin
  call salesflow.protect(p_table, format('%I = any ((select salesflow.visible_user_ids())::uuid[])', p_column));
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
