-- Revert salesflow:jobs/schedule from pg

begin;

do $$
begin
  if to_regclass('cron.job') is not null then
    set local role salesflow_jobs;
    perform cron.unschedule(entry_id) from salesflow.cron_entries();
    reset role;
  end if;
end
$$;

drop trigger policies_500_sync_schedule on public.policies;
drop trigger jobs_500_sync_schedule on public.jobs;
drop view public.job_status;
drop function public.stop_jobs();
drop function public.start_jobs();
drop function salesflow.switch_jobs(boolean);
drop function salesflow.purge_cron_history(timestamptz);
drop function salesflow.sync_schedule();
drop function salesflow.cron_entries();
drop function salesflow.sync_changed_schedule();

commit;
