-- Revert salesflow:events/workers from pg

begin;

drop function salesflow.stop_worker(text);
drop function salesflow.heartbeat(text, uuid[], text, text);
drop function salesflow.register_worker(text, text, text, interval, uuid);
drop function salesflow.release_lost_workers();
drop function salesflow.release_events(text[]);
drop function salesflow.live_workers();

commit;
