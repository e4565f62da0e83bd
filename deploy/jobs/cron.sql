-- Deploy salesflow:jobs/cron to pg
-- requires: foundation/roles
-- stateful: pg_cron, where this database may have it, and what a job may cost.

begin;

-- Only one database of a server can have pg_cron, and only if the library is loaded.
do $$
begin
  if current_setting('cron.database_name', true) = current_database()
    and current_setting('shared_preload_libraries') ~ '\mpg_cron\M'
  then
    if not exists (select from pg_catalog.pg_extension where extname = 'pg_cron') then
      create extension pg_cron;
      comment on extension pg_cron is 'Runs the jobs of Sales Flow AI; created by its deployment.';
    end if;
    grant usage on schema cron to salesflow_jobs;
  end if;
end
$$;

-- The last resort: jobs.timeout is far below it.
alter role salesflow_jobs set statement_timeout = '1h';
alter role salesflow_jobs set lock_timeout = '1min';

commit;
