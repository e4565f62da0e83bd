-- Verify salesflow:events/queue on pg

begin;

select
  'salesflow.events'::regclass,
  'salesflow.event_causes'::regclass,
  'salesflow.event_log'::regclass,
  'salesflow.dead_events'::regclass,
  'salesflow.workers'::regclass,
  'salesflow.last_ring'::regclass,
  'salesflow.new_event'::regtype,
  'salesflow.settlement'::regtype;

do $$
begin
  assert (select count(*) from public.retention_rules where rule = any (array[
    'events.log',
    'events.causes',
    'events.workers'
  ])) = 3, 'rows of public.retention_rules are missing';
  assert (select count(*) from public.policies where key = any (array[
    'events.backoff_max',
    'events.retry_after_max',
    'events.max_batch',
    'events.missed_heartbeats',
    'events.restart_grace',
    'events.ring_pause',
    'events.log_retention'
  ])) = 7, 'rows of public.policies are missing';
  assert (select bool_and(relrowsecurity and relforcerowsecurity) from pg_catalog.pg_class where oid = any (array[
    'salesflow.events'::regclass,
    'salesflow.event_log'::regclass,
    'salesflow.dead_events'::regclass
  ])), 'row-level security is not forced';
end
$$;

rollback;
