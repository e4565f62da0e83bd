-- Revert salesflow:crm/lead_statuses from pg

begin;

drop table public.lead_statuses;

commit;
