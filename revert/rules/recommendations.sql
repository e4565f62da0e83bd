-- Revert salesflow:rules/recommendations from pg

begin;

delete from public.text_templates where key in (
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
);
delete from public.automation_rules where rule in (
  'recommendations.expire'
);
delete from public.action_types where action_type in (
  'recommendation_refreshed',
  'recommendation_reassigned',
  'recommendation_withdrawn',
  'recommendation_superseded',
  'recommendation_expired'
);
delete from public.policies where key in (
  'recommendations.expire_after'
);
drop table public.ai_recommendations;

commit;
