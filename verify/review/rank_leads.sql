-- Verify salesflow:review/rank_leads on pg

begin;

select
  'salesflow.rank_leads(uuid[], timestamptz)'::regprocedure,
  'public.rank_leads(uuid, timestamptz)'::regprocedure;

rollback;
