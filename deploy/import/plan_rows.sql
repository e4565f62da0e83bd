-- Deploy salesflow:import/plan_rows to pg
-- requires: foundation/say
-- requires: import/vocabulary
-- requires: import/imports
-- requires: import/workshop
-- replaceable: what is new about the leads of an import.

begin;
set local role salesflow_owner;

create or replace function salesflow.plan_import(p_import_id uuid)
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

commit;
