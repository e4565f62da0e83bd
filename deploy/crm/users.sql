-- Deploy salesflow:crm/users to pg
-- requires: foundation/types
-- Squads, the people in them, and who a session is.

begin;
set local role salesflow_owner;

create table public.squads (
  id          uuid primary key default gen_random_uuid(),
  name        salesflow.label not null unique,
  external_id text unique,
  region      text,
  created_at  timestamptz not null default now()
);
comment on table public.squads is 'Teams of sales reps.';
comment on column public.squads.id is 'Key.';
comment on column public.squads.name is 'Name of the squad, unique.';
comment on column public.squads.external_id is 'Key in the system the squad was imported from.';
comment on column public.squads.region is 'Region or office.';
comment on column public.squads.created_at is 'When it was entered.';

create table public.users (
  id          uuid primary key default gen_random_uuid(),
  name        salesflow.label not null,
  email       text unique check (email like '%_@_%'),
  role        text not null default 'rep' check (role in ('rep', 'manager', 'admin')),
  squad_id    uuid references public.squads on delete set null,
  time_zone   salesflow.time_zone not null default 'Europe/Berlin',
  locale      salesflow.locale not null default 'de',
  review_time time,
  autonomy    text not null default 'assistant' check (autonomy in ('observer', 'assistant', 'autopilot')),
  active      boolean not null default true,
  db_role     name unique,
  external_id text unique,
  attributes  salesflow.json_object not null default '{}',
  created_at  timestamptz not null default now(),
  updated_at  timestamptz not null default now()
);
comment on table public.users is 'The people who sell: reps, their managers, administrators.';
comment on column public.users.id is 'Key.';
comment on column public.users.name is 'Full name.';
comment on column public.users.email is 'Address for notifications, unique.';
comment on column public.users.role is 'rep, manager or admin.';
comment on column public.users.squad_id is 'Squad the person belongs to (a manager: leads).';
comment on column public.users.time_zone is 'IANA time zone; the daily review runs by this clock.';
comment on column public.users.locale is 'Language of everything the system says to the person: de… or en….';
comment on column public.users.review_time is 'Local time from which the daily plan is made; null for the policy review.local_time.';
comment on column public.users.autonomy is 'How much may happen without asking: observer (nothing), assistant (drafts), autopilot (may send what policy allows).';
comment on column public.users.active is 'Whether the person works here now; only active users get plans.';
comment on column public.users.db_role is 'Database login role of the person: a session of that role acts as this user.';
comment on column public.users.external_id is 'Key in the system the person was imported from.';
comment on column public.users.attributes is 'Any other column of an import.';
comment on column public.users.created_at is 'When the person was entered.';
comment on column public.users.updated_at is 'When the row last changed.';

create index users_squad on public.users (squad_id);
create index users_name on public.users (lower(name));

-- Nobody sees a row before crm/see says who may.
alter table public.squads enable row level security;
alter table public.squads force row level security;
alter table public.users enable row level security;
alter table public.users force row level security;

create function salesflow.touch_updated_at()
  returns trigger
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
begin
  new.updated_at := now();
  return new;
end
$$;
comment on function salesflow.touch_updated_at() is 'Keeps updated_at.';

create trigger users_100_normalise
  before update on public.users
  for each row when (old.* is distinct from new.*)
  execute function salesflow.touch_updated_at();

create function salesflow.acting_for()
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

create function salesflow.current_user_id()
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

create function public.act_as(p_user_id uuid)
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

grant select on public.squads, public.users to salesflow_rep, salesflow_manager, salesflow_gateway, salesflow_bi;
grant select, insert, update, delete on public.squads, public.users to salesflow_admin;
grant execute on function salesflow.current_user_id() to
  salesflow_rep, salesflow_manager, salesflow_bi, salesflow_admin, salesflow_gateway;
grant execute on function public.act_as(uuid) to salesflow_gateway;

commit;
