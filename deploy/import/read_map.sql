-- Deploy salesflow:import/read_map to pg
-- requires: foundation/check_values
-- requires: import/vocabulary
-- replaceable: a map is checked against the columns of a file and becomes SQL.

begin;
set local role salesflow_owner;

create or replace function salesflow.import_words(p_kind text)
  returns jsonb
  language sql
  stable
  set search_path = pg_catalog, pg_temp
as $$ select jsonb_object_agg(w.word, w.value) from salesflow.import_words as w where w.kind = p_kind $$;
comment on function salesflow.import_words(text) is 'Words of a closed set as one JSON object {word: value}; null for a kind that has none.';

create or replace function salesflow.normalise_header(p_header text)
  returns text
  language sql
  immutable
  parallel safe
return regexp_replace(
  replace(replace(replace(replace(
    -- a currency says in what, not what
    regexp_replace(lower(p_header), '(?<=\S)\s*[(\[]?\s*(in\s+)?(?<![a-z])(eur|usd|chf|gbp|€|\$|£)\s*[)\]]?\s*$', ''),
    'ä', 'ae'), 'ö', 'oe'), 'ü', 'ue'), 'ß', 'ss'), '[^a-z0-9]', '', 'g');
comment on function salesflow.normalise_header(text) is 'Header as letters and digits only: "E-Mail Adresse" is emailadresse, "Währung" is waehrung, "Betrag in CHF" betrag.';

create or replace function salesflow.import_rules(p_map jsonb, p_headers text[])
  returns table (
    n integer, key text, section text, target text, kind text, max_length integer, spec jsonb, columns text[])
  language plpgsql
  stable
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_wrong record;
begin
  if jsonb_typeof(p_map) is distinct from 'object' then
    raise exception 'an import map is a JSON object'
      using errcode = 'SF101', hint = 'select suggest_import_map(''{Name,E-Mail}'') shows one.';
  end if;
  select part.key, part.value into v_wrong
  from jsonb_each(p_map) as part
  where jsonb_typeof(part.value) <> case
    when part.key in ('lead', 'contact', 'company', 'user', 'manager', 'squad', 'bant', 'outcome', 'options') then 'object'
    when part.key = 'activities' then 'array'
    when part.key in ('about', 'source', 'object') then 'string'
    else 'unknown'
  end
  limit 1;
  if found then
    raise exception 'the map has a part "%" of type %', v_wrong.key, jsonb_typeof(v_wrong.value)
      using errcode = 'SF101',
        hint = 'Parts: about, source, object (texts), lead, contact, company, user, manager, squad, bant, outcome, options (objects), activities (array of objects).';
  end if;

  return query
  with sections as (
    select part.key as section, part.key as name, part.value
    from jsonb_each(p_map) as part
    where part.key not in ('options', 'about', 'source', 'object', 'activities')
    union all
    select 'activity', 'activity.' || number, a
    from jsonb_array_elements(coalesce(p_map -> 'activities', '[]')) with ordinality as activities (a, number)
  ),
  fields as (
    select
      s.section, s.name, f.key as field,
      case when jsonb_typeof(f.value) = 'string' then jsonb_build_object('column', f.value) else f.value end as spec
    from sections as s
    cross join lateral jsonb_each(case when jsonb_typeof(s.value) = 'object' then s.value else '{"": null}' end) as f
  )
  select
    (row_number() over (order by t.position, f.name))::integer, f.name || '.' || f.field, f.section,
    f.section || '.' || f.field, t.kind, t.max_length, f.spec,
    -- a column is found by its name, else by its letters
    array(
      select coalesce(
        (select h from unnest(p_headers) as h where h = wanted),
        (select min(h) from unnest(p_headers) as h
          where salesflow.normalise_header(h) = salesflow.normalise_header(wanted) having count(*) = 1),
        wanted)
      from (
        select f.spec ->> 'column' where f.spec ? 'column'
        union all
        select m[1] from regexp_matches(f.spec ->> 'template', '\{([^{}]+)\}', 'g') as m
      ) as named (wanted))
  from fields as f
  left join public.import_targets as t on t.target = f.section || '.' || f.field;
end
$$;
comment on function salesflow.import_rules(jsonb, text[]) is
  'The fields of an import map, one row each, with the columns of the file they read. kind is null for a target that does not exist. Raises SF101.';

create or replace function salesflow.check_import_map(p_map jsonb, p_headers text[])
  returns void
  language plpgsql
  stable
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_problem text;
  v_hint    text;
