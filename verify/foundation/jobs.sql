-- Verify salesflow:foundation/jobs on pg

begin;

select
  'public.jobs'::regclass,
  'public.job_runs'::regclass,
  'public.job_failures'::regclass;

rollback;
