-- Verify salesflow:rules/recommendations on pg

begin;

select
  'public.ai_recommendations'::regclass;

do $$
begin
  assert (select count(distinct key) from public.policies where key = any (array[
    'recommendations.expire_after'
  ])) = 1, 'rows of public.policies are missing';
  assert (select count(distinct action_type) from public.action_types where action_type = any (array[
    'recommendation_refreshed',
    'recommendation_reassigned',
    'recommendation_withdrawn',
    'recommendation_superseded',
    'recommendation_expired'
  ])) = 5, 'rows of public.action_types are missing';
  assert (select count(distinct rule) from public.automation_rules where rule = any (array[
    'recommendations.expire'
  ])) = 1, 'rows of public.automation_rules are missing';
  assert (select count(distinct key) from public.text_templates where key = any (array[
    'action.recommendation_created',
    'action.recommendation_refreshed',
    'action.recommendation_reassigned',
    'action.recommendation_withdrawn',
    'action.recommendation_superseded',
    'action.recommendation_expired',
    'recommendations.withdrawn',
    'recommendations.superseded',
    'recommendations.expired',
    'recommendations.undone'
  ])) = 10, 'rows of public.text_templates are missing';
end
$$;

rollback;
