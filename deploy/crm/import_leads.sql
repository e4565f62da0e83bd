-- Deploy salesflow:crm/import_leads to pg
-- requires: crm/import_read
-- requires: crm/activities
-- requires: crm/bant
-- The second half of an import: whom the rows mean, what is new about them, and the effects.

begin;
set local role salesflow_owner;

create table salesflow.import_states (
  lead_id uuid primary key references public.leads on delete cascade,
  v       jsonb not null,
  status  text
);
comment on table salesflow.import_states is
  'What files last said of each imported lead. An import applies what differs from it, so that the same file twice changes nothing and what people changed since stays.';
comment on column salesflow.import_states.lead_id is 'The lead.';
comment on column salesflow.import_states.v is 'Values by key, with attributes.';
comment on column salesflow.import_states.status is 'Status in the file.';

create unlogged table salesflow.import_people (
  key         text primary key,
  row_no      bigint not null,
  section     text not null,
  external_id text,
  email       text,
  name        text,
  role        text,
  time_zone   text,
  locale      text,
  active      boolean,
  squad_key   text,
  squad_name  text,
  user_id     uuid not null default gen_random_uuid(),
  is_new      boolean not null default true
);
comment on table salesflow.import_people is 'Reps and managers of the running import, one row each.';
comment on column salesflow.import_people.key is 'What tells them apart: key, e-mail or name.';
comment on column salesflow.import_people.row_no is 'Last row that names the person.';
comment on column salesflow.import_people.section is 'user or manager.';
comment on column salesflow.import_people.external_id is 'Key in the file''s system.';
comment on column salesflow.import_people.email is 'E-mail.';
comment on column salesflow.import_people.name is 'Name.';
comment on column salesflow.import_people.role is 'Role, if the file says one.';
comment on column salesflow.import_people.time_zone is 'Time zone, if the file says one.';
comment on column salesflow.import_people.locale is 'Language, if the file says one.';
comment on column salesflow.import_people.active is 'Whether active, if the file says it.';
comment on column salesflow.import_people.squad_key is 'External id of the squad.';
comment on column salesflow.import_people.squad_name is 'Name of the squad.';
comment on column salesflow.import_people.user_id is 'The user.';
comment on column salesflow.import_people.is_new is 'Whether the user is new.';

create unlogged table salesflow.import_plan (
  row_no      bigint primary key,
  line_no     bigint not null,
  key         text not null,
  next_line   bigint,
  lead_id     uuid not null,
  is_new      boolean not null,
  is_changed  boolean not null,
  user_id     uuid,
  status      text,
  is_closed   boolean not null,
  status_at   timestamptz,
  v           jsonb not null,
  before      jsonb,
  last_status text
);
comment on table salesflow.import_plan is 'What the running import will do, row by row.';
comment on column salesflow.import_plan.row_no is 'Row.';
comment on column salesflow.import_plan.line_no is 'Line of the file.';
comment on column salesflow.import_plan.key is 'External id of the lead.';
comment on column salesflow.import_plan.next_line is 'Line where the same lead comes again; null in its last, which counts.';
comment on column salesflow.import_plan.lead_id is 'The lead, also of a new one.';
comment on column salesflow.import_plan.is_new is 'Whether the lead is new.';
comment on column salesflow.import_plan.is_changed is 'Whether the row says something new.';
comment on column salesflow.import_plan.user_id is 'Its rep.';
comment on column salesflow.import_plan.status is 'Status in the file.';
comment on column salesflow.import_plan.is_closed is 'Whether that status is one in which nobody works on the lead.';
comment on column salesflow.import_plan.status_at is 'Since when, if the file says it.';
comment on column salesflow.import_plan.v is 'Values by key, with attributes.';
comment on column salesflow.import_plan.before is 'Values of the last import.';
comment on column salesflow.import_plan.last_status is 'Status of the last import.';

create function salesflow.find_squad(p_external_id text, p_name text)
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

create function salesflow.import_squads()
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

create function salesflow.find_import_people(p_import_id uuid)
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

create function salesflow.import_users(p_import_id uuid)
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

