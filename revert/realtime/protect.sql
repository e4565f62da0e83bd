-- Revert salesflow:realtime/protect from pg

begin;

call salesflow.unprotect('public.signal_messages');

commit;
