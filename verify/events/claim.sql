-- Verify salesflow:events/claim on pg

begin;

select
  'salesflow.lease_events(text, text, integer)'::regprocedure,
  'salesflow.tidy_events(integer)'::regprocedure,
  'salesflow.without_request(bigint, uuid, text)'::regprocedure,
  'salesflow.take_events(text, integer, boolean)'::regprocedure,
  'salesflow.claim_events(text, integer)'::regprocedure,
  'salesflow.render_event(bigint, uuid)'::regprocedure,
  'salesflow.exchange(text, jsonb, integer, boolean)'::regprocedure;

rollback;
