-- Verify salesflow:rules/explain_actions on pg

begin;

select
  'salesflow.subject_name(text, uuid)'::regprocedure,
  'salesflow.check_may_see_subject(text, uuid, uuid, text)'::regprocedure,
  'public.explain_action(uuid, text)'::regprocedure,
  'public.undo_action(uuid, text)'::regprocedure,
  'public.get_autonomous_actions_summary(uuid, integer)'::regprocedure;

rollback;
