-- Deploy salesflow:jobs/run to pg
-- requires: foundation/jobs
-- replaceable: How a job runs: alone, recorded, and never stopped by a single bad item.

begin;
set local role salesflow_owner;

create or replace function salesflow.live_runs()
  returns table (run_id uuid, pid integer)
  language sql
  stable
  set search_path = pg_catalog, pg_temp
as $$
  -- Anybody may take any advisory lock: one shows life only if its holder may run jobs.
  select r.id, l.pid
  from public.job_runs as r
  join pg_locks as l
    on l.locktype = 'advisory'
    and l.database = (select d.oid from pg_database as d where d.datname = current_database())
    and (l.classid, l.objid) = ('public.job_runs'::regclass::oid, hashtext(r.id::text)::oid)
    and l.granted
  join pg_stat_activity as a on a.pid = l.pid
  where r.status = 'running'
    and (pg_has_role(a.usesysid, 'salesflow_owner', 'member') or pg_has_role(a.usesysid, 'salesflow_admin', 'member'))
$$;
comment on function salesflow.live_runs() is
  'The runs whose session is there, with its process: it holds an advisory lock for its run as long as it lives.';

create or replace function salesflow.is_job_running(p_job_name text)
  returns boolean
  language sql
  stable
  set search_path = pg_catalog, pg_temp
as $$
  select exists (
    select
    from public.job_runs as r
    where r.job_name = p_job_name and r.status = 'running' and r.id in (select l.run_id from salesflow.live_runs() as l))
$$;
comment on function salesflow.is_job_running(text) is
  'Whether a scheduled run of the job is at work now. What trigger_job() does shows only when it is done: it is one transaction.';

create or replace function salesflow.end_stale_runs()
  returns void
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
begin
  -- a running row without its lock: the session is gone, however it went
  update public.job_runs as r
  set status = 'failed', finished_at = clock_timestamp(), error_code = 'SF403', error_message = 'interrupted',
    error_hint = 'The session or the server ended during the run; nothing of it was kept.'
  where r.status = 'running'
    and r.id not in (select l.run_id from salesflow.live_runs() as l);

  -- out of time: cancelled, if it is ours to cancel; the run then records that itself
  perform pg_cancel_backend(l.pid)
  from salesflow.live_runs() as l
  join public.job_runs as r on r.id = l.run_id
  join public.jobs as j on j.name = r.job_name
  join pg_stat_activity as a on a.pid = l.pid and a.usename = current_user
  where r.started_at + j.timeout < clock_timestamp()
    and l.pid <> pg_backend_pid();
end
$$;
comment on function salesflow.end_stale_runs() is
  'Marks runs whose session died as failed (SF403) and cancels scheduled runs that exceed their timeout.';

create or replace function salesflow.open_run(p_job_name text, p_triggered_by text)
  returns public.job_runs
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_run public.job_runs;
  v_id uuid;
  v_is_free boolean;
begin
  if not exists (select from public.jobs where name = p_job_name) then
    raise exception 'there is no job %', coalesce(p_job_name, 'null')
      using errcode = 'SF401', hint = 'Known: ' || (select string_agg(name, ', ' order by name) from public.jobs) || '.';
  end if;
  -- one at a time by the row of the job, which nobody can lock who may not change it
  perform from public.jobs as j where j.name = p_job_name for no key update skip locked;
  v_is_free := found;
  perform salesflow.end_stale_runs();
  v_is_free := v_is_free and not exists (select from public.job_runs as r where r.job_name = p_job_name and r.status = 'running');
  -- the key of a lock that nobody can have taken before: a run of its own, random until now
  loop
    v_id := gen_random_uuid();
    -- by schedule the lock must outlive the commit that makes the run visible
    exit when not v_is_free
      or p_triggered_by = 'schedule' and pg_try_advisory_lock('public.job_runs'::regclass::oid::integer, hashtext(v_id::text))
      or p_triggered_by <> 'schedule' and pg_try_advisory_xact_lock('public.job_runs'::regclass::oid::integer, hashtext(v_id::text));
  end loop;
  insert into public.job_runs (id, job_name, triggered_by, status, finished_at, error_message)
  select
    v_id, p_job_name, p_triggered_by,
    case when v_is_free then 'running' else 'skipped' end,
    case when not v_is_free then clock_timestamp() end,
    case when not v_is_free then 'the job is running already' end
  returning * into v_run;
  return v_run;
end
$$;
comment on function salesflow.open_run(text, text) is
  'Begins a run: locks the job until the transaction ends and writes the running row, or a skipped one where the job runs already. Raises SF401 (unknown job).';

create or replace function salesflow.execute_run(p_run_id uuid)
  returns public.job_runs
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_run public.job_runs;
  v_job public.jobs;
  v_body regprocedure;
  v_result jsonb;
