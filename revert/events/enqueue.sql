-- Revert salesflow:events/enqueue from pg

begin;

drop function salesflow.enqueue_events(salesflow.new_event[]);
drop function salesflow.enqueue_event(text, uuid, uuid, jsonb, text, text, timestamptz);
drop function salesflow.ring_doorbell();

commit;
