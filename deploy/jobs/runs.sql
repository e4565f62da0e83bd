-- Deploy salesflow:jobs/runs to pg
-- requires: review/daily_review
-- The jobs as rows, and how one runs: alone, recorded, and never stopped by a single bad item.

begin;
set local role salesflow_owner;

create function salesflow.is_cron_schedule(p_schedule text)
  returns boolean
  language sql
  immutable
  parallel safe
  set search_path = pg_catalog, pg_temp
as $$
  select p_schedule ~ ('^' || string_agg(
    format('(%1$s|%2$s)(,(%1$s|%2$s))*', field.number, format('(\*|%1$s-%1$s)(/[1-9][0-9]?)?', field.number)),
    ' ' order by field.position) || '$')
  from (values
    (1, '[0-5]?[0-9]'),
    (2, '([01]?[0-9]|2[0-3])'),
    (3, '(0?[1-9]|[12][0-9]|3[01])'),
    (4, '(0?[1-9]|1[0-2])'),
    (5, '[0-7]')
  ) as field (position, number)
$$;
comment on function salesflow.is_cron_schedule(text) is
  'Whether a text is a schedule of exactly five numeric fields: pg_cron accepts a sixth and then reads all of them wrongly.';

create table public.jobs (
  name           text primary key check (name ~ '^[a-z_]+$'),
  schedule       text not null constraint jobs_schedule_has_five_fields check (salesflow.is_cron_schedule(schedule)),
  body           text not null check (body ~ '^salesflow\.[a-z_]+$'),
  description_en text not null,
  description_de text not null,
  is_enabled     boolean not null default true,
  timeout        interval not null check (timeout > '0'),
  overdue_after  interval not null check (overdue_after > '0'),
  created_at     timestamptz not null default now()
);
comment on table public.jobs is
  'The jobs. pg_cron follows this table: change schedule or is_enabled here. Run one now with trigger_job(), see them all in job_status.';
comment on column public.jobs.name is 'Name, as trigger_job() takes it.';
comment on column public.jobs.schedule is 'When it runs: minute hour day month weekday, in GMT. What depends on local time ticks often and picks the users whose hour has come.';
comment on column public.jobs.body is 'Function that does the work: body(as_of timestamptz) returns the number of rows done, or {"rows": …, "details": {…}}.';
comment on column public.jobs.description_en is 'What it does, in English.';
comment on column public.jobs.description_de is 'What it does, in German.';
comment on column public.jobs.is_enabled is 'Whether it runs by schedule; trigger_job() runs it either way.';
comment on column public.jobs.timeout is 'A scheduled run that takes longer is cancelled by the next job that starts. The role''s statement_timeout ends any run.';
comment on column public.jobs.overdue_after is 'Without a success for this long the health check calls it overdue.';
comment on column public.jobs.created_at is 'When the job was entered.';

insert into public.jobs (name, schedule, body, description_en, description_de, is_enabled, timeout, overdue_after)
values
  ('daily_review', '*/15 * * * *', 'salesflow.run_daily_review',
    'Plans the day of every user whose local clock has passed their review time and who has no plan yet.',
    'Plant den Tag aller Nutzer, deren Ortszeit ihre Planungsstunde erreicht hat und die noch keinen Plan haben.',
    true, '10 minutes', '1 hour'),
  ('inactivity_check', '0 * * * *', 'salesflow.check_inactivity',
    'Recommends what to do about leads that wait too long.',
    'Empfiehlt, was bei Leads zu tun ist, die zu lange warten.',
    true, '10 minutes', '3 hours'),
  ('refresh_views', '0 */6 * * *', 'salesflow.refresh_views',
    'Refreshes the materialized views, without locking out readers.',
    'Frischt die materialisierten Sichten auf, ohne Leser auszusperren.',
    true, '30 minutes', '13 hours'),
  ('expire_recommendations', '0 0 * * *', 'salesflow.expire_recommendations',
    'Dismisses recommendations nobody answered in time.',
    'Verwirft Empfehlungen, auf die niemand rechtzeitig reagiert hat.',
    true, '10 minutes', '49 hours'),
  ('squad_analysis', '0 9 * * 1', 'salesflow.analyse_squads',
    'Snapshot, coaching needs and patterns of each squad. Comes with the squads room; off until then.',
    'Momentaufnahme, Coachingbedarf und Muster jedes Teams. Kommt mit dem Raum squads; bis dahin aus.',
    false, '30 minutes', '15 days'),
  ('cleanup', '0 2 * * *', 'salesflow.clean_up',
    'Deletes what nobody needs to keep any longer (retention_rules).',
    'Löscht, was niemand länger aufbewahren muss (retention_rules).',
    true, '30 minutes', '49 hours'),
  ('health_check', '*/15 * * * *', 'salesflow.check_health',
    'Looks at system_health and tells the administrators what changed.',
    'Prüft system_health und meldet den Administratoren, was sich geändert hat.',
    true, '1 minute', '1 hour');

