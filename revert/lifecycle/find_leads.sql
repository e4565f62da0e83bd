-- Revert salesflow:lifecycle/find_leads from pg

begin;

drop function salesflow.find_situations(uuid[], timestamptz);
drop function salesflow.find_bant(uuid[], timestamptz);
drop function salesflow.find_planned_meeting(uuid[], timestamptz);
drop function salesflow.find_first_activity(uuid[], timestamptz);
drop function salesflow.episode_of(timestamptz);

commit;
