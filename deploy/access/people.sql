-- Deploy salesflow:access/people to pg
-- requires: foundation/protect
-- requires: import/imports
-- requires: import/workshop
-- requires: events/ledger
-- replaceable: whom those rows concern; false: the machinery's, which no person reads.

begin;
set local role salesflow_owner;

-- import
call salesflow.protect('public.imports', 'false');
call salesflow.protect('salesflow.import_people', 'false');
call salesflow.protect('salesflow.import_items', 'false');
call salesflow.protect('salesflow.import_plan', 'false');
call salesflow.protect('salesflow.import_states', 'false');

-- events
call salesflow.protect('salesflow.events', 'false');
call salesflow.protect('salesflow.event_log', 'false');
call salesflow.protect('salesflow.dead_events', 'false');
call salesflow.protect('salesflow.model_calls', 'false');
call salesflow.protect('salesflow.model_days', 'false');

commit;
