-- Revert salesflow:lifecycle/rules from pg

begin;

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
  'activity.other',
  'lifecycle.bant_qualified.reason',
  'lifecycle.bant_high.title',
  'lifecycle.bant_high.reasoning',
  'lifecycle.bant_yellow.title',
  'lifecycle.bant_yellow.reasoning',
  'lifecycle.bant_red.title',
  'lifecycle.bant_red.reasoning',
  'bant.budget',
  'bant.authority',
  'bant.need',
  'bant.timeline',
  'bant.none',
  'waiting.first_contact.title',
  'waiting.first_contact.reasoning',
  'waiting.bant_missing.title',
  'waiting.bant_missing.reasoning',
  'waiting.profile_missing.title',
  'waiting.profile_missing.reasoning',
  'situation.profile_missing.script',
  'waiting.negotiation.title',
  'waiting.negotiation.reasoning',
  'waiting.inactive_warning.title',
  'waiting.inactive_warning.reasoning',
  'waiting.inactive_warning.script',
  'waiting.inactive_critical.title',
  'waiting.inactive_critical.reasoning',
  'waiting.inactive_critical.script',
  'waiting.meeting.title',
  'waiting.meeting.reasoning',
  'situation.reply_waiting.script',
  'situation.negotiation_stalled.script',
  'situation.meeting_soon.script',
  'situation.proposal_waiting.script',
  'situation.negotiation.script',
  'situation.task_overdue.script',
  'situation.ready_to_meet.script',
  'situation.first_contact.script',
  'situation.inactive_critical.script',
  'situation.inactive_warning.script',
  'situation.bant_missing.script',
  'situation.proposal_out.script',
  'situation.keep_in_touch.script'
);
delete from public.automation_rules where rule in (
  'waiting.first_contact',
  'waiting.bant_missing',
  'waiting.profile_missing',
  'waiting.negotiation',
  'waiting.inactive_warning',
  'waiting.inactive_critical',
  'waiting.meeting'
);
delete from public.automation_rules where rule in (
  'lifecycle.bant_qualified',
  'lifecycle.bant_high',
  'lifecycle.bant_yellow',
  'lifecycle.bant_red'
);
delete from public.automation_rules where rule in (
  'lifecycle.first_activity',
  'lifecycle.meeting_scheduled'
);

commit;
