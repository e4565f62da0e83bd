-- Deploy salesflow:analytics/scored_views to pg
-- requires: crm/keep_contacts
-- requires: crm/score_bant
-- requires: crm/personality_profiles
-- requires: rules/recommendations
-- requires: lifecycle/status_history
-- stateful: Leads, follow-ups, funnel and personalities with their scores, refreshed every six hours.

begin;
set local role salesflow_owner;

insert into public.policies (key, value, unit, description, minimum, maximum)
values
  ('analytics.engagement_days', '[3, 7, 14, 30]', 'days', 'Steps of the engagement score: days since the last contact, rising.', null, null),
  ('analytics.engagement_points', '[100, 85, 65, 40, 15]', 'points', 'Engagement score below each step, and beyond the last.', null, null),
  ('analytics.engagement_unknown', '25', 'points', 'Engagement score of a lead without any contact.', 0, 100),
  ('analytics.unknown', '50', 'points', 'What stands in for a BANT total or a profile confidence that nobody has taken yet.', 0, 100),
  ('analytics.health_weights', '[0.4, 0.3, 0.3]', 'weights', 'Weights of BANT, engagement and profile confidence in the health score.', null, null),
  ('analytics.health_bands', '[30, 50, 75]', 'points', 'Health scores from which a lead needs attention, is good, is excellent; below the first it is critical.', null, null),
  ('analytics.frequency_days', '[2, 10, 45]', 'days', 'Mean gaps between contacts below which they count as daily, weekly, monthly; beyond: rare.', null, null),
  ('analytics.due_days', '[0, 1, 3, 7]', 'days', 'Steps of the follow-up score: days until due; below the first it is overdue.', null, null),
  ('analytics.due_points', '[100, 90, 70, 50, 30]', 'points', 'Follow-up score below each step, and beyond the last.', null, null),
  ('analytics.priority_points', '[50, 75, 90, 100]', 'points', 'Score of the priorities low, medium, high, urgent.', null, null),
  ('analytics.followup_weights', '[0.4, 0.3, 0.3]', 'weights', 'Weights of priority, due date and health in the score of a follow-up.', null, null);

