-- Revert salesflow:review/texts from pg

begin;

delete from public.text_templates where key in (
  'review.daily_plan.reason',
  'action.plan_created',
  'action.plan_worded'
);
delete from public.text_templates where key in (
  'review.priority.reply_waiting.title',
  'review.priority.reply_waiting.reasoning',
  'review.priority.negotiation_stalled.title',
  'review.priority.negotiation_stalled.reasoning',
  'review.priority.meeting_soon.title',
  'review.priority.meeting_soon.reasoning',
  'review.priority.proposal_waiting.title',
  'review.priority.proposal_waiting.reasoning',
  'review.priority.negotiation.title',
  'review.priority.negotiation.reasoning',
  'review.priority.task_overdue.title',
  'review.priority.task_overdue.reasoning',
  'review.priority.ready_to_meet.title',
  'review.priority.ready_to_meet.reasoning',
  'review.priority.first_contact.title',
  'review.priority.first_contact.reasoning',
  'review.priority.inactive_critical.title',
  'review.priority.inactive_critical.reasoning',
  'review.priority.inactive_warning.title',
  'review.priority.inactive_warning.reasoning',
  'review.priority.bant_missing.title',
  'review.priority.bant_missing.reasoning',
  'review.priority.proposal_out.title',
  'review.priority.proposal_out.reasoning',
  'review.priority.keep_in_touch.title',
  'review.priority.keep_in_touch.reasoning',
  'review.facts',
  'light.green',
  'light.yellow',
  'light.red',
  'light.none',
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
);

commit;
