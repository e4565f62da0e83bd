-- Deploy salesflow:review/daily_review to pg
-- requires: review/texts
-- The daily review: every step is one statement over all users at once.

begin;
set local role salesflow_owner;

insert into public.policies (key, value, unit, description, minimum, maximum)
values
  ('review.local_time', '"08:00"', 'local time', 'Plans are made from this time on, by the clock of each user (users.review_time overrides it).', 0, 85500),
  ('review.priorities', '3', 'leads', 'Priorities in a plan.', 1, 20),
  ('review.risks', '3', 'leads', 'Risks named in a plan.', 0, 20),
  ('review.quick_wins', '3', 'leads', 'Quick wins named in a plan.', 0, 20),
  ('review.conversion_window', '"90 days"', 'interval', 'Deals decided within this time make the conversion rate of a plan.', null, null),
  ('review.quick_win_probability', '0.6', 'probability', 'Win probability from which a deal is a quick win.', 0, 1);

insert into public.policies (key, value, unit, description, choices)
values
  ('review.weekdays', '["1", "2", "3", "4", "5", "6", "7"]', 'list', 'ISO days of the week (1 = Monday) on which plans are made.', '{1, 2, 3, 4, 5, 6, 7}');

insert into public.automation_rules (rule, trigger_type, description_en, description_de, policy_keys)
values
  ('review.daily_plan', 'time_based',
    'Makes the plan of the day: the leads worth most to act on today, by expected value.',
    'Macht den Plan des Tages: die Leads, bei denen Handeln heute am meisten wert ist, nach Erwartungswert.',
    '{review.local_time,review.weekdays,review.priorities}');

create function salesflow.review_users(p_user_ids uuid[], p_as_of timestamptz)
  returns bigint
  language plpgsql
  set search_path = pg_catalog, pg_temp
  set work_mem = '64MB'  -- one session, once a morning: sorts stay in memory
as $$
declare
  v_plans uuid[];
