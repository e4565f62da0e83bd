-- Revert salesflow:lifecycle/waiting from pg

begin;

drop function salesflow.check_inactivity(timestamptz);
drop function salesflow.tidy_recommendations(timestamptz);
drop function salesflow.recommend_for_waiting(uuid[], timestamptz);
drop function salesflow.waiting_leads(timestamptz);

delete from public.text_templates where key in (
  'waiting.first_contact.title',
  'waiting.first_contact.reasoning',
  'waiting.first_contact.script',
  'waiting.bant_missing.title',
  'waiting.bant_missing.reasoning',
  'waiting.bant_missing.script',
  'waiting.profile_missing.title',
  'waiting.profile_missing.reasoning',
  'waiting.profile_missing.script',
  'waiting.negotiation.title',
  'waiting.negotiation.reasoning',
  'waiting.negotiation.script',
  'waiting.inactive_warning.title',
  'waiting.inactive_warning.reasoning',
  'waiting.inactive_warning.script',
  'waiting.inactive_critical.title',
  'waiting.inactive_critical.reasoning',
  'waiting.inactive_critical.script',
  'waiting.never',
  'waiting.meeting.title',
  'waiting.meeting.reasoning',
  'waiting.meeting.script'
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
delete from public.policies where key in (
  'lifecycle.first_contact_after',
  'lifecycle.bant_after',
  'lifecycle.profile_interactions',
  'lifecycle.negotiation_limit',
  'lifecycle.inactive_warning',
  'lifecycle.inactive_critical',
  'lifecycle.meeting_notice'
);

commit;