create materialized view public.view_leads_scored as
with policy as materialized (
  select
    salesflow.policy_list('analytics.engagement_days')::numeric[] as engagement_days,
    salesflow.policy_list('analytics.engagement_points')::numeric[] as engagement_points,
    salesflow.policy_number('analytics.engagement_unknown') as engagement_unknown,
    salesflow.policy_number('analytics.unknown') as unknown,
    salesflow.policy_list('analytics.health_weights')::numeric[] as weights,
    salesflow.policy_list('analytics.health_bands')::numeric[] as bands,
    salesflow.policy_list('analytics.frequency_days')::numeric[] as frequency_days
),
recommendations as (
  select
    r.lead_id,
    count(*) as pending,
    count(*) filter (where r.priority = 'urgent') as urgent
  from public.ai_recommendations as r
  where r.status = 'pending'
  group by r.lead_id
),
facts as (
  select
    l.id,
    (extract(epoch from now() - l.last_contact_at) / 86400)::numeric as days_since_contact,
    extract(epoch from s.last_interaction_at - s.first_interaction_at) / 86400 / nullif(s.total_interactions - 1, 0) as mean_gap_days,
    second.type as personality_secondary
  from public.leads as l
  left join public.lead_context_summaries as s on s.lead_id = l.id
  left join public.personality_profiles as p on p.lead_id = l.id
  left join lateral (
    select t.type
    from (values
      ('D', p.dominance_score), ('I', p.influence_score), ('S', p.steadiness_score), ('C', p.conscientiousness_score)
    ) as t (type, score)
    where t.type <> p.primary_type
    order by t.score desc, strpos('DISC', t.type)
    limit 1
  ) as second on true
),
scored as (
  select
    f.*,
    case
      when f.days_since_contact is null then policy.engagement_unknown
      else policy.engagement_points[width_bucket(f.days_since_contact, policy.engagement_days) + 1]
    end as engagement_score
  from facts as f
  cross join policy
),
healthy as (
  select
    s.*,
    b.id as bant_id,
    round(
      coalesce(b.total_score, policy.unknown) * policy.weights[1]
      + s.engagement_score * policy.weights[2]
      + coalesce(p.confidence * 100, policy.unknown) * policy.weights[3]) as overall_health_score
  from scored as s
  cross join policy
  left join public.current_bant as b on b.lead_id = s.id
  left join public.personality_profiles as p on p.lead_id = s.id
)
select
  l.id,
  l.user_id,
  l.name,
  l.email,
  l.phone,
  l.company,
  l.status,
  l.priority,
  l.source,
  l.deal_value,
  l.currency,
  l.created_at,
  l.updated_at,
  b.total_score as bant_score,
  b.traffic_light as bant_traffic_light,
  b.assessed_at as bant_last_assessed,
  b.budget_score,
  b.authority_score,
  b.need_score,
  b.timeline_score,
  p.primary_type as personality_type,
  h.personality_secondary,
  p.confidence as personality_confidence,
  s.short_summary as context_summary,
  coalesce(s.total_interactions, 0) as total_interactions,
  s.last_interaction_at as last_interaction_date,
  (array['daily', 'weekly', 'monthly', 'rare'])[width_bucket(h.mean_gap_days, policy.frequency_days) + 1] as interaction_frequency,
  s.first_interaction_at as first_contact_date,
  coalesce(r.pending, 0) as pending_recommendations,
  coalesce(r.urgent, 0) as urgent_recommendations,
  h.engagement_score,
  floor(h.days_since_contact)::integer as days_since_contact,
  h.overall_health_score,
  (array['critical', 'needs_attention', 'good', 'excellent'])[width_bucket(h.overall_health_score, policy.bands) + 1] as health_status,
  b.total_score is not null and p.lead_id is not null and s.first_interaction_at is not null as has_complete_profile,
  now() as refreshed_at
from healthy as h
cross join policy
join public.leads as l on l.id = h.id
left join public.bant_assessments as b on b.id = h.bant_id
left join public.personality_profiles as p on p.lead_id = h.id
left join public.lead_context_summaries as s on s.lead_id = h.id
left join recommendations as r on r.lead_id = h.id;
comment on materialized view public.view_leads_scored is
  'Which leads, and how healthy: every lead with its BANT, profile, contacts and scores, as of refreshed_at. rank_leads() ranks by the present instead.';
