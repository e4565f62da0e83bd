-- Revert salesflow:lifecycle/transition_effect from pg

begin;

delete from public.text_templates where key in (
  'action.status_transition'
);
delete from public.action_types where action_type in (
  'status_transition'
);
delete from public.rule_effects where effect in (
  'status_transition'
);
delete from public.rule_watches where watch in (
  'activity',
  'assessment'
);

commit;
