-- Deploy salesflow:crm/import_read to pg
-- requires: crm/import_maps
-- requires: crm/users
-- What an import leaves behind, and its first half: every row read by the map, or rejected with a reason.

begin;
set local role salesflow_owner;

create table public.imports (
  id                uuid primary key default gen_random_uuid(),
  file              text,
  map               jsonb,
  formats           jsonb not null default '{}',
  retry_of          uuid references public.imports on delete set null,
  is_dry_run        boolean not null,
  locale            text not null,
  row_count         bigint not null default 0,
  leads_inserted    bigint not null default 0,
  leads_updated     bigint not null default 0,
  leads_unchanged   bigint not null default 0,
  status_changes    bigint not null default 0,
  activities_added  bigint not null default 0,
  assessments_added bigint not null default 0,
  users_created     bigint not null default 0,
  squads_created    bigint not null default 0,
  rows_rejected     bigint not null default 0,
  warnings          bigint not null default 0,
  imported_by       uuid references public.users on delete set null,
  db_role           name not null default session_user,
  started_at        timestamptz not null default clock_timestamp(),
  finished_at       timestamptz
);
comment on table public.imports is 'Every import of a file or staging table, with its counts. Rows that were left out are in import_rejects.';
comment on column public.imports.id is 'Key.';
comment on column public.imports.file is 'Name of the file.';
comment on column public.imports.map is 'Map it was read by, as given or as suggested.';
comment on column public.imports.formats is 'Order of dates (dmy, mdy) and decimal mark (de, en) found in its columns, by field.';
comment on column public.imports.retry_of is 'Import whose rejected rows it tried again.';
comment on column public.imports.is_dry_run is 'Whether its effects were undone: only the report was wanted.';
comment on column public.imports.locale is 'Language of its reasons.';
comment on column public.imports.row_count is 'Rows of the file.';
comment on column public.imports.leads_inserted is 'Leads that were new.';
comment on column public.imports.leads_updated is 'Leads that got another value or status.';
comment on column public.imports.leads_unchanged is 'Leads the file said nothing new about.';
comment on column public.imports.status_changes is 'Status changes of leads after their first status.';
comment on column public.imports.activities_added is 'Activities added or updated.';
comment on column public.imports.assessments_added is 'BANT assessments added or updated.';
comment on column public.imports.users_created is 'Users created.';
comment on column public.imports.squads_created is 'Squads created.';
comment on column public.imports.rows_rejected is 'Rows left out; each is in import_rejects.';
comment on column public.imports.warnings is 'Warnings in import_rejects: the row or column was taken, but look at it.';
comment on column public.imports.imported_by is 'User of the session, if it is one.';
comment on column public.imports.db_role is 'Database role of the session.';
comment on column public.imports.started_at is 'Start.';
comment on column public.imports.finished_at is 'End.';

create table public.import_rejects (
  id          bigint generated always as identity primary key,
  import_id   uuid not null references public.imports on delete cascade,
  line_no     bigint,
  severity    text not null check (severity in ('rejected', 'warning')),
  column_name text,
  target      text,
  value       text,
  code        text not null,
  reason      text not null,
  record      jsonb
);
comment on table public.import_rejects is
  'Why a row of an import was left out, or what to look at in one that was taken. Mend record here (or the map) and call retry_import().';
comment on column public.import_rejects.id is 'Key.';
comment on column public.import_rejects.import_id is 'The import.';
comment on column public.import_rejects.line_no is 'Line of the file on which the row begins, the header being 1; null: the whole column.';
comment on column public.import_rejects.severity is 'rejected (the row was left out) or warning (it was taken).';
comment on column public.import_rejects.column_name is 'Column of the file; several for a template.';
comment on column public.import_rejects.target is 'What it was to become (import_targets).';
comment on column public.import_rejects.value is 'The cell, up to 1,000 characters.';
comment on column public.import_rejects.code is 'Reason as a word: bad_timestamp, unknown_word, too_long, …';
comment on column public.import_rejects.reason is 'Reason as a sentence, in the language of the import.';
comment on column public.import_rejects.record is 'The row, whole: {column: cell}.';

