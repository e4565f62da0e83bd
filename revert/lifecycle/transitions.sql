-- Revert salesflow:lifecycle/transitions from pg

begin;

drop trigger bant_assessments_600_follow_updated on public.bant_assessments;
drop trigger bant_assessments_600_follow_inserted on public.bant_assessments;
drop trigger activities_600_follow_updated on public.activities;
drop trigger activities_500_follow_inserted on public.activities;
drop function salesflow.bant_verdicts(uuid[]);
drop function salesflow.transition_leads(text, text, salesflow.transition_candidate[]);
drop type salesflow.transition_candidate;
drop function salesflow.follow_bant();
drop function salesflow.follow_activities();

delete from public.text_templates where key in (
  'lifecycle.first_activity.reason',
  'lifecycle.meeting_scheduled.reason',
  'lifecycle.bant_qualified.reason',
  'lifecycle.bant_high.title',
  'lifecycle.bant_high.reasoning',
  'lifecycle.bant_yellow.title',
  'lifecycle.bant_yellow.reasoning',
  'lifecycle.bant_red.title',
  'lifecycle.bant_red.reasoning',
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
  'activity.other',
  'bant.budget',
  'bant.authority',
  'bant.need',
  'bant.timeline',
  'bant.nothing'
);
delete from public.automation_rules where rule in (
  'lifecycle.first_activity',
  'lifecycle.meeting_scheduled',
  'lifecycle.bant_qualified',
  'lifecycle.bant_high',
  'lifecycle.bant_yellow',
  'lifecycle.bant_red'
);
delete from public.policies where key in (
  'lifecycle.qualify_bant',
  'lifecycle.meeting_bant'
);

commit;
