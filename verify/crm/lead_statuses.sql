-- Verify salesflow:crm/lead_statuses on pg

begin;

select
  'public.lead_statuses'::regclass;

rollback;
