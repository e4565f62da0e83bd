-- Revert salesflow:analytics/scored_views from pg

begin;

drop materialized view public.view_personality_insights;
drop materialized view public.view_conversion_microsteps;
drop materialized view public.view_followups_scored;
drop materialized view public.view_leads_scored;

delete from public.policies where key in (
  'analytics.engagement_days',
  'analytics.engagement_points',
  'analytics.engagement_unknown',
  'analytics.unknown',
  'analytics.health_weights',
  'analytics.health_bands',
  'analytics.frequency_days',
  'analytics.due_days',
  'analytics.due_points',
  'analytics.priority_points',
  'analytics.followup_weights'
);

commit;
