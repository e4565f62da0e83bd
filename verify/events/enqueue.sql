-- Verify salesflow:events/enqueue on pg

begin;

select
  'salesflow.ring_doorbell()'::regprocedure,
  'salesflow.enqueue_event(text, uuid, uuid, jsonb, text, text, timestamptz)'::regprocedure,
  'salesflow.enqueue_events(salesflow.new_event[])'::regprocedure;

rollback;
