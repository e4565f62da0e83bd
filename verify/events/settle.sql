-- Verify salesflow:events/settle on pg

begin;

select
  'salesflow.call_kinds(text, bigint[], jsonb[], text)'::regprocedure,
  'salesflow.apply_answers(bigint[], jsonb[], text)'::regprocedure,
  'salesflow.answer_by_rules(bigint[])'::regprocedure,
  'salesflow.settle_events(salesflow.settlement[])'::regprocedure,
  'salesflow.complete_events(jsonb)'::regprocedure,
  'salesflow.complete_event(bigint, uuid, jsonb, jsonb)'::regprocedure,
  'salesflow.complete_offline(bigint, uuid, text, jsonb)'::regprocedure,
  'salesflow.fail_event(bigint, uuid, text, double precision, jsonb, text)'::regprocedure,
  'salesflow.settlement'::regtype,
  'salesflow.verdict'::regtype;

rollback;
