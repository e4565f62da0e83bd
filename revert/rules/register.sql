-- Revert salesflow:rules/register from pg

begin;

drop function salesflow.rule_is_enabled(text);
drop trigger action_types_300_guard on public.action_types;
drop function salesflow.guard_action_type();
drop trigger rule_effects_300_guard on public.rule_effects;
drop function salesflow.guard_effect();
drop trigger automation_rules_300_guard on public.automation_rules;
drop function salesflow.guard_rule();

commit;
