-- Verify salesflow:rules/actions on pg

begin;

select
  'public.autonomous_actions'::regclass;

do $$
begin
  assert (select count(distinct action_type) from public.action_types where action_type = any (array[
    'action_undone',
    'action_held_back'
  ])) = 2, 'rows of public.action_types are missing';
  assert (select count(distinct rule) from public.automation_rules where rule = any (array[
    'rules.undo'
  ])) = 1, 'rows of public.automation_rules are missing';
  assert (select count(distinct key) from public.text_templates where key = any (array[
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
  ])) = 11, 'rows of public.text_templates are missing';
end
$$;

rollback;
