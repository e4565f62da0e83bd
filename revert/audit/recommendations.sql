-- Revert salesflow:audit/recommendations from pg

begin;

drop function salesflow.expire_recommendations(timestamptz);
drop function public.dismiss_recommendation(uuid, text);
drop function public.complete_recommendation(uuid);
drop table public.ai_recommendations;
drop function salesflow.audit_recommendations();
drop function salesflow.stamp_recommendation();

delete from public.automation_rules where rule in (
  'recommendations.expire'
);
delete from public.policies where key in (
  'recommendations.expire_after'
);

commit;
