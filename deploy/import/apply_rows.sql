-- Deploy salesflow:import/apply_rows to pg
-- requires: crm/activities
-- requires: crm/bant_assessments
-- requires: import/read_rows
-- requires: import/find_people
-- replaceable: the effects of an import: leads, status changes, activities, BANT assessments.

begin;
set local role salesflow_owner;

create or replace function salesflow.give_owners()
  returns void
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_policy text := salesflow.policy_text('imports.owner');
begin
  if v_policy = 'nobody' then
    return;
  end if;
  with reps as materialized (
    select
      u.id, lower(s.region) as region,
      row_number() over (order by u.created_at, u.id) as n, count(*) over () as reps,
      row_number() over (partition by lower(s.region) order by u.created_at, u.id) as n_there,
      count(*) over (partition by lower(s.region)) as reps_there
    from public.users as u
    left join public.squads as s on s.id = u.squad_id
    where u.active and u.role = 'rep'
  ),
  unowned as materialized (
    select
      p.row_no, lower(p.v ->> 'lead.region') as region,
      row_number() over (order by p.row_no) as n,
      row_number() over (partition by lower(p.v ->> 'lead.region') order by p.row_no) as n_there
    from salesflow.import_plan as p
    where p.is_new and p.user_id is null and not p.is_closed and p.next_line is null
  )
  update salesflow.import_plan as p
  set user_id = r.id
  from unowned as o
  join reps as r on case v_policy
    when 'round_robin' then r.n = (o.n - 1) % r.reps + 1
    else r.region = o.region and r.n_there = (o.n_there - 1) % r.reps_there + 1
  end
  where p.row_no = o.row_no;
end
$$;
comment on function salesflow.give_owners() is 'Gives new open leads of the running import that have no rep one, as policy imports.owner says.';

create or replace function salesflow.apply_import(p_import_id uuid)
  returns public.imports
  language plpgsql
  set search_path = pg_catalog, pg_temp
  -- Statistics of leads may be of rows that were rolled back: no plan in here may become quadratic by them.
  set enable_nestloop = off
  set work_mem = '32MB'
  set jit = off
  -- values are cast as they were read
  set timezone = 'UTC'
  set datestyle = 'ISO, YMD'
as $$
declare
  v_import   public.imports;
  v_source   smallint;
  v_facts    text[];
  v_reason   text;
  v_currency text := salesflow.policy_text('crm.currency');
  v_known    uuid[];
