-- Deploy salesflow:import/find_parties to pg
-- requires: crm/companies
-- requires: import/find_people
-- replaceable: the companies and persons that the rows name.

begin;
set local role salesflow_owner;

create or replace function salesflow.company_key(p_v jsonb)
  returns text
  language sql
  immutable
  parallel safe
return coalesce(
  'key:' || nullif(split_part(p_v ->> 'company.external_id', ';', 1), ''),
  'name:' || lower(coalesce(p_v ->> 'company.name', p_v ->> 'lead.company')));
comment on function salesflow.company_key(jsonb) is 'What tells the company of a row apart: its key (of several the first), else its name.';

create or replace function salesflow.contact_key(p_v jsonb, p_object text)
  returns text
  language sql
  immutable
  parallel safe
return case
  when p_object = 'contact' then coalesce(
    'key:' || (p_v ->> 'lead.external_id'), 'email:' || (p_v ->> 'lead.email'),
    'name:' || lower(coalesce(p_v ->> 'lead.name', concat_ws(' ', p_v ->> 'lead.first_name', p_v ->> 'lead.last_name')))
      || '|' || coalesce(salesflow.company_key(p_v), ''))
  else coalesce(
    'key:' || nullif(split_part(p_v ->> 'contact.external_id', ';', 1), ''), 'email:' || (p_v ->> 'contact.email'),
    'name:' || lower(p_v ->> 'contact.name') || '|' || coalesce(salesflow.company_key(p_v), ''))
end;
comment on function salesflow.contact_key(jsonb, text) is 'What tells the person of a row apart: key, e-mail, or name and company; in a file of contacts the row is the person.';

create or replace function salesflow.find_parties(p_import_id uuid)
  returns void
  language plpgsql
  set search_path = pg_catalog, pg_temp
  set enable_nestloop = off
  set work_mem = '32MB'
  set jit = off
as $$
declare
  v_import public.imports;
