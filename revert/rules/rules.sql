-- Revert salesflow:rules/rules from pg

begin;

drop table salesflow.rule_episodes;
drop table public.automation_rules;

commit;
