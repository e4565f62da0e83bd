-- Verify salesflow:lifecycle/transition_effect on pg

begin;

do $$
begin
  assert (select count(distinct watch) from public.rule_watches where watch = any (array[
    'activity',
    'assessment'
  ])) = 2, 'rows of public.rule_watches are missing';
  assert (select count(distinct effect) from public.rule_effects where effect = any (array[
    'status_transition'
  ])) = 1, 'rows of public.rule_effects are missing';
  assert (select count(distinct action_type) from public.action_types where action_type = any (array[
    'status_transition'
  ])) = 1, 'rows of public.action_types are missing';
  assert (select count(distinct key) from public.text_templates where key = any (array[
    'action.status_transition'
  ])) = 1, 'rows of public.text_templates are missing';
end
$$;

rollback;
