-- Deploy salesflow:review/write_plans to pg
-- requires: foundation/tell
-- requires: crm/score_bant
-- requires: rules/run_rules
-- requires: review/rank_leads
-- requires: review/plans
-- requires: review/texts
-- replaceable: what stands in a plan, a step each: ranking, priorities, risks and quick wins, insights, goals.

begin;
set local role salesflow_owner;

create or replace function salesflow.log_rankings(p_plan_ids uuid[])
  returns void
  language sql
  set search_path = pg_catalog, pg_temp
as $$
  insert into public.lead_rankings
    (plan_id, user_id, lead_id, position, situation, situation_bits, expected_value, value, currency, win_probability, urgency,
      decay, reachability, status, days_in_status, days_quiet, bant, activity_id, ranked_at)
  select
    p.id, r.user_id, r.lead_id, r.position, r.situation, r.situation_bits, r.expected_value, r.value, r.currency,
    r.win_probability, r.urgency, r.decay, r.reachability, r.status, r.days_in_status, r.days_quiet, r.bant, r.activity_id, at.ranked_at
  from (
    select p.generated_at as ranked_at, array_agg(p.user_id) as user_ids
    from public.daily_action_plans as p
    where p.id = any (p_plan_ids)
    group by p.generated_at
  ) as at
  cross join lateral salesflow.rank_leads(at.user_ids, at.ranked_at) as r
  join public.daily_action_plans as p on p.user_id = r.user_id and p.id = any (p_plan_ids)
$$;
comment on function salesflow.log_rankings(uuid[]) is 'Ranks the leads of the users of the given plans, and keeps what was judged.';

create or replace function salesflow.ranking_facts(p_plan_ids uuid[], p_positions integer[])
  returns table (plan_id uuid, "position" integer, facts jsonb, evidence jsonb)
  language plpgsql
  stable
  set search_path = pg_catalog, pg_temp
  set plan_cache_mode = force_custom_plan
as $$
declare
  v_quote_length integer := salesflow.policy_number('review.quote_length');
begin
  return query
    select
      k.plan_id, k.position,
      jsonb_strip_nulls(jsonb_build_object(
        'lead_name', l.name, 'situation', k.situation, 'status', k.status, 'status_en', s.name_en, 'status_de', s.name_de,
        'status_days', floor(k.days_in_status::numeric), 'quiet_days', floor(k.days_quiet::numeric),
        'contact_at', l.last_contact_at, 'bant', k.bant, 'traffic_light', salesflow.traffic_light(k.bant),
        'value', round(k.value::numeric, 2), 'currency', k.currency, 'win_probability', round(k.win_probability::numeric, 3),
        'expected_value', round(k.expected_value::numeric, 2), 'task', a.title, 'due_at', a.due_date,
        'message', regexp_replace(left(m.description, v_quote_length), '\s+', ' ', 'g')
          || case when length(m.description) > v_quote_length then '…' else '' end)),
      jsonb_build_array(jsonb_build_object('table', 'leads', 'id', k.lead_id))
        || case when b.id is null then '[]' else jsonb_build_array(jsonb_build_object('table', 'bant_assessments', 'id', b.id)) end
        || case when coalesce(a.id, m.id) is null then '[]'
          else jsonb_build_array(jsonb_build_object('table', 'activities', 'id', coalesce(a.id, m.id))) end
    from unnest(p_plan_ids, p_positions) as c (plan_id, "position")
    join public.lead_rankings as k on k.plan_id = c.plan_id and k.position = c.position
    join public.leads as l on l.id = k.lead_id
    join public.lead_statuses as s on s.status = k.status
    left join public.lead_situations as situation on situation.situation = k.situation
    left join public.activities as a on a.id = k.activity_id
    left join lateral (
      select b.id from public.bant_assessments as b where b.lead_id = k.lead_id order by b.assessed_at desc, b.position desc limit 1
    ) as b on true
    -- what the lead said last, where it waits for an answer
    left join lateral (
      select m.id, m.description
      from public.activities as m
      where m.lead_id = k.lead_id and m.direction = 'inbound' and m.status = 'completed' and m.description <> ''
      order by m.occurred_at desc
      limit 1
    ) as m on situation.clock = 'inbound';
end
$$;
comment on function salesflow.ranking_facts(uuid[], integer[]) is
  'What there is to say of ranked leads, given as places in plans: facts in no language, and the rows they rest on.';

create or replace function salesflow.find_priorities(p_subject_ids uuid[], p_as_of timestamptz)
  returns setof salesflow.finding
  language sql
  stable
  set search_path = pg_catalog, pg_temp
