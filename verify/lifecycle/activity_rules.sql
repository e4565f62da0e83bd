-- Verify salesflow:lifecycle/activity_rules on pg

begin;

select
  'salesflow.follow_activities()'::regprocedure;

do $$
begin
  assert exists (select from pg_catalog.pg_trigger where tgrelid = 'public.activities'::regclass and tgname = 'activities_600_follow_inserted'),
    'trigger activities_600_follow_inserted is missing';
  assert exists (select from pg_catalog.pg_trigger where tgrelid = 'public.activities'::regclass and tgname = 'activities_600_follow_updated'),
    'trigger activities_600_follow_updated is missing';
  assert (select count(*) from public.automation_rules where rule = any (array[
    'lifecycle.first_activity',
    'lifecycle.meeting_scheduled'
  ])) = 2, 'rows of public.automation_rules are missing';
  assert (select count(*) from public.text_templates where key = any (array[
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
  ])) >= 26, 'rows of public.text_templates are missing';
end
$$;

rollback;
