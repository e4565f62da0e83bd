-- Revert salesflow:crm/keep_contacts from pg

begin;

drop trigger activities_500_recount_deleted on public.activities;
drop trigger activities_500_recount_updated on public.activities;
drop trigger activities_500_add_contacts on public.activities;
drop view public.lead_context_summaries;
drop function salesflow.recount_contacts();
drop function salesflow.add_contacts();

commit;
