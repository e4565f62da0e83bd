-- Revert salesflow:lifecycle/bant_rules from pg

begin;

drop trigger bant_assessments_600_follow_updated on public.bant_assessments;
drop trigger bant_assessments_600_follow_inserted on public.bant_assessments;
drop function salesflow.bant_verdicts(uuid[]);
drop function salesflow.follow_bant();

delete from public.text_templates where key in (
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
  'bant.nothing'
);
delete from public.automation_rules where rule in (
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
