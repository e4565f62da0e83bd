-- Revert salesflow:events/queue from pg

begin;

drop table salesflow.workers;
drop table salesflow.dead_events;
drop table salesflow.event_log;
drop table salesflow.event_causes;
drop table salesflow.events;
drop sequence salesflow.last_ring;
drop type salesflow.settlement;
drop type salesflow.new_event;

delete from public.retention_rules where rule in (
  'events.log',
  'events.causes',
  'events.workers'
);
delete from public.policies where key in (
  'events.backoff_max',
  'events.retry_after_max',
  'events.max_batch',
  'events.missed_heartbeats',
  'events.restart_grace',
  'events.ring_pause',
  'events.log_retention'
);

commit;
