-- Deploy salesflow:import/find_people to pg
-- requires: foundation/say
-- requires: import/vocabulary
-- requires: import/imports
-- requires: import/workshop
-- replaceable: whom the rows mean: squads, reps, managers.

begin;
set local role salesflow_owner;

create or replace function salesflow.find_squad(p_external_id text, p_name text)
  returns uuid
  language sql
  stable
  set search_path = pg_catalog, pg_temp
as $$
  select s.id
  from public.squads as s
  where s.external_id = p_external_id
    or lower(s.name) = lower(p_name) and (s.external_id is null or p_external_id is null)
  order by s.external_id is not null desc, s.created_at
  limit 1
$$;
comment on function salesflow.find_squad(text, text) is 'Squad by its imported key, else by its name in any case; null when there is none.';

create or replace function salesflow.import_squads()
  returns bigint
  language sql
  set search_path = pg_catalog, pg_temp
as $$
  with named as materialized (
    select f.*, salesflow.find_squad(f.external_id, f.name) as id
    from (
      select distinct on (coalesce(i.v ->> 'squad.external_id', lower(i.v ->> 'squad.name')))
        i.v ->> 'squad.external_id' as external_id, i.v ->> 'squad.name' as name, i.v ->> 'squad.region' as region
      from salesflow.import_items as i
      where not i.is_bad
        and coalesce(i.v ->> 'squad.external_id', i.v ->> 'squad.name') is not null
      order by coalesce(i.v ->> 'squad.external_id', lower(i.v ->> 'squad.name')), i.row_no desc
    ) as f
  ),
  updated as (
    update public.squads as s
    set external_id = coalesce(n.external_id, s.external_id), region = coalesce(n.region, s.region)
    from named as n
    where s.id = n.id
      and (s.external_id, s.region) is distinct from (coalesce(n.external_id, s.external_id), coalesce(n.region, s.region))
  ),
  created as (
    insert into public.squads (name, external_id, region)
    select coalesce(n.name, n.external_id), n.external_id, n.region
    from named as n
    where n.id is null
    order by 1
    returning id
  )
  select count(*) from created
$$;
comment on function salesflow.import_squads() is 'Creates and updates the squads of the running import; returns how many were created.';

