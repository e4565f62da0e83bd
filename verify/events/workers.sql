-- Verify salesflow:events/workers on pg

begin;

select
  'salesflow.live_workers()'::regprocedure,
  'salesflow.release_events(text[])'::regprocedure,
  'salesflow.release_lost_workers()'::regprocedure,
  'salesflow.register_worker(text, text, text, interval, uuid)'::regprocedure,
  'salesflow.heartbeat(text, uuid[], text, text)'::regprocedure,
  'salesflow.stop_worker(text)'::regprocedure;

rollback;
