-- Deploy salesflow:jobs/policies to pg
-- requires: foundation/jobs
-- requires: foundation/retention_rules
-- stateful: Whether jobs run, and how long is kept what they leave behind.

begin;
set local role salesflow_owner;

insert into public.policies (key, value, unit, description)
values
  ('jobs.active', 'true', 'switch', 'Whether jobs run by schedule at all: start_jobs() and stop_jobs() turn it.');

insert into public.policies (key, value, unit, description, minimum, maximum)
values
  ('jobs.keep_runs', '"90 days"', 'interval', 'Runs and failures of jobs, and changes of health, are kept this long.', null, null),
  ('jobs.keep_cron_history', '"14 days"', 'interval', 'pg_cron''s own log of our jobs is kept this long.', null, null),
  ('jobs.cleanup_rows', '500000', 'rows', 'Rows that one cleanup deletes from one table at most; the rest goes the next time.', 1, null);

insert into public.retention_rules (rule, table_name, clock, keep_policy, condition, description)
values
  ('jobs.runs', 'public.job_runs', 'finished_at', 'jobs.keep_runs', 'true', 'Runs of jobs, with their failures.'),
  ('jobs.failures', 'public.job_failures', 'failed_at', 'jobs.keep_runs', 'run_id is null', 'Failures outside a run.');

commit;
