-- Revert salesflow:events/kinds from pg

begin;

drop function salesflow.kind_function(text, text, regtype, boolean);
drop table salesflow.event_kind_history;
drop table salesflow.event_kinds;
drop function salesflow.guard_event_kind_in_use();
drop function salesflow.record_event_kind();
drop function salesflow.guard_event_kind();

commit;
