-- Verify salesflow:rules/recommendation_effect on pg

begin;

do $$
begin
  assert (select count(distinct effect) from public.rule_effects where effect = any (array[
    'recommendation'
  ])) = 1, 'rows of public.rule_effects are missing';
  assert (select count(distinct action_type) from public.action_types where action_type = any (array[
    'recommendation_created'
  ])) = 1, 'rows of public.action_types are missing';
end
$$;

rollback;
