-- Deploy salesflow:import/read_rows to pg
-- requires: foundation/say
-- requires: crm/act_as
-- requires: import/suggest_map
-- requires: import/imports
-- requires: import/workshop
-- replaceable: every row read by the map, or rejected with a reason.

begin;
set local role salesflow_owner;

create or replace function salesflow.open_import(p_file text, p_dry_run boolean, p_locale text, p_retry_of uuid default null)
  returns uuid
  language plpgsql
  security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_id uuid;
begin
  -- one at a time: two files of the same leads would deadlock, and the workshop is shared
  perform pg_advisory_xact_lock(hashtext('salesflow.import'));
  insert into public.imports (file, is_dry_run, retry_of, locale, imported_by)
  values (
    p_file, p_dry_run, p_retry_of,
    salesflow.language(coalesce(p_locale, (select u.locale from public.users as u where u.id = salesflow.current_user_id()))),
    salesflow.current_user_id())
  returning id into v_id;
  return v_id;
end
$$;
comment on function salesflow.open_import(text, boolean, text, uuid) is 'Begins an import, waiting for a running one to end.';

create or replace function salesflow.reject_rows(p_import_id uuid)
  returns void
  language sql
  set search_path = pg_catalog, pg_temp
as $$
  insert into public.import_rejects (import_id, line_no, severity, column_name, target, value, code, reason, record)
  select
    i.id, found.line_no, 'rejected', found.column_name, found.target, left(found.value, 1000), found.code,
    salesflow.say(
      'imports.reason.' || found.code, i.locale,
      jsonb_build_object('max_length', found.max_length, 'target', found.target)),
    found.record
  from public.imports as i
  cross join lateral (
    select r.row_no, 0 as n, r.line_no, null as column_name, null as target, null as value, r.problem as code,
      null::integer as max_length, r.record
    from salesflow.import_rows as r
    where r.problem is not null and r.problem not in ('unwrapped', 'replaced_characters')
    union all
    select
      item.row_no, f.n, item.line_no, array_to_string(f.columns, ', '), f.target,
      coalesce(item.record ->> f.columns[1], cell.raw),
      case
        when length(cell.raw) > f.max_length then 'too_long'
        when f.kind = 'timestamp' then 'bad_timestamp' || coalesce('_' || f.format, '')
        when f.kind in ('email', 'money', 'score', 'time_zone') then 'bad_' || f.kind
        else 'unknown_word'
      end,
      f.max_length, item.record
    from salesflow.import_items as item
    cross join unnest(item.raw) with ordinality as cell (raw, n)
    join salesflow.import_fields as f on f.n = cell.n
    where item.is_bad and cell.raw is not null and item.v ->> f.key is null
    union all
    select item.row_no, f.n, item.line_no, array_to_string(f.columns, ', '), f.target, null, 'no_type', null, item.record
    from salesflow.import_fields as f
    join salesflow.import_items as item on not item.is_bad and item.v ->> f.key is null
    where f.target = 'activity.type'
      and exists (
        select
        from salesflow.import_fields as other
        where other.key like split_part(f.key, 'type', 1) || '%' and cardinality(other.columns) > 0
          and item.v ->> other.key is not null)
  ) as found
  where i.id = p_import_id
  order by found.row_no, found.n
$$;
comment on function salesflow.reject_rows(uuid) is 'Writes a reject for every row the reader or the map could not read.';

create or replace function salesflow.read_import(p_import_id uuid, p_map jsonb)
  returns void
  language plpgsql
  set search_path = pg_catalog, pg_temp
  -- values are compared with those of earlier imports as text
  set timezone = 'UTC'
  set datestyle = 'ISO, YMD'
as $$
declare
  v_headers text[];
  v_blank   text[];
  v_map     jsonb := p_map;
  v_options jsonb;
  v_field   record;
  v_one     bigint;
  v_other   bigint;
  v_either  bigint;
  v_format  text;
  v_sources text;
  v_values  text;