begin
  -- 1. whoever inserts the plan of a day makes it: a concurrent run finds it there and leaves it
  with made as (
    insert into public.daily_action_plans (user_id, plan_date, generated_at)
    select u.id, (p_as_of at time zone u.time_zone)::date, p_as_of
    from public.users as u
    where u.id = any (p_user_ids) and u.active
    order by u.id
    on conflict (user_id, plan_date) do nothing
    returning id
  )
  select array_agg(id) into v_plans from made;
  if v_plans is null then
    return 0;
  end if;

  -- 2. what an earlier plan recommended and nobody took up gives way to the new one
  update public.ai_recommendations as r
  set status = 'dismissed', dismissed_reason = 'Superseded by a newer plan', withdrawn = true
  from public.daily_action_plans as p
  where p.id = any (v_plans)
    and r.user_id = p.user_id
    and r.triggered_by = 'review.daily_plan'
    and r.status = 'pending';

  -- 3. rank everything once; from it priorities, recommendations, risks, quick wins, insights and goals
  with plan as materialized (
    select p.id, p.plan_date, u.id as user_id, u.locale, u.time_zone, date_trunc('month', p_as_of at time zone u.time_zone) at time zone u.time_zone as month_start
    from public.daily_action_plans as p
    join public.users as u on u.id = p.user_id
    where p.id = any (v_plans)
  ),
  ranked as materialized (
    select
      r.*,
      r.value * r.win_probability as expected_deal,
      r.situation in ('negotiation_stalled', 'proposal_waiting', 'inactive_critical', 'inactive_warning') as is_risk,
      r.win_probability >= (select salesflow.policy_number('review.quick_win_probability')) as is_quick_win
    from salesflow.rank_leads(array(select user_id from plan), p_as_of) as r
  ),
  numbered as (
    select
      r.*,
      case when r.position <= (select salesflow.policy_number('review.priorities')) then r.position end as priority_number,
      row_number() over (
        partition by r.user_id, r.is_risk, r.position <= (select salesflow.policy_number('review.priorities'))
        order by r.expected_deal desc, r.lead_id) as risk_number,
      row_number() over (
        partition by r.user_id, r.is_quick_win, r.position <= (select salesflow.policy_number('review.priorities'))
        order by r.win_probability desc, r.expected_deal desc, r.lead_id) as quick_win_number
    from ranked as r
    where r.is_risk or r.is_quick_win or r.position <= (select salesflow.policy_number('review.priorities'))
  ),
  chosen as materialized (
    select
      n.*,
      n.priority_number is null and n.is_risk
        and n.risk_number <= (select salesflow.policy_number('review.risks')) as named_risk,
      n.priority_number is null and n.is_quick_win
        and n.quick_win_number <= (select salesflow.policy_number('review.quick_wins')) as named_quick_win
    from numbered as n
  ),
  -- what a text may mention of a lead, said in the language of its rep
  said as materialized (
    select
      plan.id as plan_id, plan.locale, c.*, coalesce(l.locale, plan.locale) as script_locale, told.facts,
      message.id as message_id,
      salesflow.render(action.parts, told.facts) as action
    from chosen as c
    join plan on plan.user_id = c.user_id
    join public.leads as l on l.id = c.lead_id
    join public.lead_statuses as s on s.status = c.status
    join public.text_templates as action
      on action.key = 'review.' || c.situation || '.action' and action.locale = salesflow.language(plan.locale)
    join public.text_templates as bant
      on bant.key = 'review.bant.' || coalesce(c.traffic_light, 'unknown') and bant.locale = action.locale
    join public.text_templates as never on never.key = 'review.never' and never.locale = action.locale
    join public.text_templates as summary on summary.key = 'review.facts' and summary.locale = action.locale
    join public.text_templates as heard on heard.key = 'review.heard' and heard.locale = action.locale
    left join lateral (
      select a.id, a.description
      from public.activities as a
      where a.lead_id = c.lead_id and a.direction = 'inbound' and a.status = 'completed' and a.description <> ''
      order by a.occurred_at desc
      limit 1
    ) as message on c.situation = 'reply_waiting'
    cross join lateral (
      select jsonb_build_object(
        'lead_name', l.name,
        'first_name', salesflow.first_name(l.name),
        'status_text', case action.locale when 'de' then s.name_de else s.name_en end,
        'status_days', salesflow.local_days(c.days_in_status, plan.locale),
        'quiet_days', salesflow.local_days(c.days_quiet, plan.locale),
        'contact_on', coalesce(salesflow.local_date(c.last_contact_at, plan.time_zone, plan.locale), never.body),
        'bant_text', salesflow.render(bant.parts, jsonb_build_object('bant', c.bant)),
        'value_text', salesflow.local_money(c.value, c.currency, plan.locale),
        'probability', round(100 * c.win_probability),
        'heard', case
          when message.id is null then ''
          else salesflow.render(heard.parts, jsonb_build_object(
            'message', regexp_replace(left(message.description, 120), '\s+', ' ', 'g')
              || case when length(message.description) > 120 then '…' else '' end))
        end,
        'task', coalesce(c.activity_title, '…'),
        'due_at', coalesce(
          salesflow.local_date(c.activity_due, plan.time_zone, plan.locale)
            || to_char(c.activity_due at time zone plan.time_zone, ' HH24:MI'), '…')) as v
      offset 0  -- evaluated once, not once for every use
    ) as known
    cross join lateral (
      select known.v || jsonb_build_object('facts', salesflow.render(summary.parts, known.v)) as facts offset 0
    ) as told
    where c.priority_number is not null or c.named_risk or c.named_quick_win
  ),
  priorities as (
    insert into public.daily_plan_priorities
      (plan_id, position, lead_id, recommendation_id, situation, action, reasoning, suggested_script, urgency, channel,
        optimal_time, expected_value, value, currency, win_probability, urgency_factor, decay, reachability, evidence)
    select
      s.plan_id, s.priority_number, s.lead_id, gen_random_uuid(), s.situation, s.action,
      salesflow.say('review.' || s.situation || '.reasoning', s.locale, s.facts),
      salesflow.say('review.' || s.situation || '.script', s.script_locale, s.facts),
      s.urgency_label, case advice.channel when 'call' then 'phone' else advice.channel end, make_time(advice.hour, 0, 0),
      s.expected_value, s.value, s.currency, s.win_probability, s.urgency, s.decay, s.reachability,
      jsonb_build_array(jsonb_build_object('table', 'leads', 'id', s.lead_id))
        || case when s.bant_id is null then '[]' else jsonb_build_array(jsonb_build_object('table', 'bant_assessments', 'id', s.bant_id)) end
        || case when coalesce(s.activity_id, s.message_id) is null then '[]'
          else jsonb_build_array(jsonb_build_object('table', 'activities', 'id', coalesce(s.message_id, s.activity_id))) end
    from said as s
    join salesflow.contact_advice(array(select lead_id from said where priority_number is not null)) as advice
      on advice.lead_id = s.lead_id
    where s.priority_number is not null
    returning *
  ),
  recommendations as (
    insert into public.ai_recommendations
      (id, lead_id, user_id, type, priority, title, reasoning, suggested_action, triggered_by, trigger_data, episode, confidence_score, source)
    select
      i.recommendation_id, i.lead_id, plan.user_id, 'followup',
      case i.urgency when 'critical' then 'urgent' else i.urgency end,
      i.action, i.reasoning,
      jsonb_strip_nulls(jsonb_build_object(
        'action', i.situation, 'channel', i.channel, 'optimal_time', to_char(i.optimal_time, 'HH24:MI'), 'script', i.suggested_script)),
      'review.daily_plan',
      jsonb_build_object('plan_id', i.plan_id, 'position', i.position, 'expected_value', i.expected_value, 'evidence', i.evidence),
      -- not the day: a lead that changes hands may be in two plans of it
      i.plan_id::text,
      i.win_probability,
      'rules'
    from priorities as i
    join plan on plan.id = i.plan_id
  ),
  portfolio as (
    select
      r.user_id,
      count(*) as active,
      sum(r.value) as pipeline_value,
      sum(r.expected_deal) as expected_value,
      max(r.currency) as currency,
      count(*) filter (where r.is_quick_win) as ready,
      sum(r.value) filter (where r.is_quick_win) as ready_value,
      count(*) filter (where r.situation = 'reply_waiting') as answer,
      count(*) filter (where r.situation = 'first_contact') as fresh,
      count(*) filter (where r.situation in ('inactive_warning', 'inactive_critical')) as quiet,
      sum(r.value) filter (where r.situation in ('inactive_warning', 'inactive_critical')) as quiet_value
    from ranked as r
    group by r.user_id
  ),
  outcomes as (
    select
      l.user_id,
      count(*) filter (where h.to_status = 'won' and h.created_at >= plan.month_start) as won_this_month,
      sum(l.deal_value) filter (where h.to_status = 'won' and h.created_at >= plan.month_start) as revenue_this_month,
      count(*) filter (where h.to_status = 'won') as won,
      count(*) as decided
    from public.lead_status_history as h
    join public.leads as l on l.id = h.lead_id
    join plan on plan.user_id = l.user_id
    where h.to_status in ('won', 'lost')
      and h.created_at > p_as_of - (select salesflow.policy_interval('review.conversion_window'))
      and h.created_at <= p_as_of
    group by l.user_id
  ),
  worded as (
    select
      s.plan_id,
      jsonb_agg(salesflow.say('review.risk', s.locale, s.facts || jsonb_build_object('action_needed', s.action)) order by s.risk_number)
        filter (where s.named_risk) as risks,
      jsonb_agg(salesflow.say('review.quick_win', s.locale, s.facts || jsonb_build_object('action_needed', s.action)) order by s.quick_win_number)
        filter (where s.named_quick_win) as quick_wins
    from said as s
    group by s.plan_id
  ),
  listed as (
    select i.plan_id, count(*)::integer as total, jsonb_agg(salesflow.priority_json(row(i.*)::public.daily_plan_priorities, l.name) order by i.position) as top_priorities
    from priorities as i
    join public.leads as l on l.id = i.lead_id
    group by i.plan_id
  )
  update public.daily_action_plans as p
  set
    top_priorities = coalesce(listed.top_priorities, '[]'),
    actions_total = coalesce(listed.total, 0),
    risks = coalesce(worded.risks, '[]'),
    quick_wins = coalesce(worded.quick_wins, '[]'),
    strategic_insights = salesflow.review_insights(plan.locale, to_jsonb(portfolio)),
    goal_progress = jsonb_build_object(
      'deals_closed_this_month', coalesce(outcomes.won_this_month, 0),
      'revenue_this_month', coalesce(outcomes.revenue_this_month, 0),
      'pipeline_value', coalesce(round(portfolio.pipeline_value, 2), 0),
      'expected_pipeline_value', coalesce(round(portfolio.expected_value, 2), 0),
      'conversion_days', round(extract(epoch from (select salesflow.policy_interval('review.conversion_window'))) / 86400),
      'conversion_rate', round(outcomes.won::numeric / nullif(outcomes.decided, 0), 3),
      'currency', portfolio.currency)
  from plan
  left join portfolio on portfolio.user_id = plan.user_id
  left join outcomes on outcomes.user_id = plan.user_id
  left join worded on worded.plan_id = plan.id
  left join listed on listed.plan_id = plan.id
  where p.id = plan.id;

  -- 4. the audit, the memory, the notification, the request for better words
  insert into public.autonomous_actions
    (user_id, action_type, action_details, trigger_type, trigger_data, rule, cause, evidence, after)
  select
    p.user_id, 'plan_created',
    jsonb_build_object('plan_id', p.id, 'plan_date', p.plan_date, 'priorities', p.actions_total),
    'time_based', jsonb_build_object('as_of', p_as_of), 'review.daily_plan', 'plan:' || p.id,
    (select coalesce(jsonb_agg(jsonb_build_object('table', 'leads', 'id', e ->> 'lead_id')), '[]') from jsonb_array_elements(p.top_priorities) as e),
    jsonb_build_object('top_priorities', p.top_priorities)
  from public.daily_action_plans as p
  where p.id = any (v_plans);

  insert into public.agent_memory (user_id, memory_type, content, importance_score, context, cause)
  select
    p.user_id, 'insight',
    salesflow.say('review.memory', u.locale, jsonb_build_object(
      'plan_on', salesflow.local_date(p_as_of, u.time_zone, u.locale),
      'actions', (select string_agg(e ->> 'action', '; ') from jsonb_array_elements(p.top_priorities) as e),
      'insight', p.strategic_insights)),
    0.25, jsonb_build_object('plan_id', p.id), 'plan:' || p.id
  from public.daily_action_plans as p
  join public.users as u on u.id = p.user_id
  where p.id = any (v_plans) and p.actions_total > 0
  on conflict (cause) do nothing;

  insert into public.notifications (user_id, kind, title, body, data, dedupe_key)
  select
    p.user_id, 'daily_plan',
    salesflow.say('review.notification.title', u.locale, jsonb_build_object('plan_on', salesflow.local_date(p_as_of, u.time_zone, u.locale))),
    salesflow.say('review.notification.body', u.locale, jsonb_build_object(
      'first_action', coalesce(p.top_priorities -> 0 ->> 'action', salesflow.say('review.notification.none', u.locale)))),
    jsonb_build_object('plan_id', p.id), 'plan:' || p.id
  from public.daily_action_plans as p
  join public.users as u on u.id = p.user_id
  where p.id = any (v_plans)
  on conflict (dedupe_key) do nothing;

  perform salesflow.request_plan_wording(v_plans);
  return cardinality(v_plans);
