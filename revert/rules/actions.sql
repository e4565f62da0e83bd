-- Revert salesflow:rules/actions from pg

begin;

delete from public.text_templates where key in (
  'action.action_undone',
  'action.action_held_back',
  'held_back.cool_down',
  'held_back.daily_cap',
  'actor.rule',
  'actor.model',
  'actor.person',
  'actor.assistant',
  'audit.explain',
  'audit.undone',
  'audit.no_evidence'
);
delete from public.automation_rules where rule in (
  'rules.undo'
);
delete from public.action_types where action_type in (
  'action_undone',
  'action_held_back'
);
drop table public.autonomous_actions;

commit;
