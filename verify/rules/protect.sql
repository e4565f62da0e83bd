-- Verify salesflow:rules/protect on pg

begin;

do $$
begin
  assert exists (select from pg_catalog.pg_policy where polrelid = 'public.autonomous_actions'::regclass and polname = 'people_see'),
    'public.autonomous_actions lacks its policies';
  assert exists (select from pg_catalog.pg_policy where polrelid = 'public.ai_recommendations'::regclass and polname = 'people_see'),
    'public.ai_recommendations lacks its policies';
  assert exists (select from pg_catalog.pg_policy where polrelid = 'salesflow.rule_episodes'::regclass and polname = 'people_see'),
    'salesflow.rule_episodes lacks its policies';
  assert exists (select from pg_catalog.pg_trigger where tgrelid = 'public.automation_rules'::regclass and tgname = 'automation_rules_700_keep_history'),
    'trigger automation_rules_700_keep_history is missing';
end
$$;

rollback;