end
$$;
comment on function salesflow.review_users(uuid[], timestamptz) is
  'Makes the plan of the day for each of the given users that has none: priorities, recommendations, risks, quick wins, insights, goals, audit, memory, notification. Returns the number of plans made.';

create function salesflow.priority_json(p_priority public.daily_plan_priorities, p_lead_name text)
  returns jsonb
  language sql
  stable
  set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object(
    'position', p_priority.position,
    'lead_id', p_priority.lead_id,
    'lead_name', p_lead_name,
    'action', p_priority.action,
    'reasoning', p_priority.reasoning,
    'urgency', p_priority.urgency,
    'win_probability', p_priority.win_probability,
    'expected_value', p_priority.expected_value,
    'currency', p_priority.currency,
    'suggested_script', p_priority.suggested_script,
    'optimal_time', to_char(p_priority.optimal_time, 'HH24:MI'),
    'channel', p_priority.channel,
    'recommendation_id', p_priority.recommendation_id)
$$;
comment on function salesflow.priority_json(public.daily_plan_priorities, text) is 'A priority as it stands in daily_action_plans.top_priorities.';

create function salesflow.review_insights(p_locale text, p_portfolio jsonb)
  returns text
  language sql
  stable
  set search_path = pg_catalog, pg_temp
as $$
  select case
    when coalesce((p_portfolio ->> 'active')::bigint, 0) = 0 then salesflow.say('review.insight.empty', p_locale)
    else (
      select string_agg(salesflow.say('review.insight.' || line, p_locale, words.v), ' ' order by position)
      from (values (1, 'answer', 'answer'), (2, 'ready', 'ready'), (3, 'fresh', 'fresh'), (4, 'quiet', 'quiet'), (5, 'pipeline', 'active'))
        as lines (position, line, counted)
      cross join (
        select p_portfolio || jsonb_object_agg(money.key, salesflow.local_money(money.value::numeric, p_portfolio ->> 'currency', p_locale)) as v
        from jsonb_each_text(p_portfolio) as money
        where money.key like '%\_value' and money.value is not null
      ) as words
      where (p_portfolio ->> counted)::bigint > 0)
  end
