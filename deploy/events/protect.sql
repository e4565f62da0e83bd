-- Deploy salesflow:events/protect to pg
-- requires: foundation/protect
-- requires: events/queue
-- requires: events/ledger
-- replaceable: Whom the rows of this room concern: the machinery's, which no person reads; people have the views.

begin;
set local role salesflow_owner;

call salesflow.protect('salesflow.events', 'false');
call salesflow.protect('salesflow.event_log', 'false');
call salesflow.protect('salesflow.dead_events', 'false');
call salesflow.protect('salesflow.model_calls', 'false');
call salesflow.protect('salesflow.model_days', 'false');

commit;
