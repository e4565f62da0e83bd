-- Deploy salesflow:access/people to pg
-- requires: foundation/protect
-- requires: import/imports
-- requires: import/workshop
-- replaceable: whom those rows concern; false: the machinery's, which no person reads.

begin;
set local role salesflow_owner;

call salesflow.protect('public.imports', 'false');
call salesflow.protect('salesflow.import_people', 'false');
call salesflow.protect('salesflow.import_items', 'false');
call salesflow.protect('salesflow.import_plan', 'false');
call salesflow.protect('salesflow.import_states', 'false');

commit;
