-- Verify salesflow:review/plans on pg

begin;

select
  'public.daily_action_plans'::regclass,
  'public.daily_plan_priorities'::regclass,
  'salesflow.count_completed_priorities()'::regprocedure;

do $$
begin
  assert exists (select from pg_catalog.pg_trigger where tgrelid = 'public.ai_recommendations'::regclass and tgname = 'ai_recommendations_500_count_completed'),
    'trigger ai_recommendations_500_count_completed is missing';
end
$$;

rollback;
