-- Revert salesflow:lifecycle/why_not from pg

begin;

drop function public.why_not(uuid, text, timestamptz, text);
drop function salesflow.earliest_finding(text, uuid, timestamptz);
drop function salesflow.why_not_situation(text, uuid, timestamptz, text);

commit;
