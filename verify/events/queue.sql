-- Verify salesflow:events/queue on pg

begin;

select
  'salesflow.events'::regclass,
  'salesflow.event_causes'::regclass,
  'salesflow.event_log'::regclass,
  'salesflow.dead_events'::regclass,
  'salesflow.worker_locks'::regclass,
  'salesflow.workers'::regclass;

do $$
begin
  assert (select count(*) from public.retention_rules where rule in ('events.log', 'events.causes', 'events.workers')) = 3,
    'rows of public.retention_rules are missing';
  assert (select count(*) from public.policies where key = any (array[
    'events.backoff_max',
    'events.retry_after_max',
    'events.max_batch',
    'events.missed_heartbeats',
    'events.log_retention'
  ])) = 5, 'rows of public.policies are missing';
end
$$;

rollback;
