-- Verify salesflow:events/status on pg

begin;

select
  'public.retry_event(bigint)'::regprocedure,
  'salesflow.agent_status()'::regprocedure,
  'public.event_queue_status'::regclass,
  'public.dead_events'::regclass,
  'public.model_usage'::regclass;

rollback;
