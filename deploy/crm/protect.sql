-- Deploy salesflow:crm/protect to pg
-- requires: crm/see
-- requires: crm/activities
-- requires: crm/lead_summaries
-- requires: crm/bant_assessments
-- requires: crm/personality_profiles
-- requires: crm/playbooks
-- requires: crm/notifications
-- replaceable: Whom the rows of this room concern.

begin;
set local role salesflow_owner;

call salesflow.protect_by_lead('public.activities');
call salesflow.protect_by_lead('public.lead_summaries');
call salesflow.protect_by_lead('public.bant_assessments');
call salesflow.protect_by_lead('public.personality_profiles');
call salesflow.protect_by_lead('public.playbook_executions');
call salesflow.protect_by_user('public.notifications');

commit;
