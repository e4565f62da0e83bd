-- Verify salesflow:lifecycle/why_not on pg

begin;

select
  'salesflow.why_not_situation(text, uuid, timestamptz, text)'::regprocedure,
  'salesflow.earliest_finding(text, uuid, timestamptz)'::regprocedure,
  'public.why_not(uuid, text, timestamptz, text)'::regprocedure;

rollback;