create or replace function salesflow.find_import_people(p_import_id uuid)
  returns void
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
begin
  -- one row a person: of each fact, what the last row says that says it
  insert into salesflow.import_people
    (key, row_no, section, external_id, email, name, role, time_zone, locale, active, squad_key, squad_name)
  select
    p.key, max(p.row_no), min(p.section), max(p.external_id), max(p.email), (array_agg(p.name order by p.row_no desc))[1],
    (array_agg(p.role order by p.row_no desc) filter (where p.role is not null))[1],
    (array_agg(p.time_zone order by p.row_no desc) filter (where p.time_zone is not null))[1],
    (array_agg(p.locale order by p.row_no desc) filter (where p.locale is not null))[1],
    (array_agg(p.active order by p.row_no desc) filter (where p.active is not null))[1],
    (array_agg(p.squad_key order by p.row_no desc))[1], (array_agg(p.squad_name order by p.row_no desc))[1]
  from (
    select
      coalesce('key:' || who.external_id, 'email:' || who.email, 'name:' || lower(who.name)) as key,
      max(i.row_no) as row_no, who.*, i.v ->> 'squad.external_id' as squad_key, i.v ->> 'squad.name' as squad_name
    from salesflow.import_items as i
    cross join lateral (
      values
        ('user', i.v ->> 'user.external_id', i.v ->> 'user.email', i.v ->> 'user.name', i.v ->> 'user.role',
          i.v ->> 'user.time_zone', i.v ->> 'user.locale', (i.v ->> 'user.active')::boolean),
        ('manager', i.v ->> 'manager.external_id', i.v ->> 'manager.email', i.v ->> 'manager.name', 'manager',
          i.v ->> 'user.time_zone', i.v ->> 'user.locale', null)
    ) as who (section, external_id, email, name, role, time_zone, locale, active)
    where not i.is_bad
      and coalesce(who.external_id, who.email, who.name) is not null
    group by who.section, who.external_id, who.email, who.name, who.role, who.time_zone, who.locale, who.active,
      squad_key, squad_name
  ) as p
  group by p.key;

  -- by key, else by e-mail, else by name where neither contradicts
  with found as materialized (
    select
      p.key, p.row_no, p.section, p.name, u.id, matched.rank,
      row_number() over (partition by p.key order by matched.rank, u.active desc, u.created_at, u.id) as position,
      count(*) over (partition by p.key, matched.rank) as namesakes
    from salesflow.import_people as p
    cross join public.users as u
    cross join lateral (
      select case
        when u.external_id = p.external_id then 1
        when lower(u.email) = p.email then 2
        when lower(u.name) = lower(p.name)
          and (u.external_id is null or p.external_id is null)
          and (u.email is null or p.email is null)
        then 3
      end
    ) as matched (rank)
    where matched.rank is not null
  ),
  taken as (
    update salesflow.import_people as p
    set user_id = f.id, is_new = false
    from found as f
    where p.key = f.key and f.position = 1
  )
  insert into public.import_rejects (import_id, line_no, severity, target, value, code, reason)
  select
    i.id, item.line_no, 'warning', f.section || '.name', f.name, 'ambiguous_user',
    salesflow.say('imports.reason.ambiguous_user', i.locale)
  from found as f
  join salesflow.import_items as item on item.row_no = f.row_no
  join public.imports as i on i.id = p_import_id
  where f.position = 1 and f.rank = 3 and f.namesakes > 1
  order by item.row_no;
end
$$;
comment on function salesflow.find_import_people(uuid) is 'Gathers the reps and managers of the running import and finds those we know.';

create or replace function salesflow.import_users(p_import_id uuid)
  returns bigint
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_count bigint;
begin
  -- of what we know only the gaps are filled, of what a file says outright all is taken
  with wanted as (
    select
      u.id, coalesce(u.external_id, p.external_id) as external_id, coalesce(u.email, p.email) as email,
      case when u.role = 'admin' then u.role else coalesce(p.role, u.role) end as role,
      coalesce(salesflow.find_squad(p.squad_key, p.squad_name), u.squad_id) as squad_id,
      coalesce(p.time_zone, u.time_zone) as time_zone, coalesce(p.locale, u.locale) as locale,
      coalesce(p.active, u.active) as active
    from salesflow.import_people as p
    join public.users as u on u.id = p.user_id
  )
  update public.users as u
  set
    external_id = w.external_id, email = w.email, role = w.role, squad_id = w.squad_id, time_zone = w.time_zone,
    locale = w.locale, active = w.active
  from wanted as w
  where u.id = w.id
    and (u.external_id, u.email, u.role, u.squad_id, u.time_zone, u.locale, u.active)
      is distinct from (w.external_id, w.email, w.role, w.squad_id, w.time_zone, w.locale, w.active);

  insert into public.users (id, name, email, role, squad_id, time_zone, locale, active, external_id)
  select
    p.user_id, coalesce(p.name, split_part(p.email, '@', 1), p.external_id), p.email, coalesce(p.role, 'rep'),
    salesflow.find_squad(p.squad_key, p.squad_name),
    coalesce(p.time_zone, i.map #>> '{options,time_zone}', salesflow.policy_text('imports.time_zone')),
    coalesce(p.locale, i.locale), coalesce(p.active, true), p.external_id
  from public.imports as i
  join salesflow.import_people as p on p.is_new
  where i.id = p_import_id
  order by p.row_no, p.key;
  get diagnostics v_count = row_count;
  return v_count;
end
$$;
comment on function salesflow.import_users(uuid) is
  'Creates and updates the reps and managers of the running import; returns how many were created.';

commit;
