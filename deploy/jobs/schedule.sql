-- Deploy salesflow:jobs/schedule to pg
-- requires: foundation/use_policies
-- requires: jobs/policies
-- requires: jobs/run
-- replaceable: pg_cron follows the table jobs. Without pg_cron in this database all of it is there and does nothing.

begin;

-- What touches schema cron runs as the role that pg_cron runs the jobs as.
create or replace function salesflow.cron_entries()
  returns table (entry_id bigint, job_name text, schedule text, command text)
  language plpgsql
  stable
  security definer
  set search_path = pg_catalog, pg_temp
as $$
begin
  if to_regclass('cron.job') is not null then
    return query execute
      'select jobid, substr(jobname, 11), schedule, command from cron.job '
      'where username = current_user and database = current_database() and jobname like ''salesflow.%''';
  end if;
end
$$;
comment on function salesflow.cron_entries() is
  'What pg_cron has of our jobs; no row where it is not in this database. Belongs to salesflow_jobs, who alone sees its entries.';

create or replace function salesflow.sync_schedule()
  returns bigint
  language plpgsql
  security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_wanted record;
begin
  if to_regclass('cron.job') is null then
    return 0;
  end if;
  for v_wanted in
    select e.entry_id, j.name, j.schedule, format('call salesflow.run_job(%L)', j.name) as command, j.name is not null as is_wanted
    from salesflow.cron_entries() as e
    full join (
      select name, jobs.schedule from public.jobs where is_enabled and salesflow.policy('jobs.active') = 'true'
    ) as j on j.name = e.job_name
    where (j.schedule, format('call salesflow.run_job(%L)', j.name)) is distinct from (e.schedule, e.command)
    order by j.name
  loop
    if v_wanted.is_wanted then
      execute 'select cron.schedule($1, $2, $3)'
      using 'salesflow.' || v_wanted.name, v_wanted.schedule, v_wanted.command;
    else
      execute 'select cron.unschedule($1)' using v_wanted.entry_id;
    end if;
  end loop;
  return (select count(*) from salesflow.cron_entries());
end
$$;
comment on function salesflow.sync_schedule() is
  'Makes pg_cron run exactly the enabled jobs, or none while policy jobs.active is false; returns how many. Belongs to salesflow_jobs: pg_cron runs a job as whoever schedules it.';

create or replace function salesflow.purge_cron_history(p_before timestamptz)
  returns bigint
  language plpgsql
  security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_count bigint := 0;
begin
  if to_regclass('cron.job_run_details') is not null then
    execute 'delete from cron.job_run_details where username = current_user and end_time < $1' using p_before;
    get diagnostics v_count = row_count;
  end if;
  return v_count;
end
$$;
comment on function salesflow.purge_cron_history(timestamptz) is
  'Deletes what pg_cron logged of our jobs before an instant, which it never does itself; returns how many rows. Belongs to salesflow_jobs, who alone may.';

alter function salesflow.cron_entries() owner to salesflow_jobs;
alter function salesflow.sync_schedule() owner to salesflow_jobs;
alter function salesflow.purge_cron_history(timestamptz) owner to salesflow_jobs;
revoke execute on function
  salesflow.cron_entries(), salesflow.sync_schedule(), salesflow.purge_cron_history(timestamptz)
  from public;
grant execute on function
  salesflow.cron_entries(), salesflow.sync_schedule(), salesflow.purge_cron_history(timestamptz)
  to salesflow_owner;
grant execute on function salesflow.cron_entries() to salesflow_bi, salesflow_admin;
grant execute on function salesflow.sync_schedule() to salesflow_admin;

set local role salesflow_owner;

create or replace function salesflow.sync_changed_schedule()
  returns trigger
  language plpgsql
  security definer
  set search_path = pg_catalog, pg_temp
as $$
begin
  perform salesflow.sync_schedule();
  return null;
end
$$;
comment on function salesflow.sync_changed_schedule() is 'Tells pg_cron when jobs or the switch jobs.active change.';

create or replace trigger jobs_500_sync_schedule
  after insert or update of name, schedule, is_enabled or delete on public.jobs
  for each statement execute function salesflow.sync_changed_schedule();

create or replace trigger policies_500_sync_schedule
  after update on public.policies
  for each row when (new.key = 'jobs.active' and old.value is distinct from new.value)
  execute function salesflow.sync_changed_schedule();

