-- Revert salesflow:lifecycle/situations from pg

begin;

drop table public.lead_situations;
drop type salesflow.lead_state;
delete from public.policies where key in (
  'lifecycle.qualify_bant',
  'lifecycle.meeting_bant',
  'lifecycle.first_contact_after',
  'lifecycle.bant_after',
  'lifecycle.profile_interactions',
  'lifecycle.negotiation_limit',
  'lifecycle.inactive_warning',
  'lifecycle.inactive_critical',
  'lifecycle.meeting_notice',
  'lifecycle.reply_window',
  'lifecycle.proposal_patience',
  'lifecycle.critical_urgency',
  'lifecycle.high_urgency',
  'lifecycle.medium_urgency'
);

commit;
