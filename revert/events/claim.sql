-- Revert salesflow:events/claim from pg

begin;

drop function salesflow.exchange(text, jsonb, integer);
drop function salesflow.claim_events(text, integer);
drop function salesflow.stop_worker(text);
drop function salesflow.heartbeat(text, uuid[], text, text);
drop function salesflow.register_worker(text, text, text, interval);
drop function salesflow.release_lost_workers();
drop function salesflow.tidy_events(integer);
drop function salesflow.lease_events(text, text, integer);

commit;
