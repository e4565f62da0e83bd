-- Deploy salesflow:foundation/jobs to pg
-- requires: foundation/types
-- stateful: The jobs as rows, which each room brings along, and what became of every run.

begin;
set local role salesflow_owner;

create table public.jobs (
  name           text primary key check (name ~ '^[a-z_]+$'),
  schedule       text not null constraint jobs_schedule_has_five_fields check (salesflow.is_cron_schedule(schedule)),
  body           text not null check (body ~ '^salesflow\.[a-z_]+$'),
  description_en text not null,
  description_de text not null,
  is_enabled     boolean not null default true,
  timeout        salesflow.duration not null,
  overdue_after  salesflow.duration not null,
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

grant select on public.jobs, public.job_runs, public.job_failures to salesflow_bi, salesflow_admin;
grant update (schedule, is_enabled, timeout, overdue_after) on public.jobs to salesflow_admin;

commit;
