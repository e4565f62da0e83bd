-- Deploy salesflow:import/undo to pg
-- requires: foundation/say
-- requires: crm/activities
-- requires: crm/bant_assessments
-- requires: crm/companies
-- requires: import/imports
-- requires: import/workshop
-- replaceable: an import taken back, as far as nobody has changed since what it brought.

begin;
set local role salesflow_owner;

create or replace function salesflow.changed_since(p_lead public.leads, p_at timestamptz)
  returns boolean
  language sql
  stable
  set search_path = pg_catalog, pg_temp
as $$
  select p_lead.updated_at > p_at
    -- a status that a rule set is nobody's work
    and not (coalesce(p_lead.status_cause ->> 'actor', 'person') in ('rule', 'model') and p_lead.status_since >= p_lead.updated_at)
$$;
comment on function salesflow.changed_since(public.leads, timestamptz) is 'Whether a person or another import changed a lead after an instant.';

create or replace function salesflow.put_back(p_row jsonb, p_before jsonb, p_after jsonb)
  returns jsonb
  language sql
  immutable
  parallel safe
  set search_path = pg_catalog, pg_temp
as $$
  select p_row || coalesce(jsonb_object_agg(b.key, b.value), '{}')
  from jsonb_each(p_before) as b
  where p_row -> b.key is not distinct from p_after -> b.key
$$;
comment on function salesflow.put_back(jsonb, jsonb, jsonb) is
  'A row as it was before a change, in the columns that still say what the change said (salesflow.difference).';

create or replace function public.undo_import(p_import_id uuid)
  returns public.imports
  language plpgsql
  security definer
  set search_path = pg_catalog, pg_temp
  set enable_nestloop = off
as $$
declare
  v_import public.imports;
  v_leads  uuid[];
