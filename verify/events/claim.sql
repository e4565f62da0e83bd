-- Verify salesflow:events/claim on pg

begin;

select
  'salesflow.lease_events(text, text, integer)'::regprocedure,
  'salesflow.tidy_events(integer)'::regprocedure,
  'salesflow.release_lost_workers()'::regprocedure,
  'salesflow.register_worker(text, text, text, interval)'::regprocedure,
  'salesflow.heartbeat(text, uuid[], text, text)'::regprocedure,
  'salesflow.stop_worker(text)'::regprocedure,
  'salesflow.claim_events(text, integer)'::regprocedure,
  'salesflow.exchange(text, jsonb, integer)'::regprocedure;

rollback;
