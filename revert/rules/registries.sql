-- Revert salesflow:rules/registries from pg

begin;

drop type salesflow.deed;
drop type salesflow.raising;
drop type salesflow.finding;
drop table public.action_types;
drop table public.rule_effects;
drop table public.subject_types;
drop table public.rule_watches;

commit;
