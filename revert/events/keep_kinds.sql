-- Revert salesflow:events/keep_kinds from pg

begin;

drop trigger event_kinds_700_keep_history on salesflow.event_kinds;
drop trigger event_kinds_300_guard_in_use on salesflow.event_kinds;
drop trigger event_kinds_300_guard on salesflow.event_kinds;
drop function salesflow.guard_event_kind_in_use();
drop function salesflow.guard_event_kind();
drop function salesflow.kind_function(text, text, regtype, boolean);

commit;
