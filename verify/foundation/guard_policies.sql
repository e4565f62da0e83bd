-- Verify salesflow:foundation/guard_policies on pg

begin;

select
  'salesflow.policy_sizes(text, jsonb)'::regprocedure,
  'salesflow.policy_problem(public.policies, jsonb)'::regprocedure,
  'salesflow.guard_policy()'::regprocedure;

do $$
begin
  assert exists (select from pg_catalog.pg_trigger where tgrelid = 'public.policies'::regclass and tgname = 'policies_300_guard'),
    'trigger policies_300_guard is missing';
  assert exists (select from pg_catalog.pg_trigger where tgrelid = 'public.policies'::regclass and tgname = 'policies_700_keep_history'),
    'trigger policies_700_keep_history is missing';
end
$$;

rollback;
