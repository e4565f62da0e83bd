-- Deploy salesflow:import/run to pg
-- requires: import/plan_rows
-- requires: import/apply_rows
-- replaceable: the functions that people call to import.

begin;
set local role salesflow_owner;

create or replace function salesflow.run_import(p_import_id uuid, p_columns text[], p_map jsonb)
  returns public.imports
  language plpgsql
  security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_import  public.imports;
  v_users   bigint;
  v_squads  bigint;
  v_parties record;
begin
  -- security definer: status_cause is nobody's to write; reached through import_leads(), retry_import() and the command line
  update public.imports as i set columns = p_columns where i.id = p_import_id and i.finished_at is null;
  if not found then
    raise exception 'import % is not open', p_import_id using errcode = 'SF004', hint = 'salesflow.open_import() opens one.';
  end if;
  truncate salesflow.import_fields;
  analyze salesflow.import_rows;
  perform salesflow.read_import_map(p_import_id, p_map);
  perform salesflow.tell_rows_apart(p_import_id);
  perform salesflow.read_import(p_import_id);
  perform salesflow.find_import_people(p_import_id);
  perform salesflow.find_parties(p_import_id);
  perform salesflow.plan_import(p_import_id);
  begin
    v_squads := salesflow.import_squads();
    v_users := salesflow.import_users(p_import_id);
    v_parties := salesflow.import_parties(p_import_id);
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
    leads_unchanged = v_import.leads_unchanged, leads_merged = v_import.leads_merged, leads_ownerless = v_import.leads_ownerless,
    status_changes = v_import.status_changes,
    activities_added = v_import.activities_added, assessments_added = v_import.assessments_added,
    users_created = v_users, squads_created = v_squads, companies_added = v_parties.companies, contacts_added = v_parties.contacts,
    rows_rejected = (
      select count(distinct r.line_no) from public.import_rejects as r where r.import_id = i.id and r.severity = 'rejected'),
    cells_unread = (
      select coalesce(sum(r.row_count), 0) from public.import_rejects as r where r.import_id = i.id and r.severity = 'unread'),
    warnings = (select count(*) from public.import_rejects as r where r.import_id = i.id and r.severity = 'warning'),
    finished_at = clock_timestamp()
  where i.id = p_import_id
  returning * into v_import;
  perform salesflow.clear_workshop();
  return v_import;
end
$$;
comment on function salesflow.run_import(uuid, text[], jsonb) is
  'Imports the rows in salesflow.import_rows, whose cells are in the order of the columns, and empties it. Raises SF101 (map), SF102 (no rows), SF103 (a key that tells nothing apart), SF104 (nothing to call rows by).';

create or replace function public.import_leads(
  p_staging regclass, p_map jsonb default null, p_file text default null, p_dry_run boolean default false,
  p_locale text default null)
  returns public.imports
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_import_id uuid := salesflow.open_import(coalesce(p_file, p_staging::text), p_dry_run, p_locale);
  v_names     text[] := array(
    select a.attname::text from pg_attribute as a where a.attrelid = p_staging and a.attnum > 0 and not a.attisdropped order by a.attnum);
  v_columns   text[];
begin
  -- security invoker: the staging table is read with the caller's rights
  if v_names @> '{line_no,record}' then
    execute format(
      'select array_agg(distinct k) from %s as s cross join jsonb_object_keys(s.record) as k%s', p_staging,
      case when v_names @> '{problem}' then ' where s.problem is null' else '' end)
    into v_columns;
    execute format(
      'insert into salesflow.import_rows (line_no, problem, cells) select s.line_no, %s, to_jsonb(array[%s]::text[]) from %s as s order by s.line_no',
      case when v_names @> '{problem}' then 's.problem' else 'null' end,
      (select string_agg(format('s.record ->> %L', c), ', ') from unnest(v_columns) as c), p_staging);
  else
    v_columns := v_names;
    -- as in a file: the header is line 1
    execute format(
      'insert into salesflow.import_rows (line_no, cells) select row_number() over () + 1, to_jsonb(array[%s]::text[]) from %s as s',
      (select string_agg(format('s.%I', c), ', ') from unnest(v_columns) as c), p_staging);
  end if;
  return salesflow.run_import(v_import_id, v_columns, p_map);
end
$$;
comment on function public.import_leads(regclass, jsonb, text, boolean, text) is
  'Imports leads, deals, contacts, companies, activities or users with their reps, squads, BANT scores and outcomes from a table or view: COPY a file into a table with its columns as text (or into line_no bigint, record jsonb) and call this with a map (see import_targets; null: suggest_import_map()). All rows in one go, updating by key within source and object; the same file twice changes nothing. p_dry_run only reports. Returns the counts; rows left out and cells not understood are in import_rejects. Raises SF101 (map does not fit), SF102 (nothing to import), SF103 (a key column that does not tell rows apart), SF104 (no column says what the rows are called).';

create or replace function public.retry_import(p_import_id uuid, p_map jsonb default null, p_dry_run boolean default false)
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
  insert into salesflow.import_rows (line_no, cells)
  select distinct on (r.line_no) r.line_no, to_jsonb(array(select r.record ->> c from unnest(v_before.columns) with ordinality as u (c, n) order by n))
  from public.import_rejects as r
  where r.import_id = p_import_id and r.severity = 'rejected'
  order by r.line_no, r.id;
  return salesflow.run_import(v_import_id, v_before.columns, coalesce(p_map, v_before.map));
end
$$;
comment on function public.retry_import(uuid, jsonb, boolean) is
  'Imports the rejected rows of an import again, after import_rejects.record was mended or with another map. Raises SF004 (unknown import), SF101 (map), SF102 (it has no rejected rows).';

grant execute on function
  public.import_leads(regclass, jsonb, text, boolean, text), public.retry_import(uuid, jsonb, boolean),
  salesflow.run_import(uuid, text[], jsonb)
  to salesflow_admin;

commit;
