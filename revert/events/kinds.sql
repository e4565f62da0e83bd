-- Revert salesflow:events/kinds from pg

begin;

drop table salesflow.event_kinds;

commit;
