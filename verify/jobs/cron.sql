-- Verify salesflow:jobs/cron on pg

begin;

do $$
begin
  assert exists (
    select from pg_catalog.pg_roles where rolname = 'salesflow_jobs' and 'statement_timeout=1h' = any (rolconfig)),
    'a job may run for ever';
end
$$;

rollback;
