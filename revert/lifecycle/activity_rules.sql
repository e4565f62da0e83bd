-- Revert salesflow:lifecycle/activity_rules from pg

begin;

drop trigger activities_600_follow_updated on public.activities;
drop trigger activities_600_follow_inserted on public.activities;
drop function salesflow.follow_activities();

delete from public.text_templates where key in (
  'lifecycle.first_activity.reason',
  'lifecycle.meeting_scheduled.reason',
  'activity.call',
  'activity.email',
  'activity.whatsapp',
  'activity.sms',
  'activity.linkedin',
  'activity.meeting',
  'activity.note',
  'activity.task',
  'activity.proposal',
  'activity.web',
  'activity.other'
);
delete from public.automation_rules where rule in (
  'lifecycle.first_activity',
  'lifecycle.meeting_scheduled'
);

commit;
