-- Deploy salesflow:import/apply_rows to pg
-- requires: import/plan_rows
-- requires: crm/activities
-- requires: crm/bant_assessments
-- replaceable: the effects of an import: leads, status changes, activities, BANT assessments.

begin;
set local role salesflow_owner;

create or replace function salesflow.apply_import(p_import_id uuid)
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
      budget_notes, authority_notes, need_notes, timeline_notes, next_steps, assessed_at, external_id)
  select distinct on (p.lead_id, assessed.at)
    p.lead_id, p.user_id,
    (p.v ->> 'bant.budget')::smallint, (p.v ->> 'bant.authority')::smallint,
    (p.v ->> 'bant.need')::smallint, (p.v ->> 'bant.timeline')::smallint,
    p.v ->> 'bant.budget_notes', p.v ->> 'bant.authority_notes', p.v ->> 'bant.need_notes', p.v ->> 'bant.timeline_notes',
    p.v ->> 'bant.next_steps', assessed.at, 'import:' || md5(format('%s %s', p.lead_id, extract(epoch from assessed.at)))
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
  on conflict (external_id) where external_id is not null do update
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

commit;
