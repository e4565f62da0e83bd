-- Deploy salesflow:review/plans to pg
-- requires: review/ranking
-- The plan of a morning and its priorities.

begin;
set local role salesflow_owner;

create table public.daily_action_plans (
  id                 uuid primary key default gen_random_uuid(),
  user_id            uuid not null references public.users on delete cascade,
  plan_date          date not null,
  top_priorities     salesflow.json_array not null default '[]',
  strategic_insights text,
  goal_progress      jsonb not null default '{}',
  risks              salesflow.json_array not null default '[]',
  quick_wins         salesflow.json_array not null default '[]',
  completion_status  text not null generated always as (
    case
      when actions_total > 0 and actions_completed >= actions_total then 'completed'
      when actions_completed > 0 then 'in_progress'
      else 'pending'
    end) stored,
  actions_completed  integer not null default 0 check (actions_completed >= 0),
  actions_total      integer not null default 0 check (actions_total >= 0),
  source             text not null default 'rules' check (source in ('rules', 'model')),
  generated_at       timestamptz not null default now(),
  created_at         timestamptz not null default now(),
  unique (user_id, plan_date)
);
comment on table public.daily_action_plans is 'What each user should do first on a day, and why. One plan per user and local day, made by job daily_review.';
comment on column public.daily_action_plans.id is 'Key.';
comment on column public.daily_action_plans.user_id is 'Whose plan.';
comment on column public.daily_action_plans.plan_date is 'Day in the user''s time zone.';
comment on column public.daily_action_plans.top_priorities is 'What to do first: [{position, lead_id, lead_name, action, reasoning, urgency, win_probability, suggested_script, optimal_time, channel, expected_value, recommendation_id}, …].';
comment on column public.daily_action_plans.strategic_insights is 'The state of the portfolio in a few sentences.';
comment on column public.daily_action_plans.goal_progress is '{deals_closed_this_month, revenue_this_month, pipeline_value, expected_pipeline_value, conversion_rate (0–1) of the last conversion_days, currency}.';
comment on column public.daily_action_plans.risks is 'Deals in danger, an array of texts.';
comment on column public.daily_action_plans.quick_wins is 'Deals that need little more, an array of texts.';
comment on column public.daily_action_plans.completion_status is 'pending, in_progress or completed; follows from the two counts.';
comment on column public.daily_action_plans.actions_completed is 'Priorities whose recommendation is completed; kept by trigger.';
comment on column public.daily_action_plans.actions_total is 'Number of priorities.';
comment on column public.daily_action_plans.source is 'Whose words: rules or model. Numbers and choice are always the rules''.';
comment on column public.daily_action_plans.generated_at is 'Instant the plan judges at.';
comment on column public.daily_action_plans.created_at is 'When the row was written.';

create index daily_action_plans_date on public.daily_action_plans (plan_date desc);

create table public.daily_plan_priorities (
  plan_id           uuid not null references public.daily_action_plans on delete cascade,
  position          smallint not null,
  lead_id           uuid not null references public.leads on delete cascade,
  recommendation_id uuid references public.ai_recommendations on delete set null,
  situation         text not null references public.review_situations,
  action            text not null,
  reasoning         text not null,
  suggested_script  text not null,
  urgency           text not null,
  channel           text,
  optimal_time      time,
  expected_value    numeric(14, 2) not null,
  value             numeric(14, 2) not null,
  currency          salesflow.currency not null,
  win_probability   salesflow.share not null,
  urgency_factor    salesflow.share not null,
  decay             salesflow.share not null,
  reachability      salesflow.share not null,
  evidence          jsonb not null default '[]',
  primary key (plan_id, position)
);
comment on table public.daily_plan_priorities is
  'The priorities of a plan as rows, with every factor of their rank: expected_value = value × win_probability × urgency_factor × decay × reachability. daily_action_plans.top_priorities says the same as JSON.';
comment on column public.daily_plan_priorities.plan_id is 'The plan.';
comment on column public.daily_plan_priorities.position is '1 comes first.';
comment on column public.daily_plan_priorities.lead_id is 'The lead.';
comment on column public.daily_plan_priorities.recommendation_id is 'Recommendation made for it; completing that one completes the priority.';
comment on column public.daily_plan_priorities.situation is 'Situation the lead was in (review_situations).';
comment on column public.daily_plan_priorities.action is 'What to do.';
comment on column public.daily_plan_priorities.reasoning is 'Why, with the facts. Always the rules'' words.';
comment on column public.daily_plan_priorities.suggested_script is 'What to say to the lead, in the lead''s language.';
comment on column public.daily_plan_priorities.urgency is 'critical, high, medium or low.';
comment on column public.daily_plan_priorities.channel is 'phone, email, whatsapp, sms, linkedin or meeting; null when no way to the lead is known.';
comment on column public.daily_plan_priorities.optimal_time is 'Best time, by the lead''s clock.';
comment on column public.daily_plan_priorities.expected_value is 'Expected value of acting today, in currency.';
comment on column public.daily_plan_priorities.value is 'Value of the deal, or what stood in for it (average of the rep''s deals, else policy).';
comment on column public.daily_plan_priorities.currency is 'ISO 4217.';
comment on column public.daily_plan_priorities.win_probability is '0–1.';
comment on column public.daily_plan_priorities.urgency_factor is '0–1, from the situation.';
comment on column public.daily_plan_priorities.decay is '0–1, what silence has left of the deal.';
comment on column public.daily_plan_priorities.reachability is '0–1, whether acting today makes sense.';
comment on column public.daily_plan_priorities.evidence is 'Rows it rests on: [{"table": …, "id": …}, …].';

create index daily_plan_priorities_recommendation on public.daily_plan_priorities (recommendation_id);
create index daily_plan_priorities_lead on public.daily_plan_priorities (lead_id);

create function salesflow.count_completed_priorities()
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

create trigger ai_recommendations_500_count_completed
  after update on public.ai_recommendations
  referencing old table as old_rows new table as new_rows
  for each statement execute function salesflow.count_completed_priorities();

grant select on public.daily_action_plans, public.daily_plan_priorities to salesflow_bi, salesflow_admin;

commit;
