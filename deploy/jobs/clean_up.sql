-- Deploy salesflow:jobs/clean_up to pg
-- requires: foundation/run_isolated
-- requires: jobs/schedule
-- replaceable: The job cleanup: what is kept for how long is a row each.

begin;
set local role salesflow_owner;

create or replace function salesflow.delete_expired(p_rules text[], p_as_of timestamptz)
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

create or replace function salesflow.clean_up(p_as_of timestamptz default now())
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

commit;
