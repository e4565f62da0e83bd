-- Revert salesflow:rules/protect from pg

begin;

drop trigger automation_rules_700_keep_history on public.automation_rules;
call salesflow.unprotect('salesflow.rule_episodes');
call salesflow.unprotect('public.ai_recommendations');
call salesflow.unprotect('public.autonomous_actions');

commit;
