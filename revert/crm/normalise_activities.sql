-- Revert salesflow:crm/normalise_activities from pg

begin;

drop trigger activities_100_normalise on public.activities;
drop function salesflow.normalise_activity();

commit;
