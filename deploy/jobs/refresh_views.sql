-- Deploy salesflow:jobs/refresh_views to pg
-- requires: foundation/run_isolated
-- replaceable: The job refresh_views: every materialized view, without locking out readers.

begin;
set local role salesflow_owner;

create or replace function salesflow.refresh_materialized_views(p_names text[], p_as_of timestamptz)
  returns bigint
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_view record;
  v_count bigint := 0;
begin
  for v_view in
    select c.oid::regclass as name, m.ispopulated
    from pg_matviews as m
    join pg_class as c on c.relname = m.matviewname and c.relnamespace = m.schemaname::regnamespace
    where m.schemaname = 'public' and m.matviewname = any (p_names)
    -- a view can rest only on those made before it
    order by c.oid
  loop
    -- readers go on reading the old rows; only a view that was never filled has none to read
    execute format('refresh materialized view %s %s', case when v_view.ispopulated then 'concurrently' else '' end, v_view.name);
    v_count := v_count + 1;
  end loop;
  return v_count;
end
$$;
comment on function salesflow.refresh_materialized_views(text[], timestamptz) is
  'Refreshes the named materialized views of schema public, concurrently; they show the present, whatever the instant. Returns how many.';

create or replace function salesflow.refresh_views(p_as_of timestamptz default now())
  returns jsonb
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
begin
  return salesflow.run_isolated('salesflow.refresh_materialized_views', array(
    select m.matviewname::text
    from pg_matviews as m
    join pg_class as c on c.relname = m.matviewname and c.relnamespace = m.schemaname::regnamespace
    where m.schemaname = 'public' and m.matviewowner = 'salesflow_owner'
    order by c.oid), p_as_of);
end
$$;
comment on function salesflow.refresh_views(timestamptz) is
  'Job refresh_views: all our materialized views. One that cannot be refreshed does not stop the others.';

commit;