create function salesflow.plan_import(p_import_id uuid)
  returns void
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_map     jsonb;
  v_locale  text;
  v_blank   text[];
  v_used    text[];
  v_open    text[];
begin
  select i.map, i.locale into v_map, v_locale from public.imports as i where i.id = p_import_id;
  v_blank := array(select lower(btrim(w)) from jsonb_array_elements_text(coalesce(v_map #> '{options,null_values}', '[]')) as w);
  -- A column that its field says in full stays out of attributes. When an open lead is meant to close is no outcome.
  select
    array_agg(used.name), coalesce(array_agg(used.name) filter (where used.outcome_only), '{}')
  into v_used, v_open
  from (
    select c.name, bool_and(f.target in ('outcome.at', 'outcome.reason', 'outcome.value')) as outcome_only
    from salesflow.import_fields as f
    cross join unnest(f.columns) as c (name)
    where f.consumes
      and c.name not in (select jsonb_array_elements_text(coalesce(v_map #> '{options,keep}', '[]')))
    group by c.name
  ) as used;
  v_used := coalesce(v_used, '{}') || array(select jsonb_array_elements_text(coalesce(v_map #> '{options,drop}', '[]')));

  insert into salesflow.import_plan
    (row_no, line_no, key, next_line, lead_id, is_new, is_changed, user_id, status, is_closed, status_at, v, before, last_status)
  with read as materialized (
    select
      i.row_no, i.line_no,
      coalesce(
        i.v ->> 'lead.external_id',
        'email:' || (i.v ->> 'lead.email'),
        'row:' || md5(lower(concat_ws(
          chr(31), i.v ->> 'lead.name', i.v ->> 'lead.first_name', i.v ->> 'lead.last_name', i.v ->> 'lead.company',
          i.v ->> 'lead.phone', i.v ->> 'lead.created_at')))) as key,
      coalesce('key:' || (i.v ->> 'user.external_id'), 'email:' || (i.v ->> 'user.email'), 'name:' || lower(i.v ->> 'user.name'))
        as user_key,
      case when i.v ->> 'lead.external_id' is null then i.v ->> 'lead.email' end as match_email,
      coalesce(
        i.v ->> 'outcome.status', case when i.v ->> 'outcome.won' = 'true' then 'won' end, i.v ->> 'lead.status') as status,
      i.v, i.record, gen_random_uuid() as new_id
    from salesflow.import_items as i
    where not i.is_bad
      and coalesce(
        i.v ->> 'lead.external_id', i.v ->> 'lead.name', i.v ->> 'lead.first_name', i.v ->> 'lead.last_name',
        i.v ->> 'lead.company', i.v ->> 'lead.email') is not null
  ),
  whole as materialized (
    select
      r.row_no, r.line_no, r.key, r.user_key, r.match_email, r.status,
      lead(r.line_no) over same_lead as next_line,
      first_value(r.new_id) over same_lead as new_id,
      s.is_active is false as is_closed,
      (case when s.is_active is false then coalesce(r.v ->> 'outcome.at', r.v ->> 'lead.status_at')
        else r.v ->> 'lead.status_at' end)::timestamptz as status_at,
      r.v || jsonb_build_object('attributes', kept.attributes) as v
    from read as r
    left join public.lead_statuses as s on s.status = r.status
    cross join lateral (
      select case
        when v_blank = '{}' then rest.record
        else coalesce(
          (select jsonb_object_agg(c.key, c.value) from jsonb_each(rest.record) as c
            where lower(btrim(c.value #>> '{}')) <> all (v_blank)),
          '{}')
      end
      from (
        select jsonb_strip_nulls(
          r.record - v_used
          || case
            when v_open <> '{}' and s.is_active is not false
            then (select jsonb_object_agg(o.name, r.record -> o.name) from unnest(v_open) as o (name))
            else '{}'
          end)
      ) as rest (record)
    ) as kept (attributes)
    window same_lead as (partition by r.key order by r.row_no)
  )
  select
    w.row_no, w.line_no, w.key, w.next_line,
    coalesce(l.id, e.id, w.new_id), coalesce(l.id, e.id) is null, (state.v @> w.v) is not true,
    p.user_id, w.status, w.is_closed, w.status_at, w.v, state.v, state.status
  from whole as w
  left join public.leads as l on l.external_id = w.key
  left join lateral (
    select same.id from public.leads as same
    where l.id is null and w.match_email is not null and lower(same.email) = w.match_email
    order by same.created_at, same.id
    limit 1
  ) as e on true
  left join salesflow.import_states as state on state.lead_id = coalesce(l.id, e.id)
  left join salesflow.import_people as p on p.key = w.user_key;

  -- what only now can be seen
  insert into public.import_rejects (import_id, line_no, severity, column_name, target, value, code, reason, record)
  select
    p_import_id, i.line_no, 'rejected', null, 'lead.name', null, 'no_name', salesflow.say('imports.reason.no_name', v_locale), i.record
  from salesflow.import_items as i
  where not i.is_bad
    and not exists (select from salesflow.import_plan as p where p.row_no = i.row_no)
    and exists (select from salesflow.import_fields as f where f.section in ('lead', 'activity', 'bant', 'outcome'))
  order by i.row_no;

  with reversed as (
    delete from salesflow.import_plan as p
    where p.status_at < (p.v ->> 'lead.created_at')::timestamptz
    returning p.row_no
  )
  insert into public.import_rejects (import_id, line_no, severity, column_name, target, value, code, reason, record)
  select
    p_import_id, i.line_no, 'rejected', f.columns[1], f.target, i.record ->> f.columns[1], 'closed_before_created',
    salesflow.say('imports.reason.closed_before_created', v_locale), i.record
  from reversed
  join salesflow.import_items as i using (row_no)
  left join lateral (
    select * from salesflow.import_fields as f
    where f.target in ('outcome.at', 'lead.status_at') and i.v ->> f.key is not null
    order by f.target desc limit 1
  ) as f on true
  order by i.row_no;

  -- a file of activities has many rows a lead; elsewhere a second one is news
  insert into public.import_rejects (import_id, line_no, severity, column_name, target, value, code, reason, record)
  select
    p_import_id, p.line_no, 'warning', f.columns[1], 'lead.external_id', p.key, 'duplicate',
    salesflow.say('imports.reason.duplicate', v_locale, jsonb_build_object('line_no', p.next_line)), i.record
  from salesflow.import_plan as p
  join salesflow.import_items as i using (row_no)
  left join salesflow.import_fields as f on f.target = 'lead.external_id'
  where p.next_line is not null
    and not exists (select from salesflow.import_fields as a where a.section in ('activity', 'bant'))
  order by p.row_no;
  analyze salesflow.import_plan;
end
$$;
comment on function salesflow.plan_import(uuid) is 'Finds the lead and rep of each row that could be read, and what is new about them.';

create function salesflow.apply_import(p_import_id uuid)
  returns public.imports
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_import   public.imports;
  v_reason   text;
  v_currency text := salesflow.policy_text('crm.currency');
begin
  select * into v_import from public.imports where id = p_import_id;
  v_reason := salesflow.say('imports.status', v_import.locale, jsonb_build_object('file', coalesce(v_import.file, '…')));

  insert into public.leads
    (id, external_id, user_id, name, email, phone, company, status, status_cause, source, priority, deal_value, currency,
      preferred_channel, time_zone, locale, attributes, created_at)
  select
    p.lead_id, p.key, p.user_id,
    coalesce(
      p.v ->> 'lead.name', nullif(concat_ws(' ', p.v ->> 'lead.first_name', p.v ->> 'lead.last_name'), ''),
      p.v ->> 'lead.company', p.v ->> 'lead.email', p.v ->> 'lead.external_id'),
    p.v ->> 'lead.email', p.v ->> 'lead.phone', p.v ->> 'lead.company', opening.status,
    jsonb_build_object(
      'actor', 'import', 'reason', v_reason, 'cause', 'import:' || p_import_id, 'line', p.line_no, 'to', opening.status,
      'at', case when p.is_closed then created.at else coalesce(p.status_at, created.at) end),
    p.v ->> 'lead.source', coalesce(p.v ->> 'lead.priority', 'medium'),
    coalesce(p.v ->> 'lead.deal_value', case when p.status = 'won' then p.v ->> 'outcome.value' end)::numeric,
    coalesce(p.v ->> 'lead.currency', v_currency),
    p.v ->> 'lead.preferred_channel', p.v ->> 'lead.time_zone', p.v ->> 'lead.locale', p.v -> 'attributes', created.at
  from salesflow.import_plan as p
  cross join lateral (
    select case when p.is_closed then coalesce(p.v ->> 'lead.opening_status', 'new') else coalesce(p.status, 'new') end
  ) as opening (status)
  cross join lateral (
    select coalesce((p.v ->> 'lead.created_at')::timestamptz, least(p.status_at, now()))
  ) as created (at)
  where p.is_new and p.next_line is null
  order by p.row_no;
  get diagnostics v_import.leads_inserted = row_count;

  -- a closed lead began as an open one
  update public.leads as l
  set
    status = p.status,
    status_cause = jsonb_strip_nulls(jsonb_build_object(
      'actor', 'import', 'reason', coalesce(p.v ->> 'outcome.reason', v_reason), 'cause', 'import:' || p_import_id,
      'line', p.line_no, 'to', p.status, 'value', p.v -> 'outcome.value', 'at', coalesce(p.status_at, l.created_at)))
  from salesflow.import_plan as p
  where l.id = p.lead_id and p.is_new and p.is_closed and p.next_line is null and l.status <> p.status;
  get diagnostics v_import.status_changes = row_count;

  -- in key order, and judged on the rows as they are once they are ours
  perform
  from public.leads as l
  where l.id in (select p.lead_id from salesflow.import_plan as p where p.is_changed and not p.is_new and p.next_line is null)
  order by l.id
  for no key update;

  -- Only what the file says anew: what people changed since the last import stays.
  with news as materialized (
    select
      p.row_no, jsonb_object_agg(c.key, c.value) as v,
      (select jsonb_object_agg(a.key, a.value) from jsonb_each(p.v -> 'attributes') as a
        where a.value is distinct from p.before -> 'attributes' -> a.key) as attributes
    from salesflow.import_plan as p
    cross join lateral jsonb_each(p.v) as c
    where p.is_changed and not p.is_new and p.next_line is null
      and c.value <> 'null'
      and c.value is distinct from p.before -> c.key
    group by p.row_no
  ),
  wanted as (
    select
      l.id,
      case when n.v ?| '{user.external_id,user.email,user.name}' then coalesce(p.user_id, l.user_id) else l.user_id end as user_id,
      coalesce(n.v ->> 'lead.name', nullif(concat_ws(' ', n.v ->> 'lead.first_name', n.v ->> 'lead.last_name'), ''), l.name) as name,
      coalesce(n.v ->> 'lead.email', l.email) as email,
      coalesce(n.v ->> 'lead.phone', l.phone) as phone,
      coalesce(n.v ->> 'lead.company', l.company) as company,
      case when p.status is distinct from p.last_status then coalesce(p.status, l.status) else l.status end as status,
      coalesce(n.v ->> 'lead.source', l.source) as source,
      coalesce(n.v ->> 'lead.priority', l.priority) as priority,
      coalesce(n.v ->> 'lead.deal_value', case when p.status = 'won' then n.v ->> 'outcome.value' end, l.deal_value::text)::numeric(14, 2)
        as deal_value,
      coalesce(n.v ->> 'lead.currency', l.currency) as currency,
      coalesce(n.v ->> 'lead.preferred_channel', l.preferred_channel) as preferred_channel,
      coalesce(n.v ->> 'lead.time_zone', l.time_zone) as time_zone,
      coalesce(n.v ->> 'lead.locale', l.locale) as locale,
      l.attributes || coalesce(n.attributes, '{}') as attributes,
      jsonb_strip_nulls(jsonb_build_object(
        'actor', 'import', 'reason', coalesce(p.v ->> 'outcome.reason', v_reason), 'cause', 'import:' || p_import_id,
        'line', p.line_no, 'to', p.status, 'value', p.v -> 'outcome.value', 'at', coalesce(p.status_at, now()))) as cause
    from news as n
    join salesflow.import_plan as p using (row_no)
    join public.leads as l on l.id = p.lead_id
  ),
  updated as (
    update public.leads as l
    set
      user_id = w.user_id, name = w.name, email = w.email, phone = w.phone, company = w.company, status = w.status,
      status_cause = case when l.status = w.status then l.status_cause else w.cause end,
      source = w.source, priority = w.priority, deal_value = w.deal_value, currency = w.currency,
      preferred_channel = w.preferred_channel, time_zone = w.time_zone, locale = w.locale, attributes = w.attributes
    from wanted as w
    where l.id = w.id
      and (l.user_id, l.name, l.email, l.phone, l.company, l.status, l.source, l.priority, l.deal_value, l.currency,
          l.preferred_channel, l.time_zone, l.locale, l.attributes)
        is distinct from (w.user_id, w.name, w.email, w.phone, w.company, w.status, w.source, w.priority, w.deal_value,
          w.currency, w.preferred_channel, w.time_zone, w.locale, w.attributes)
    returning l.status_cause is not distinct from w.cause as has_moved
  )
  select count(*), v_import.status_changes + count(*) filter (where has_moved)
  into v_import.leads_updated, v_import.status_changes
  from updated;
  select count(*) - v_import.leads_updated into v_import.leads_unchanged
  from salesflow.import_plan as p
  where not p.is_new and p.next_line is null;

  insert into public.activities as a
    (lead_id, user_id, type, direction, channel, title, description, status, priority, due_date, occurred_at, outcome, external_id)
  select distinct on (found.external_id)
    p.lead_id, p.user_id, act.type, act.direction, act.channel, act.title, act.description, act.status,
    coalesce(act.priority, 'medium'), act.due_date::timestamptz,
    coalesce(act.occurred_at, p.v ->> 'lead.created_at', now()::text)::timestamptz, act.outcome, found.external_id
  from salesflow.import_plan as p
  cross join (
    select distinct 'activity.' || split_part(f.key, '.', 2) || '.' as prefix
    from salesflow.import_fields as f
    where f.section = 'activity'
  ) as spec
  cross join lateral (
    select
      p.v ->> (spec.prefix || 'type') as type, p.v ->> (spec.prefix || 'direction') as direction,
      p.v ->> (spec.prefix || 'channel') as channel, p.v ->> (spec.prefix || 'title') as title,
      p.v ->> (spec.prefix || 'description') as description, p.v ->> (spec.prefix || 'status') as status,
      p.v ->> (spec.prefix || 'priority') as priority, p.v ->> (spec.prefix || 'due_date') as due_date,
      p.v ->> (spec.prefix || 'occurred_at') as occurred_at, p.v ->> (spec.prefix || 'outcome') as outcome,
      p.v ->> (spec.prefix || 'external_id') as external_id
  ) as act
  cross join lateral (
    -- without a key of its own an activity is known by what it says
    select coalesce(act.external_id, 'import:' || md5(p.lead_id || spec.prefix || (to_jsonb(act) - 'status' - 'priority')::text))
  ) as found (external_id)
  where p.is_changed
    and act.type is not null
    -- "Call on …" in a constant is no call while its other cells are blank
    and exists (
      select
      from salesflow.import_fields as f
      where f.key like spec.prefix || '%' and cardinality(f.columns) > 0 and p.v ->> f.key is not null)
  order by found.external_id, p.row_no desc
  on conflict (external_id) where external_id is not null do update
  set
    type = excluded.type, direction = excluded.direction, channel = excluded.channel, title = excluded.title,
    description = excluded.description, due_date = excluded.due_date, occurred_at = excluded.occurred_at, outcome = excluded.outcome,
    status = case
      when exists (select from salesflow.import_fields as f where f.target = 'activity.status') then excluded.status
      else a.status
    end
  where a.external_id not like 'import:%'
    and a.lead_id = excluded.lead_id
    and (a.type, a.direction, a.channel, a.title, a.description, a.due_date, a.occurred_at, a.outcome, a.status)
      is distinct from (excluded.type, excluded.direction, excluded.channel, excluded.title, excluded.description,
        excluded.due_date, excluded.occurred_at, excluded.outcome, case
          when exists (select from salesflow.import_fields as f where f.target = 'activity.status') then excluded.status
          else a.status
        end);
  get diagnostics v_import.activities_added = row_count;

  insert into public.bant_assessments as b
    (lead_id, user_id, budget_score, authority_score, need_score, timeline_score,
      budget_notes, authority_notes, need_notes, timeline_notes, next_steps, assessed_at)
  select distinct on (p.lead_id, assessed.at)
    p.lead_id, p.user_id,
    (p.v ->> 'bant.budget')::smallint, (p.v ->> 'bant.authority')::smallint,
    (p.v ->> 'bant.need')::smallint, (p.v ->> 'bant.timeline')::smallint,
    p.v ->> 'bant.budget_notes', p.v ->> 'bant.authority_notes', p.v ->> 'bant.need_notes', p.v ->> 'bant.timeline_notes',
    p.v ->> 'bant.next_steps', assessed.at
  from salesflow.import_plan as p
  cross join lateral (select coalesce((p.v ->> 'bant.assessed_at')::timestamptz, now())) as assessed (at)
  where p.is_changed
    -- of undated assessments of one lead the last counts
    and (p.next_line is null or p.v ->> 'bant.assessed_at' is not null)
    and exists (
      select
      from salesflow.import_fields as f
      where f.section = 'bant' and f.target <> 'bant.assessed_at' and p.v ->> f.key is not null)
    and exists (
      select
      from salesflow.import_fields as f
      where f.section = 'bant' and p.v -> f.key is distinct from p.before -> f.key)
  order by p.lead_id, assessed.at, p.row_no desc
  on conflict (lead_id, assessed_at) do update
  set
    budget_score = excluded.budget_score, authority_score = excluded.authority_score,
    need_score = excluded.need_score, timeline_score = excluded.timeline_score,
    budget_notes = excluded.budget_notes, authority_notes = excluded.authority_notes,
    need_notes = excluded.need_notes, timeline_notes = excluded.timeline_notes, next_steps = excluded.next_steps
  where (b.budget_score, b.authority_score, b.need_score, b.timeline_score, b.budget_notes, b.authority_notes,
      b.need_notes, b.timeline_notes, b.next_steps)
    is distinct from (excluded.budget_score, excluded.authority_score, excluded.need_score, excluded.timeline_score,
      excluded.budget_notes, excluded.authority_notes, excluded.need_notes, excluded.timeline_notes, excluded.next_steps);
  get diagnostics v_import.assessments_added = row_count;

  -- files of the same leads may say different things: each adds to what the others said
  insert into salesflow.import_states as s (lead_id, v, status)
  select p.lead_id, p.v, p.status
  from salesflow.import_plan as p
  where p.is_changed and p.next_line is null
  order by p.lead_id
  on conflict (lead_id) do update
  set
    v = s.v || excluded.v || jsonb_build_object('attributes', s.v -> 'attributes' || (excluded.v -> 'attributes')),
    status = coalesce(excluded.status, s.status);
  return v_import;
end
$$;
comment on function salesflow.apply_import(uuid) is
  'Writes leads, status changes, activities and BANT assessments of the planned import; returns the import with its counts.';

create function salesflow.run_import(p_import_id uuid, p_map jsonb)
  returns public.imports
  language plpgsql
  security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_import  public.imports;
  v_users   bigint;
  v_squads  bigint;
begin
  -- security definer: status_cause is nobody's to write; reached through import_leads() and retry_import()
  perform salesflow.read_import(p_import_id, p_map);
  perform salesflow.find_import_people(p_import_id);
  perform salesflow.plan_import(p_import_id);
  begin
    v_squads := salesflow.import_squads();
    v_users := salesflow.import_users(p_import_id);
    v_import := salesflow.apply_import(p_import_id);
    if v_import.is_dry_run then
      raise exception 'a dry run leaves no effects' using errcode = 'SF199';
    end if;
  exception
    -- the counts are in variables, which a rollback keeps
    when sqlstate 'SF199' then null;
  end;

  update public.imports as i
  set
    leads_inserted = v_import.leads_inserted, leads_updated = v_import.leads_updated,
    leads_unchanged = v_import.leads_unchanged, status_changes = v_import.status_changes,
    activities_added = v_import.activities_added, assessments_added = v_import.assessments_added,
    users_created = v_users, squads_created = v_squads,
    rows_rejected = (
      select count(distinct r.line_no) from public.import_rejects as r where r.import_id = i.id and r.severity = 'rejected'),
    warnings = (select count(*) from public.import_rejects as r where r.import_id = i.id and r.severity = 'warning'),
    finished_at = clock_timestamp()
  where i.id = p_import_id
  returning * into v_import;
  delete from salesflow.import_rows;
  delete from salesflow.import_fields;
  delete from salesflow.import_items;
  delete from salesflow.import_people;
  delete from salesflow.import_plan;
  return v_import;
end
$$;
comment on function salesflow.run_import(uuid, jsonb) is
  'Imports the rows in salesflow.import_rows and empties it. Raises SF101 (map), SF102 (no rows).';

create function public.import_leads(
  p_staging regclass, p_map jsonb default null, p_file text default null, p_dry_run boolean default false,
  p_locale text default null)
  returns public.imports
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_import_id uuid := salesflow.open_import(coalesce(p_file, p_staging::text), p_dry_run, p_locale);
  v_columns   name[] := array(
    select a.attname from pg_attribute as a where a.attrelid = p_staging and a.attnum > 0 and not a.attisdropped);
begin
  -- security invoker: the staging table is read with the caller's rights
  execute format(
    case
      when v_columns @> '{line_no,record,problem}'
        then 'insert into salesflow.import_rows (line_no, problem, record) select s.line_no, s.problem, s.record from %s as s order by s.line_no'
      when v_columns @> '{line_no,record}'
        then 'insert into salesflow.import_rows (line_no, record) select s.line_no, s.record from %s as s order by s.line_no'
      -- as in a file: the header is line 1
      else 'insert into salesflow.import_rows (line_no, record) select row_number() over () + 1, to_jsonb(s.*) from %s as s'
    end,
    p_staging);
  return salesflow.run_import(v_import_id, p_map);
end
$$;
comment on function public.import_leads(regclass, jsonb, text, boolean, text) is
  'Imports leads with their reps, squads, activities, BANT scores and outcomes from a table or view: COPY a file into a table with its columns as text (or into line_no bigint, record jsonb) and call this with a map (see import_targets; null: suggest_import_map()). All rows in one go, updating by external id; the same file twice changes nothing. p_dry_run only reports. Returns the counts; rows left out are in import_rejects. Raises SF101 (map does not fit), SF102 (nothing to import).';

create function public.retry_import(p_import_id uuid, p_map jsonb default null, p_dry_run boolean default false)
  returns public.imports
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_before    public.imports;
  v_import_id uuid;
begin
  select * into v_before from public.imports where id = p_import_id;
  if not found then
    raise exception 'there is no import %', p_import_id
      using errcode = 'SF004', hint = 'select id, file, rows_rejected from imports order by started_at;';
  end if;
  v_import_id := salesflow.open_import(v_before.file, p_dry_run, v_before.locale, p_import_id);
  insert into salesflow.import_rows (line_no, record)
  select distinct on (r.line_no) r.line_no, r.record
  from public.import_rejects as r
  where r.import_id = p_import_id and r.severity = 'rejected'
  order by r.line_no, r.id;
  return salesflow.run_import(v_import_id, coalesce(p_map, v_before.map));
end
$$;
comment on function public.retry_import(uuid, jsonb, boolean) is
  'Imports the rejected rows of an import again, after import_rejects.record was mended or with another map. Raises SF004 (unknown import), SF101 (map), SF102 (it has no rejected rows).';

grant execute on function
  public.import_leads(regclass, jsonb, text, boolean, text), public.retry_import(uuid, jsonb, boolean),
  salesflow.run_import(uuid, jsonb)
  to salesflow_admin;

commit;
