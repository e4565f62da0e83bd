-- Verify salesflow:rules/rules on pg

begin;

select
  'public.automation_rules'::regclass,
  'salesflow.rule_episodes'::regclass;

rollback;
