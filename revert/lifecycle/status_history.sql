-- Revert salesflow:lifecycle/status_history from pg

begin;

drop table public.lead_status_history;
drop table public.lead_status_transitions;

commit;
