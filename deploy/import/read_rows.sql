-- Deploy salesflow:import/read_rows to pg
-- requires: crm/companies
-- requires: import/suggest_map
-- requires: import/open_import
-- replaceable: every row told apart and read by the map; what cannot be read is kept and reported.

begin;
set local role salesflow_owner;

create or replace function salesflow.lead_external_id(p_source text, p_object text, p_key text)
  returns text
  language sql
  immutable
  parallel safe
return case when p_source = 'file' and p_object = 'lead' then p_key else concat_ws(':', p_source, p_object, p_key) end;
comment on function salesflow.lead_external_id(text, text, text) is 'leads.external_id of a record: its key as in the file, or source:object:key.';

create or replace function salesflow.row_record(p_columns text[], p_cells jsonb)
  returns jsonb
  language sql
  immutable
  set search_path = pg_catalog, pg_temp
as $$
  select coalesce(jsonb_object_agg(coalesce(p_columns[c.n], '+' || c.n - cardinality(p_columns)), c.cell), '{}')
  from jsonb_array_elements(p_cells) with ordinality as c (cell, n)
$$;
comment on function salesflow.row_record(text[], jsonb) is 'A row as {column: cell}; cells beyond the last column are +1, +2, ….';

create or replace function salesflow.warn_of(
  p_import_id uuid, p_code text, p_line_no bigint default null, p_column text default null, p_target text default null,
  p_value text default null, p_count bigint default 1, p_values jsonb default '{}')
  returns void
  language sql
  set search_path = pg_catalog, pg_temp
as $$
  insert into public.import_rejects (import_id, line_no, severity, column_name, target, value, code, reason, row_count)
  select
    i.id, p_line_no, 'warning', p_column, p_target, left(p_value, 1000), p_code,
    salesflow.say('imports.reason.' || p_code, i.locale, p_values), p_count
  from public.imports as i
  where i.id = p_import_id
$$;
comment on function salesflow.warn_of(uuid, text, bigint, text, text, text, bigint, jsonb) is 'Writes a warning of an import.';

create or replace function salesflow.read_import_map(p_import_id uuid, p_map jsonb)
  returns void
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_import  public.imports;
  v_map     jsonb := p_map;
  v_options jsonb;
  v_blank   text[];
  v_field   record;
  v_order   text;
