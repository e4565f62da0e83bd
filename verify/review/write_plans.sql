-- Verify salesflow:review/write_plans on pg

begin;

select
  'salesflow.log_rankings(uuid[])'::regprocedure,
  'salesflow.ranking_facts(uuid[], integer[])'::regprocedure,
  'salesflow.find_priorities(uuid[], timestamptz)'::regprocedure,
  'salesflow.choose_priorities(uuid[])'::regprocedure,
  'salesflow.describe_plans(uuid[])'::regprocedure,
  'salesflow.plan_insights(text, jsonb)'::regprocedure,
  'salesflow.sum_up_plans(uuid[])'::regprocedure,
  'salesflow.priority_json(public.daily_plan_priorities, public.ai_recommendations, text)'::regprocedure,
  'salesflow.write_priorities(uuid[])'::regprocedure,
  'salesflow.count_completed_priorities()'::regprocedure;

do $$
begin
  assert exists (select from pg_catalog.pg_trigger where tgrelid = 'public.ai_recommendations'::regclass and tgname = 'ai_recommendations_500_count_completed'),
    'trigger ai_recommendations_500_count_completed is missing';
  assert exists (select from pg_catalog.pg_policy where polrelid = 'public.lead_rankings'::regclass and polname = 'people_see'),
    'public.lead_rankings lacks its policies';
  assert exists (select from pg_catalog.pg_policy where polrelid = 'public.daily_action_plans'::regclass and polname = 'people_see'),
    'public.daily_action_plans lacks its policies';
  assert exists (select from pg_catalog.pg_policy where polrelid = 'public.daily_plan_priorities'::regclass and polname = 'people_see'),
    'public.daily_plan_priorities lacks its policies';
end
$$;

rollback;
