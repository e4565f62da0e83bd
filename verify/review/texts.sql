-- Verify salesflow:review/texts on pg

begin;

do $$
begin
  assert (select count(*) from public.text_templates where key = any (array[
    'review.reply_waiting.action',
    'review.reply_waiting.reasoning',
    'review.reply_waiting.script',
    'review.negotiation_stalled.action',
    'review.negotiation_stalled.reasoning',
    'review.negotiation_stalled.script',
    'review.meeting_soon.action',
    'review.meeting_soon.reasoning',
    'review.meeting_soon.script',
    'review.proposal_waiting.action',
    'review.proposal_waiting.reasoning',
    'review.proposal_waiting.script',
    'review.negotiation.action',
    'review.negotiation.reasoning',
    'review.negotiation.script',
    'review.task_overdue.action',
    'review.task_overdue.reasoning',
    'review.task_overdue.script',
    'review.ready_to_meet.action',
    'review.ready_to_meet.reasoning',
    'review.ready_to_meet.script',
    'review.first_contact.action',
    'review.first_contact.reasoning',
    'review.first_contact.script',
    'review.inactive_critical.action',
    'review.inactive_critical.reasoning',
    'review.inactive_critical.script',
    'review.inactive_warning.action',
    'review.inactive_warning.reasoning',
    'review.inactive_warning.script',
    'review.bant_missing.action',
    'review.bant_missing.reasoning',
    'review.bant_missing.script',
    'review.proposal_out.action',
    'review.proposal_out.reasoning',
    'review.proposal_out.script',
    'review.keep_in_touch.action',
    'review.keep_in_touch.reasoning',
    'review.keep_in_touch.script',
    'review.facts',
    'review.bant.green',
    'review.bant.yellow',
    'review.bant.red',
    'review.bant.unknown',
    'review.never',
    'review.risk',
    'review.quick_win',
    'review.insight.ready',
    'review.insight.answer',
    'review.insight.fresh',
    'review.insight.quiet',
    'review.insight.pipeline',
    'review.insight.empty',
    'review.notification.title',
    'review.notification.body',
    'review.notification.none',
    'review.memory'
  ])) >= 114, 'rows of public.text_templates are missing';
end
$$;

rollback;
