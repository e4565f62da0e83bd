-- Verify salesflow:review/word_plans on pg

begin;

select
  'salesflow.words_are_safe(text, text, integer)'::regprocedure,
  'salesflow.plan_wording_context(salesflow.events)'::regprocedure,
  'salesflow.plan_wording_offline(salesflow.events)'::regprocedure,
  'salesflow.plan_wording_apply(salesflow.events, jsonb, text)'::regprocedure,
  'salesflow.request_plan_wording(uuid[])'::regprocedure;

rollback;
