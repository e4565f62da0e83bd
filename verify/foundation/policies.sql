-- Verify salesflow:foundation/policies on pg

begin;

select
  'public.policies'::regclass,
  'public.policy_history'::regclass,
  'salesflow.guard_policy()'::regprocedure,
  'salesflow.record_policy_change()'::regprocedure,
  'salesflow.policy(text)'::regprocedure,
  'salesflow.policy_number(text)'::regprocedure,
  'salesflow.policy_interval(text)'::regprocedure,
  'salesflow.policy_text(text)'::regprocedure,
  'salesflow.policy_list(text)'::regprocedure,
  'salesflow.policy_version()'::regprocedure,
  'public.set_policy(text, jsonb)'::regprocedure;

do $$
begin
  assert exists (select from pg_catalog.pg_trigger where tgrelid = 'public.policies'::regclass and tgname = 'policies_300_guard'),
    'trigger policies_300_guard is missing';
  assert exists (select from pg_catalog.pg_trigger where tgrelid = 'public.policies'::regclass and tgname = 'policies_700_audit'),
    'trigger policies_700_audit is missing';
end
$$;

rollback;