create or replace function salesflow.switch_jobs(p_active boolean)
  returns bigint
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
begin
  perform public.set_policy('jobs.active', to_jsonb(p_active));
  if not exists (select from pg_extension where extname = 'pg_cron') then
    raise notice 'pg_cron is not in database %: no job runs by itself', current_database()
      using hint = 'Run jobs with trigger_job(), or have a superuser create extension pg_cron and grant usage on schema cron to salesflow_jobs; then start_jobs() again.';
  end if;
  return salesflow.sync_schedule();
end
$$;
comment on function salesflow.switch_jobs(boolean) is 'Sets policy jobs.active and brings pg_cron in line; returns how many jobs it runs.';

create or replace function public.start_jobs()
  returns bigint
  language sql
  set search_path = pg_catalog, pg_temp
begin atomic
  select salesflow.switch_jobs(true);
end;
comment on function public.start_jobs() is 'Has pg_cron run all enabled jobs by their schedule; returns how many. 0 and a notice where pg_cron is not in this database.';

create or replace function public.stop_jobs()
  returns bigint
  language sql
  set search_path = pg_catalog, pg_temp
begin atomic
  select salesflow.switch_jobs(false);
end;
comment on function public.stop_jobs() is 'Takes all jobs off pg_cron until start_jobs(); a run under way ends in peace. trigger_job() still works. Returns 0.';

create or replace view public.job_status with (security_invoker = true) as
select
  j.name,
  j.schedule,
  j.is_enabled,
  e.job_name is not null as is_scheduled,
  salesflow.is_job_running(j.name) as is_running,
  last.status as last_status,
  last.started_at as last_started_at,
  last.duration_ms as last_duration_ms,
  last.rows_affected as last_rows,
  last.error_message as last_error,
  week.runs as runs_7d,
  week.success_rate as success_rate_7d,
  week.avg_duration_ms as avg_duration_ms_7d,
  ok.finished_at as last_success_at,
  e.job_name is not null and coalesce(ok.finished_at, j.created_at) + j.overdue_after < now() as is_overdue,
  j.description_en,
  j.description_de
from public.jobs as j
left join salesflow.cron_entries() as e on e.job_name = j.name
left join lateral (
  select r.*
  from public.job_runs as r
  where r.job_name = j.name and r.status <> 'skipped'
  order by r.started_at desc
  limit 1
) as last on true
left join lateral (
  select r.finished_at
  from public.job_runs as r
  where r.job_name = j.name and r.status in ('succeeded', 'partial')
  order by r.started_at desc
  limit 1
) as ok on true
cross join lateral (
  select
    count(*) as runs,
    round(100.0 * count(*) filter (where r.status = 'succeeded') / nullif(count(*), 0), 2) as success_rate,
    round(avg(r.duration_ms), 1) as avg_duration_ms
  from public.job_runs as r
  where r.job_name = j.name
    and r.status in ('succeeded', 'partial', 'failed')
    and r.started_at > now() - interval '7 days'
) as week;
comment on view public.job_status is 'The jobs at a glance: whether each is scheduled, running, overdue, and how its runs of the last 7 days went.';
comment on column public.job_status.name is 'Name of the job.';
comment on column public.job_status.schedule is 'When it runs, in GMT.';
comment on column public.job_status.is_enabled is 'Whether it should run by schedule.';
comment on column public.job_status.is_scheduled is 'Whether pg_cron has it; false for all where pg_cron is not in this database.';
comment on column public.job_status.is_running is 'Whether it is running now.';
comment on column public.job_status.last_status is 'How the last run went (job_runs.status), skipped ones aside.';
comment on column public.job_status.last_started_at is 'When it last began.';
comment on column public.job_status.last_duration_ms is 'How long that took, in milliseconds.';
comment on column public.job_status.last_rows is 'How much that did.';
comment on column public.job_status.last_error is 'What its error said.';
comment on column public.job_status.runs_7d is 'Finished runs of the last 7 days, skipped ones aside.';
comment on column public.job_status.success_rate_7d is 'Percent of them that succeeded; null without runs.';
comment on column public.job_status.avg_duration_ms_7d is 'Their mean duration in milliseconds.';
comment on column public.job_status.last_success_at is 'End of the last run that did its work (succeeded or partial).';
comment on column public.job_status.is_overdue is 'Whether a scheduled job has been without success for longer than jobs.overdue_after.';
comment on column public.job_status.description_en is 'What it does, in English.';
comment on column public.job_status.description_de is 'What it does, in German.';

grant select on public.job_status to salesflow_bi, salesflow_admin;
grant execute on function public.start_jobs(), public.stop_jobs(), salesflow.switch_jobs(boolean) to salesflow_admin;

reset role;

do $$
begin
  perform salesflow.sync_schedule();
end
$$;

commit;
