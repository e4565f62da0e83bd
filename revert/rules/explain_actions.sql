-- Revert salesflow:rules/explain_actions from pg

begin;

drop function public.get_autonomous_actions_summary(uuid, integer);
drop function public.undo_action(uuid, text);
drop function public.explain_action(uuid, text);
drop function salesflow.check_may_see_subject(text, uuid, uuid, text);
drop function salesflow.subject_name(text, uuid);

commit;