begin
  select * into v_import from public.imports where id = p_import_id;
  if not exists (select from salesflow.import_rows as r where salesflow.is_readable(r.problem)) then
    raise exception 'there is nothing to import'
      using errcode = 'SF102', hint = 'The file or staging table has no row that fits its header.';
  end if;
  if v_map is null then
    v_map := public.suggest_import_map(v_import.columns, (
      select jsonb_agg(salesflow.row_record(v_import.columns, first.cells))
      from (select r.cells from salesflow.import_rows as r where r.problem is null order by r.row_no limit 200) as first));
  end if;
  perform salesflow.check_import_map(v_map, v_import.columns);
  v_options := coalesce(v_map -> 'options', '{}');
  v_blank := array(select lower(btrim(w)) from jsonb_array_elements_text(coalesce(v_options -> 'null_values', '[]')) as w)
    || salesflow.policy_list('imports.blank_words');

  insert into salesflow.import_fields (n, key, section, target, kind, max_length, columns, consumes, format, source)
  select
    r.n, r.key, r.section, r.target, r.kind, r.max_length, r.columns, r.spec ? 'column',
    coalesce(
      r.spec ->> 'format',
      v_options ->> case when r.kind = 'timestamp' then 'dates' when r.kind in ('money', 'score') then 'numbers' end,
      -- a handful of rejected rows is read as the whole file was
      (select b.formats ->> r.key from public.imports as b where b.id = v_import.retry_of)),
    salesflow.import_source(r.spec, r.columns, v_import.columns, v_blank)
  from salesflow.import_rules(v_map, v_import.columns) as r;

  -- an amount, or else its header, may say in which currency it is
  with amount as (
    select f.source, salesflow.find_currency(f.columns[1]) as header, f.columns
    from salesflow.import_fields as f
    where f.target in ('lead.deal_value', 'outcome.value') and cardinality(f.columns) > 0
    order by f.target
    limit 1
  ),
  stated as (
    update salesflow.import_fields as f
    set source = format('coalesce(%s, salesflow.find_currency(%s), %L)', f.source, a.source, a.header)
    from amount as a
    where f.target = 'lead.currency'
    returning f.n
  )
  insert into salesflow.import_fields (n, key, section, target, kind, columns, consumes, source)
  select
    (select max(f.n) + 1 from salesflow.import_fields as f), t.target, 'lead', t.target, t.kind, a.columns, false,
    format('coalesce(salesflow.find_currency(%s), %L)', a.source, a.header)
  from amount as a
  join public.import_targets as t on t.target = 'lead.currency'
  where not exists (select from stated);

  -- a column is read one way, from its first row to its last
  for v_field in
    select f.* from salesflow.import_fields as f
    where f.format is null and f.kind in ('timestamp', 'money', 'score') and cardinality(f.columns) > 0
  loop
    execute format(
      'update salesflow.import_fields as f set one_way = h.one, other_way = h.other, either_way = h.either from ('
      'select count(*) filter (where hint in (''de'', ''dmy'')) as one, count(*) filter (where hint in (''en'', ''mdy'')) as other, '
      'count(*) filter (where hint = ''either'') as either '
      'from (select %s(cell) as hint from (select distinct %s as cell from salesflow.import_rows as r) as cells) as hints) as h '
      'where f.n = $1',
      case v_field.kind when 'timestamp' then 'salesflow.date_order_hint' else 'salesflow.number_format_hint' end, v_field.source)
    using v_field.n;
  end loop;
  -- what a column does not say itself, the other date columns of its file say
  select case when sum(f.one_way) > sum(f.other_way) then 'dmy' when sum(f.other_way) > sum(f.one_way) then 'mdy' end
  into v_order
  from salesflow.import_fields as f
  where f.kind = 'timestamp';
  update salesflow.import_fields as f
  set format = case
    when f.kind = 'timestamp' then case
      when f.one_way > f.other_way then 'dmy'
      when f.other_way > f.one_way then 'mdy'
      when f.either_way + f.one_way > 0 then coalesce(v_order, case when f.one_way > 0 then case v_import.locale when 'de' then 'dmy' else 'mdy' end end)
    end
    when f.one_way > f.other_way then 'de'
    when f.other_way > 0 then 'en'
  end
  where f.format is null and f.kind in ('timestamp', 'money', 'score');
  perform
    salesflow.warn_of(
      p_import_id, case when f.one_way > 0 then 'contradicting_dates' else 'ambiguous_dates' end, null,
      array_to_string(f.columns, ', '), f.target,
      p_values => jsonb_build_object('order', case when f.format is null then '12/31/2026, 31-12-2026' when f.format = 'dmy' then '31/12/2026' else '12/31/2026' end))
  from salesflow.import_fields as f
  where f.kind = 'timestamp' and (f.one_way > 0 and f.other_way > 0 or f.format is null and f.either_way > 0);
  perform salesflow.warn_of(p_import_id, 'ambiguous_numbers', null, array_to_string(f.columns, ', '), f.target)
  from salesflow.import_fields as f
  where f.kind in ('money', 'score') and f.format is null and f.either_way > 0;

  update public.imports as i
  set
    map = v_map, row_count = (select count(*) from salesflow.import_rows),
    source = coalesce(v_map ->> 'source', i.source), object = coalesce(v_map ->> 'object', i.object),
    formats = (select coalesce(jsonb_object_agg(f.key, f.format), '{}') from salesflow.import_fields as f where f.format is not null)
  where i.id = p_import_id;
  perform salesflow.source_id(i.source, i.object) from public.imports as i where i.id = p_import_id;
end
$$;
comment on function salesflow.read_import_map(uuid, jsonb) is
  'Settles how the rows of the running import are read: by the map, or by one suggested, and which way its dates and numbers go. Raises SF101 (map), SF102 (no rows).';

create or replace function salesflow.tell_rows_apart(p_import_id uuid)
  returns void
  language plpgsql
  set search_path = pg_catalog, pg_temp
  -- plans must not depend on statistics that a rolled-back import left
  set enable_nestloop = off
  set work_mem = '32MB'
  set jit = off
