-- Deploy salesflow:import/understand to pg
-- requires: import/read_rows
-- requires: import/find_people
-- replaceable: what was understood of a file, to be looked at before it is imported.

begin;
set local role salesflow_owner;

create or replace function salesflow.understand_import(p_import_id uuid, p_columns text[], p_map jsonb default null)
  returns jsonb
  language plpgsql
  security definer
  set search_path = pg_catalog, pg_temp
  set enable_nestloop = off
as $$
declare
  v_field    record;
  v_fields   jsonb := jsonb_build_array();
  v_words    jsonb := jsonb_build_array();
  v_owners   jsonb := jsonb_build_array();
  v_some     jsonb;
  v_import   public.imports;
begin
  -- security definer: it reads the staged rows, which were the caller's
  update public.imports as i set columns = p_columns where i.id = p_import_id and i.finished_at is null;
  truncate salesflow.import_fields;
  perform salesflow.read_import_map(p_import_id, p_map);
  select * into v_import from public.imports where id = p_import_id;

  for v_field in select f.* from salesflow.import_fields as f where cardinality(f.columns) > 0 and (f.consumes or f.target <> 'lead.currency') order by f.n loop
    execute format(
      'select coalesce(jsonb_agg(cell order by n), ''[]'') from ('
      'select cell, min(n) as n from (select %s as cell, r.row_no as n from (select * from salesflow.import_rows as r order by r.row_no limit 200) as r) as c '
      'where cell is not null group by cell order by min(n) limit 3) as c', v_field.source)
    into v_some;
    v_fields := v_fields || jsonb_build_object(
      'target', v_field.target, 'columns', v_field.columns, 'format', v_field.format, 'examples', v_some);

    if v_field.target in ('lead.status', 'outcome.status', 'activity.type') then
      execute format(
        'select coalesce(jsonb_agg(jsonb_build_object(''column'', %1$L, ''word'', word, ''count'', count, ''value'', %3$s) order by count desc, word), ''[]'') '
        'from (select %2$s as word, count(*) as count from salesflow.import_rows as r where r.problem is null group by 1 order by 2 desc limit 60) as w where word is not null',
        v_field.columns[1], v_field.source, salesflow.import_value('word', v_field.kind, null, null, 'UTC', '0'))
      into v_some;
      v_words := v_words || v_some;
    elsif v_field.target in ('user.name', 'user.email') and v_owners = '[]' then
      execute format(
        'select coalesce(jsonb_agg(jsonb_build_object(''name'', name, ''count'', count, ''user'', (select min(u.name) from public.users as u '
        'where salesflow.normalise_person(u.name) = salesflow.normalise_person(w.name) or lower(u.email) = salesflow.email_in(w.name))) order by count desc, name), ''[]'') '
        'from (select %s as name, count(*) as count from salesflow.import_rows as r where r.problem is null group by 1 order by 2 desc limit 200) as w',
        v_field.source)
      into v_owners;
    end if;
  end loop;

  v_some := jsonb_build_object(
    'source', v_import.source, 'object', v_import.object, 'rows', v_import.row_count, 'map', v_import.map,
    'fields', v_fields, 'words', v_words, 'owners', v_owners,
    'broken', (select count(*) from salesflow.import_rows as r where not salesflow.is_readable(r.problem)),
    'warnings', (
      select coalesce(jsonb_agg(jsonb_build_object('column', r.column_name, 'code', r.code, 'reason', r.reason) order by r.id), '[]')
      from public.import_rejects as r where r.import_id = p_import_id),
    'attributes', (
      select coalesce(jsonb_agg(c order by n), '[]')
      from unnest(p_columns) with ordinality as u (c, n)
      where c not in (select unnest(f.columns) from salesflow.import_fields as f where f.consumes)),
    'has_name', v_import.object not in ('lead', 'deal', 'contact')
      or not exists (select from salesflow.import_fields as f where f.section in ('lead', 'activity', 'bant', 'outcome'))
      or salesflow.has_naming_field());
  -- said here, and again by the import itself
  delete from public.import_rejects as r where r.import_id = p_import_id;
  truncate salesflow.import_fields;
  return v_some;
end
$$;
comment on function salesflow.understand_import(uuid, text[], jsonb) is
  'What a map makes of the rows staged for an open import, without importing: {source, object, rows, map, fields: [{target, columns, format, examples}], words: [{column, word, count, value (null: unknown)}], owners: [{name, count, user (null: new)}], attributes, broken, warnings, has_name}. Raises SF101 (map), SF102 (no rows).';

grant execute on function salesflow.understand_import(uuid, text[], jsonb) to salesflow_admin;

commit;