begin
  select array_agg(distinct k) into v_headers
  from (select r.record from salesflow.import_rows as r where r.problem is null order by r.row_no limit 1000) as first
  cross join jsonb_object_keys(first.record) as k;
  if v_headers is null then
    raise exception 'there is nothing to import'
      using errcode = 'SF102', hint = 'The file or staging table has no row that fits its header.';
  end if;
  if v_map is null then
    v_map := public.suggest_import_map(v_headers, (
      select jsonb_agg(first.record)
      from (select r.record from salesflow.import_rows as r where r.problem is null order by r.row_no limit 200) as first));
  end if;
  perform salesflow.check_import_map(v_map, v_headers);
  v_options := coalesce(v_map -> 'options', '{}');
  v_blank := array(select lower(btrim(w)) from jsonb_array_elements_text(coalesce(v_options -> 'null_values', '[]')) as w);

  insert into salesflow.import_fields
  select
    r.n, r.key, r.section, r.target, r.kind, r.max_length, r.columns, r.spec ? 'column',
    coalesce(
      r.spec ->> 'format',
      v_options ->> case when r.kind = 'timestamp' then 'dates' when r.kind in ('money', 'score') then 'numbers' end,
      -- a handful of rejected rows is read as the whole file was
      (select b.formats ->> r.key from public.imports as i join public.imports as b on b.id = i.retry_of where i.id = p_import_id)),
    salesflow.import_source(r.spec, r.columns, v_blank)
  from salesflow.import_rules(v_map, v_headers) as r;

  -- a column is read one way, from its first row to its last
  for v_field in
    select f.* from salesflow.import_fields as f
    where f.format is null and f.kind in ('timestamp', 'money', 'score') and cardinality(f.columns) > 0
  loop
    execute format(
      'select count(*) filter (where hint in (''de'', ''dmy'')) as one, count(*) filter (where hint in (''en'', ''mdy'')) as other, '
      'count(*) filter (where hint = ''either'') as either '
      'from (select %s(cell) as hint from (select distinct %s as cell from salesflow.import_rows as r) as cells) as hints',
      case v_field.kind when 'timestamp' then 'salesflow.date_order_hint' else 'salesflow.number_format_hint' end, v_field.source)
    into v_one, v_other, v_either;
    v_format := case
      when v_one > v_other then case v_field.kind when 'timestamp' then 'dmy' else 'de' end
      when v_other > 0 then case v_field.kind when 'timestamp' then 'mdy' else 'en' end
    end;
    update salesflow.import_fields set format = v_format where n = v_field.n;
    if v_format is null and v_either > 0 then
      insert into public.import_rejects (import_id, severity, column_name, target, code, reason)
      select
        i.id, 'warning', array_to_string(v_field.columns, ', '), v_field.target, said.code,
        salesflow.say('imports.reason.' || said.code, i.locale, '{"order": "12/31/2026, 31-12-2026"}')
      from public.imports as i
      cross join (select case v_field.kind when 'timestamp' then 'ambiguous_dates' else 'ambiguous_numbers' end) as said (code)
      where i.id = p_import_id;
    end if;
  end loop;

  select
    string_agg(f.source, ', ' order by f.n),
    string_agg(
      salesflow.import_value(
        format('r.raw[%s]', f.n), f.kind, f.max_length, f.format,
        coalesce(v_options ->> 'time_zone', salesflow.policy_text('imports.time_zone')), coalesce(v_options ->> 'shift_dates', '0')),
      ', ' order by f.n)
  into v_sources, v_values
  from salesflow.import_fields as f;
  -- offset 0 keeps the planner from copying an expression to every place its result is used
  execute format(
    'insert into salesflow.import_items (row_no, line_no, record, raw, v, is_bad) '
    'select r.row_no, r.line_no, r.record, r.raw, jsonb_object($1, r.vals), '
    'cardinality(array_remove(r.raw, null)) <> cardinality(array_remove(r.vals, null)) '
    'from (select r.*, array[%s] as vals from ('
    'select r.row_no, r.line_no, r.record, array[%s] as raw from salesflow.import_rows as r '
    'where r.problem is null or r.problem in (''unwrapped'', ''replaced_characters'') offset 0) as r offset 0) as r',
    v_values, v_sources)
  using (select array_agg(f.key order by f.n) from salesflow.import_fields as f);
  analyze salesflow.import_items;

  update public.imports
  set
    map = v_map, row_count = (select count(*) from salesflow.import_rows),
    formats = (select coalesce(jsonb_object_agg(f.key, f.format), '{}') from salesflow.import_fields as f where f.format is not null)
  where id = p_import_id;
  perform salesflow.reject_rows(p_import_id);
  insert into public.import_rejects (import_id, line_no, severity, code, reason, record)
  select i.id, r.line_no, 'warning', r.problem, salesflow.say('imports.reason.' || r.problem, i.locale), r.record
  from public.imports as i
  join salesflow.import_rows as r on r.problem in ('unwrapped', 'replaced_characters')
  where i.id = p_import_id
  order by r.row_no;
end
$$;
comment on function salesflow.read_import(uuid, jsonb) is
  'Reads the rows of the running import by its map, or by one suggested; what cannot be read is in import_rejects. Raises SF101 (map), SF102 (no rows).';

grant execute on function salesflow.open_import(text, boolean, text, uuid) to salesflow_admin;

commit;
