-- Revert salesflow:crm/list_statuses from pg

begin;

drop trigger lead_statuses_700_keep_history on public.lead_statuses;
drop function salesflow.active_statuses();

commit;
