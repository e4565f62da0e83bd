-- Deploy salesflow:import/run to pg
-- requires: import/read_rows
-- requires: import/find_people
-- requires: import/plan_rows
-- requires: import/apply_rows
-- replaceable: the functions that people call.

begin;
set local role salesflow_owner;

create or replace function salesflow.run_import(p_import_id uuid, p_map jsonb)
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

create or replace function public.import_leads(
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
