-- Revert salesflow:jobs/cron from pg

begin;

do $$
begin
  if to_regclass('cron.job') is not null then
    revoke usage on schema cron from salesflow_jobs;
    -- our own extension goes too, unless somebody else has come to rely on it
    if obj_description((select oid from pg_catalog.pg_extension where extname = 'pg_cron'), 'pg_extension') like '%Sales Flow AI%'
      and not exists (select from cron.job)
    then
      drop extension pg_cron;
    end if;
  end if;
end
$$;

alter role salesflow_jobs reset statement_timeout;
alter role salesflow_jobs reset lock_timeout;

commit;