comment on column public.view_leads_scored.id is 'The lead.';
comment on column public.view_leads_scored.user_id is 'Rep who owns it.';
comment on column public.view_leads_scored.name is 'Name.';
comment on column public.view_leads_scored.email is 'E-mail address.';
comment on column public.view_leads_scored.phone is 'Telephone number.';
comment on column public.view_leads_scored.company is 'Company.';
comment on column public.view_leads_scored.status is 'Status.';
comment on column public.view_leads_scored.priority is 'low, medium, high or urgent; set by people.';
comment on column public.view_leads_scored.source is 'Where it came from.';
comment on column public.view_leads_scored.deal_value is 'Expected value of the deal, in currency.';
comment on column public.view_leads_scored.currency is 'ISO 4217.';
comment on column public.view_leads_scored.created_at is 'When it came to be.';
comment on column public.view_leads_scored.updated_at is 'When somebody last changed it.';
comment on column public.view_leads_scored.bant_score is 'BANT total of the assessment that counts, 0–100; null while not all four are known.';
comment on column public.view_leads_scored.bant_traffic_light is 'green, yellow or red.';
comment on column public.view_leads_scored.bant_last_assessed is 'When it was assessed.';
comment on column public.view_leads_scored.budget_score is '0–100.';
comment on column public.view_leads_scored.authority_score is '0–100.';
comment on column public.view_leads_scored.need_score is '0–100.';
comment on column public.view_leads_scored.timeline_score is '0–100.';
comment on column public.view_leads_scored.personality_type is 'D, I, S or C.';
comment on column public.view_leads_scored.personality_secondary is 'Letter of the second-highest score; ties go D, I, S, C.';
comment on column public.view_leads_scored.personality_confidence is 'How sure the profile is, 0–1.';
comment on column public.view_leads_scored.context_summary is 'What is known of the lead in one or two sentences.';
comment on column public.view_leads_scored.total_interactions is 'Completed contacts in either direction.';
comment on column public.view_leads_scored.last_interaction_date is 'Last contact.';
comment on column public.view_leads_scored.interaction_frequency is 'daily, weekly, monthly or rare by the mean gap between contacts (policy analytics.frequency_days); null below two.';
comment on column public.view_leads_scored.first_contact_date is 'First contact.';
comment on column public.view_leads_scored.pending_recommendations is 'Recommendations nobody answered yet.';
comment on column public.view_leads_scored.urgent_recommendations is 'Those of them that are urgent.';
comment on column public.view_leads_scored.engagement_score is '0–100 by the days since the last contact (policies analytics.engagement_…).';
comment on column public.view_leads_scored.days_since_contact is 'Whole days since the last contact at refreshed_at; null without any.';
comment on column public.view_leads_scored.overall_health_score is '0–100: BANT, engagement and profile confidence, weighted by policy analytics.health_weights.';
comment on column public.view_leads_scored.health_status is 'critical, needs_attention, good or excellent (policy analytics.health_bands).';
comment on column public.view_leads_scored.has_complete_profile is 'Whether BANT total, DISC profile and a contact are all there.';
comment on column public.view_leads_scored.refreshed_at is 'Instant all values stand for, the ageing ones above all.';
create unique index view_leads_scored_id on public.view_leads_scored (id);
create index view_leads_scored_user on public.view_leads_scored (user_id, overall_health_score desc);

create materialized view public.view_followups_scored as
with policy as materialized (
  select
    salesflow.policy_list('analytics.due_days')::numeric[] as due_days,
    salesflow.policy_list('analytics.due_points')::numeric[] as due_points,
    salesflow.policy_list('analytics.priority_points')::numeric[] as priority_points,
    salesflow.policy_list('analytics.followup_weights')::numeric[] as weights
)
select
  a.id as activity_id,
  a.lead_id,
  coalesce(a.user_id, l.user_id) as user_id,
  a.type,
  a.title,
  a.description,
  a.due_date,
  a.status,
  a.priority as activity_priority,
  a.created_at,
  l.name as lead_name,
  l.status as lead_status,
  case
    when days.until_due < policy.due_days[1] then 'overdue'
    when days.until_due < policy.due_days[2] then 'urgent'
    when days.until_due < policy.due_days[3] then 'soon'
    else 'scheduled'
  end as urgency,
  round(days.until_due * 24, 1) as hours_until_due,
  l.overall_health_score,
  l.bant_score,
  l.bant_traffic_light,
  l.personality_type,
  l.pending_recommendations as ai_suggestions_count,
  l.days_since_contact,
  round(
    policy.priority_points[array_position(array['low', 'medium', 'high', 'urgent'], a.priority)] * policy.weights[1]
    + case
        when days.until_due is null then policy.due_points[cardinality(policy.due_points)]
        else policy.due_points[width_bucket(days.until_due, policy.due_days) + 1]
      end * policy.weights[2]
    + l.overall_health_score * policy.weights[3]) as action_priority_score,
  now() as refreshed_at
from public.activities as a
cross join policy
join public.view_leads_scored as l on l.id = a.lead_id
cross join lateral (select (extract(epoch from a.due_date - now()) / 86400)::numeric as until_due) as days
where a.status in ('pending', 'scheduled', 'in_progress');
comment on materialized view public.view_followups_scored is
  'What to do next: every open activity with its urgency, as of refreshed_at; the facts of its lead are as of the refresh of view_leads_scored.';