create index import_rejects_import on public.import_rejects (import_id, line_no);

insert into public.text_templates (key, locale, body)
values
  ('imports.status', 'en', 'Import of {file}'),
  ('imports.status', 'de', 'Import von {file}'),
  ('imports.reason.bad_email', 'en', 'is not an e-mail address'),
  ('imports.reason.bad_email', 'de', 'ist keine E-Mail-Adresse'),
  ('imports.reason.bad_money', 'en', 'is not an amount from 0 to 999,999,999,999.99'),
  ('imports.reason.bad_money', 'de', 'ist kein Betrag von 0 bis 999.999.999.999,99'),
  ('imports.reason.bad_score', 'en', 'is not a score from 0 to 100'),
  ('imports.reason.bad_score', 'de', 'ist keine Punktzahl von 0 bis 100'),
  ('imports.reason.bad_timestamp', 'en', 'is not a date from 1900 to 2199'),
  ('imports.reason.bad_timestamp', 'de', 'ist kein Datum von 1900 bis 2199'),
  ('imports.reason.bad_timestamp_dmy', 'en', 'is not a date in the order day, month, year'),
  ('imports.reason.bad_timestamp_dmy', 'de', 'ist kein Datum in der Reihenfolge Tag, Monat, Jahr'),
  ('imports.reason.bad_timestamp_mdy', 'en', 'is not a date in the order month, day, year'),
  ('imports.reason.bad_timestamp_mdy', 'de', 'ist kein Datum in der Reihenfolge Monat, Tag, Jahr'),
  ('imports.reason.bad_time_zone', 'en', 'is not an IANA time zone such as Europe/Berlin'),
  ('imports.reason.bad_time_zone', 'de', 'ist keine IANA-Zeitzone wie Europe/Berlin'),
  ('imports.reason.too_long', 'en', 'is longer than {max_length} characters'),
  ('imports.reason.too_long', 'de', 'ist länger als {max_length} Zeichen'),
  ('imports.reason.unknown_word', 'en', 'is none of the words for {target}: map it with "values"'),
  ('imports.reason.unknown_word', 'de', 'ist keines der Wörter für {target}: mit „values“ zuordnen'),
  ('imports.reason.no_name', 'en', 'has neither name, company, e-mail nor key'),
  ('imports.reason.no_name', 'de', 'hat weder Name, Firma, E-Mail noch Schlüssel'),
  ('imports.reason.no_type', 'en', 'is blank, but the activity has other cells'),
  ('imports.reason.no_type', 'de', 'ist leer, aber die Aktivität hat andere Zellen'),
  ('imports.reason.closed_before_created', 'en', 'lies before the lead came to be'),
  ('imports.reason.closed_before_created', 'de', 'liegt vor der Entstehung des Leads'),
  ('imports.reason.too_few_cells', 'en', 'has fewer cells than the header'),
  ('imports.reason.too_few_cells', 'de', 'hat weniger Zellen als die Kopfzeile'),
  ('imports.reason.too_many_cells', 'en', 'has more cells than the header'),
  ('imports.reason.too_many_cells', 'de', 'hat mehr Zellen als die Kopfzeile'),
  ('imports.reason.too_large', 'en', 'is too large to be read'),
  ('imports.reason.too_large', 'de', 'ist zu groß, um gelesen zu werden'),
  ('imports.reason.unwrapped', 'en', 'was quoted as one cell; its cells were taken'),
  ('imports.reason.unwrapped', 'de', 'stand ganz in Anführungszeichen; ihre Zellen wurden übernommen'),
  ('imports.reason.replaced_characters', 'en', 'had characters a database cannot store; they became �'),
  ('imports.reason.replaced_characters', 'de', 'hatte Zeichen, die keine Datenbank speichert; sie wurden zu �'),
  ('imports.reason.duplicate', 'en', 'comes again in line {line_no}, which counts'),
  ('imports.reason.duplicate', 'de', 'kommt in Zeile {line_no} noch einmal vor, die zählt'),
  ('imports.reason.ambiguous_dates', 'en', 'says nowhere whether day or month comes first; read as {order}: set "format" to dmy or mdy'),
  ('imports.reason.ambiguous_dates', 'de', 'sagt nirgends, ob Tag oder Monat zuerst kommt; gelesen als {order}: „format“ auf dmy oder mdy setzen'),
  ('imports.reason.ambiguous_numbers', 'en', 'says nowhere whether 1.234 is a thousand; taken for one: set "format" to de or en'),
  ('imports.reason.ambiguous_numbers', 'de', 'sagt nirgends, ob 1.234 ein Tausender ist; so gelesen: „format“ auf de oder en setzen'),
  ('imports.reason.ambiguous_user', 'en', 'is the name of several users; the one entered first was taken'),
  ('imports.reason.ambiguous_user', 'de', 'heißen mehrere Benutzer; genommen wurde der zuerst angelegte');