as $$
  with chosen as materialized (
    select k.plan_id, k.position, k.lead_id, k.user_id, k.situation, k.ranked_at, k.win_probability, k.urgency
    from (
      select distinct on (p.user_id) p.id
      from public.daily_action_plans as p
      where p.generated_at <= p_as_of
      order by p.user_id, p.plan_date desc
    ) as newest
    join public.lead_rankings as k
      on k.plan_id = newest.id and k.position <= (select salesflow.policy_number('review.priorities'))
    where p_subject_ids is null or k.lead_id = any (p_subject_ids)
  )
  select
    'lead', c.lead_id, c.user_id, c.ranked_at, c.plan_id::text, c.situation,
    f.facts || jsonb_build_object(
      'confidence', round(c.win_probability::numeric, 3),
      'priority', case conditions.label when 'critical' then 'urgent' else conditions.label end),
    f.evidence
  from chosen as c
  join salesflow.ranking_facts(array(select plan_id from chosen), array(select position from chosen)) as f
    on f.plan_id = c.plan_id and f.position = c.position
  left join salesflow.situation_conditions(p_as_of) as conditions on conditions.situation = c.situation
$$;
comment on function salesflow.find_priorities(uuid[], timestamptz) is 'Finder: the leads that come first in the newest plan of each rep; episode is the plan.';

create or replace function salesflow.choose_priorities(p_plan_ids uuid[])
  returns void
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_count integer := salesflow.policy_number('review.priorities');
  v_lead_ids uuid[];
  v_as_of timestamptz := (select max(p.generated_at) from public.daily_action_plans as p where p.id = any (p_plan_ids));
begin
  -- what these reps' plans before recommended is looked at again, too: it gives way
  v_lead_ids := array(
    select k.lead_id from public.lead_rankings as k where k.plan_id = any (p_plan_ids) and k.position <= v_count
    union
    select e.subject_id
    from salesflow.rule_episodes as e
    join public.automation_rules as a on a.rule = e.rule and a.watch = 'plan'
    join public.daily_action_plans as p on p.user_id = e.user_id and p.id = any (p_plan_ids)
    where e.is_open);
  perform salesflow.run_rules('plan', v_lead_ids, v_as_of);

  insert into public.daily_plan_priorities
    (plan_id, position, lead_id, recommendation_id, situation, urgency, expected_value, value, currency, win_probability,
      urgency_factor, decay, reachability)
  select
    k.plan_id, row_number() over (partition by k.plan_id order by k.position), k.lead_id, r.id, k.situation, c.label,
    least(round(k.expected_value::numeric, 2), 999999999999), least(round(k.value::numeric, 2), 999999999999), k.currency,
    k.win_probability, k.urgency, k.decay, k.reachability
  from public.lead_rankings as k
  join salesflow.situation_conditions(v_as_of) as c on c.situation = k.situation
  join public.ai_recommendations as r on r.lead_id = k.lead_id and r.episode = k.plan_id::text and r.status = 'pending'
  where k.plan_id = any (p_plan_ids) and k.position <= v_count;
end
$$;
comment on function salesflow.choose_priorities(uuid[]) is
  'Recommends acting on the leads that come first, withdraws what the plans before recommended, and enters the priorities of the given plans.';

create or replace function salesflow.describe_plans(p_plan_ids uuid[])
  returns void
  language plpgsql
  set search_path = pg_catalog, pg_temp
  set plan_cache_mode = force_custom_plan
as $$
declare
  v_priorities integer := salesflow.policy_number('review.priorities');
  v_risks integer := salesflow.policy_number('review.risks');
  v_quick_wins integer := salesflow.policy_number('review.quick_wins');
  v_probability double precision := salesflow.policy_number('review.quick_win_probability');
