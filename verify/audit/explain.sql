-- Verify salesflow:audit/explain on pg

begin;

select
  'public.explain_action(uuid, text)'::regprocedure,
  'public.undo_action(uuid, text)'::regprocedure,
  'public.get_autonomous_actions_summary(uuid, integer)'::regprocedure;

do $$
begin
  assert (select count(*) from public.text_templates where key = any (array[
    'audit.explain',
    'audit.undone',
    'audit.no_evidence'
  ])) >= 6, 'rows of public.text_templates are missing';
end
$$;

rollback;