begin
  select * into v_import from public.imports where id = p_import_id;
  if exists (select from salesflow.import_fields as f where f.target in ('lead.company', 'company.name', 'company.external_id')) then
    insert into salesflow.import_companies (key, external_id, name, domain, row_no)
    select
      salesflow.company_key(i.v), max(split_part(i.v ->> 'company.external_id', ';', 1)),
      (array_agg(coalesce(i.v ->> 'company.name', i.v ->> 'lead.company') order by i.row_no desc)
        filter (where coalesce(i.v ->> 'company.name', i.v ->> 'lead.company') is not null))[1],
      max(salesflow.bare_domain(i.v ->> 'company.domain')), max(i.row_no)
    from salesflow.import_values as i
    where salesflow.company_key(i.v) is not null
    group by 1;

    with candidates as (
      select c.key, k.id, 1 as rank
      from salesflow.import_sources as s
      join salesflow.import_keys as k on k.source_id = s.id
      join salesflow.import_companies as c on c.external_id = k.key
      where s.source = v_import.source and s.object = 'company'
      union all
      -- two keys of one source are two companies, whatever they are called
      select c.key, known.id, 2
      from salesflow.import_companies as c
      join public.companies as known on lower(known.name) = lower(c.name)
      where c.external_id is null
        or known.id not in (
          select k.id from salesflow.import_keys as k
          join salesflow.import_sources as s on s.id = k.source_id
          where s.source = v_import.source and s.object = 'company')
    ),
    best as (
      select distinct on (c.key) c.key, c.id
      from candidates as c
      join public.companies as known using (id)
      order by c.key, c.rank, known.created_at, known.id
    )
    update salesflow.import_companies as c set company_id = b.id, is_new = false from best as b where b.key = c.key;

    -- a company that one row names by its key and another by its name
    update salesflow.import_companies as c
    set company_id = keyed.company_id, is_new = false
    from (
      select lower(k.name) as name, min(k.company_id::text)::uuid as company_id
      from salesflow.import_companies as k where k.external_id is not null group by 1 having count(*) = 1
    ) as keyed
    where c.external_id is null and c.is_new and lower(c.name) = keyed.name;
    analyze salesflow.import_companies;
  end if;

  if v_import.object = 'contact' or exists (select from salesflow.import_fields as f where f.section = 'contact' and f.target <> 'contact.position') then
    insert into salesflow.import_contacts (key, external_id, email, name, phone, position, company_key, row_no)
    select distinct on (who.key)
      who.key, who.external_id, who.email, coalesce(who.name, who.email, who.external_id), who.phone, who.position,
      salesflow.company_key(i.v), i.row_no
    from salesflow.import_values as i
    cross join lateral (
      select
        salesflow.contact_key(i.v, v_import.object) as key,
        case when v_import.object = 'contact' then i.v ->> 'lead.external_id' else nullif(split_part(i.v ->> 'contact.external_id', ';', 1), '') end
          as external_id,
        case when v_import.object = 'contact' then i.v ->> 'lead.email' else i.v ->> 'contact.email' end as email,
        case
          when v_import.object = 'contact'
          then coalesce(i.v ->> 'lead.name', nullif(concat_ws(' ', i.v ->> 'lead.first_name', i.v ->> 'lead.last_name'), ''))
          -- of several names in a cell the first, as of several keys
          else nullif(btrim(split_part(i.v ->> 'contact.name', ';', 1)), '')
        end as name,
        case when v_import.object = 'contact' then i.v ->> 'lead.phone' else i.v ->> 'contact.phone' end as phone,
        i.v ->> 'contact.position' as position
    ) as who
    where who.key is not null
    order by who.key, i.row_no desc;
    analyze salesflow.import_contacts;

    with candidates as (
      select c.key, k.id, 1 as rank
      from salesflow.import_sources as s
      join salesflow.import_keys as k on k.source_id = s.id
      join salesflow.import_contacts as c on c.external_id = k.key
      where s.source = v_import.source and s.object = 'person'
      union all
      select c.key, known.id, 2
      from salesflow.import_contacts as c
      join public.contacts as known on known.email = c.email
      where split_part(c.email, '@', 1) <> all ((select salesflow.policy_list('imports.shared_mailboxes'))::text[])
        and (c.external_id is null
          or known.id not in (
            select k.id from salesflow.import_keys as k
            join salesflow.import_sources as s on s.id = k.source_id
            where s.source = v_import.source and s.object = 'person'))
      union all
      select c.key, known.id, 3
      from salesflow.import_contacts as c
      join public.contacts as known on lower(known.name) = lower(c.name)
      left join salesflow.import_companies as company on company.key = c.company_key
      where c.external_id is null and c.email is null
        and (company.company_id is null or known.company_id = company.company_id)
    ),
    best as (
      select distinct on (c.key) c.key, c.id
      from candidates as c
      join public.contacts as known using (id)
      order by c.key, c.rank, known.created_at, known.id
    )
    update salesflow.import_contacts as c set contact_id = b.id, is_new = false from best as b where b.key = c.key;
  end if;
end
$$;
comment on function salesflow.find_parties(uuid) is 'Gathers the companies and persons of the running import and finds those we know.';

create or replace function salesflow.import_parties(p_import_id uuid, out companies bigint, out contacts bigint)
  returns record
  language plpgsql
  set search_path = pg_catalog, pg_temp
  set enable_nestloop = off
  set work_mem = '32MB'
  set jit = off
as $$
declare
  v_import public.imports;
  v_source smallint;
