-- Verify salesflow:audit/actions on pg

begin;

select
  'public.automation_rules'::regclass,
  'public.autonomous_actions'::regclass,
  'salesflow.rule_is_enabled(text)'::regprocedure;

rollback;
