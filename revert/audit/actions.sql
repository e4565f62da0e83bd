-- Revert salesflow:audit/actions from pg

begin;

drop table public.autonomous_actions;
drop function salesflow.rule_is_enabled(text);
drop table public.automation_rules;

commit;
