-- Revert salesflow:jobs/run from pg

begin;

drop function public.trigger_job(text);
drop procedure salesflow.run_job(text);
drop function salesflow.execute_run(uuid);
drop function salesflow.open_run(text, text);
drop function salesflow.end_stale_runs();
drop function salesflow.is_job_running(text);
drop function salesflow.live_runs();

commit;