begin
  -- security definer: it deletes keys and restores what only the system writes; granted to administrators alone
  lock table salesflow.import_rows in access exclusive mode;
  select * into v_import from public.imports where id = p_import_id;
  if not found then
    raise exception 'there is no import %', p_import_id
      using errcode = 'SF004', hint = 'select id, file, started_at from imports order by started_at desc;';
  end if;
  if v_import.is_dry_run or v_import.undone_at is not null then
    raise exception 'import % has no effects to undo', p_import_id using errcode = 'SF105',
      detail = case when v_import.is_dry_run then 'It was a dry run.' else 'It was undone at ' || v_import.undone_at || '.' end;
  end if;

  v_leads := array(
    select l.id
    from salesflow.import_keys as k
    join public.leads as l on l.id = k.id
    where k.import_no = v_import.number
      and not salesflow.changed_since(l, v_import.applied_at)
      -- somebody has worked with it
      and not exists (
        select from public.activities as a
        where a.lead_id = l.id and a.created_at > v_import.applied_at and a.user_id is not null
          and a.id not in (select c.id from salesflow.import_changes as c where c.import_no = v_import.number and c.table_name = 'activities'))
    order by l.id);
  insert into public.import_rejects (import_id, severity, target, value, code, reason)
  select p_import_id, 'warning', 'lead', coalesce(l.external_id, l.name), 'changed_since',
    salesflow.say('imports.reason.changed_since', v_import.locale)
  from salesflow.import_keys as k
  join public.leads as l on l.id = k.id
  where k.import_no = v_import.number and l.id <> all (v_leads)
  order by l.id;
  delete from public.leads as l where l.id = any (v_leads);

  -- what it added to leads that were there before
  delete from public.activities as a
  using salesflow.import_changes as c
  where c.import_no = v_import.number and c.table_name = 'activities' and c.id = a.id
    and a.lead_id not in (select k.id from salesflow.import_keys as k where k.import_no = v_import.number);
  delete from public.bant_assessments as b
  using salesflow.import_changes as c
  where c.import_no = v_import.number and c.table_name = 'bant_assessments' and c.id = b.id
    and b.lead_id not in (select k.id from salesflow.import_keys as k where k.import_no = v_import.number);

  -- what it changed, column by column, where the column still says what the import said
  with changed as materialized (
    select
      l.id, c.after,
      salesflow.put_back(to_jsonb(l), c.before, c.after) as row
    from salesflow.import_changes as c
    join public.leads as l on l.id = c.id
    where c.import_no = v_import.number and c.table_name = 'leads' and c.before is not null
  ),
  kept as (
    insert into public.import_rejects (import_id, severity, target, value, code, reason)
    select p_import_id, 'warning', 'lead', coalesce(l.external_id, l.name), 'changed_since',
      salesflow.say('imports.reason.changed_since', v_import.locale)
    from changed as c
    join public.leads as l using (id)
    where exists (select from jsonb_each(c.after) as a where to_jsonb(l) -> a.key is distinct from a.value)
    order by l.id
  )
  update public.leads as l
  set
    user_id = r.user_id, name = r.name, email = r.email, phone = r.phone, company = r.company, status = r.status,
    status_cause = case
      when l.status = r.status then l.status_cause
      else jsonb_build_object('actor', 'import', 'reason', salesflow.say('imports.undone', v_import.locale, jsonb_build_object('file', coalesce(v_import.file, '…'))),
        'cause', 'undo:' || p_import_id, 'to', r.status, 'at', now())
    end,
    source = r.source, priority = r.priority, deal_value = r.deal_value, currency = r.currency,
    preferred_channel = r.preferred_channel, time_zone = r.time_zone, locale = r.locale, attributes = r.attributes
  from changed as c
  cross join lateral jsonb_populate_record(null::public.leads, c.row) as r
  where l.id = c.id and to_jsonb(l) <> c.row;

  with changed as materialized (
    select u.id, salesflow.put_back(to_jsonb(u), c.before, c.after) as row
    from salesflow.import_changes as c
    join public.users as u on u.id = c.id
    where c.import_no = v_import.number and c.table_name = 'users' and c.before is not null
  )
  update public.users as u
  set external_id = r.external_id, email = r.email, role = r.role, squad_id = r.squad_id, time_zone = r.time_zone, locale = r.locale, active = r.active
  from changed as c
  cross join lateral jsonb_populate_record(null::public.users, c.row) as r
  where u.id = c.id and to_jsonb(u) <> c.row;
  with changed as materialized (
    select t.id, salesflow.put_back(to_jsonb(t), c.before, c.after) as row
    from salesflow.import_changes as c
    join public.companies as t on t.id = c.id
    where c.import_no = v_import.number and c.table_name = 'companies' and c.before is not null
  )
  update public.companies as t
  set name = r.name, domain = r.domain, phone = r.phone, industry = r.industry, city = r.city, region = r.region, country = r.country,
    user_id = r.user_id, attributes = r.attributes, updated_at = now()
  from changed as c
  cross join lateral jsonb_populate_record(null::public.companies, c.row) as r
  where t.id = c.id and to_jsonb(t) <> c.row;
  with changed as materialized (
    select t.id, salesflow.put_back(to_jsonb(t), c.before, c.after) as row
    from salesflow.import_changes as c
    join public.contacts as t on t.id = c.id
    where c.import_no = v_import.number and c.table_name = 'contacts' and c.before is not null
  )
  update public.contacts as t
  set company_id = r.company_id, name = r.name, email = r.email, phone = r.phone, position = r.position, updated_at = now()
  from changed as c
  cross join lateral jsonb_populate_record(null::public.contacts, c.row) as r
  where t.id = c.id and to_jsonb(t) <> c.row;

  -- whom nothing refers to any more
  delete from public.contacts as t
  where t.id in (select c.id from salesflow.import_changes as c where c.import_no = v_import.number and c.table_name = 'contacts' and c.before is null)
    and t.updated_at <= v_import.applied_at
    and not exists (select from public.lead_contacts as l where l.contact_id = t.id);
  delete from public.companies as t
  where t.id in (select c.id from salesflow.import_changes as c where c.import_no = v_import.number and c.table_name = 'companies' and c.before is null)
    and t.updated_at <= v_import.applied_at
    and not exists (select from public.lead_companies as l where l.company_id = t.id)
    and not exists (select from public.contacts as l where l.company_id = t.id);
  delete from public.users as t
  where t.id in (select c.id from salesflow.import_changes as c where c.import_no = v_import.number and c.table_name = 'users' and c.before is null)
    and t.db_role is null and t.updated_at <= v_import.applied_at
    and not exists (select from public.leads as l where l.user_id = t.id)
    and not exists (select from public.activities as a where a.user_id = t.id)
    and not exists (select from public.companies as a where a.user_id = t.id);
  delete from public.squads as t
  where t.id in (select c.id from salesflow.import_changes as c where c.import_no = v_import.number and c.table_name = 'squads' and c.before is null)
    and not exists (select from public.users as u where u.squad_id = t.id);

  -- The file may come again: it is then read anew.
  delete from salesflow.import_keys as k where k.id = any (v_leads);
  delete from salesflow.import_keys as k
  using salesflow.import_changes as c
  where c.import_no = v_import.number and c.table_name = 'import_keys' and k.id = c.id
    and k.source_id = (c.after ->> 'source_id')::smallint and k.key = c.after ->> 'key';
  update salesflow.import_keys as k
  set row_hash = null, facts = null
  from salesflow.import_changes as c
  where c.import_no = v_import.number and c.table_name in ('leads', 'companies', 'bant_assessments', 'activities')
    and k.id = coalesce((c.after ->> 'lead_id')::uuid, c.id);
  delete from salesflow.import_changes as c where c.import_no = v_import.number;
  update public.imports as i
  set undone_at = clock_timestamp(),
    kept_by_undo = (select count(*) from public.import_rejects as r where r.import_id = i.id and r.code = 'changed_since')
  where i.id = p_import_id
  returning * into v_import;
  return v_import;
end
$$;
comment on function public.undo_import(uuid) is
  'Takes an import back: deletes what it created, restores what it changed. What people or other imports changed since stays and is listed in import_rejects (code changed_since; its number is kept_by_undo). Raises SF004 (unknown import), SF105 (a dry run, or undone already).';

grant execute on function public.undo_import(uuid) to salesflow_admin;

commit;
