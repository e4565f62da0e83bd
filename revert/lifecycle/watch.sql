-- Revert salesflow:lifecycle/watch from pg

begin;

drop function salesflow.check_inactivity(timestamptz);
drop function salesflow.recheck_rules(uuid[], timestamptz);
drop trigger bant_assessments_600_watch_updated on public.bant_assessments;
drop trigger bant_assessments_600_watch_inserted on public.bant_assessments;
drop function salesflow.watch_assessments();
drop trigger activities_600_watch_updated on public.activities;
drop trigger activities_600_watch_inserted on public.activities;
drop function salesflow.watch_activities();

commit;