create table public.job_runs (
  id            uuid primary key default gen_random_uuid(),
  job_name      text not null references public.jobs on delete cascade,
  triggered_by  text not null check (triggered_by in ('schedule', 'manual')),
  status        text not null default 'running' check (status in ('running', 'succeeded', 'partial', 'failed', 'skipped')),
  started_at    timestamptz not null default clock_timestamp(),
  finished_at   timestamptz,
  duration_ms   numeric(14, 3) generated always as (extract(epoch from finished_at - started_at) * 1000) stored,
  rows_affected bigint,
  failed_items  bigint,
  error_code    text,
  error_message text,
  error_hint    text,
  error_context text,
  details       salesflow.json_object not null default '{}',
  check ((status = 'running') = (finished_at is null))
);
comment on table public.job_runs is 'Every run of every job.';
comment on column public.job_runs.id is 'Key.';
comment on column public.job_runs.job_name is 'The job.';
comment on column public.job_runs.triggered_by is 'schedule (pg_cron) or manual (trigger_job).';
comment on column public.job_runs.status is 'running; succeeded; partial (single items failed, see job_failures, all others are done); failed (nothing was done); skipped (the job was running already).';
comment on column public.job_runs.started_at is 'Begin.';
comment on column public.job_runs.finished_at is 'End; null while it runs.';
comment on column public.job_runs.duration_ms is 'How long it took, in milliseconds.';
comment on column public.job_runs.rows_affected is 'How much it did, in the unit of the job: plans, recommendations, rows.';
comment on column public.job_runs.failed_items is 'How many single users, leads, views or tables failed.';
comment on column public.job_runs.error_code is 'SQLSTATE of the error that failed the run. SF402: not deployed yet, SF403: the server or session died during the run.';
comment on column public.job_runs.error_message is 'What the error said.';
comment on column public.job_runs.error_hint is 'What to do about it.';
comment on column public.job_runs.error_context is 'Where it happened.';
comment on column public.job_runs.details is 'What the job says about itself.';

create index job_runs_job on public.job_runs (job_name, started_at desc);
create index job_runs_started on public.job_runs (started_at);
create index job_runs_running on public.job_runs (job_name) where status = 'running';

create table public.job_failures (
  id            bigint generated always as identity primary key,
  run_id        uuid references public.job_runs on delete cascade,
  function      text not null,
  item          text not null,
  error_code    text not null,
  error_message text not null,
  error_context text,
  failed_at     timestamptz not null default clock_timestamp()
);
comment on table public.job_failures is 'Single users, leads, views or tables that a job could not do while it did all others.';
comment on column public.job_failures.id is 'Key.';
comment on column public.job_failures.run_id is 'The run; null when the work was done outside a job.';
comment on column public.job_failures.function is 'Function that failed.';
comment on column public.job_failures.item is 'Id or name of the item it failed for.';
comment on column public.job_failures.error_code is 'SQLSTATE.';
comment on column public.job_failures.error_message is 'What the error said.';
comment on column public.job_failures.error_context is 'Where it happened.';
comment on column public.job_failures.failed_at is 'When.';

create index job_failures_run on public.job_failures (run_id);
create index job_failures_failed on public.job_failures (failed_at);

create function salesflow.run_isolated(p_function text, p_items anyarray, p_as_of timestamptz)
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

