-- Deploy salesflow:import/protect to pg
-- requires: import/imports
-- requires: import/workshop
-- replaceable: whom the rows of this room concern: administrators alone.

begin;
set local role salesflow_owner;

call salesflow.protect('public.imports', 'false');
call salesflow.protect('public.import_rejects', 'false');
call salesflow.protect('salesflow.import_sources', 'false');
call salesflow.protect('salesflow.import_keys', 'false');
call salesflow.protect('salesflow.import_changes', 'false');
call salesflow.protect('salesflow.import_items', 'false');
call salesflow.protect('salesflow.import_values', 'false');
call salesflow.protect('salesflow.import_people', 'false');
call salesflow.protect('salesflow.import_companies', 'false');
call salesflow.protect('salesflow.import_contacts', 'false');
call salesflow.protect('salesflow.import_plan', 'false');

commit;
