-- Verify salesflow:lifecycle/judge_leads on pg

begin;

select
  'salesflow.known_until(timestamptz)'::regprocedure,
  'salesflow.leads_at(uuid[], uuid[], timestamptz)'::regprocedure,
  'salesflow.situation_conditions(timestamptz)'::regprocedure,
  'salesflow.judge_leads(uuid[], uuid[], timestamptz)'::regprocedure;

rollback;
