-- Verify salesflow:review/word_plans on pg

begin;

select
  'salesflow.plan_wording_context(salesflow.events)'::regprocedure,
  'salesflow.plan_wording_offline(salesflow.events)'::regprocedure,
  'salesflow.plan_wording_judged(uuid, jsonb)'::regprocedure,
  'salesflow.plan_wording_apply(salesflow.events, jsonb, text)'::regprocedure,
  'salesflow.request_plan_wording(uuid[])'::regprocedure;

rollback;
