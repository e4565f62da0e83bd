-- Revert salesflow:rules/recommendation_effect from pg

begin;

delete from public.action_types where action_type in (
  'recommendation_created'
);
delete from public.rule_effects where effect in (
  'recommendation'
);

commit;
