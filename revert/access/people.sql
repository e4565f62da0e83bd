-- Revert salesflow:access/people from pg

begin;

call salesflow.unprotect('salesflow.import_states');
call salesflow.unprotect('salesflow.import_plan');
call salesflow.unprotect('salesflow.import_items');
call salesflow.unprotect('salesflow.import_people');
call salesflow.unprotect('public.imports');

commit;