$$;
comment on function salesflow.review_insights(text, jsonb) is 'The state of a portfolio in a few sentences; only what there is to say is said.';

create function salesflow.run_daily_review(p_as_of timestamptz default now())
  returns jsonb
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
begin
  -- a person who asks for the review now need not wait for the hour, only the schedule does
  return salesflow.run_isolated('salesflow.review_users', array(
    select u.id
    from public.users as u
    cross join lateral (select p_as_of at time zone u.time_zone as at) as local
    where u.active
      and salesflow.rule_is_enabled('review.daily_plan')
      and (u.role = 'rep' or exists (select from public.leads as l where l.user_id = u.id and l.status = any ((select salesflow.active_statuses())::text[])))
      and (
        current_setting('salesflow.triggered_by', true) = 'manual'
        or local.at::time >= coalesce(u.review_time, (select salesflow.policy_text('review.local_time'))::time)
          and extract(isodow from local.at)::text = any ((select salesflow.policy_list('review.weekdays'))::text[])
      )
      and not exists (select from public.daily_action_plans as p where p.user_id = u.id and p.plan_date = local.at::date)
    order by u.id), p_as_of);
end
$$;
comment on function salesflow.run_daily_review(timestamptz) is
  'Job daily_review: plans for all active users whose local clock has passed their hour and who have none for that day.';

commit;
