-- Verify salesflow:foundation/use_policies on pg

begin;

select
  'salesflow.policy(text)'::regprocedure,
  'salesflow.policy_number(text)'::regprocedure,
  'salesflow.policy_interval(text)'::regprocedure,
  'salesflow.policy_text(text)'::regprocedure,
  'salesflow.policy_list(text)'::regprocedure,
  'public.set_policy(text, jsonb)'::regprocedure,
  'public.policy_history'::regclass;

rollback;
