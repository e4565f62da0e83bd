-- Revert salesflow:crm/lead_summaries from pg

begin;

drop table public.lead_summaries;

commit;