as $$
declare
  v_import public.imports;
  v_source smallint;
  v_key    text;
  v_row    text;
  v_many   boolean;
  v_repeats bigint;
  v_rows   bigint;
begin
  select * into v_import from public.imports where id = p_import_id;
  v_source := salesflow.source_id(v_import.source, v_import.object);
  select f.source into v_key from salesflow.import_fields as f
  where f.target = case v_import.object when 'company' then 'company.external_id' else 'lead.external_id' end;
  v_many := exists (select from salesflow.import_fields as f where f.section in ('activity', 'bant'));
  -- without a key a row is known by what it says of whom it means
  select coalesce('''row:'' || md5(lower(concat_ws(chr(31), ' || string_agg(f.source, ', ' order by f.n) || ')))', '''row:''')
  into v_row
  from salesflow.import_fields as f
  where cardinality(f.columns) > 0
    and f.target in ('lead.name', 'lead.first_name', 'lead.last_name', 'lead.company', 'lead.email', 'lead.phone', 'lead.created_at',
      'company.name', 'contact.name', 'contact.email');

  execute format(
    'insert into salesflow.import_items (row_no, line_no, key, row_hash, is_same) '
    'select r.row_no, r.line_no, coalesce(%s, %s), jsonb_hash_extended(r.cells, $1), false '
    'from salesflow.import_rows as r where salesflow.is_readable(r.problem)',
    coalesce(v_key, 'null'), v_row)
  using hashtextextended(concat(v_import.map - 'about', v_import.formats, v_import.columns), 0);
  analyze salesflow.import_items;

  if not v_many then
    -- Rows without a key that say the same of whom they mean are told apart by the rest of what they say.
    with again as materialized (
      select i.key from salesflow.import_items as i where i.key like 'row:%' group by i.key having count(*) > 1
    ),
    twins as (
      select i.row_no, i.key, first_value(i.row_no) over (partition by i.key, i.row_hash order by i.row_no) as first_row
      from salesflow.import_items as i
      join again using (key)
    ),
    numbered as (
      select t.row_no, t.first_row, dense_rank() over (partition by t.key order by t.first_row) as n from twins as t
    ),
    gone as (
      delete from salesflow.import_items as i using numbered as t where i.row_no = t.row_no and t.row_no <> t.first_row
      returning i.line_no
    ),
    apart as (
      update salesflow.import_items as i
      set key = i.key || '#' || t.n
      from numbered as t
      where i.row_no = t.row_no and t.row_no = t.first_row and t.n > 1
    )
    select count(*), min(line_no) into v_repeats, v_rows from gone;
    if v_repeats > 0 then
      perform salesflow.warn_of(p_import_id, 'identical_row', v_rows, p_count => v_repeats);
    end if;

    select count(*), count(*) - count(distinct i.key) into v_rows, v_repeats from salesflow.import_items as i;
    if v_repeats * 2 > v_rows and v_repeats >= 10 and v_import.map #>> '{options,repeats}' is distinct from 'last' then
      raise exception '% rows share % keys: this column does not tell rows apart', v_rows, v_rows - v_repeats
        using errcode = 'SF103',
          hint = format('Of rows with one key only the last would count. Leave the key (%s) out of the map, name another column, or say "options": {"repeats": "last"}.',
            (select array_to_string(f.columns, ', ') from salesflow.import_fields as f where f.target like '%.external_id' and f.section in ('lead', 'company') limit 1));
    end if;
  end if;

  with again as materialized (
    select i.key from salesflow.import_items as i group by i.key having count(*) > 1
  ),
  ordered as (
    select i.row_no, lead(i.line_no) over (partition by i.key order by i.row_no) as next_line
    from salesflow.import_items as i
    join again using (key)
  )
  update salesflow.import_items as i set next_line = o.next_line from ordered as o where i.row_no = o.row_no and o.next_line is not null;

  -- what an earlier import made of the key, if it is still there
  update salesflow.import_items as i
  set id = k.id, is_same = i.row_hash is not distinct from k.row_hash, facts_before = k.facts
  from salesflow.import_keys as k
  where k.source_id = v_source and k.key = i.key
    and case v_import.object
      when 'company' then k.id in (select c.id from public.companies as c)
      else k.id in (select l.id from public.leads as l)
    end;
  -- a lead entered otherwise, with the key of its CRM
  if v_import.object <> 'company' then
    update salesflow.import_items as i
    set id = l.id
    from public.leads as l
    where i.id is null and l.external_id = salesflow.lead_external_id(v_import.source, v_import.object, i.key);
  end if;
  analyze salesflow.import_items;
end
$$;
comment on function salesflow.tell_rows_apart(uuid) is
  'Gives every row its key and finds those that an earlier import has read already. Rows that differ stay apart; SF103 is raised where a key column would throw most of them together.';

create or replace function salesflow.read_import(p_import_id uuid)
  returns void
  language plpgsql
  set search_path = pg_catalog, pg_temp
  set enable_nestloop = off
  set work_mem = '32MB'
  set jit = off
  -- values are compared with those of earlier imports as text
  set timezone = 'UTC'
  set datestyle = 'ISO, YMD'
as $$
declare
  v_import  public.imports;
  v_options jsonb;
  v_blank   text[];
  v_used    text[];
  v_open    text[];
  v_kept    text[];
  v_known   text[];
  v_sources text;
  v_values  text;
  v_facts   text;
begin
  select * into v_import from public.imports where id = p_import_id;
  v_options := coalesce(v_import.map -> 'options', '{}');
  v_blank := array(select lower(btrim(w)) from jsonb_array_elements_text(coalesce(v_options -> 'null_values', '[]')) as w);
  -- A column that its field says in full stays out of attributes. When an open lead is meant to close is no outcome.
  select coalesce(array_agg(used.name), '{}'), coalesce(array_agg(used.name) filter (where used.outcome_only), '{}')
  into v_used, v_open
  from (
    select c.name, bool_and(f.target in ('outcome.at', 'outcome.lost_at', 'outcome.reason', 'outcome.value')) as outcome_only
    from salesflow.import_fields as f
    cross join unnest(f.columns) as c (name)
    where f.consumes
      and f.target not in ('lead.region', 'lead.modified_at', 'contact.position', 'contact.external_id', 'company.external_id')
      -- a lead is called by its person: what the deal is called stays beside
      and not (v_import.object = 'deal' and f.target = 'lead.name'
        and exists (select from salesflow.import_fields as c where c.section = 'contact' and c.target <> 'contact.position'))
      and c.name not in (select jsonb_array_elements_text(coalesce(v_options -> 'keep', '[]')))
    group by c.name
  ) as used;
  v_kept := array(
    select c from unnest(v_import.columns) as c
    where c <> all (v_used) and c <> all (array(select jsonb_array_elements_text(coalesce(v_options -> 'drop', '[]')))));

  update salesflow.import_sources as s
  set facts = s.facts || array(
    select said.key
    from (
      select f.n, f.key from salesflow.import_fields as f
      union all
      select 100000 + array_position(v_kept, c), 'attribute:' || c from unnest(v_kept) as c
    ) as said (n, key)
    where said.key <> all (s.facts)
    order by said.n)
  where s.source = v_import.source and s.object = v_import.object
  returning s.facts into v_known;

  select
    string_agg(f.source, ', ' order by f.n),
    string_agg(
      salesflow.import_value(
        format('r.raw[%s]', f.n), f.kind, f.max_length, f.format,
        coalesce(v_options ->> 'time_zone', salesflow.policy_text('imports.time_zone')), coalesce(v_options ->> 'shift_dates', '0')),
      ', ' order by f.n)
  into v_sources, v_values
  from salesflow.import_fields as f;
  select string_agg(
    coalesce(
      'hashtext(r.vals[' || (select f.n from salesflow.import_fields as f where f.key = k.key) || '])',
      'hashtext(r.cells ->> ' || (array_position(v_import.columns, substr(k.key, 11)) - 1) || ')',
      'null'),
    ', ' order by k.n)
  into v_facts
  from (
    select key, n from unnest(v_known) with ordinality as known (key, n)
  ) as k;

  -- offset 0 keeps the planner from copying an expression to every place its result is used
  execute format(
    'insert into salesflow.import_values (row_no, v, attributes, outcome_cells, facts, unread) '
    'select r.row_no, jsonb_strip_nulls(jsonb_object($1, r.vals)), %s, %s, array[%s]::integer[], '
    'case when cardinality(array_remove(r.raw, null)) <> cardinality(array_remove(r.vals, null)) '
    'then array(select n from generate_subscripts(r.raw, 1) as n where r.raw[n] is not null and r.vals[n] is null) end '
    'from (select r.*, array[%s]::text[] as vals from ('
    'select r.row_no, r.cells, array[%s]::text[] as raw from salesflow.import_rows as r '
    'join salesflow.import_items as i using (row_no) where not i.is_same offset 0) as r offset 0) as r',
    salesflow.cells_as_object(v_kept, v_import.columns, v_blank), salesflow.cells_as_object(v_open, v_import.columns, v_blank),
    v_facts, v_values, v_sources)
  using (select array_agg(f.key order by f.n) from salesflow.import_fields as f);
  analyze salesflow.import_values;

  -- what was not understood stays with its row
  update salesflow.import_values as v
  set attributes = v.attributes || (
    select coalesce(jsonb_object_agg(c.name, r.cells -> array_position(v_import.columns, c.name) - 1), '{}')
    from unnest(v.unread) as u (n)
    join salesflow.import_fields as f on f.n = u.n
    cross join unnest(f.columns) as c (name))
  from salesflow.import_rows as r
  where r.row_no = v.row_no and v.unread is not null;

  insert into public.import_rejects (import_id, line_no, severity, column_name, target, value, code, reason, row_count)
  select
    p_import_id, min(cell.line_no), 'unread', array_to_string(cell.columns, ', '), cell.target, cell.value, cell.code,
    salesflow.say('imports.reason.' || cell.code, v_import.locale, jsonb_build_object('max_length', cell.max_length, 'target', cell.target)),
    sum(cell.row_count)
  from (
    select
      c.n, c.columns, c.target, c.max_length, c.code, min(c.line_no) as line_no, count(*) as row_count,
      -- of very many different cells the first thousand are named, the others counted
      case when row_number() over (partition by c.n order by min(c.line_no)) <= 1000 then c.value end as value
    from (
      select
        f.n, f.columns, f.target, f.max_length, i.line_no,
        coalesce(left(r.cells ->> array_position(v_import.columns, f.columns[1]) - 1, 1000), 'const') as value,
        case
          when length(r.cells ->> array_position(v_import.columns, f.columns[1]) - 1) > f.max_length then 'too_long'
          when f.kind = 'timestamp' then 'bad_timestamp' || coalesce('_' || f.format, '')
          when f.kind in ('email', 'money', 'score', 'time_zone') then 'bad_' || f.kind
          else 'unknown_word'
        end as code
      from salesflow.import_values as v
      join salesflow.import_items as i using (row_no)
      join salesflow.import_rows as r using (row_no)
      cross join unnest(v.unread) as u (n)
      join salesflow.import_fields as f on f.n = u.n
    ) as c
    group by c.n, c.columns, c.target, c.max_length, c.code, c.value
  ) as cell
  group by cell.n, cell.columns, cell.target, cell.value, cell.code, cell.max_length
  order by min(cell.line_no), cell.n;

  insert into public.import_rejects (import_id, line_no, severity, code, reason, record)
  select p_import_id, r.line_no, 'rejected', r.problem, salesflow.say('imports.reason.' || r.problem, v_import.locale),
    salesflow.row_record(v_import.columns, r.cells)
  from salesflow.import_rows as r
  where not salesflow.is_readable(r.problem)
  order by r.row_no;
  insert into public.import_rejects (import_id, line_no, severity, code, reason)
  select p_import_id, r.line_no, 'warning', r.problem, salesflow.say('imports.reason.' || r.problem, v_import.locale)
  from salesflow.import_rows as r
  where r.problem is not null and salesflow.is_readable(r.problem)
  order by r.row_no;
end
$$;
comment on function salesflow.read_import(uuid) is
  'Reads the rows of the running import that say something new; a cell that is not understood becomes an attribute and an entry in import_rejects.';

commit;
