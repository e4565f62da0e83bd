-- Deploy salesflow:analytics/dashboards to pg
-- requires: foundation/say
-- requires: rules/actions
-- requires: lifecycle/status_history
-- requires: memory/agent_memory
-- requires: review/plans
-- requires: jobs/health_log
-- requires: analytics/metrics
-- replaceable: The four dashboards and the success metrics. db/dashboards/ has a file that shows each.

begin;
set local role salesflow_owner;

create or replace view public.dashboard_autonomous_actions with (security_invoker = true) as
select
  a.executed_at::date as date,
  a.action_type,
  count(*) as count,
  count(*) filter (where a.success) as successful,
  round(100.0 * count(*) filter (where a.success) / count(*), 2) as success_rate
from public.autonomous_actions as a
where a.executed_at > now() - salesflow.policy_interval('analytics.actions_window')
group by a.executed_at::date, a.action_type
order by 1 desc, 3 desc;
comment on view public.dashboard_autonomous_actions is 'What the system did by itself, by day and type, in the last days (policy analytics.actions_window).';
comment on column public.dashboard_autonomous_actions.date is 'Day, in the session''s time zone.';
comment on column public.dashboard_autonomous_actions.action_type is 'Type of action.';
comment on column public.dashboard_autonomous_actions.count is 'Number of actions.';
comment on column public.dashboard_autonomous_actions.successful is 'Those that succeeded.';
comment on column public.dashboard_autonomous_actions.success_rate is 'Percent.';

create or replace view public.dashboard_daily_review with (security_invoker = true) as
select
  p.plan_date,
  count(*) as users_with_plans,
  sum(p.actions_completed) as total_actions_completed,
  sum(p.actions_total) as total_actions_planned,
  round(100.0 * sum(p.actions_completed) / nullif(sum(p.actions_total), 0), 2) as completion_rate
from public.daily_action_plans as p
where p.plan_date > current_date - salesflow.policy_interval('analytics.window')
group by p.plan_date
order by p.plan_date desc;
comment on view public.dashboard_daily_review is 'Daily plans and how much of them was done, by day (policy analytics.window).';
comment on column public.dashboard_daily_review.plan_date is 'Day of the plans, by each user''s clock.';
comment on column public.dashboard_daily_review.users_with_plans is 'Users who had a plan.';
comment on column public.dashboard_daily_review.total_actions_completed is 'Priorities done.';
comment on column public.dashboard_daily_review.total_actions_planned is 'Priorities planned.';
comment on column public.dashboard_daily_review.completion_rate is 'Percent; null where nothing was planned.';

create or replace view public.dashboard_status_velocity with (security_invoker = true) as
select
  d.from_status,
  count(*) as transitions,
  round(avg(d.days), 1) as avg_days,
  round((percentile_cont(0.5) within group (order by d.days))::numeric, 1) as median_days
from (
  select
    h.from_status,
    (extract(epoch from h.created_at - lag(h.created_at) over (partition by h.lead_id order by h.created_at, h.position))
      / 86400)::numeric as days
  from public.lead_status_history as h
) as d
where d.from_status is not null and d.days is not null
group by d.from_status
order by avg_days;
comment on view public.dashboard_status_velocity is 'How long leads stay in each status before they leave it.';
comment on column public.dashboard_status_velocity.from_status is 'The status they left.';
comment on column public.dashboard_status_velocity.transitions is 'How often a lead left it.';
comment on column public.dashboard_status_velocity.avg_days is 'Mean days in it.';
comment on column public.dashboard_status_velocity.median_days is 'Median days in it.';

create or replace view public.dashboard_agent_memory with (security_invoker = true) as
select
  m.memory_type,
  count(*) as count,
  round(avg(m.importance_score), 2) as avg_importance,
  round(avg(m.access_count), 1) as avg_access_count
from public.agent_memory as m
where m.created_at > now() - salesflow.policy_interval('analytics.window')
group by m.memory_type
order by count(*) desc;
comment on view public.dashboard_agent_memory is 'What the agent remembers, by type (policy analytics.window).';
comment on column public.dashboard_agent_memory.memory_type is 'conversation, insight, pattern or feedback.';
comment on column public.dashboard_agent_memory.count is 'Memories kept in the period.';
comment on column public.dashboard_agent_memory.avg_importance is 'Mean importance, 0–1.';
comment on column public.dashboard_agent_memory.avg_access_count is 'Mean number of recalls.';

