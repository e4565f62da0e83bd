-- Revert salesflow:realtime/reference_messages from pg

begin;

delete from public.signal_messages where source = 'reference';

commit;
