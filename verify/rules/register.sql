-- Verify salesflow:rules/register on pg

begin;

select
  'salesflow.guard_rule()'::regprocedure,
  'salesflow.guard_effect()'::regprocedure,
  'salesflow.guard_action_type()'::regprocedure,
  'salesflow.rule_is_enabled(text)'::regprocedure;

do $$
begin
  assert exists (select from pg_catalog.pg_trigger where tgrelid = 'public.automation_rules'::regclass and tgname = 'automation_rules_300_guard'),
    'trigger automation_rules_300_guard is missing';
  assert exists (select from pg_catalog.pg_trigger where tgrelid = 'public.rule_effects'::regclass and tgname = 'rule_effects_300_guard'),
    'trigger rule_effects_300_guard is missing';
  assert exists (select from pg_catalog.pg_trigger where tgrelid = 'public.action_types'::regclass and tgname = 'action_types_300_guard'),
    'trigger action_types_300_guard is missing';
end
$$;

rollback;
