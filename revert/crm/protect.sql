-- Revert salesflow:crm/protect from pg

begin;

call salesflow.unprotect('public.activities');
call salesflow.unprotect('public.lead_summaries');
call salesflow.unprotect('public.bant_assessments');
call salesflow.unprotect('public.personality_profiles');
call salesflow.unprotect('public.playbook_executions');
call salesflow.unprotect('public.notifications');

commit;
