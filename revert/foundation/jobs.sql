-- Revert salesflow:foundation/jobs from pg

begin;

drop table public.job_failures;
drop table public.job_runs;
drop table public.jobs;

commit;