begin
  -- risks and quick wins: the most valuable deals in danger and near their end that are no priority already
  with ranked as materialized (
    select
      k.plan_id, k.position, s.is_risk, k.win_probability >= v_probability as is_quick_win,
      row_number() over (partition by k.plan_id, s.is_risk order by k.value * k.win_probability desc, k.lead_id) as risk_number,
      row_number() over (
        partition by k.plan_id, k.win_probability >= v_probability order by k.value * k.win_probability desc, k.lead_id) as win_number
    from public.lead_rankings as k
    join public.lead_situations as s on s.situation = k.situation
    where k.plan_id = any (p_plan_ids) and k.position > v_priorities and (s.is_risk or k.win_probability >= v_probability)
  ),
  named as materialized (
    select
      r.plan_id, r.position, r.is_risk and r.risk_number <= v_risks as is_risk, r.risk_number,
      r.is_quick_win and r.win_number <= v_quick_wins as is_quick_win, r.win_number
    from ranked as r
    where r.is_risk and r.risk_number <= v_risks or r.is_quick_win and r.win_number <= v_quick_wins
  ),
  said as (
    select
      n.*, u.locale, u.time_zone,
      f.facts || jsonb_build_object('action_needed', salesflow.say_facts(
        'review.priority.' || (f.facts ->> 'situation') || '.title', f.facts, u.locale, u.time_zone)) as facts
    from named as n
    join salesflow.ranking_facts(array(select plan_id from named), array(select position from named)) as f
      on f.plan_id = n.plan_id and f.position = n.position
    join public.daily_action_plans as p on p.id = n.plan_id
    join public.users as u on u.id = p.user_id
  ),
  worded as (
    select
      s.plan_id,
      jsonb_agg(salesflow.say_facts('review.risk', s.facts, s.locale, s.time_zone) order by s.risk_number) filter (where s.is_risk) as risks,
      jsonb_agg(salesflow.say_facts('review.quick_win', s.facts, s.locale, s.time_zone) order by s.win_number) filter (where s.is_quick_win)
        as quick_wins
    from said as s
    group by s.plan_id
  )
  update public.daily_action_plans as p
  set risks = coalesce(w.risks, '[]'), quick_wins = coalesce(w.quick_wins, '[]')
  from worded as w
  where p.id = w.plan_id;
end
$$;
comment on function salesflow.describe_plans(uuid[]) is 'Names the risks and quick wins of the given plans, in the rep''s language.';

create or replace function salesflow.plan_insights(p_locale text, p_portfolio jsonb)
  returns text
  language sql
  stable
  set search_path = pg_catalog, pg_temp
as $$
  select case
    when coalesce((p_portfolio ->> 'active')::bigint, 0) = 0 then salesflow.say('review.insight.empty', p_locale)
    else (
      select string_agg(salesflow.say_facts('review.insight.' || line, p_portfolio, p_locale), ' ' order by position)
      from (values (1, 'answer', 'answer'), (2, 'ready', 'ready'), (3, 'fresh', 'fresh'), (4, 'quiet', 'quiet'), (5, 'pipeline', 'active'))
        as lines (position, line, counted)
      where (p_portfolio ->> counted)::bigint > 0)
  end
$$;
comment on function salesflow.plan_insights(text, jsonb) is 'The state of a portfolio in a few sentences; only what there is to say is said.';

create or replace function salesflow.sum_up_plans(p_plan_ids uuid[])
  returns void
  language plpgsql
  set search_path = pg_catalog, pg_temp
  set plan_cache_mode = force_custom_plan
as $$
declare
  v_window interval := salesflow.policy_interval('review.conversion_window');
  v_probability double precision := salesflow.policy_number('review.quick_win_probability');
begin
  with plan as materialized (
    select
      p.id, p.user_id, p.generated_at, u.locale,
      date_trunc('month', p.generated_at at time zone u.time_zone) at time zone u.time_zone as month_start
    from public.daily_action_plans as p
    join public.users as u on u.id = p.user_id
    where p.id = any (p_plan_ids)
  ),
  portfolio as (
    select
      k.plan_id,
      count(*) as active,
      round(sum(k.value)::numeric, 2) as pipeline_value,
      round(sum(k.value * k.win_probability)::numeric, 2) as expected_value,
      max(k.currency) as currency,
      count(*) filter (where k.win_probability >= v_probability) as ready,
      round((sum(k.value) filter (where k.win_probability >= v_probability))::numeric, 2) as ready_value,
      count(*) filter (where s.clock = 'inbound') as answer,
      count(*) filter (where 'no_contact' = any (s.needs)) as fresh,
      count(*) filter (where s.clock = 'quiet') as quiet,
      round((sum(k.value) filter (where s.clock = 'quiet'))::numeric, 2) as quiet_value
    from public.lead_rankings as k
    join public.lead_situations as s on s.situation = k.situation
    where k.plan_id = any (p_plan_ids)
    group by k.plan_id
  ),
  outcomes as (
    select
      plan.id,
      count(*) filter (where s.is_won and h.created_at >= plan.month_start) as won_this_month,
      sum(l.deal_value) filter (where s.is_won and h.created_at >= plan.month_start) as revenue_this_month,
      count(*) filter (where s.is_won) as won,
      count(*) as decided
    from plan
    join public.leads as l on l.user_id = plan.user_id
    join public.lead_status_history as h on h.lead_id = l.id
    join public.lead_statuses as s on s.status = h.to_status and s.is_decided
    where h.created_at > plan.generated_at - v_window and h.created_at <= plan.generated_at
    group by plan.id
  )
  update public.daily_action_plans as p
  set
    strategic_insights = salesflow.plan_insights(plan.locale, to_jsonb(portfolio)),
    goal_progress = jsonb_build_object(
      'deals_closed_this_month', coalesce(outcomes.won_this_month, 0),
      'revenue_this_month', coalesce(outcomes.revenue_this_month, 0),
      'pipeline_value', coalesce(portfolio.pipeline_value, 0),
      'expected_pipeline_value', coalesce(portfolio.expected_value, 0),
      'conversion_days', round(extract(epoch from v_window) / 86400),
      'conversion_rate', round(outcomes.won::numeric / nullif(outcomes.decided, 0), 3),
      'currency', portfolio.currency)
  from plan
  left join portfolio on portfolio.plan_id = plan.id
  left join outcomes on outcomes.id = plan.id
  where p.id = plan.id;