create or replace view public.success_metrics with (security_invoker = true) as
with period as materialized (
  select now() - salesflow.policy_interval('analytics.window') as since
),
transitions as materialized (
  select h.lead_id, h.automated, h.to_status, h.created_at
  from public.lead_status_history as h, period
  where h.from_status is not null and h.created_at > period.since
),
recommendations as materialized (
  select r.*
  from public.ai_recommendations as r, period
  where r.created_at > period.since and r.source <> 'person'
),
runs as materialized (
  select r.status, r.duration_ms
  from public.job_runs as r, period
  where r.started_at > period.since and r.status in ('succeeded', 'partial', 'failed')
),
decided as materialized (
  -- the decision that stands, once a lead
  select distinct on (t.lead_id) l.status, t.created_at - l.created_at as took
  from transitions as t
  join public.leads as l on l.id = t.lead_id and l.status = t.to_status
  where t.to_status in ('won', 'lost')
  order by t.lead_id, t.created_at desc
),
measured (position, metric, value, unit, target) as (
  select 1, 'automation_share', 100.0 * count(*) filter (where automated) / nullif(count(*), 0), '%', null::numeric
  from transitions
  union all
  select 2, 'automated_leads',
    100.0 * count(distinct lead_id) filter (where automated) / nullif(count(distinct lead_id), 0), '%', null
  from transitions
  union all
  select 3, 'recommendations_per_user_day',
    count(*)
      / nullif((select count(*) from public.users where active), 0)::numeric
      -- a system younger than the period is measured by its own age, from a day on
      / greatest(1, (extract(epoch from now() - min(created_at)) / 86400)::numeric),
    '', null
  from recommendations
  union all
  select 4, 'acceptance_rate',
    100.0 * count(*) filter (where status in ('accepted', 'completed'))
      / nullif(count(*) filter (where status <> 'pending' and not withdrawn), 0),
    '%', null
  from recommendations
  union all
  select 5, 'plan_completion', 100.0 * sum(actions_completed) / nullif(sum(actions_total), 0), '%', null
  from public.daily_action_plans, period
  where plan_date > period.since::date
  union all
  select 6, 'deal_velocity', (avg(extract(epoch from took)) filter (where status = 'won') / 86400)::numeric, 'days', null
  from decided
  union all
  select 7, 'conversion_rate', 100.0 * count(*) filter (where status = 'won') / nullif(count(*), 0), '%', null
  from decided
  union all
  select 8, 'job_success_rate', 100.0 * count(*) filter (where status = 'succeeded') / nullif(count(*), 0), '%',
    salesflow.policy_number('health.job_success_rate')
  from runs
  union all
  select 9, 'job_duration', avg(duration_ms), 'ms', null
  from runs
)
select
  m.metric,
  round(m.value, 2) as value,
  m.unit,
  m.target,
  m.value >= m.target as is_met,
  salesflow.say('analytics.metric.' || m.metric, 'en') as description_en,
  salesflow.say('analytics.metric.' || m.metric, 'de') as description_de
from measured as m
order by m.position;
comment on view public.success_metrics is 'Is it worth it? One row a metric, over the period of policy analytics.window.';
comment on column public.success_metrics.metric is 'Name.';
comment on column public.success_metrics.value is 'Value in unit; null while there is nothing to measure.';
comment on column public.success_metrics.unit is '%, days, ms, or nothing for a count.';
comment on column public.success_metrics.target is 'Value it should reach at least, where there is one.';
comment on column public.success_metrics.is_met is 'Whether it does.';
comment on column public.success_metrics.description_en is 'What it measures, in English.';
comment on column public.success_metrics.description_de is 'What it measures, in German.';

grant select on
  public.dashboard_autonomous_actions, public.dashboard_daily_review, public.dashboard_status_velocity,
  public.dashboard_agent_memory, public.success_metrics
  to salesflow_bi, salesflow_admin;

commit;