begin
  select * into v_import from public.imports where id = p_import_id;
  insert into public.companies (id, name, domain)
  select c.company_id, coalesce(c.name, c.domain, c.external_id), c.domain
  from salesflow.import_companies as c
  where c.is_new
  order by c.row_no;
  get diagnostics companies = row_count;
  insert into salesflow.import_changes (import_no, table_name, id)
  select v_import.number, 'companies', c.company_id from salesflow.import_companies as c where c.is_new;

  if v_import.object = 'company' then
    with said as (
      select distinct on (c.company_id) c.company_id as id, i.v, i.attributes, p.user_id
      from salesflow.import_values as i
      join salesflow.import_companies as c on c.key = salesflow.company_key(i.v)
      left join salesflow.import_people as p
        on p.key = salesflow.person_key(i.v ->> 'user.external_id', i.v ->> 'user.email', i.v ->> 'user.name')
      order by c.company_id, i.row_no desc
    ),
    before as (select c.* from public.companies as c join said as s using (id)),
    updated as (
      update public.companies as c
      set
        name = coalesce(s.v ->> 'company.name', c.name), domain = coalesce(salesflow.bare_domain(s.v ->> 'company.domain'), c.domain),
        phone = coalesce(s.v ->> 'company.phone', c.phone), industry = coalesce(s.v ->> 'company.industry', c.industry),
        city = coalesce(s.v ->> 'company.city', c.city), region = coalesce(s.v ->> 'company.region', c.region),
        country = coalesce(s.v ->> 'company.country', c.country), user_id = coalesce(s.user_id, c.user_id),
        attributes = c.attributes || s.attributes
          || jsonb_strip_nulls(jsonb_build_object('parent', s.v ->> 'company.parent')),
        updated_at = now()
      from said as s
      where c.id = s.id
      returning c.*
    )
    insert into salesflow.import_changes (import_no, table_name, id, before, after)
    select v_import.number, 'companies', u.id, change.before, change.after
    from updated as u
    join before as b using (id)
    cross join lateral salesflow.difference(to_jsonb(b) - 'updated_at', to_jsonb(u) - 'updated_at') as change
    where change.after is not null
      and u.id not in (select c.company_id from salesflow.import_companies as c where c.is_new);
  end if;
  if v_import.object = 'company' or exists (select from salesflow.import_companies as c where c.external_id is not null) then
    v_source := salesflow.source_id(v_import.source, 'company');
  end if;
  insert into salesflow.import_keys as k (source_id, key, id)
  select v_source, c.external_id, c.company_id from salesflow.import_companies as c where c.external_id is not null
  on conflict (source_id, key) do update set id = excluded.id where k.id <> excluded.id;
  if v_import.object = 'company' then
    insert into salesflow.import_keys as k (source_id, key, id, row_hash, facts)
    select v_source, i.key, c.company_id, i.row_hash, v.facts
    from salesflow.import_items as i
    join salesflow.import_values as v using (row_no)
    join salesflow.import_companies as c on c.key = salesflow.company_key(v.v)
    where i.next_line is null
    on conflict (source_id, key) do update set id = excluded.id, row_hash = excluded.row_hash, facts = excluded.facts;
  end if;

  insert into public.contacts (id, company_id, name, email, phone, position)
  select c.contact_id, company.company_id, c.name, c.email, c.phone, c.position
  from salesflow.import_contacts as c
  left join salesflow.import_companies as company on company.key = c.company_key
  where c.is_new
  order by c.row_no;
  get diagnostics contacts = row_count;
  insert into salesflow.import_changes (import_no, table_name, id)
  select v_import.number, 'contacts', c.contact_id from salesflow.import_contacts as c where c.is_new;
  -- of a person we know the gaps are filled
  with before as (
    select known.*
    from public.contacts as known
    join salesflow.import_contacts as c on c.contact_id = known.id
    where not c.is_new
  ),
  updated as (
    update public.contacts as known
    set
      email = coalesce(known.email, c.email), phone = coalesce(known.phone, c.phone), position = coalesce(known.position, c.position),
      name = case when known.name in (known.email, c.external_id) then c.name else known.name end,
      company_id = coalesce(known.company_id, company.company_id), updated_at = now()
    from salesflow.import_contacts as c
    left join salesflow.import_companies as company on company.key = c.company_key
    where c.contact_id = known.id and not c.is_new
      and (known.email is null and c.email is not null or known.phone is null and c.phone is not null
        or known.position is null and c.position is not null or known.company_id is null and company.company_id is not null
        or known.name in (known.email, c.external_id) and known.name <> c.name)
    returning known.*
  )
  insert into salesflow.import_changes (import_no, table_name, id, before, after)
  select v_import.number, 'contacts', u.id, change.before, change.after
  from updated as u
  join before as b using (id)
  cross join lateral salesflow.difference(to_jsonb(b) - 'updated_at', to_jsonb(u) - 'updated_at') as change
  where change.after is not null;
  if exists (select from salesflow.import_contacts as c where c.external_id is not null) then
    v_source := salesflow.source_id(v_import.source, 'person');
    insert into salesflow.import_keys as k (source_id, key, id)
    select v_source, c.external_id, c.contact_id from salesflow.import_contacts as c where c.external_id is not null
    on conflict (source_id, key) do update set id = excluded.id where k.id <> excluded.id;
  end if;
end
$$;
comment on function salesflow.import_parties(uuid) is 'Creates and updates the companies and persons of the running import; returns how many were created.';

commit;
