-- Deploy salesflow:crm/act_as to pg
-- requires: crm/users
-- replaceable: Who a session is, and for whom a gateway acts.

begin;
set local role salesflow_owner;

create or replace function salesflow.acting_for()
  returns uuid
  language sql
  stable
  parallel safe
  return case
    when current_setting('salesflow.acting_user', true) <> ''
      and pg_has_role(session_user, 'salesflow_gateway', 'member')
      -- as long as its transaction lasts, whatever the session kept of an older one
      and substr(current_setting('salesflow.acting_user', true), 38) = extract(epoch from transaction_timestamp())::text
      then left(current_setting('salesflow.acting_user', true), 36)::uuid
  end;
comment on function salesflow.acting_for() is
  'For whom a gateway said by act_as() that it acts in this transaction; null for all others.';

create or replace function salesflow.current_user_id()
  returns uuid
  language plpgsql
  stable
  parallel safe
  security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_acting uuid := salesflow.acting_for();
begin
  -- security definer: every session may ask who it is, without a privilege on users
  if v_acting is null then
    return (select u.id from public.users as u where u.db_role = session_user and u.active);
  end if;
  return (select u.id from public.users as u where u.id = v_acting and u.active);
end
$$;
comment on function salesflow.current_user_id() is
  'The active user this session acts as: by its login role (users.db_role), or, for members of salesflow_gateway alone, the one named by act_as() in this transaction. Null for a session that is nobody.';

create or replace function public.act_as(p_user_id uuid)
  returns void
  language plpgsql
  security definer
  set search_path = pg_catalog, pg_temp
as $$
begin
  -- guard: only a gateway may speak for others
  if not pg_has_role(session_user, 'salesflow_gateway', 'member') then
    raise exception 'role % may not act for other users', session_user
      using errcode = 'SF003', hint = 'grant salesflow_gateway to the role of your gateway.';
  end if;
  if not exists (select from public.users where id = p_user_id and active) then
    raise exception 'there is no active user %', p_user_id using errcode = 'SF004';
  end if;
  -- true: ends with the transaction, so that a pooled connection forgets it
  perform set_config(
    'salesflow.acting_user', p_user_id || ' ' || extract(epoch from transaction_timestamp())::text, true);
end
$$;
comment on function public.act_as(uuid) is
  'Says, until the end of the transaction, for which user a gateway acts. Raises SF003 (not a gateway), SF004 (no such user).';

grant execute on function salesflow.current_user_id() to
  salesflow_rep, salesflow_manager, salesflow_bi, salesflow_admin, salesflow_gateway;
grant execute on function public.act_as(uuid) to salesflow_gateway;

commit;
