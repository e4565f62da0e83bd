-- Verify salesflow:foundation/keep_history on pg

begin;

select
  'salesflow.record_setting_change()'::regprocedure,
  'salesflow.keep_history(regclass)'::regprocedure,
  'salesflow.policy_version()'::regprocedure,
  'public.policy_history'::regclass;

rollback;
