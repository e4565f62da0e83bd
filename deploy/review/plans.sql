-- Deploy salesflow:review/plans to pg
-- requires: rules/recommendations
-- stateful: the plan of a morning and its priorities.

begin;
set local role salesflow_owner;

insert into public.policies (key, value, unit, description, minimum, maximum)
values
  ('review.local_time', '"08:00"', 'local time', 'Plans are made from this time on, by the clock of each user (users.review_time overrides it).', 0, 85500),
  ('review.catch_up', '"1 hour"', 'interval', 'A plan that was due before midnight is still made for so long after it.', 0, 43200),
  ('review.priorities', '3', 'leads', 'Priorities in a plan.', 1, 20),
  ('review.risks', '3', 'leads', 'Risks named in a plan.', 0, 20),
  ('review.quick_wins', '3', 'leads', 'Quick wins named in a plan.', 0, 20),
  ('review.conversion_window', '"90 days"', 'interval', 'Deals decided within this time make the conversion rate of a plan.', null, null),
  ('review.quick_win_probability', '0.6', 'probability', 'Win probability from which a deal is a quick win.', 0, 1),
  ('review.quote_length', '120', 'characters', 'Longest quotation of a lead''s message in a plan.', 0, 1000),
  ('memory.plan_importance', '0.25', 'importance 0–1', 'Importance of the memory that a plan leaves.', 0, 1);

insert into public.policies (key, value, unit, description, choices)
values
  ('review.weekdays', '["1", "2", "3", "4", "5", "6", "7"]', 'list', 'ISO days of the week (1 = Monday) on which plans are made.', '{1, 2, 3, 4, 5, 6, 7}');

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
comment on column public.daily_action_plans.top_priorities is 'What to do first, written from daily_plan_priorities and the words of their recommendations: [{position, lead_id, lead_name, action, reasoning, urgency, win_probability, suggested_script, optimal_time, channel, expected_value, recommendation_id}, …].';
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
  recommendation_id uuid not null references public.ai_recommendations on delete cascade,
  situation         text not null,
  urgency           text not null,
  expected_value    numeric(14, 2) not null,
  value             numeric(14, 2) not null,
  currency          salesflow.currency not null,
  win_probability   salesflow.share not null,
  urgency_factor    salesflow.share not null,
  decay             salesflow.share not null,
  reachability      salesflow.share not null,
  primary key (plan_id, position)
);
comment on table public.daily_plan_priorities is
  'The priorities of a plan as rows, with every factor of their rank: expected_value = value × win_probability × urgency_factor × decay × reachability. Their words are those of the recommendation.';
comment on column public.daily_plan_priorities.plan_id is 'The plan.';
comment on column public.daily_plan_priorities.position is '1 comes first.';
comment on column public.daily_plan_priorities.lead_id is 'The lead.';
comment on column public.daily_plan_priorities.recommendation_id is 'Recommendation made for it, with its words; completing that one completes the priority.';
comment on column public.daily_plan_priorities.situation is 'Situation the lead was in (lead_situations).';
comment on column public.daily_plan_priorities.urgency is 'critical, high, medium or low.';
comment on column public.daily_plan_priorities.expected_value is 'Expected value of acting today, in currency.';
comment on column public.daily_plan_priorities.value is 'Value of the deal, or what stood in for it (average of the rep''s deals, else policy).';
comment on column public.daily_plan_priorities.currency is 'ISO 4217.';
comment on column public.daily_plan_priorities.win_probability is '0–1.';
comment on column public.daily_plan_priorities.urgency_factor is '0–1, from the situation.';
comment on column public.daily_plan_priorities.decay is '0–1, what silence has left of the deal.';
comment on column public.daily_plan_priorities.reachability is '0–1, whether acting today makes sense.';

create index daily_plan_priorities_recommendation on public.daily_plan_priorities (recommendation_id);
create index daily_plan_priorities_lead on public.daily_plan_priorities (lead_id);

alter table public.daily_action_plans enable row level security;
alter table public.daily_action_plans force row level security;
alter table public.daily_plan_priorities enable row level security;
alter table public.daily_plan_priorities force row level security;

grant select on public.daily_action_plans, public.daily_plan_priorities
  to salesflow_bi, salesflow_rep, salesflow_manager, salesflow_gateway, salesflow_admin;

commit;
