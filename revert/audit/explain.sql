-- Revert salesflow:audit/explain from pg

begin;

drop function public.get_autonomous_actions_summary(uuid, integer);
drop function public.undo_action(uuid, text);
drop function public.explain_action(uuid, text);

delete from public.text_templates where key in (
  'audit.explain',
  'audit.undone',
  'audit.no_evidence'
);

commit;
