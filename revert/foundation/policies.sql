-- Revert salesflow:foundation/policies from pg

begin;

drop function public.set_policy(text, jsonb);
drop function salesflow.policy_version();
drop function salesflow.policy_list(text);
drop function salesflow.policy_text(text);
drop function salesflow.policy_interval(text);
drop function salesflow.policy_number(text);
drop function salesflow.policy(text);
drop table public.policy_history;
drop table public.policies;
drop function salesflow.record_policy_change();
drop function salesflow.guard_policy();

commit;
