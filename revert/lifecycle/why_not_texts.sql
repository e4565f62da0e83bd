-- Revert salesflow:lifecycle/why_not_texts from pg

begin;

delete from public.text_templates where key in (
  'why_not.enabled.true',
  'why_not.enabled.false',
  'why_not.owner.true',
  'why_not.owner.false',
  'why_not.lead_statuses',
  'why_not.active',
  'why_not.status',
  'why_not.clock_status',
  'why_not.clock_quiet',
  'why_not.clock_inbound',
  'why_not.clock_meeting',
  'why_not.clock_task',
  'why_not.no_inbound',
  'why_not.no_meeting',
  'why_not.no_task',
  'why_not.until',
  'why_not.bant',
  'why_not.contacts',
  'why_not.no_contact',
  'why_not.no_bant',
  'why_not.no_profile',
  'why_not.finder.true',
  'why_not.finder.later',
  'why_not.finder.never',
  'why_not.episode.true',
  'why_not.episode.open',
  'why_not.episode.done',
  'why_not.episode.answered',
  'why_not.episode.superseded',
  'why_not.graph',
  'why_not.veto.true',
  'why_not.veto.false'
);

commit;
