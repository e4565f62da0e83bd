-- Verify salesflow:audit/recommendations on pg

begin;

select
  'public.ai_recommendations'::regclass,
  'salesflow.stamp_recommendation()'::regprocedure,
  'salesflow.audit_recommendations()'::regprocedure,
  'public.complete_recommendation(uuid)'::regprocedure,
  'public.dismiss_recommendation(uuid, text)'::regprocedure,
  'salesflow.expire_recommendations(timestamptz)'::regprocedure;

do $$
begin
  assert exists (select from pg_catalog.pg_trigger where tgrelid = 'public.ai_recommendations'::regclass and tgname = 'ai_recommendations_100_normalise'),
    'trigger ai_recommendations_100_normalise is missing';
  assert exists (select from pg_catalog.pg_trigger where tgrelid = 'public.ai_recommendations'::regclass and tgname = 'ai_recommendations_700_audit'),
    'trigger ai_recommendations_700_audit is missing';
  assert (select count(*) from public.policies where key = any (array[
    'recommendations.expire_after'
  ])) = 1, 'rows of public.policies are missing';
  assert (select count(*) from public.automation_rules where rule = any (array[
    'recommendations.expire'
  ])) = 1, 'rows of public.automation_rules are missing';
end
$$;

rollback;
