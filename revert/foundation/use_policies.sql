-- Revert salesflow:foundation/use_policies from pg

begin;

drop view public.policy_history;
drop function public.set_policy(text, jsonb);
drop function salesflow.policy_list(text);
drop function salesflow.policy_text(text);
drop function salesflow.policy_interval(text);
drop function salesflow.policy_number(text);
drop function salesflow.policy(text);

commit;
