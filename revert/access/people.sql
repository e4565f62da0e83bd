-- Revert salesflow:access/people from pg

begin;

call salesflow.unprotect('public.imports');
call salesflow.unprotect('salesflow.model_days');
call salesflow.unprotect('salesflow.model_calls');
call salesflow.unprotect('salesflow.dead_events');
call salesflow.unprotect('salesflow.event_log');
call salesflow.unprotect('salesflow.events');
call salesflow.unprotect('salesflow.import_states');
call salesflow.unprotect('salesflow.import_plan');
call salesflow.unprotect('salesflow.import_items');
call salesflow.unprotect('salesflow.import_people');

commit;