begin
  select
    case
      when r.kind is null then format('there is no target %s', r.target)
      when jsonb_typeof(r.spec) <> 'object' then format('%s is neither a column name nor an object', r.key)
      when (select count(*) from jsonb_object_keys(r.spec) as k where k in ('column', 'template', 'const')) <> 1
        then format('%s needs one of column, template, const', r.key)
      when unknown.key is not null then format('%s has an unknown key "%s"', r.key, unknown.key)
      when r.spec ? 'template' and cardinality(r.columns) = 0 then format('the template of %s has no {column}', r.key)
      when jsonb_typeof(r.spec -> 'values') <> 'object' then format('values of %s is not an object', r.key)
      when r.spec ->> 'format' not in ('de', 'en', 'dmy', 'mdy') then format('%s has the unknown format "%s"', r.key, r.spec ->> 'format')
      when missing.name is not null then format('%s reads the column "%s", which the file does not have', r.key, missing.name)
    end,
    case
      when r.kind is null then 'select target, description from import_targets order by position;'
      when unknown.key is not null then 'Keys: column, template, const, values, else, default, format.'
      when missing.name is not null then 'Columns of the file: ' || left(array_to_string(p_headers, ', '), 1000)
    end
  into v_problem, v_hint
  from salesflow.import_rules(p_map, p_headers) as r
  left join lateral (
    select k as key
    from jsonb_object_keys(case when jsonb_typeof(r.spec) = 'object' then r.spec else '{}' end) as k
    where k not in ('column', 'template', 'const', 'values', 'else', 'default', 'format')
    limit 1
  ) as unknown on true
  left join lateral (
    select name from unnest(r.columns) as name where name <> all (p_headers) limit 1
  ) as missing on true
  where r.kind is null
    or jsonb_typeof(r.spec) <> 'object'
    or (select count(*) from jsonb_object_keys(r.spec) as k where k in ('column', 'template', 'const')) <> 1
    or unknown.key is not null
    or missing.name is not null
    or r.spec ? 'template' and cardinality(r.columns) = 0
    or jsonb_typeof(r.spec -> 'values') <> 'object'
    or r.spec ->> 'format' not in ('de', 'en', 'dmy', 'mdy')
  order by r.n
  limit 1;
  if v_problem is null then
    select format('activities %s say no type', split_part(r.key, '.', 2)), 'Add "type": {"const": "call"}, or a column.'
    into v_problem, v_hint
    from salesflow.import_rules(p_map, p_headers) as r
    where r.section = 'activity'
    group by split_part(r.key, '.', 2)
    -- in a file of activities a word for the type may be missing, elsewhere it says that there is one
    having not bool_or(r.target = 'activity.type') and p_map ->> 'object' is distinct from 'activity'
    limit 1;
  end if;
  if v_problem is null and p_map ->> 'object' not in ('lead', 'deal', 'contact', 'company', 'activity', 'user') then
    v_problem := format('the object is "%s"', p_map ->> 'object');
    v_hint := 'Objects: lead, deal, contact, company, activity, user.';
  end if;
  if v_problem is null and not exists (select from salesflow.import_rules(p_map, p_headers)) then
    v_problem := 'it maps nothing';
    v_hint := 'No column was recognised. Columns of the file: ' || left(array_to_string(p_headers, ', '), 1000);
  end if;
  if v_problem is null then
    select
      format('option %s is %s', o.key, o.value),
      'Options: null_values, keep, drop (lists of text), dates (dmy, mdy), numbers (de, en), repeats (last), time_zone, shift_dates (interval).'
    into v_problem, v_hint
    from jsonb_each(coalesce(p_map -> 'options', '{}')) as o
    where not case o.key
      when 'null_values' then jsonb_typeof(o.value) = 'array'
      when 'keep' then jsonb_typeof(o.value) = 'array'
      when 'drop' then jsonb_typeof(o.value) = 'array'
      when 'dates' then o.value in ('"dmy"', '"mdy"')
      when 'numbers' then o.value in ('"de"', '"en"')
      when 'repeats' then o.value = '"last"'
      when 'time_zone' then coalesce(salesflow.is_time_zone(o.value #>> '{}'), false)
      -- its own cast says what is wrong with it
      when 'shift_dates' then (o.value #>> '{}')::interval is not null
      else false
    end
    limit 1;
  end if;
  if v_problem is not null then
    raise exception 'the import map does not fit: %', v_problem using errcode = 'SF101',
        hint = coalesce(v_hint, 'A field is a column name or an object: column, template or const; with column also values, else, format; default.');
  end if;
end
$$;
comment on function salesflow.check_import_map(jsonb, text[]) is 'Raises SF101 for a map that says something unknown or does not fit the columns of the file.';

create or replace function salesflow.import_source(p_spec jsonb, p_columns text[], p_headers text[], p_blank text[])
  returns text
  language sql
  immutable
  set search_path = pg_catalog, pg_temp
as $$
  select case when p_spec ? 'default' then format('coalesce(%s, %L)', source.sql, p_spec ->> 'default') else source.sql end
  from (
    select case
      when p_spec ? 'const' then format('%L::text', p_spec ->> 'const')
      when p_spec ? 'column' and p_spec ? 'values' then format(
        'salesflow.translate_cell(%s, %L::jsonb, %L)', cells.sql[1],
        (select jsonb_object_agg(lower(v.key), coalesce(v.value, '')) from jsonb_each_text(p_spec -> 'values') as v),
        p_spec ->> 'else')
      when p_spec ? 'column' then cells.sql[1]
      -- a blank cell takes its separator with it: "Acme – " is "Acme"
      else format(
        'case when coalesce(%s) is not null then btrim(concat(%s), %L) end',
        array_to_string(cells.sql, ', '),
        (select string_agg(
            case when part[1] ~ '^\{[^{}]+\}$' then cells.sql[placeholder] else format('%L', part[1]) end, ', ' order by position)
          from (
            select p.part, p.position, count(*) filter (where p.part[1] ~ '^\{[^{}]+\}$') over (order by p.position) as placeholder
            from regexp_matches(p_spec ->> 'template', '\{[^{}]+\}|[^{]+|\{', 'g') with ordinality as p (part, position)
          ) as parts),
        ' -–—,;:/|·')
    end as sql
    from (
      select array(
        select format('salesflow.clean_cell(r.cells ->> %s, %L)', array_position(p_headers, c.name) - 1, p_blank)
        from unnest(p_columns) with ordinality as c (name, position)
        order by c.position
      ) as sql
    ) as cells
  ) as source
$$;
comment on function salesflow.import_source(jsonb, text[], text[], text[]) is
  'SQL expression for the cell of one field, from a row r(cells jsonb) in the order of the headers. All names and values of the map are literals in it.';

create or replace function salesflow.cells_as_object(p_names text[], p_headers text[], p_blank text[])
  returns text
  language sql
  immutable
  set search_path = pg_catalog, pg_temp
as $$
  select case
    when p_names = '{}' then '''{}''::jsonb'
    else format('jsonb_strip_nulls(jsonb_object(%L::text[], array[%s]::text[]))', p_names, (
      select string_agg(format('salesflow.clean_cell(r.cells ->> %s, %L)', array_position(p_headers, c.name) - 1, p_blank), ', ' order by c.n)
      from unnest(p_names) with ordinality as c (name, n)))
  end
$$;
comment on function salesflow.cells_as_object(text[], text[], text[]) is
  'SQL expression for some cells of a row r(cells jsonb) as {column: cell}, without blank ones.';

create or replace function salesflow.import_value(
  p_source text, p_kind text, p_max_length integer, p_format text, p_zone text, p_shift text)
  returns text
  language sql
  stable
  set search_path = pg_catalog, pg_temp
as $$
  select case
    when p_kind = 'email' then format(
      'case when length(%1$s) <= %2$s then '
      'case when %1$s ~ %3$L then lower(%1$s) else lower(substring(%1$s from %4$L)) end end', p_source, p_max_length,
      '^[^[:space:][:cntrl:]@<>",;():]+@[^[:space:][:cntrl:]@<>",;()]+\.[[:alnum:]-]{2,}$',
      -- several, of which the first counts; or with a name around it
      '(?:^|<|mailto:)([^[:space:][:cntrl:]@<>",;():]+@[^[:space:][:cntrl:]@<>",;()]+\.[[:alnum:]-]{2,})(?=\s*[>;,])')
    when p_kind = 'text' and p_max_length is null then p_source
    when p_kind = 'text' then format('case when length(%1$s) <= %2$s then %1$s end', p_source, p_max_length)
    when p_kind = 'money' then format(
      '(select v::numeric(14, 2)::text from (select salesflow.parse_number(%s, %L) as v) as money where v >= 0 and v < 1e12 - 0.005)',
      p_source, p_format)
    when p_kind = 'score' then format(
      '(select round(v)::text from (select salesflow.parse_number(%s, %L) as v) as score where v between 0 and 100)', p_source, p_format)
    when p_kind = 'timestamp' then format(
      '(salesflow.parse_timestamp(%s, %L, %L)%s)::text', p_source, p_format, p_zone, format(' + %L::interval', p_shift))
    when p_kind = 'time_zone' then format('case when salesflow.is_time_zone(%1$s) then %1$s end', p_source)
    else format(
      'coalesce(%1$L::jsonb ->> lower(%2$s), %1$L::jsonb ->> salesflow.normalise_word(%2$s)%3$s)', salesflow.import_words(p_kind), p_source,
      case p_kind
        when 'currency' then format(', substring(upper(%s) from ''^[A-Z]{3}$'')', p_source)
        when 'locale' then format(', substring(%s from ''^[a-z]{2}[-_][A-Za-z]{2}$'')', p_source)
        else ''
      end)
  end
$$;
comment on function salesflow.import_value(text, text, integer, text, text, text) is
  'SQL expression that reads a cell of a kind: text as stored, or null when it cannot be read.';

grant execute on function
  salesflow.import_words(text), salesflow.normalise_header(text), salesflow.import_rules(jsonb, text[]),
  salesflow.check_import_map(jsonb, text[]), salesflow.import_value(text, text, integer, text, text, text)
  to salesflow_admin;

commit;
