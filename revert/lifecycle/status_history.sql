-- Revert salesflow:lifecycle/status_history from pg

begin;

drop trigger leads_700_record_status_change on public.leads;
drop trigger leads_700_record_first_status on public.leads;
drop function public.get_lead_lifecycle_stage(uuid);
drop table public.lead_status_history;
drop table public.lead_status_transitions;
drop function salesflow.record_status_change();
drop function salesflow.record_first_status();
drop function salesflow.guard_status_graph();

commit;
