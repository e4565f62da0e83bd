-- Deploy salesflow:import/suggest_map to pg
-- requires: import/read_map
-- replaceable: which column of a file means what, by its header and its cells.

begin;
set local role salesflow_owner;

create or replace function public.suggest_import_map(p_headers text[], p_sample jsonb default null)
  returns jsonb
  language plpgsql
  stable
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_target record;
  v_header text;
  v_fits   boolean;
  v_map    jsonb := jsonb_build_object();
  v_taken  text[] := array[]::text[];
  v_parts  text[];
begin
  -- a loop over the few targets, each of which takes the best header left
  for v_target in select t.* from public.import_targets as t order by t.position loop
    for v_header in
      select h.header
      from unnest(p_headers) with ordinality as h (header, position)
      cross join array_position(v_target.headers, salesflow.normalise_header(h.header)) as match
      where match is not null and h.header <> all (v_taken)
      order by match, h.position
    loop
      -- the sample must agree: a column of which half cannot be read means something else
      execute format(
        'select coalesce(count(%s) * 2 >= count(s.cell), true) from ('
        'select salesflow.clean_cell(r ->> %L, ''{}'') as cell from jsonb_array_elements(%L::jsonb) as r) as s',
        salesflow.import_value('s.cell', v_target.kind, v_target.max_length, null, 'UTC', '0'), v_header,
        coalesce(p_sample, '[]'))
      into v_fits;
      if v_fits then
        v_parts := string_to_array(v_target.target, '.');
        v_taken := v_taken || v_header;
        v_map := case
          when v_parts[1] = 'activity' then jsonb_set(
            v_map, '{activities}', jsonb_build_array(coalesce(v_map #> '{activities,0}', '{}') || jsonb_build_object(v_parts[2], v_header)))
          else jsonb_set(v_map, v_parts[1:1], coalesce(v_map -> v_parts[1], '{}') || jsonb_build_object(v_parts[2], v_header))
        end;
        exit;
      end if;
    end loop;
  end loop;
  -- a subject or a due date without a type is no activity, an amount without an outcome a value
  if not v_map #> '{activities,0}' ? 'type' then
    v_map := v_map - 'activities';
  end if;
  if v_map ? 'outcome' and not (v_map -> 'outcome' ? 'won' or coalesce(v_map -> 'lead' ? 'status', false)) then
    v_map := v_map - 'outcome';
  end if;
  return v_map;
end
$$;
comment on function public.suggest_import_map(text[], jsonb) is
  'Import map for a file with these headers, in German or English. p_sample: an array of some rows of it as objects; a header whose cells cannot be read as what it says is then left out. What is not in the map goes to attributes.';

grant execute on function public.suggest_import_map(text[], jsonb) to salesflow_admin;

commit;
