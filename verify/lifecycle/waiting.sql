-- Verify salesflow:lifecycle/waiting on pg

begin;

select
  'salesflow.waiting_leads(timestamptz)'::regprocedure,
  'salesflow.recommend_for_waiting(uuid[], timestamptz)'::regprocedure,
  'salesflow.tidy_recommendations(timestamptz)'::regprocedure,
  'salesflow.check_inactivity(timestamptz)'::regprocedure;

do $$
begin
  assert (select count(*) from public.policies where key = any (array[
    'lifecycle.first_contact_after',
    'lifecycle.bant_after',
    'lifecycle.profile_interactions',
    'lifecycle.negotiation_limit',
    'lifecycle.inactive_warning',
    'lifecycle.inactive_critical',
    'lifecycle.meeting_notice'
  ])) = 7, 'rows of public.policies are missing';
  assert (select count(*) from public.automation_rules where rule = any (array[
    'waiting.first_contact',
    'waiting.bant_missing',
    'waiting.profile_missing',
    'waiting.negotiation',
    'waiting.inactive_warning',
    'waiting.inactive_critical',
    'waiting.meeting'
  ])) = 7, 'rows of public.automation_rules are missing';
  assert (select count(*) from public.text_templates where key = any (array[
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
  ])) >= 44, 'rows of public.text_templates are missing';
end
$$;

rollback;
