-- Deploy salesflow:foundation/run_isolated to pg
-- requires: foundation/jobs
-- replaceable: One bad item never stops the others.

begin;
set local role salesflow_owner;

create or replace function salesflow.run_isolated(p_function text, p_items anyarray, p_as_of timestamptz)
  returns jsonb
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_function regprocedure := to_regprocedure(format('%s(%s, timestamp with time zone)', p_function, pg_typeof(p_items)));
  v_first integer[] := array[]::integer[];
  v_last integer[] := array[]::integer[];
  v_from integer;
  v_to integer;
  v_count bigint;
  v_rows bigint := 0;
  v_failed bigint := 0;
  v_message text;
  v_context text;
begin
  if v_function is null then
    raise exception 'there is no function %(%, timestamptz)', p_function, pg_typeof(p_items)
      using errcode = 'undefined_function';
  end if;
  if cardinality(p_items) > 0 then
    v_first := array[array_lower(p_items, 1)];
    v_last := array[array_upper(p_items, 1)];
  end if;
  -- a stack of slices: one statement for all, halves of what fails, until the bad items stand alone
  while cardinality(v_first) > 0 loop
    v_from := v_first[cardinality(v_first)];
    v_to := v_last[cardinality(v_last)];
    v_first := trim_array(v_first, 1);
    v_last := trim_array(v_last, 1);
    begin
      execute format('select %s($1, $2)', v_function::regproc) into v_count using p_items[v_from:v_to], p_as_of;
      v_rows := v_rows + coalesce(v_count, 0);
    exception
      when others then
        if v_from < v_to then
          v_first := v_first || array[(v_from + v_to) / 2 + 1, v_from];
          v_last := v_last || array[v_to, (v_from + v_to) / 2];
        else
          get stacked diagnostics v_message = message_text, v_context = pg_exception_context;
          insert into public.job_failures (run_id, function, item, error_code, error_message, error_context)
          values (
            nullif(current_setting('salesflow.job_run', true), '')::uuid,
            v_function::regproc::text, p_items[v_from]::text, sqlstate, v_message, v_context);
          v_failed := v_failed + 1;
        end if;
    end;
  end loop;
  return jsonb_build_object('rows', v_rows, 'failed', v_failed);
end
$$;
comment on function salesflow.run_isolated(text, anyarray, timestamptz) is
  'Calls function(items, as_of) for all items in one statement. If that fails it halves the items until the bad ones stand alone, records those in job_failures, and has done all others. Returns {"rows": sum of what the function returned, "failed": number of failed items}.';

commit;
