-- Verify salesflow:crm/notifications on pg

begin;

select
  'public.notifications'::regclass;

rollback;
