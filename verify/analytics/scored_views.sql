-- Verify salesflow:analytics/scored_views on pg

begin;

select
  'public.view_leads_scored'::regclass,
  'public.view_followups_scored'::regclass,
  'public.view_conversion_microsteps'::regclass,
  'public.view_personality_insights'::regclass;

do $$
begin
  assert (
    select count(*) = 4
    from pg_catalog.pg_index as i
    where i.indisunique
      and i.indrelid in (
        'public.view_leads_scored'::regclass, 'public.view_followups_scored'::regclass,
        'public.view_conversion_microsteps'::regclass, 'public.view_personality_insights'::regclass)
  ), 'a materialized view has no unique index: it cannot be refreshed concurrently';
  assert (select count(*) from public.policies where key = any (array[
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
  ])) = 11, 'rows of public.policies are missing';
end
$$;

rollback;
