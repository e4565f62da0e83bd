-- Deploy salesflow:realtime/protect to pg
-- requires: foundation/protect
-- requires: realtime/training
-- replaceable: whom the rows of this room concern: what leads wrote is for administrators alone.

begin;
set local role salesflow_owner;

call salesflow.protect('public.signal_messages', 'false');

commit;
