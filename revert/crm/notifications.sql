-- Revert salesflow:crm/notifications from pg

begin;

drop table public.notifications;

commit;