-- The workshop of a running import. One import runs at a time, each leaves these empty.
create unlogged table salesflow.import_rows (
  row_no  bigint generated always as identity,
  line_no bigint not null,
  problem text,
  record  jsonb not null
);
comment on table salesflow.import_rows is 'Rows of the running import, as they came.';
comment on column salesflow.import_rows.row_no is 'Order.';
comment on column salesflow.import_rows.line_no is 'Line of the file.';
comment on column salesflow.import_rows.problem is 'What the reader of the file found wrong with it: code of a reason.';
comment on column salesflow.import_rows.record is '{column: cell}.';

create unlogged table salesflow.import_fields (
  n          integer primary key,
  key        text not null unique,
  section    text not null,
  target     text not null,
  kind       text not null,
  max_length integer,
  columns    text[] not null,
  consumes   boolean not null,
  format     text,
  source     text not null
);
comment on table salesflow.import_fields is 'Fields of the running import''s map.';
comment on column salesflow.import_fields.n is 'Number.';
comment on column salesflow.import_fields.key is 'Name; an activity''s has its number: activity.1.type.';
comment on column salesflow.import_fields.section is 'Section of the target.';
comment on column salesflow.import_fields.target is 'Target.';
comment on column salesflow.import_fields.kind is 'Kind of the target.';
comment on column salesflow.import_fields.max_length is 'Longest text allowed.';
comment on column salesflow.import_fields.columns is 'Columns it reads.';
comment on column salesflow.import_fields.consumes is 'Whether it says all there is in its column, which then stays out of attributes.';
comment on column salesflow.import_fields.format is 'Order of dates or decimal mark, as given or found.';
comment on column salesflow.import_fields.source is 'SQL expression of its cell.';

create unlogged table salesflow.import_items (
  row_no  bigint primary key,
  line_no bigint not null,
  record  jsonb not null,
  raw     text[] not null,
  v       jsonb not null,
  is_bad  boolean not null
);
comment on table salesflow.import_items is 'Rows of the running import, read by the map.';
comment on column salesflow.import_items.row_no is 'Row.';
comment on column salesflow.import_items.line_no is 'Line of the file.';
comment on column salesflow.import_items.record is 'The row as it came.';
comment on column salesflow.import_items.raw is 'Its cells, by number of the field.';
comment on column salesflow.import_items.v is 'Its values, by key of the field.';
comment on column salesflow.import_items.is_bad is 'Whether a cell could not be read.';

create function salesflow.open_import(p_file text, p_dry_run boolean, p_locale text, p_retry_of uuid default null)
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

create function salesflow.reject_rows(p_import_id uuid)
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

create function salesflow.read_import(p_import_id uuid, p_map jsonb)
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

insert into public.policies (key, value, unit, description)
values
  ('imports.time_zone', '"Europe/Berlin"', 'IANA time zone', 'Zone of the dates in an imported file that names none.');

grant select on public.imports to salesflow_bi, salesflow_admin;
grant select, update (record), delete on public.import_rejects to salesflow_admin;
grant insert on salesflow.import_rows to salesflow_admin;
grant execute on function salesflow.open_import(text, boolean, text, uuid) to salesflow_admin;

commit;
