-- Verify salesflow:events/settle on pg

begin;

select
  'salesflow.bury_events(salesflow.events[], text[], text[])'::regprocedure,
  'salesflow.put_back_events(salesflow.events[], text[], text[], double precision[])'::regprocedure,
  'salesflow.settle_answer(bigint, uuid, jsonb, jsonb)'::regprocedure,
  'salesflow.settle_events(salesflow.settlement[])'::regprocedure,
  'salesflow.complete_events(jsonb)'::regprocedure,
  'salesflow.complete_event(bigint, uuid, jsonb, jsonb)'::regprocedure,
  'salesflow.complete_offline(bigint, uuid, text, jsonb)'::regprocedure,
  'salesflow.fail_event(bigint, uuid, text, double precision, jsonb, text)'::regprocedure;

rollback;
