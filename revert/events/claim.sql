-- Revert salesflow:events/claim from pg

begin;

drop function salesflow.exchange(text, jsonb, integer, boolean);
drop function salesflow.render_event(bigint, uuid);
drop function salesflow.claim_events(text, integer);
drop function salesflow.take_events(text, integer, boolean);
drop function salesflow.without_request(bigint, uuid, text);
drop function salesflow.tidy_events(integer);
drop function salesflow.lease_events(text, text, integer);

commit;
