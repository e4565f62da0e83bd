-- Deploy salesflow:import/plan_rows to pg
-- requires: import/read_rows
-- requires: import/find_parties
-- replaceable: which lead each row means, when it happened, and what is odd about it.

begin;
set local role salesflow_owner;

create or replace function salesflow.find_activity_leads(p_import_id uuid)
  returns table (row_no bigint, lead_id uuid)
  language sql
  stable
  set search_path = pg_catalog, pg_temp
  set enable_nestloop = off
  set work_mem = '32MB'
  set jit = off
as $$
  with named as materialized (
    select
      i.row_no, split_part(i.v ->> 'activity.1.lead_key', ';', 1) as lead_key,
      split_part(i.v ->> 'activity.1.contact_key', ';', 1) as contact_key,
      coalesce(i.v ->> 'lead.email', i.v ->> 'contact.email') as email
    from salesflow.import_values as i
  ),
  keys as materialized (
    select k.key, k.id, s.object
    from public.imports as i
    join salesflow.import_sources as s on s.source = i.source
    join salesflow.import_keys as k on k.source_id = s.id
    where i.id = p_import_id
      and (k.key in (select n.lead_key from named as n) or k.key in (select n.contact_key from named as n))
  )
  select distinct on (found.row_no) found.row_no, found.id
  from (
    select n.row_no, k.id, case k.object when 'deal' then 1 when 'lead' then 2 else 3 end as rank
    from named as n
    join keys as k on k.key = n.lead_key and k.object in ('deal', 'lead', 'contact')
    union all
    select n.row_no, k.id, case k.object when 'contact' then 4 else 5 end
    from named as n
    join keys as k on k.key = n.contact_key and k.object in ('contact', 'lead')
    union all
    -- a person known from a deal alone
    select n.row_no, c.lead_id, 6
    from named as n
    join keys as k on k.key = n.contact_key and k.object = 'person'
    join public.lead_contacts as c on c.contact_id = k.id
    union all
    select n.row_no, l.id, 7
    from named as n
    join public.leads as l on lower(l.email) = n.email
  ) as found
  join public.leads as l using (id)
  order by found.row_no, found.rank, l.created_at desc, l.id
$$;
comment on function salesflow.find_activity_leads(uuid) is
  'The lead that each row of a file of activities belongs to: by the key of a deal or lead, else of a person, else by e-mail.';

create or replace function salesflow.plan_import(p_import_id uuid)
  returns void
  language plpgsql
  set search_path = pg_catalog, pg_temp
  set enable_nestloop = off
  set work_mem = '32MB'
  set jit = off
as $$
declare
  v_import public.imports;
  v_source smallint;
  v_merges boolean := salesflow.policy_text('imports.same_email') = 'merge';