comment on column public.view_followups_scored.activity_id is 'The activity.';
comment on column public.view_followups_scored.lead_id is 'Its lead.';
comment on column public.view_followups_scored.user_id is 'Who is to do it: the activity''s user, else the lead''s owner.';
comment on column public.view_followups_scored.type is 'Type of the activity.';
comment on column public.view_followups_scored.title is 'Subject.';
comment on column public.view_followups_scored.description is 'Text. Comes from outside: never trusted.';
comment on column public.view_followups_scored.due_date is 'When it is due.';
comment on column public.view_followups_scored.status is 'pending, scheduled or in_progress.';
comment on column public.view_followups_scored.activity_priority is 'low, medium, high or urgent.';
comment on column public.view_followups_scored.created_at is 'When it was entered.';
comment on column public.view_followups_scored.lead_name is 'Name of the lead.';
comment on column public.view_followups_scored.lead_status is 'Status of the lead.';
comment on column public.view_followups_scored.urgency is 'overdue, urgent, soon or scheduled, by the first three steps of policy analytics.due_days; scheduled without a due date.';
comment on column public.view_followups_scored.hours_until_due is 'Hours until due at refreshed_at; negative when overdue.';
comment on column public.view_followups_scored.overall_health_score is 'Health of the lead, 0–100.';
comment on column public.view_followups_scored.bant_score is 'BANT total of the lead.';
comment on column public.view_followups_scored.bant_traffic_light is 'green, yellow or red.';
comment on column public.view_followups_scored.personality_type is 'D, I, S or C.';
comment on column public.view_followups_scored.ai_suggestions_count is 'Recommendations for the lead that nobody answered yet.';
comment on column public.view_followups_scored.days_since_contact is 'Whole days since the last contact with the lead.';
comment on column public.view_followups_scored.action_priority_score is '0–100: priority, due date and health, weighted by policy analytics.followup_weights.';
comment on column public.view_followups_scored.refreshed_at is 'Instant the values stand for.';
create unique index view_followups_scored_activity on public.view_followups_scored (activity_id);
create index view_followups_scored_user on public.view_followups_scored (user_id, action_priority_score desc);

create materialized view public.view_conversion_microsteps as
with steps as (
  select
    l.id,
    l.user_id,
    l.created_at,
    s.first_interaction_at as first_contact_at,
    (select min(b.assessed_at) from public.bant_assessments as b where b.lead_id = l.id) as bant_at,
    p.assessed_at as personality_at,
    least(
      (select min(a.occurred_at) from public.activities as a where a.lead_id = l.id and a.type = 'meeting' and a.status <> 'cancelled'),
      history.meeting_at) as meeting_at,
    -- won counts while it stands: a deal taken back is no win
    case when l.status = 'won' then history.won_at end as won_at
  from public.leads as l
  left join public.lead_context_summaries as s on s.lead_id = l.id
  left join public.personality_profiles as p on p.lead_id = l.id
  left join lateral (
    select
      min(h.created_at) filter (where h.to_status = 'meeting_scheduled') as meeting_at,
      max(h.created_at) filter (where h.to_status = 'won') as won_at
    from public.lead_status_history as h
    where h.lead_id = l.id
  ) as history on true
)
select
  u.id as user_id,
  u.name as user_name,
  count(s.id) as total_leads,
  count(s.first_contact_at) as reached_first_contact,
  count(s.bant_at) as reached_bant,
  count(s.personality_at) as reached_personality,
  count(s.meeting_at) as reached_meeting,
  count(s.won_at) as reached_won,
  round(count(s.first_contact_at) * 1.0 / nullif(count(s.id), 0), 4) as cr_to_first_contact,
  round(count(s.bant_at) filter (where s.first_contact_at is not null) * 1.0 / nullif(count(s.first_contact_at), 0), 4) as cr_to_bant,
  round(count(s.personality_at) filter (where s.bant_at is not null) * 1.0 / nullif(count(s.bant_at), 0), 4) as cr_to_personality,
  round(count(s.meeting_at) filter (where s.personality_at is not null) * 1.0 / nullif(count(s.personality_at), 0), 4) as cr_to_meeting,
  round(count(s.won_at) filter (where s.meeting_at is not null) * 1.0 / nullif(count(s.meeting_at), 0), 4) as cr_to_won,
  round(count(s.won_at) * 1.0 / nullif(count(s.id), 0), 4) as overall_conversion_rate,
  round((avg(extract(epoch from s.first_contact_at - s.created_at)) / 86400)::numeric, 1) as avg_days_to_first_contact,
  round((avg(extract(epoch from s.bant_at - s.created_at)) / 86400)::numeric, 1) as avg_days_to_bant,
  round((avg(extract(epoch from s.meeting_at - s.created_at)) / 86400)::numeric, 1) as avg_days_to_meeting,
  round((avg(extract(epoch from s.won_at - s.first_contact_at)) / 86400)::numeric, 1) as avg_days_to_close,
  round((avg(extract(epoch from s.won_at - s.created_at)) / 86400)::numeric, 1) as avg_total_sales_cycle_days,
  now() as refreshed_at