create function salesflow.is_job_running(p_job_name text)
  returns boolean
  language sql
  stable
  set search_path = pg_catalog, pg_temp
as $$
  select exists (
    select
    from pg_locks as l
    where l.locktype = 'advisory'
      and l.database = (select d.oid from pg_database as d where d.datname = current_database())
      and (l.classid, l.objid) = (hashtext('salesflow.jobs')::oid, hashtext(p_job_name)::oid)
      and l.granted)
$$;
comment on function salesflow.is_job_running(text) is
  'Whether a job is running now: a run holds the advisory lock (salesflow.jobs, name) of its job for as long as it lives.';

create function salesflow.end_stale_runs()
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
    and not salesflow.is_job_running(r.job_name);

  -- out of time: cancelled, if it is ours to cancel; the run then records that itself
  perform pg_cancel_backend(l.pid)
  from public.job_runs as r
  join public.jobs as j on j.name = r.job_name
  join pg_locks as l
    on l.locktype = 'advisory'
    and l.database = (select d.oid from pg_database as d where d.datname = current_database())
    and (l.classid, l.objid) = (hashtext('salesflow.jobs')::oid, hashtext(r.job_name)::oid)
    and l.granted
  join pg_stat_activity as a on a.pid = l.pid and a.usename = current_user
  where r.status = 'running'
    and r.started_at + j.timeout < clock_timestamp()
    and l.pid <> pg_backend_pid();
end
$$;
comment on function salesflow.end_stale_runs() is
  'Marks runs whose session died as failed (SF403) and cancels scheduled runs that exceed their timeout.';

create function salesflow.open_run(p_job_name text, p_triggered_by text)
  returns public.job_runs
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_run public.job_runs;
  v_is_free boolean;
begin
  if not exists (select from public.jobs where name = p_job_name) then
    raise exception 'there is no job %', coalesce(p_job_name, 'null')
      using errcode = 'SF401', hint = 'Known: ' || (select string_agg(name, ', ' order by name) from public.jobs) || '.';
  end if;
  perform salesflow.end_stale_runs();
  -- by schedule the lock must outlive the commit that makes the run visible
  v_is_free := case
    when p_triggered_by = 'schedule' then pg_try_advisory_lock(hashtext('salesflow.jobs'), hashtext(p_job_name))
    else pg_try_advisory_xact_lock(hashtext('salesflow.jobs'), hashtext(p_job_name))
  end;
  insert into public.job_runs (job_name, triggered_by, status, finished_at, error_message)
  select
    p_job_name, p_triggered_by,
    case when v_is_free then 'running' else 'skipped' end,
    case when not v_is_free then clock_timestamp() end,
    case when not v_is_free then 'the job is running already' end
  returning * into v_run;
  return v_run;
end
$$;
comment on function salesflow.open_run(text, text) is
  'Begins a run: takes the lock of the job and writes the running row, or a skipped one where the job runs already. Raises SF401 (unknown job).';

create function salesflow.execute_run(p_run_id uuid)
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

create procedure salesflow.run_job(p_job_name text)
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
    perform pg_advisory_unlock(hashtext('salesflow.jobs'), hashtext(p_job_name));
  end if;
  if v_run.status = 'failed' then
    raise exception 'job % failed: %', p_job_name, v_run.error_message
      using errcode = 'SF404', detail = format('job_runs.id %s, SQLSTATE %s', v_run.id, v_run.error_code), hint = coalesce(v_run.error_hint, '');
  end if;
end
$$;
comment on procedure salesflow.run_job(text) is
  'One scheduled run of a job, for pg_cron. Commits as it goes. Raises SF404 once a failure is recorded, so that pg_cron''s history shows it too.';

create function public.trigger_job(p_job_name text)
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

grant select on public.jobs, public.job_runs, public.job_failures to salesflow_bi, salesflow_admin;
grant update (schedule, is_enabled, timeout, overdue_after) on public.jobs to salesflow_admin;
-- a check constraint runs with the rights of whoever updates
grant execute on function salesflow.is_cron_schedule(text) to salesflow_admin;
grant execute on function salesflow.is_job_running(text) to salesflow_bi, salesflow_admin;
grant execute on function public.trigger_job(text) to salesflow_admin;

commit;
