-- Deploy salesflow:rules/protect to pg
-- requires: crm/see
-- requires: rules/actions
-- requires: rules/recommendations
-- replaceable: whose rows the tables of this room are, and the history of its settings.

begin;
set local role salesflow_owner;

call salesflow.protect(
  'public.autonomous_actions',
  'case when lead_id is null then user_id = any ((select salesflow.visible_user_ids())::uuid[])'
  ' else exists (select from public.leads as l where l.id = autonomous_actions.lead_id) end');
call salesflow.protect_by_user('public.ai_recommendations');
-- the engine's own, which no person reads
call salesflow.protect('salesflow.rule_episodes', 'false');

call salesflow.keep_history('public.automation_rules');

commit;
