-- Verify salesflow:lifecycle/situations on pg

begin;

select
  'salesflow.lead_state'::regtype,
  'public.lead_situations'::regclass;

do $$
begin
  assert (select count(distinct key) from public.policies where key = any (array[
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
  ])) = 14, 'rows of public.policies are missing';
  assert (select count(distinct situation) from public.lead_situations where situation = any (array[
    'reply_waiting',
    'negotiation_stalled',
    'meeting_soon',
    'proposal_waiting',
    'negotiation',
    'task_overdue',
    'ready_to_meet',
    'first_contact',
    'inactive_critical',
    'inactive_warning',
    'bant_missing',
    'proposal_out',
    'keep_in_touch',
    'profile_missing'
  ])) = 14, 'rows of public.lead_situations are missing';
end
$$;

rollback;