end
$$;
comment on function salesflow.sum_up_plans(uuid[]) is 'Insights and goals of the given plans: the portfolio as it was ranked, and what was decided lately.';

create or replace function salesflow.priority_json(p_priority public.daily_plan_priorities, p_recommendation public.ai_recommendations, p_lead_name text)
  returns jsonb
  language sql
  stable
  set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object(
    'position', p_priority.position,
    'lead_id', p_priority.lead_id,
    'lead_name', p_lead_name,
    'action', p_recommendation.title,
    'reasoning', p_recommendation.reasoning,
    'urgency', p_priority.urgency,
    'win_probability', p_priority.win_probability,
    'expected_value', p_priority.expected_value,
    'currency', p_priority.currency,
    'suggested_script', p_recommendation.suggested_action -> 'script',
    'optimal_time', p_recommendation.suggested_action -> 'optimal_time',
    'channel', case p_recommendation.suggested_action ->> 'channel' when 'call' then 'phone' else p_recommendation.suggested_action ->> 'channel' end,
    'recommendation_id', p_recommendation.id)
$$;
comment on function salesflow.priority_json(public.daily_plan_priorities, public.ai_recommendations, text) is
  'A priority with its words, as it stands in daily_action_plans.top_priorities.';

create or replace function salesflow.write_priorities(p_plan_ids uuid[])
  returns void
  language sql
  set search_path = pg_catalog, pg_temp
as $$
  update public.daily_action_plans as p
  set top_priorities = coalesce(listed.top_priorities, '[]'), actions_total = coalesce(listed.total, 0)
  from unnest(p_plan_ids) as given (id)
  left join (
    select
      i.plan_id, count(*)::integer as total,
      jsonb_agg(salesflow.priority_json(i, r, l.name) order by i.position) as top_priorities
    from public.daily_plan_priorities as i
    join public.ai_recommendations as r on r.id = i.recommendation_id
    join public.leads as l on l.id = i.lead_id
    where i.plan_id = any (p_plan_ids)
    group by i.plan_id
  ) as listed on listed.plan_id = given.id
  where p.id = given.id
$$;
comment on function salesflow.write_priorities(uuid[]) is 'Writes top_priorities of the given plans from their rows and the words of the recommendations.';

create or replace function salesflow.count_completed_priorities()
  returns trigger
  language plpgsql
  security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_plan_ids uuid[] := array(
    select i.plan_id
    from new_rows as n
    join public.daily_plan_priorities as i on i.recommendation_id = n.id
    where (n.id, n.status = 'completed') not in (select o.id, o.status = 'completed' from old_rows as o));
begin
  if v_plan_ids = '{}' then
    return null;
  end if;
  -- a statement of its own: the count must see what was committed while we waited for the lock
  perform from public.daily_action_plans as p where p.id = any (v_plan_ids) order by p.id for no key update;

  update public.daily_action_plans as p
  set actions_completed = counted.completed
  from (
    select i.plan_id, (count(*) filter (where r.status = 'completed'))::integer as completed
    from public.daily_plan_priorities as i
    join public.ai_recommendations as r on r.id = i.recommendation_id
    where i.plan_id = any (v_plan_ids)
    group by i.plan_id
  ) as counted
  where p.id = counted.plan_id and p.actions_completed is distinct from counted.completed;
  return null;
end
$$;
comment on function salesflow.count_completed_priorities() is 'Moves the counters of a plan when a recommendation of it is completed or reopened.';

create or replace trigger ai_recommendations_500_count_completed
  after update on public.ai_recommendations
  referencing old table as old_rows new table as new_rows
  for each statement execute function salesflow.count_completed_priorities();
call salesflow.protect_by_user('public.lead_rankings');
call salesflow.protect_by_user('public.daily_action_plans');
call salesflow.protect(
  'public.daily_plan_priorities', 'exists (select from public.daily_action_plans as p where p.id = daily_plan_priorities.plan_id)');

commit;
