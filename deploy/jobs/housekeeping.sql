-- Deploy salesflow:jobs/housekeeping to pg
-- requires: jobs/schedule
-- The jobs cleanup (what is kept for how long is a row each) and refresh_views.

begin;
set local role salesflow_owner;

insert into public.policies (key, value, unit, description, minimum, maximum)
values
  ('jobs.keep_runs', '"90 days"', 'interval', 'Runs and failures of jobs, and changes of health, are kept this long.', null, null),
  ('jobs.keep_cron_history', '"14 days"', 'interval', 'pg_cron''s own log of our jobs is kept this long.', null, null),
  ('jobs.cleanup_rows', '500000', 'rows', 'Rows that one cleanup deletes from one table at most; the rest goes the next time.', 1, null);

insert into public.retention_rules (rule, table_name, clock, keep_policy, condition, description)
values
  ('jobs.runs', 'public.job_runs', 'finished_at', 'jobs.keep_runs', 'true', 'Runs of jobs, with their failures.'),
  ('jobs.failures', 'public.job_failures', 'failed_at', 'jobs.keep_runs', 'run_id is null', 'Failures outside a run.');

create function salesflow.delete_expired(p_rules text[], p_as_of timestamptz)
  returns bigint
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_rule public.retention_rules;
  v_count bigint;
  v_total bigint := 0;
begin
  for v_rule in select * from public.retention_rules where rule = any (p_rules) order by rule loop
    execute format(
      'delete from %1$s where ctid = any (array(select ctid from %1$s where %2$s < $1 and (%3$s) limit $2))',
      v_rule.table_name::regclass, v_rule.clock, v_rule.condition)
    using p_as_of - salesflow.policy_interval(v_rule.keep_policy), salesflow.policy_number('jobs.cleanup_rows');
    get diagnostics v_count = row_count;
    v_total := v_total + v_count;
  end loop;
  return v_total;
end
$$;
comment on function salesflow.delete_expired(text[], timestamptz) is
  'Deletes what the given retention rules say is over at an instant, at most jobs.cleanup_rows of each; returns how many rows.';

create function salesflow.clean_up(p_as_of timestamptz default now())
  returns jsonb
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_rule text;
  v_count bigint := salesflow.purge_cron_history(p_as_of - salesflow.policy_interval('jobs.keep_cron_history'));
  v_total bigint := v_count;
  v_details jsonb := jsonb_build_object('jobs.cron_history', v_count);
begin
  for v_rule in select rule from public.retention_rules order by rule loop
    v_count := (salesflow.run_isolated('salesflow.delete_expired', array[v_rule], p_as_of) ->> 'rows')::bigint;
    v_total := v_total + v_count;
    v_details := v_details || jsonb_build_object(v_rule, v_count);
  end loop;
  return jsonb_build_object('rows', v_total, 'details', v_details);
end
$$;
comment on function salesflow.clean_up(timestamptz) is
  'Job cleanup: everything retention_rules says, and pg_cron''s history of our jobs. A rule that fails does not stop the others.';

create function salesflow.refresh_materialized_views(p_names text[], p_as_of timestamptz)
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

create function salesflow.refresh_views(p_as_of timestamptz default now())
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
