-- Revert salesflow:crm/lead_statuses from pg

begin;

drop function salesflow.active_statuses();
drop table public.lead_statuses;

commit;