from public.users as u
left join steps as s on s.user_id = u.id
group by u.id;
comment on materialized view public.view_conversion_microsteps is
  'The funnel of each user: first contact, BANT, profile, meeting, won. A lead may skip a step, so a rate is the share of those who reached the step before that also reached this one.';
comment on column public.view_conversion_microsteps.user_id is 'The user.';
comment on column public.view_conversion_microsteps.user_name is 'Name of the user.';
comment on column public.view_conversion_microsteps.total_leads is 'Leads the user owns.';
comment on column public.view_conversion_microsteps.reached_first_contact is 'Of these, with a contact.';
comment on column public.view_conversion_microsteps.reached_bant is 'With a BANT assessment.';
comment on column public.view_conversion_microsteps.reached_personality is 'With a DISC profile.';
comment on column public.view_conversion_microsteps.reached_meeting is 'With a meeting, or ever in status meeting_scheduled.';
comment on column public.view_conversion_microsteps.reached_won is 'Won, and still so.';
comment on column public.view_conversion_microsteps.cr_to_first_contact is 'Share of all leads with a contact, 0–1.';
comment on column public.view_conversion_microsteps.cr_to_bant is 'Share of those with a contact that have BANT, 0–1.';
comment on column public.view_conversion_microsteps.cr_to_personality is 'Share of those with BANT that have a profile, 0–1.';
comment on column public.view_conversion_microsteps.cr_to_meeting is 'Share of those with a profile that had a meeting, 0–1.';
comment on column public.view_conversion_microsteps.cr_to_won is 'Share of those with a meeting that were won, 0–1.';
comment on column public.view_conversion_microsteps.overall_conversion_rate is 'Share of all leads that were won, 0–1.';
comment on column public.view_conversion_microsteps.avg_days_to_first_contact is 'Mean days from a lead''s creation to its first contact.';
comment on column public.view_conversion_microsteps.avg_days_to_bant is 'Mean days from creation to the first BANT assessment.';
comment on column public.view_conversion_microsteps.avg_days_to_meeting is 'Mean days from creation to the first meeting.';
comment on column public.view_conversion_microsteps.avg_days_to_close is 'Mean days from first contact to won, by lead_status_history.';
comment on column public.view_conversion_microsteps.avg_total_sales_cycle_days is 'Mean days from creation to won.';
comment on column public.view_conversion_microsteps.refreshed_at is 'Instant the values stand for.';
create unique index view_conversion_microsteps_user on public.view_conversion_microsteps (user_id);

