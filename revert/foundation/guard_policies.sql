-- Revert salesflow:foundation/guard_policies from pg

begin;

drop trigger policies_700_keep_history on public.policies;
drop trigger policies_300_guard on public.policies;
drop function salesflow.guard_policy();
drop function salesflow.policy_problem(public.policies, jsonb);
drop function salesflow.policy_sizes(text, jsonb);

commit;
