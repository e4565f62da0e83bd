-- Verify salesflow:rules/recommend on pg

begin;

select
  'salesflow.recommendation_words(salesflow.raising[])'::regprocedure,
  'salesflow.raise_recommendations(salesflow.raising[], timestamptz)'::regprocedure,
  'salesflow.refresh_recommendations(salesflow.raising[], timestamptz)'::regprocedure,
  'salesflow.end_recommendations(uuid[], text, text)'::regprocedure,
  'salesflow.withdraw_recommendations(uuid[], text)'::regprocedure,
  'salesflow.undo_recommendation(public.autonomous_actions, text)'::regprocedure,
  'salesflow.expire_recommendations(timestamptz)'::regprocedure,
  'salesflow.stamp_recommendation()'::regprocedure,
  'public.complete_recommendation(uuid)'::regprocedure,
  'public.dismiss_recommendation(uuid, text)'::regprocedure;

do $$
begin
  assert exists (select from pg_catalog.pg_trigger where tgrelid = 'public.ai_recommendations'::regclass and tgname = 'ai_recommendations_100_normalise'),
    'trigger ai_recommendations_100_normalise is missing';
end
$$;

rollback;