begin
  select * into v_import from public.imports where id = p_import_id;
  select s.id, s.facts into v_source, v_facts
  from salesflow.import_sources as s where s.source = v_import.source and s.object = v_import.object;
  v_reason := salesflow.say('imports.status', v_import.locale, jsonb_build_object('file', coalesce(v_import.file, '…')));
  perform salesflow.give_owners();

  insert into public.leads
    (id, external_id, user_id, name, email, phone, company, status, status_cause, source, priority, deal_value, currency,
      preferred_channel, time_zone, locale, attributes, created_at)
  select
    p.lead_id, salesflow.lead_external_id(v_import.source, v_import.object, p.key), p.user_id,
    coalesce(
      person.name,
      p.v ->> 'lead.name', nullif(concat_ws(' ', p.v ->> 'lead.first_name', p.v ->> 'lead.last_name'), ''),
      p.v ->> 'lead.company', p.v ->> 'company.name', p.v ->> 'lead.email', p.v ->> 'contact.email', p.v ->> 'lead.external_id'),
    coalesce(p.v ->> 'lead.email', p.v ->> 'contact.email', person.email),
    coalesce(p.v ->> 'lead.phone', p.v ->> 'contact.phone', person.phone),
    coalesce(p.v ->> 'lead.company', p.v ->> 'company.name'), opening.status,
    jsonb_build_object(
      'actor', 'import', 'reason', v_reason, 'cause', 'import:' || p_import_id, 'line', p.line_no, 'to', opening.status,
      'at', case when p.is_closed then created.at else coalesce(p.status_at, created.at) end),
    p.v ->> 'lead.source', coalesce(p.v ->> 'lead.priority', 'medium'),
    coalesce(p.v ->> 'lead.deal_value', case when p.status = 'won' then p.v ->> 'outcome.value' end)::numeric,
    coalesce(p.v ->> 'lead.currency', v_currency),
    p.v ->> 'lead.preferred_channel', p.v ->> 'lead.time_zone', p.v ->> 'lead.locale',
    -- what is closed at once below gets them then: its first version stays small
    case when p.is_closed and p.status <> opening.status then '{}' else p.attributes end, created.at
  from salesflow.import_plan as p
  left join salesflow.import_contacts as c on c.key = p.contact_key and v_import.object = 'deal'
  -- a person of whom only the key is known lends no name
  left join public.contacts as person on person.id = c.contact_id and person.name is distinct from c.external_id
  cross join lateral (
    select case when p.is_closed then coalesce(p.v ->> 'lead.opening_status', 'new') else coalesce(p.status, 'new') end
  ) as opening (status)
  cross join lateral (
    select coalesce(least(p.created_at, p.status_at), least(p.status_at, now()))
  ) as created (at)
  where p.is_new and p.next_line is null and v_import.object <> 'activity'
  order by p.row_no;
  get diagnostics v_import.leads_inserted = row_count;

  -- a closed lead began as an open one
  v_known := array(
    select p.lead_id from salesflow.import_plan as p
    where p.is_new and p.is_closed and p.next_line is null and p.status <> coalesce(p.v ->> 'lead.opening_status', 'new'));
  update public.leads as l
  set
    attributes = p.attributes,
    status = p.status,
    status_cause = jsonb_strip_nulls(jsonb_build_object(
      'actor', 'import', 'reason', coalesce(p.v ->> 'outcome.reason', v_reason), 'cause', 'import:' || p_import_id,
      'line', p.line_no, 'to', p.status, 'value', p.v -> 'outcome.value', 'at', p.status_at,
      'undated', case when coalesce(p.v ->> 'outcome.at', p.v ->> 'outcome.lost_at', p.v ->> 'lead.status_at') is null then true end))
  from salesflow.import_plan as p
  where l.id = any (v_known) and l.id = p.lead_id and p.next_line is null;
  get diagnostics v_import.status_changes = row_count;

  -- in key order, and judged on the rows as they are once they are ours
  v_known := case
    when v_import.object = 'activity' then '{}'
    else array(select distinct p.lead_id from salesflow.import_plan as p where not p.is_new and p.next_line is null order by 1)
  end;
  if v_known <> '{}' then
    perform from public.leads as l where l.id = any (v_known) order by l.id for no key update;

    -- Only what the file says anew: what people changed since the last import stays.
    with news as materialized (
      select
        p.row_no,
        coalesce(jsonb_object_agg(k.key, p.v -> k.key) filter (where p.v ? k.key), '{}') as v,
        coalesce(jsonb_object_agg(substr(k.key, 11), p.attributes -> substr(k.key, 11)) filter (where k.key like 'attribute:%' and p.attributes ? substr(k.key, 11)), '{}')
          as attributes
      from salesflow.import_plan as p
      cross join lateral unnest(v_facts) with ordinality as k (key, n)
      where not p.is_new and p.next_line is null
        and p.facts[k.n] is not null
        and p.facts[k.n] is distinct from p.facts_before[k.n]
      group by p.row_no
    ),
    wanted as (
      select
        l.id, p.is_merged,
        case
          when p.is_merged then coalesce(l.user_id, p.user_id)
          when n.v ?| '{user.external_id,user.email,user.name}' then coalesce(p.user_id, l.user_id)
          else l.user_id
        end as user_id,
        case when p.is_merged then l.name
          else coalesce(n.v ->> 'lead.name', nullif(concat_ws(' ', coalesce(n.v ->> 'lead.first_name', case when n.v ? 'lead.last_name' then p.v ->> 'lead.first_name' end),
            coalesce(n.v ->> 'lead.last_name', case when n.v ? 'lead.first_name' then p.v ->> 'lead.last_name' end)), ''), l.name)
        end as name,
        salesflow.newer(n.v ->> 'lead.email', l.email, p.is_merged) as email,
        salesflow.newer(n.v ->> 'lead.phone', l.phone, p.is_merged) as phone,
        salesflow.newer(coalesce(n.v ->> 'lead.company', n.v ->> 'company.name'), l.company, p.is_merged) as company,
        case
          when p.is_merged or not n.v ?| '{lead.status,outcome.status,outcome.won}' then l.status
          else coalesce(p.status, l.status)
        end as status,
        salesflow.newer(n.v ->> 'lead.source', l.source, p.is_merged) as source,
        case when p.is_merged then l.priority else coalesce(n.v ->> 'lead.priority', l.priority) end as priority,
        salesflow.newer(coalesce(n.v ->> 'lead.deal_value', case when p.status = 'won' then n.v ->> 'outcome.value' end), l.deal_value::text, p.is_merged)::numeric(14, 2)
          as deal_value,
        case when p.is_merged and l.deal_value is not null then l.currency else coalesce(n.v ->> 'lead.currency', l.currency) end as currency,
        salesflow.newer(n.v ->> 'lead.preferred_channel', l.preferred_channel, p.is_merged) as preferred_channel,
        salesflow.newer(n.v ->> 'lead.time_zone', l.time_zone, p.is_merged) as time_zone,
        salesflow.newer(n.v ->> 'lead.locale', l.locale, p.is_merged) as locale,
        case when p.is_merged then n.attributes || l.attributes else l.attributes || n.attributes end as attributes,
        jsonb_strip_nulls(jsonb_build_object(
          'actor', 'import', 'reason', coalesce(p.v ->> 'outcome.reason', v_reason), 'cause', 'import:' || p_import_id,
          'line', p.line_no, 'to', p.status, 'value', p.v -> 'outcome.value',
          'at', greatest(coalesce(p.status_at, now()), case when p.status_at is null then l.created_at end))) as cause
      from news as n
      join salesflow.import_plan as p using (row_no)
      join public.leads as l on l.id = p.lead_id
      where l.id = any (v_known)
    ),
    before as materialized (
      select l.*, w.is_merged
      from public.leads as l
      join wanted as w using (id)
      where l.id = any (v_known)
        and (l.user_id, l.name, l.email, l.phone, l.company, l.status, l.source, l.priority, l.deal_value, l.currency,
            l.preferred_channel, l.time_zone, l.locale, l.attributes)
          is distinct from (w.user_id, w.name, w.email, w.phone, w.company, w.status, w.source, w.priority, w.deal_value,
            w.currency, w.preferred_channel, w.time_zone, w.locale, w.attributes)
    ),
    updated as (
      update public.leads as l
      set
        user_id = w.user_id, name = w.name, email = w.email, phone = w.phone, company = w.company, status = w.status,
        status_cause = case when l.status = w.status then l.status_cause else w.cause end,
        source = w.source, priority = w.priority, deal_value = w.deal_value, currency = w.currency,
        preferred_channel = w.preferred_channel, time_zone = w.time_zone, locale = w.locale, attributes = w.attributes
      from wanted as w
      join before as b using (id)
      where l.id = w.id and l.id = any (v_known)
      returning l.*
    ),
    noted as (
      insert into salesflow.import_changes (import_no, table_name, id, before, after)
      select v_import.number, 'leads', u.id, change.before, change.after
      from updated as u
      join before as b using (id)
      cross join lateral salesflow.difference(
        to_jsonb(b) - '{is_merged,updated_at,status_since,status_reason,status_cause}'::text[],
        to_jsonb(u) - '{updated_at,status_since,status_reason,status_cause}'::text[]) as change
    )
    select count(*), v_import.status_changes + count(*) filter (where u.status <> b.status)
    into v_import.leads_updated, v_import.status_changes
    from updated as u
    join before as b using (id);
  end if;
  select count(*) filter (where p.is_merged)
  into v_import.leads_merged
  from salesflow.import_plan as p
  where p.next_line is null;
  if v_import.object not in ('company', 'user', 'activity') then
    select count(*) - v_import.leads_inserted - v_import.leads_updated
    into v_import.leads_unchanged
    from salesflow.import_items as i
    left join salesflow.import_plan as p using (row_no)
    where i.next_line is null and (i.is_same or p.row_no is not null);
  end if;

  insert into public.lead_companies as c (lead_id, company_id)
  select p.lead_id, company.company_id
  from salesflow.import_plan as p
  join salesflow.import_companies as company on company.key = p.company_key
  where p.next_line is null and v_import.object <> 'activity'
  on conflict (lead_id) do update set company_id = excluded.company_id where c.company_id <> excluded.company_id;
  insert into public.lead_contacts as c (lead_id, contact_id)
  select p.lead_id, person.contact_id
  from salesflow.import_plan as p
  join salesflow.import_contacts as person on person.key = p.contact_key
  where p.next_line is null and v_import.object <> 'activity'
  on conflict (lead_id, contact_id) do nothing;

  with written as (
    insert into public.activities as a
      (lead_id, user_id, type, direction, channel, title, description, status, priority, due_date, occurred_at, outcome,
        external_id, attributes)
    select distinct on (found.external_id)
      p.lead_id, coalesce(p.user_id, l.user_id), coalesce(act.type, 'other'), act.direction, act.channel, act.title, act.description, act.status,
      coalesce(act.priority, 'medium'), act.due_date::timestamptz,
      coalesce(act.occurred_at, p.v ->> 'lead.created_at', act.due_date, now()::text)::timestamptz, act.outcome, found.external_id,
      case v_import.object when 'activity' then p.attributes else '{}' end
    from salesflow.import_plan as p
    join public.leads as l on l.id = p.lead_id
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
      select coalesce(
        case when v_import.source = 'file' then act.external_id else v_import.source || ':' || act.external_id end,
        'import:' || md5(p.lead_id || spec.prefix || (to_jsonb(act) - 'status' - 'priority')::text))
    ) as found (external_id)
    where (act.type is not null or v_import.object = 'activity' or num_nonnulls(act.title, act.description, act.occurred_at, act.due_date, act.external_id) > 0)
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
          end)
    returning a.id, a.xmax = 0 as is_new
  ),
  noted as (
    insert into salesflow.import_changes (import_no, table_name, id)
    select v_import.number, 'activities', w.id from written as w where w.is_new
  )
  select count(*) into v_import.activities_added from written;

  with written as (
  insert into public.bant_assessments as b
    (lead_id, user_id, budget_score, authority_score, need_score, timeline_score,
      budget_notes, authority_notes, need_notes, timeline_notes, next_steps, assessed_at, external_id)
  select distinct on (p.lead_id, assessed.at)
    p.lead_id, p.user_id,
    (p.v ->> 'bant.budget')::smallint, (p.v ->> 'bant.authority')::smallint,
    (p.v ->> 'bant.need')::smallint, (p.v ->> 'bant.timeline')::smallint,
    p.v ->> 'bant.budget_notes', p.v ->> 'bant.authority_notes', p.v ->> 'bant.need_notes', p.v ->> 'bant.timeline_notes',
    p.v ->> 'bant.next_steps', assessed.at, 'import:' || md5(format('%s %s', p.lead_id, extract(epoch from assessed.at)))
  from salesflow.import_plan as p
  cross join lateral (select coalesce((p.v ->> 'bant.assessed_at')::timestamptz, now())) as assessed (at)
  where v_import.object <> 'activity'
    -- of undated assessments of one lead the last counts
    and (p.next_line is null or p.v ->> 'bant.assessed_at' is not null)
    and exists (
      select
      from salesflow.import_fields as f
      where f.section = 'bant' and f.target <> 'bant.assessed_at' and p.v ->> f.key is not null)
    and exists (
      select
      from salesflow.import_fields as f
      where f.section = 'bant'
        and p.facts[array_position(v_facts, f.key)] is distinct from p.facts_before[array_position(v_facts, f.key)])
  order by p.lead_id, assessed.at, p.row_no desc
  on conflict (external_id) where external_id is not null do update
  set
    budget_score = excluded.budget_score, authority_score = excluded.authority_score,
    need_score = excluded.need_score, timeline_score = excluded.timeline_score,
    budget_notes = excluded.budget_notes, authority_notes = excluded.authority_notes,
    need_notes = excluded.need_notes, timeline_notes = excluded.timeline_notes, next_steps = excluded.next_steps
  where (b.budget_score, b.authority_score, b.need_score, b.timeline_score, b.budget_notes, b.authority_notes,
      b.need_notes, b.timeline_notes, b.next_steps)
    is distinct from (excluded.budget_score, excluded.authority_score, excluded.need_score, excluded.timeline_score,
      excluded.budget_notes, excluded.authority_notes, excluded.need_notes, excluded.timeline_notes, excluded.next_steps)
  returning b.id, b.xmax = 0 as is_new
  ),
  noted as (
    insert into salesflow.import_changes (import_no, table_name, id)
    select v_import.number, 'bant_assessments', w.id from written as w where w.is_new
  )
  select count(*) into v_import.assessments_added from written;

  -- files of the same leads may say different things: each adds to what the others said
  if v_import.object <> 'activity' then
    insert into salesflow.import_keys as k (source_id, key, id, row_hash, facts, import_no)
    select v_source, p.key, p.lead_id, p.row_hash, p.facts, case when p.is_new then v_import.number end
    from salesflow.import_plan as p
    where p.next_line is null
    on conflict (source_id, key) do update
    set
      id = excluded.id, row_hash = excluded.row_hash,
      facts = case
        when k.id <> excluded.id then excluded.facts
        else array(
          select coalesce(said.now_says, said.said_before)
          from unnest(excluded.facts, k.facts) with ordinality as said (now_says, said_before, n)
          order by said.n)
      end,
      import_no = case when k.id <> excluded.id then excluded.import_no else k.import_no end;
  end if;
  -- whom another source had, undoing parts again
  insert into salesflow.import_changes (import_no, table_name, id, after)
  select v_import.number, 'import_keys', p.lead_id, jsonb_build_object('source_id', v_source, 'key', p.key)
  from salesflow.import_plan as p
  where p.is_merged and p.next_line is null;
  select count(*) into v_import.leads_ownerless
  from salesflow.import_plan as p
  join public.leads as l on l.id = p.lead_id
  where p.next_line is null and v_import.object <> 'activity' and l.user_id is null and not p.is_closed;
  return v_import;
end
$$;
comment on function salesflow.apply_import(uuid) is
  'Writes leads, status changes, activities and BANT assessments of the planned import; returns the import with its counts.';

create or replace function salesflow.newer(p_new text, p_old text, p_keep boolean)
  returns text
  language sql
  immutable
  parallel safe
return case when p_keep then coalesce(p_old, p_new) else coalesce(p_new, p_old) end;
comment on function salesflow.newer(text, text, boolean) is 'What a file says anew, else what was known; where what was known is to be kept, the other way round.';

commit;
