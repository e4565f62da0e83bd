-- Deploy salesflow:import/find_people to pg
-- requires: import/open_import
-- replaceable: whom the rows mean: squads, reps, managers.

begin;
set local role salesflow_owner;

create or replace function salesflow.email_in(p_text text)
  returns text
  language sql
  immutable
  parallel safe
return case when p_text ~ '@' then lower(substring(p_text from '[^[:space:]@<>",;():]+@[^[:space:]@<>",;()]+\.[[:alnum:]-]{2,}')) end;
comment on function salesflow.email_in(text) is 'The first e-mail address in a text; null when there is none.';

create or replace function salesflow.person_key(p_external_id text, p_email text, p_name text)
  returns text
  language sql
  immutable
  parallel safe
return coalesce(
  'key:' || p_external_id, 'email:' || coalesce(p_email, salesflow.email_in(p_name)), 'name:' || lower(p_name));
comment on function salesflow.person_key(text, text, text) is 'Spelling of a rep in import_people: by key, e-mail (also one in the name) or name.';

create or replace function salesflow.name_of_email(p_email text)
  returns text
  language sql
  immutable
  parallel safe
return initcap(translate(split_part(p_email, '@', 1), '._-+', '    '));
comment on function salesflow.name_of_email(text) is 'A name for somebody of whom only the address is known: julia.bauer@… is Julia Bauer.';

create or replace function salesflow.difference(p_before jsonb, p_after jsonb, out before jsonb, out after jsonb)
  returns record
  language sql
  immutable
  set search_path = pg_catalog, pg_temp
as $$
  select jsonb_object_agg(a.key, p_before -> a.key), jsonb_object_agg(a.key, a.value)
  from jsonb_each(p_after) as a
  where a.value is distinct from p_before -> a.key
$$;
comment on function salesflow.difference(jsonb, jsonb) is 'What differs between two versions of a row, as it was and as it is.';

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
      from salesflow.import_values as i
      where coalesce(i.v ->> 'squad.external_id', i.v ->> 'squad.name') is not null
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
  ),
  noted as (
    insert into salesflow.import_changes (import_no, table_name, id)
    select i.number, 'squads', c.id
    from created as c
    cross join (select max(number) as number from public.imports) as i
  )
  select count(*) from created
$$;
comment on function salesflow.import_squads() is 'Creates and updates the squads of the running import; returns how many were created.';

create or replace function salesflow.find_import_people(p_import_id uuid)
  returns void
  language plpgsql
  set search_path = pg_catalog, pg_temp
  set enable_nestloop = off
  set work_mem = '32MB'
  set jit = off
