-- Revert salesflow:realtime/practice_messages from pg

begin;

delete from public.signal_messages where source = 'practice';

commit;
