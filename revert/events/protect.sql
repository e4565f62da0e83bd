-- Revert salesflow:events/protect from pg

begin;

call salesflow.unprotect('salesflow.model_days');
call salesflow.unprotect('salesflow.model_calls');
call salesflow.unprotect('salesflow.dead_events');
call salesflow.unprotect('salesflow.event_log');
call salesflow.unprotect('salesflow.events');

commit;
