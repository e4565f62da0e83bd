-- Verify salesflow:import/plan_rows on pg

begin;

select
  'salesflow.find_activity_leads(uuid)'::regprocedure,
  'salesflow.plan_import(uuid)'::regprocedure;

rollback;
