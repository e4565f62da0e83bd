-- Verify salesflow:events/apply on pg

begin;

select
  'salesflow.is_outage(text)'::regprocedure,
  'salesflow.call_kind(text, salesflow.events, jsonb, text)'::regprocedure,
  'salesflow.call_kinds(text[], salesflow.events[], jsonb[], text)'::regprocedure,
  'salesflow.apply_answers(text[], salesflow.events[], text[], jsonb[], text)'::regprocedure,
  'salesflow.answer_by_rules(text[], text[], salesflow.events[], text[])'::regprocedure;

rollback;