create materialized view public.view_personality_insights as
with closed as (
  select
    l.id as lead_id,
    max(h.created_at) as closed_at
  from public.leads as l
  join public.lead_status_history as h on h.lead_id = l.id and h.to_status = l.status
  where l.status in ('won', 'lost')
  group by l.id
),
by_type as (
  select
    l.user_id,
    p.primary_type as type,
    count(*) as profiles,
    sum(p.confidence) as confidence,
    count(*) filter (where l.status = 'won') as won,
    round(count(*) filter (where l.status = 'won') * 1.0
      / nullif(count(*) filter (where l.status in ('won', 'lost')), 0), 4) as win_rate,
    round((avg(extract(epoch from c.closed_at - l.created_at)) filter (where l.status = 'won') / 86400)::numeric, 1) as close_days
  from public.personality_profiles as p
  join public.leads as l on l.id = p.lead_id
  left join closed as c on c.lead_id = l.id
  where l.user_id is not null
  group by l.user_id, p.primary_type
)
select
  t.user_id,
  coalesce(sum(t.profiles) filter (where t.type = 'D'), 0)::bigint as count_dominant,
  coalesce(sum(t.profiles) filter (where t.type = 'I'), 0)::bigint as count_influence,
  coalesce(sum(t.profiles) filter (where t.type = 'S'), 0)::bigint as count_steadiness,
  coalesce(sum(t.profiles) filter (where t.type = 'C'), 0)::bigint as count_conscientiousness,
  max(t.win_rate) filter (where t.type = 'D') as win_rate_dominant,
  max(t.win_rate) filter (where t.type = 'I') as win_rate_influence,
  max(t.win_rate) filter (where t.type = 'S') as win_rate_steadiness,
  max(t.win_rate) filter (where t.type = 'C') as win_rate_conscientiousness,
  max(t.close_days) filter (where t.type = 'D') as avg_close_days_dominant,
  max(t.close_days) filter (where t.type = 'I') as avg_close_days_influence,
  max(t.close_days) filter (where t.type = 'S') as avg_close_days_steadiness,
  max(t.close_days) filter (where t.type = 'C') as avg_close_days_conscientiousness,
  (array_agg(t.type order by t.win_rate desc, t.won desc, strpos('DISC', t.type)) filter (where t.win_rate is not null))[1]
    as best_performing_type,
  round(sum(t.confidence) / sum(t.profiles), 2) as avg_confidence_score,
  sum(t.profiles)::bigint as total_profiles,
  now() as refreshed_at
from by_type as t
group by t.user_id;
comment on materialized view public.view_personality_insights is 'How each user does with each DISC type of lead. Win rates count decided deals only: won ÷ (won + lost).';
comment on column public.view_personality_insights.user_id is 'The user.';
comment on column public.view_personality_insights.count_dominant is 'Leads of type D.';
comment on column public.view_personality_insights.count_influence is 'Leads of type I.';
comment on column public.view_personality_insights.count_steadiness is 'Leads of type S.';
comment on column public.view_personality_insights.count_conscientiousness is 'Leads of type C.';
comment on column public.view_personality_insights.win_rate_dominant is 'Win rate with type D, 0–1; null before the first decision.';
comment on column public.view_personality_insights.win_rate_influence is 'Win rate with type I, 0–1.';
comment on column public.view_personality_insights.win_rate_steadiness is 'Win rate with type S, 0–1.';
comment on column public.view_personality_insights.win_rate_conscientiousness is 'Win rate with type C, 0–1.';
comment on column public.view_personality_insights.avg_close_days_dominant is 'Mean days from creation to won, type D.';
comment on column public.view_personality_insights.avg_close_days_influence is 'Mean days from creation to won, type I.';
comment on column public.view_personality_insights.avg_close_days_steadiness is 'Mean days from creation to won, type S.';
comment on column public.view_personality_insights.avg_close_days_conscientiousness is 'Mean days from creation to won, type C.';
comment on column public.view_personality_insights.best_performing_type is 'Type with the highest win rate; ties go to more wins, then D, I, S, C.';
comment on column public.view_personality_insights.avg_confidence_score is 'Mean confidence of the profiles, 0–1.';
comment on column public.view_personality_insights.total_profiles is 'Leads with a profile.';
comment on column public.view_personality_insights.refreshed_at is 'Instant the values stand for.';
create unique index view_personality_insights_user on public.view_personality_insights (user_id);

-- Not to reps and managers: a materialized view knows no row-level security.
grant select on
  public.view_leads_scored, public.view_followups_scored, public.view_conversion_microsteps, public.view_personality_insights
  to salesflow_bi, salesflow_admin;

commit;
