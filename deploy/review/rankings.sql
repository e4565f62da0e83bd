-- Deploy salesflow:review/rankings to pg
-- requires: foundation/retention_rules
-- requires: crm/users
-- stateful: how leads are weighed against each other, and what was judged each time.

begin;
set local role salesflow_owner;

insert into public.policies (key, value, unit, description, minimum, maximum)
values
  ('review.default_deal_value', '1000', 'deal currency', 'Value of a deal that names none, where its rep has no other deal with a value.', 0, null),
  ('review.decay_grace', '"7 days"', 'interval', 'Silence that costs a deal nothing.', 0, null),
  ('review.decay_half_life', '"30 days"', 'interval', 'Further silence after which a deal is worth half.', 3600, null),
  ('review.decay_floor', '0.05', 'factor', 'No silence takes more than down to this factor.', 0, 1),
  ('review.reach_unknown', '0.5', 'factor', 'Reachability of a lead with neither telephone nor e-mail.', 0, 1),
  ('review.reach_just_contacted', '0.2', 'factor', 'Reachability of a lead that was contacted within review.contact_pause and does not wait for an answer.', 0, 1),
  ('review.contact_pause', '"20 hours"', 'interval', 'A lead should not be contacted again sooner.', 0, null),
  ('review.keep_rankings', '"2 years"', 'interval', 'How long it is kept what each ranking judged, for learning.', 86400, null);

create table public.lead_rankings (
  plan_id         uuid not null,
  user_id         uuid not null references public.users on delete cascade,
  lead_id         uuid not null,
  position        integer not null,
  situation       text not null,
  situation_bits  bigint not null,
  expected_value  double precision not null,
  value           double precision not null,
  currency        text not null,
  win_probability real not null,
  urgency         real not null,
  decay           real not null,
  reachability    real not null,
  status          text not null,
  days_in_status  real not null,
  days_quiet      real not null,
  bant            smallint,
  activity_id     uuid,
  ranked_at       timestamptz not null,
  primary key (plan_id, position)
);
comment on table public.lead_rankings is
  'What each daily review judged of every lead it ranked, as it was then: expected_value = value × win_probability × urgency × decay × reachability. Kept for review.keep_rankings.';
comment on column public.lead_rankings.plan_id is 'The plan it was ranked for.';
comment on column public.lead_rankings.user_id is 'Rep.';
comment on column public.lead_rankings.lead_id is 'The lead; no foreign key: what was judged stays true.';
comment on column public.lead_rankings.position is '1 comes first.';
comment on column public.lead_rankings.situation is 'Most urgent situation it was in (lead_situations).';
comment on column public.lead_rankings.situation_bits is 'All situations, as bits numbered from the most urgent (1) on.';
comment on column public.lead_rankings.expected_value is 'Expected value of acting that day, in currency.';
comment on column public.lead_rankings.value is 'Value of the deal, or what stood in for it.';
comment on column public.lead_rankings.currency is 'ISO 4217.';
comment on column public.lead_rankings.win_probability is '0–1.';
comment on column public.lead_rankings.urgency is '0–1.';
comment on column public.lead_rankings.decay is '0–1.';
comment on column public.lead_rankings.reachability is '0–1.';
comment on column public.lead_rankings.status is 'Status then.';
comment on column public.lead_rankings.days_in_status is 'Days in it.';
comment on column public.lead_rankings.days_quiet is 'Days since the last contact, or since creation.';
comment on column public.lead_rankings.bant is 'BANT total then.';
comment on column public.lead_rankings.activity_id is 'Meeting or task that the situation is about.';
comment on column public.lead_rankings.ranked_at is 'Instant it was judged at.';

create index lead_rankings_ranked on public.lead_rankings using brin (ranked_at);
alter table public.lead_rankings enable row level security;
alter table public.lead_rankings force row level security;

insert into public.retention_rules (rule, table_name, clock, keep_policy, condition, description)
values
  ('review.rankings', 'public.lead_rankings', 'ranked_at', 'review.keep_rankings', 'true', 'What rankings judged.');

grant select on public.lead_rankings to salesflow_bi, salesflow_rep, salesflow_manager, salesflow_gateway, salesflow_admin;

commit;
