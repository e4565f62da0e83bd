-- Revert salesflow:rules/recommend from pg

begin;

drop function public.dismiss_recommendation(uuid, text);
drop function public.complete_recommendation(uuid);
drop trigger ai_recommendations_100_normalise on public.ai_recommendations;
drop function salesflow.stamp_recommendation();
drop function salesflow.expire_recommendations(timestamptz);
drop function salesflow.undo_recommendation(public.autonomous_actions, text);
drop function salesflow.withdraw_recommendations(uuid[], text);
drop function salesflow.end_recommendations(uuid[], text, text);
drop function salesflow.refresh_recommendations(salesflow.raising[], timestamptz);
drop function salesflow.raise_recommendations(salesflow.raising[], timestamptz);
drop function salesflow.recommendation_words(salesflow.raising[]);

commit;
