-- Deploy salesflow:crm/protect to pg
-- replaceable: whose rows the tables of this room are.

begin;
set local role salesflow_owner;

call salesflow.protect_by_lead('public.activities');
call salesflow.protect_by_lead('public.lead_summaries');
call salesflow.protect_by_lead('public.bant_assessments');
call salesflow.protect_by_lead('public.personality_profiles');
call salesflow.protect_by_lead('public.playbook_executions');
call salesflow.protect_by_user('public.notifications');

commit;