begin
  select r.* into strict v_run from public.job_runs as r where r.id = p_run_id;
  select j.* into strict v_job from public.jobs as j where j.name = v_run.job_name;
  -- run_isolated() files its failures under this run; a body may ask whether a person wants it now
  perform set_config('salesflow.job_run', p_run_id::text, true), set_config('salesflow.triggered_by', v_run.triggered_by, true);
  begin
    v_body := to_regprocedure(v_job.body || '(timestamp with time zone)');
    if v_body is null then
      raise exception 'job % has nothing to run: function %(timestamptz) is not deployed', v_job.name, v_job.body
        using errcode = 'SF402', hint = v_job.description_en;
    end if;
    execute format('select to_jsonb(%s($1))', v_body::regproc) into v_result using v_run.started_at;
    v_run.rows_affected := case jsonb_typeof(v_result) when 'object' then v_result ->> 'rows' else v_result #>> '{}' end::bigint;
    v_run.details := case jsonb_typeof(v_result) when 'object' then coalesce(v_result -> 'details', '{}') else '{}' end;
    v_run.failed_items := (select count(*) from public.job_failures as f where f.run_id = p_run_id);
    v_run.status := case when v_run.failed_items > 0 then 'partial' else 'succeeded' end;
  exception
    -- "others" leaves out a cancelled statement, and that is how a run out of time ends
    when others or query_canceled or assert_failure then
      get stacked diagnostics
        v_run.error_code = returned_sqlstate, v_run.error_message = message_text,
        v_run.error_hint = pg_exception_hint, v_run.error_context = pg_exception_context;
      v_run.status := 'failed';
  end;
  perform set_config('salesflow.job_run', '', true), set_config('salesflow.triggered_by', '', true);
  update public.job_runs as r
  set status = v_run.status, finished_at = clock_timestamp(), rows_affected = v_run.rows_affected,
    failed_items = v_run.failed_items, error_code = v_run.error_code, error_message = v_run.error_message,
    error_hint = nullif(v_run.error_hint, ''), error_context = v_run.error_context, details = v_run.details
  where r.id = p_run_id
  returning r.* into v_run;
  return v_run;
end
$$;
comment on function salesflow.execute_run(uuid) is
  'Does the work of an open run and records what came of it. Never raises an error of the work: a failed run is undone and says why.';

create or replace procedure salesflow.run_job(p_job_name text)
  language plpgsql
as $$
declare
  v_run public.job_runs;
begin
  v_run := salesflow.open_run(p_job_name, 'schedule');
  -- from here on everybody sees the run, and it stays if the server dies
  commit;
  if v_run.status = 'running' then
    v_run := salesflow.execute_run(v_run.id);
    commit;
    perform pg_advisory_unlock('public.job_runs'::regclass::oid::integer, hashtext(v_run.id::text));
  end if;
  if v_run.status = 'failed' then
    raise exception 'job % failed: %', p_job_name, v_run.error_message
      using errcode = 'SF404', detail = format('job_runs.id %s, SQLSTATE %s', v_run.id, v_run.error_code), hint = coalesce(v_run.error_hint, '');
  end if;
end
$$;
comment on procedure salesflow.run_job(text) is
  'One scheduled run of a job, for pg_cron. Commits as it goes. Raises SF404 once a failure is recorded, so that pg_cron''s history shows it too.';

create or replace function public.trigger_job(p_job_name text)
  returns jsonb
  language plpgsql
  security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_run public.job_runs;
begin
  -- security definer: whoever was granted this may run any job, and touches no table of it
  v_run := salesflow.open_run(p_job_name, 'manual');
  if v_run.status = 'running' then
    v_run := salesflow.execute_run(v_run.id);
  end if;
  return jsonb_build_object(
      'success', v_run.status = 'succeeded',
      'job', v_run.job_name,
      'timestamp', v_run.started_at,
      'run_id', v_run.id,
      'status', v_run.status,
      'rows', coalesce(v_run.rows_affected, 0),
      'failed', coalesce(v_run.failed_items, 0),
      'duration_ms', v_run.duration_ms,
      'details', v_run.details)
    || case
      when v_run.error_message is null then '{}'
      else jsonb_strip_nulls(jsonb_build_object(
        'error', v_run.error_message, 'error_code', v_run.error_code, 'hint', v_run.error_hint))
    end;
end
$$;
comment on function public.trigger_job(text) is
  'Runs a job now and waits for it: {"success": true, "job": …, "timestamp": …, "run_id", "status", "rows", "failed", "duration_ms", "details"}; with "error", "error_code" and "hint" where it failed or was running already. Raises SF401 (unknown job), which lists the known ones.';

grant execute on function salesflow.live_runs(), salesflow.is_job_running(text) to salesflow_bi, salesflow_admin;
grant execute on function public.trigger_job(text) to salesflow_admin;

commit;