as $$
begin
  -- one row a spelling: of each fact, what the last row says that says it
  insert into salesflow.import_people
    (key, row_no, section, external_id, email, name, norm, role, time_zone, locale, active, squad_key, squad_name)
  select
    p.key, max(p.row_no), min(p.section), max(p.external_id), max(p.email), (array_agg(p.name order by p.row_no desc))[1],
    salesflow.normalise_person(coalesce((array_agg(p.name order by p.row_no desc) filter (where p.name is not null))[1], max(p.email))),
    (array_agg(p.role order by p.row_no desc) filter (where p.role is not null))[1],
    (array_agg(p.time_zone order by p.row_no desc) filter (where p.time_zone is not null))[1],
    (array_agg(p.locale order by p.row_no desc) filter (where p.locale is not null))[1],
    (array_agg(p.active order by p.row_no desc) filter (where p.active is not null))[1],
    (array_agg(p.squad_key order by p.row_no desc))[1], (array_agg(p.squad_name order by p.row_no desc))[1]
  from (
    select
      salesflow.person_key(who.external_id, who.email, who.name) as key,
      max(i.row_no) as row_no, who.*, i.v ->> 'squad.external_id' as squad_key, i.v ->> 'squad.name' as squad_name
    from salesflow.import_values as i
    cross join lateral (
      values
        ('user', i.v ->> 'user.external_id', coalesce(i.v ->> 'user.email', salesflow.email_in(i.v ->> 'user.name')),
          nullif(i.v ->> 'user.name', salesflow.email_in(i.v ->> 'user.name')), i.v ->> 'user.role',
          i.v ->> 'user.time_zone', i.v ->> 'user.locale', (i.v ->> 'user.active')::boolean),
        ('manager', i.v ->> 'manager.external_id', coalesce(i.v ->> 'manager.email', salesflow.email_in(i.v ->> 'manager.name')),
          nullif(i.v ->> 'manager.name', salesflow.email_in(i.v ->> 'manager.name')), 'manager',
          i.v ->> 'user.time_zone', i.v ->> 'user.locale', null)
    ) as who (section, external_id, email, name, role, time_zone, locale, active)
    where coalesce(who.external_id, who.email, who.name) is not null
    group by who.section, who.external_id, who.email, who.name, who.role, who.time_zone, who.locale, who.active,
      squad_key, squad_name
  ) as p
  group by p.key;

  -- "Bauer, Julia" and julia.bauer@… are the one Julia Bauer of this file; of two she could be, neither
  update salesflow.import_people as p
  set same_as = found.key
  from (
    select distinct on (one.spelling) one.*
    from (
      select
        p.key as spelling, other.key, said.rank,
        count(*) over (partition by p.key, said.rank) as candidates
      from salesflow.import_people as p
      join salesflow.import_people as other on other.norm = p.norm and other.key <> p.key
      cross join lateral (
        select case
          when other.external_id is not null then 1
          when p.email is null and other.email is not null then 2
          -- of several spellings of a bare name the first stands for all
          when p.email is null and other.key = (
            select min(bare.key) from salesflow.import_people as bare
            where bare.norm = p.norm and bare.external_id is null and bare.email is null) then 3
        end as rank
      ) as said
      where p.norm like '% %'
        and p.external_id is null
        and said.rank is not null
        and (p.email is null or other.email is null or p.email = other.email)
    ) as one
    order by one.spelling, one.rank
  ) as found
  where p.key = found.spelling and found.candidates = 1;
  -- a spelling of a spelling
  update salesflow.import_people as p
  set same_as = other.same_as
  from salesflow.import_people as other
  where p.same_as = other.key and other.same_as is not null;

  -- by key, else by e-mail, else by name where neither contradicts
  with candidates as (
    select p.key, k.id, 1 as rank
    from public.imports as i
    join salesflow.import_sources as s on s.source = i.source and s.object = 'user'
    join salesflow.import_keys as k on k.source_id = s.id
    join salesflow.import_people as p on p.external_id = k.key
    where i.id = p_import_id
    union all
    -- entered by hand, with the key of their CRM
    select p.key, u.id, 1
    from salesflow.import_people as p
    join public.users as u on u.external_id = p.external_id
    where u.id not in (
      select k.id from salesflow.import_keys as k join salesflow.import_sources as s on s.id = k.source_id where s.object = 'user')
    union all
    select p.key, u.id, 2 from salesflow.import_people as p join public.users as u on lower(u.email) = p.email
    union all
    select p.key, u.id, 3
    from salesflow.import_people as p
    join public.users as u on salesflow.normalise_person(u.name) = p.norm
    where (u.external_id is null or p.external_id is null or u.external_id = p.external_id)
      and (u.email is null or p.email is null or lower(u.email) = p.email)
    union all
    -- a file that names nobody but by address, a user whom no file has named yet
    select p.key, u.id, 4
    from salesflow.import_people as p
    join public.users as u on salesflow.normalise_person(u.email) = p.norm
    where p.norm like '% %' and p.email is null
  ),
  found as materialized (
    select
      p.key, p.row_no, p.section, p.name, u.id, c.rank,
      row_number() over (partition by p.key order by c.rank, u.active desc, u.created_at, u.id) as position,
      count(*) over (partition by p.key, c.rank) as namesakes
    from candidates as c
    join salesflow.import_people as p using (key)
    join public.users as u using (id)
    where p.same_as is null
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
  where f.position = 1 and f.rank >= 3 and f.namesakes > 1
  order by item.row_no;

  -- spellings of one user are one person, new or not
  update salesflow.import_people as p
  set user_id = other.user_id, is_new = false
  from salesflow.import_people as other
  where p.same_as = other.key;
end
$$;
comment on function salesflow.find_import_people(uuid) is 'Gathers the reps and managers of the running import, by all their spellings, and finds those we know.';

create or replace function salesflow.import_users(p_import_id uuid)
  returns bigint
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_import public.imports;
  v_source smallint;
  v_count  bigint;
begin
  select * into v_import from public.imports where id = p_import_id;
  -- of what we know only the gaps are filled, of what a file says outright all is taken
  with said as (
    select
      p.user_id, max(p.external_id) as external_id, max(p.email) as email, max(p.role) as role, max(p.squad_key) as squad_key,
      max(p.squad_name) as squad_name, max(p.time_zone) as time_zone, max(p.locale) as locale, bool_and(p.active) as active
    from salesflow.import_people as p
    group by p.user_id
  ),
  wanted as (
    select
      u.id,
      coalesce(u.external_id, case
        when p.external_id is not null and not exists (select from public.users as o where o.external_id = p.external_id) then p.external_id
      end) as external_id,
      coalesce(u.email, case when not exists (select from public.users as o where o.email = p.email) then p.email end) as email,
      case when u.role = 'admin' then u.role else coalesce(p.role, u.role) end as role,
      coalesce(salesflow.find_squad(p.squad_key, p.squad_name), u.squad_id) as squad_id,
      coalesce(p.time_zone, u.time_zone) as time_zone, coalesce(p.locale, u.locale) as locale,
      coalesce(p.active, u.active) as active
    from said as p
    join public.users as u on u.id = p.user_id
  ),
  before as (
    select u.*
    from public.users as u
    join wanted as w using (id)
    where (u.external_id, u.email, u.role, u.squad_id, u.time_zone, u.locale, u.active)
      is distinct from (w.external_id, w.email, w.role, w.squad_id, w.time_zone, w.locale, w.active)
  ),
  updated as (
    update public.users as u
    set
      external_id = w.external_id, email = w.email, role = w.role, squad_id = w.squad_id, time_zone = w.time_zone,
      locale = w.locale, active = w.active
    from wanted as w
    join before as b using (id)
    where u.id = w.id
    returning u.*
  )
  insert into salesflow.import_changes (import_no, table_name, id, before, after)
  select v_import.number, 'users', u.id, change.before, change.after
  from updated as u
  join before as b using (id)
  cross join lateral salesflow.difference(to_jsonb(b) - 'updated_at', to_jsonb(u) - 'updated_at') as change;

  insert into public.users (id, name, email, role, squad_id, time_zone, locale, active, external_id)
  select
    p.user_id, coalesce(p.name, salesflow.name_of_email(p.email), p.external_id), p.email, coalesce(p.role, 'rep'),
    salesflow.find_squad(p.squad_key, p.squad_name),
    coalesce(p.time_zone, v_import.map #>> '{options,time_zone}', salesflow.policy_text('imports.time_zone')),
    coalesce(p.locale, v_import.locale), coalesce(p.active, true),
    case when not exists (select from public.users as o where o.external_id = p.external_id) then p.external_id end
  from salesflow.import_people as p
  where p.is_new and p.same_as is null
  order by p.row_no, p.key;
  get diagnostics v_count = row_count;
  insert into salesflow.import_changes (import_no, table_name, id)
  select v_import.number, 'users', p.user_id from salesflow.import_people as p where p.is_new and p.same_as is null;

  v_source := salesflow.source_id(v_import.source, 'user');
  insert into salesflow.import_keys as k (source_id, key, id)
  select v_source, p.external_id, p.user_id from salesflow.import_people as p where p.external_id is not null
  on conflict (source_id, key) do update set id = excluded.id where k.id <> excluded.id;
  return v_count;
end
$$;
comment on function salesflow.import_users(uuid) is
  'Creates and updates the reps and managers of the running import; returns how many were created.';

commit;
