-- Revert salesflow:lifecycle/record_status from pg

begin;

call salesflow.unprotect('public.lead_status_history');
drop function public.get_lead_lifecycle_stage(uuid);
drop trigger leads_700_record_status_change on public.leads;
drop function salesflow.record_status_change();
drop trigger leads_700_record_first_status on public.leads;
drop function salesflow.record_first_status();
drop trigger lead_status_transitions_300_guard on public.lead_status_transitions;
drop function salesflow.guard_status_graph();

commit;
