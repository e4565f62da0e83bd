-- Revert salesflow:import/protect from pg

begin;

call salesflow.unprotect('public.imports');
call salesflow.unprotect('public.import_rejects');
call salesflow.unprotect('salesflow.import_sources');
call salesflow.unprotect('salesflow.import_keys');
call salesflow.unprotect('salesflow.import_changes');
call salesflow.unprotect('salesflow.import_items');
call salesflow.unprotect('salesflow.import_values');
call salesflow.unprotect('salesflow.import_people');
call salesflow.unprotect('salesflow.import_companies');
call salesflow.unprotect('salesflow.import_contacts');
call salesflow.unprotect('salesflow.import_plan');

commit;
