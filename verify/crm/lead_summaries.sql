-- Verify salesflow:crm/lead_summaries on pg

begin;

select
  'public.lead_summaries'::regclass;

rollback;