begin
  select * into v_import from public.imports where id = p_import_id;
  v_source := salesflow.source_id(v_import.source, v_import.object);
  if v_import.object in ('company', 'user') then
    return;
  end if;
  if v_import.object <> 'activity'
    and not salesflow.has_naming_field()
  then
    if exists (select from salesflow.import_fields as f where f.section in ('lead', 'activity', 'bant', 'outcome')) then
      raise exception 'no column says what the rows are called'
        using errcode = 'SF104',
          hint = 'Map a column as lead.name, lead.company, lead.email or lead.external_id. Columns of the file: '
            || left(array_to_string(v_import.columns, ', '), 1000);
    end if;
    return;
  end if;

  insert into salesflow.import_plan
    (row_no, line_no, key, row_hash, next_line, lead_id, is_new, is_merged, user_id, company_key, contact_key, status, is_closed,
      status_at, created_at, v, attributes, facts, facts_before)
  with read as materialized (
    select
      i.row_no, i.line_no, i.key, i.row_hash, i.next_line, i.id, i.facts_before, v.v, v.attributes, v.outcome_cells, v.facts,
      case when ends.is_active is false then v.v ->> 'outcome.status'
        when v.v ->> 'outcome.won' = 'true' then 'won'
        else coalesce(v.v ->> 'lead.status', v.v ->> 'outcome.status')
      end as status,
      case
        when v_import.object <> 'deal' then coalesce(v.v ->> 'lead.email', '')
        else ''
      end as email
    from salesflow.import_items as i
    join salesflow.import_values as v using (row_no)
    left join public.lead_statuses as ends on ends.status = v.v ->> 'outcome.status'
    where v_import.object = 'activity'
      or i.id is not null
      or coalesce(
        v.v ->> 'lead.external_id', v.v ->> 'lead.name', v.v ->> 'lead.first_name', v.v ->> 'lead.last_name', v.v ->> 'lead.company',
        v.v ->> 'lead.email', v.v ->> 'company.name', v.v ->> 'contact.name', v.v ->> 'contact.email') is not null
  ),
  -- The same address in two sources is one person, if one person reads what is sent there.
  same_email as materialized (
    select r.email, min(l.id::text)::uuid as id
    from (
      select r.email
      from read as r
      where r.email <> '' and r.id is null and split_part(r.email, '@', 1) <> all ((select salesflow.policy_list('imports.shared_mailboxes'))::text[])
      group by r.email
      having count(distinct r.key) = 1
    ) as r
    join public.leads as l on lower(l.email) = r.email
    group by r.email
    having count(*) = 1
  ),
  mergeable as materialized (
    select s.*
    from same_email as s
    where not exists (
      select from salesflow.import_keys as k
      join salesflow.import_sources as o on o.id = k.source_id
      left join salesflow.import_items as i on i.key = k.key and k.source_id = v_source
      where k.id = s.id
        -- a deal is no person, two records of one source are two; a row without a key may have got another name since
        and (o.object = 'deal' or k.source_id = v_source and (k.key not like 'row:%' or i.row_no is not null)))
  ),
  subjects as materialized (
    select a.row_no, a.lead_id from salesflow.find_activity_leads(p_import_id) as a where v_import.object = 'activity'
  ),
  dated as (
    select
      r.*, s.is_active is false as is_closed, coalesce(r.id, case when v_merges then m.id end, a.lead_id) as known_id, m.id as same_id,
      case when (r.v ->> 'lead.created_at')::timestamptz > now() + interval '1 day' then now() else (r.v ->> 'lead.created_at')::timestamptz end
        as said_created_at,
      end_date.at <= now() + interval '1 day' as has_ended,
      end_date.at as ended_at,
      case when r.v ? 'lead.status_at' then least((r.v ->> 'lead.status_at')::timestamptz, now()) end as since,
      case when r.v ? 'lead.modified_at' then least((r.v ->> 'lead.modified_at')::timestamptz, now()) end as modified_at
    from read as r
    left join public.lead_statuses as s on s.status = r.status
    left join mergeable as m on m.email = r.email and r.id is null and r.email <> ''
    left join subjects as a on a.row_no = r.row_no
    cross join lateral (
      select case when r.status = 'lost' then coalesce(r.v ->> 'outcome.lost_at', r.v ->> 'outcome.at') else r.v ->> 'outcome.at' end::timestamptz as at
    ) as end_date
    where v_import.object <> 'activity' or a.lead_id is not null
  )
  select
    d.row_no, d.line_no, d.key, d.row_hash, d.next_line,
    coalesce(d.known_id, first_value(gen_random_uuid()) over (partition by d.key order by d.row_no)),
    d.known_id is null, d.id is null and d.same_id is not null,
    p.user_id, salesflow.company_key(d.v), salesflow.contact_key(d.v, v_import.object), d.status, d.is_closed,
    case
      when not d.is_closed then d.since
      when d.has_ended then d.ended_at
      else coalesce(d.since, d.modified_at, d.said_created_at, timestamptz '1970-01-01 00:00:00+00')
    end,
    d.said_created_at, d.v,
    d.attributes || case when d.is_closed then '{}' else coalesce(d.outcome_cells, '{}') end,
    d.facts, d.facts_before
  from dated as d
  left join salesflow.import_people as p
    on p.key = salesflow.person_key(d.v ->> 'user.external_id', d.v ->> 'user.email', d.v ->> 'user.name');
  analyze salesflow.import_plan;

  -- what only now can be seen
  insert into public.import_rejects (import_id, line_no, severity, target, code, reason, record)
  select p_import_id, i.line_no, 'rejected', said.target, said.code, salesflow.say('imports.reason.' || said.code, v_import.locale),
    salesflow.row_record(v_import.columns, r.cells)
  from salesflow.import_items as i
  join salesflow.import_values as v using (row_no)
  join salesflow.import_rows as r using (row_no)
  left join salesflow.import_plan as p using (row_no)
  cross join (
    select case v_import.object when 'activity' then 'activity.lead_key' else 'lead.name' end as target,
      case v_import.object when 'activity' then 'no_lead' else 'no_name' end as code
  ) as said
  where p.row_no is null
  order by i.row_no;

  with odd as (
    select p.line_no, p.v, said.code, case when said.code in ('closed_in_future', 'undated_close') then 'outcome.at' else 'lead.created_at' end as target
    from salesflow.import_plan as p
    cross join lateral unnest(array_remove(array[
      case when p.is_closed and p.status_at < p.created_at then 'closed_before_created' end,
      case when p.is_closed and p.v ? 'outcome.at' and (p.v ->> 'outcome.at')::timestamptz > now() + interval '1 day' then 'closed_in_future' end,
      case when p.is_closed and p.facts_before is null and not p.v ?| '{outcome.at,outcome.lost_at,lead.status_at}' then 'undated_close' end,
      case when p.created_at = now() and (p.v ->> 'lead.created_at')::timestamptz > now() then 'created_in_future' end
    ], null)) as said (code)
    where p.next_line is null
  )
  insert into public.import_rejects (import_id, line_no, severity, column_name, target, value, code, reason, row_count)
  select p_import_id, min(o.line_no), 'warning', min(f.columns[1]), o.target,
    (array_agg(o.v ->> o.target order by o.line_no))[1], o.code, salesflow.say('imports.reason.' || o.code, v_import.locale), count(*)
  from odd as o
  left join salesflow.import_fields as f on f.key = o.target
  group by o.code, o.target
  order by min(o.line_no);

  insert into public.import_rejects (import_id, line_no, severity, column_name, target, value, code, reason)
  select p_import_id, p.line_no, 'warning', f.columns[1], 'lead.email', p.v ->> 'lead.email', said.code,
    salesflow.say('imports.reason.' || said.code, v_import.locale)
  from salesflow.import_plan as p
  left join salesflow.import_fields as f on f.key = 'lead.email'
  cross join (select case when v_merges then 'merged_email' else 'same_email' end as code) as said
  where p.is_merged and p.next_line is null
  order by p.row_no;
  if not v_merges then
    update salesflow.import_plan as p set is_merged = false where p.is_merged;
  end if;

  -- a file of activities has many rows a lead; elsewhere a second one is news
  insert into public.import_rejects (import_id, line_no, severity, column_name, target, value, code, reason, record)
  select
    p_import_id, p.line_no, 'warning', f.columns[1], 'lead.external_id', p.key, 'duplicate',
    salesflow.say('imports.reason.duplicate', v_import.locale, jsonb_build_object('line_no', p.next_line)),
    salesflow.row_record(v_import.columns, r.cells)
  from salesflow.import_plan as p
  join salesflow.import_rows as r using (row_no)
  left join salesflow.import_fields as f on f.target = 'lead.external_id'
  where p.next_line is not null
    and v_import.object <> 'activity'
    and not exists (select from salesflow.import_fields as a where a.section in ('activity', 'bant'))
  order by p.row_no;
end
$$;
comment on function salesflow.plan_import(uuid) is
  'Finds the lead and rep of each row that says something new, dates it, and warns of what is odd. Raises SF104 where nothing says what the rows are called.';

commit;
