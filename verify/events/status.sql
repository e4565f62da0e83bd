-- Verify salesflow:events/status on pg

begin;

select
  'public.event_queue_status'::regclass,
  'public.dead_events'::regclass,
  'public.model_usage'::regclass,
  'public.retry_event(bigint)'::regprocedure,
  'salesflow.agent_status()'::regprocedure;

rollback;
