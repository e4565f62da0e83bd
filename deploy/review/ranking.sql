-- Deploy salesflow:review/ranking to pg
-- requires: review/win_probability
-- What a lead needs now, and the expected value of giving it that today.

begin;
set local role salesflow_owner;

insert into public.policies (key, value, unit, description, minimum, maximum)
values
  ('review.default_deal_value', '1000', 'deal currency', 'Value of a deal that names none, where its rep has no other deal with a value.', 0, null),
  ('review.decay_grace', '"7 days"', 'interval', 'Silence that costs a deal nothing.', null, null),
  ('review.decay_half_life', '"30 days"', 'interval', 'Further silence after which a deal is worth half.', 3600, null),
  ('review.decay_floor', '0.05', 'factor', 'No silence takes more than down to this factor.', 0, 1),
  ('review.reach_unknown', '0.5', 'factor', 'Reachability of a lead with neither telephone nor e-mail.', 0, 1),
  ('review.reach_just_contacted', '0.2', 'factor', 'Reachability of a lead that was contacted within review.contact_pause and does not wait for an answer.', 0, 1),
  ('review.contact_pause', '"20 hours"', 'interval', 'A lead should not be contacted again sooner.', null, null),
  ('review.reply_window', '"14 days"', 'interval', 'A message of the lead that was the last contact waits for an answer this long.', null, null),
  ('review.proposal_patience', '"3 days"', 'interval', 'A proposal without answer is followed up after this time.', null, null);

create table public.review_situations (
  situation   text primary key,
  urgency     numeric(3, 2) not null check (urgency between 0 and 1),
  label       text not null generated always as (
    case when urgency >= 0.85 then 'critical' when urgency >= 0.6 then 'high' when urgency >= 0.3 then 'medium' else 'low' end) stored,
  description text not null
);
comment on table public.review_situations is
  'The situations a lead can be in on the morning of a review. The most urgent one that holds decides the next best action.';
comment on column public.review_situations.situation is 'Name; texts are text_templates review.<situation>.action, .reasoning and .script.';
comment on column public.review_situations.urgency is 'How much is lost by not acting today, 0–1.';
comment on column public.review_situations.label is 'critical, high, medium or low.';
comment on column public.review_situations.description is 'When it holds.';

insert into public.review_situations (situation, urgency, description)
values
  ('reply_waiting', 1.00, 'The lead wrote or called last and waits for an answer.'),
  ('negotiation_stalled', 0.95, 'In negotiation for longer than lifecycle.negotiation_limit.'),
  ('meeting_soon', 0.90, 'A meeting begins within lifecycle.meeting_notice.'),
  ('proposal_waiting', 0.86, 'A proposal is out for longer than review.proposal_patience.'),
  ('negotiation', 0.80, 'In negotiation.'),
  ('task_overdue', 0.75, 'An open activity is overdue.'),
  ('ready_to_meet', 0.74, 'BANT from lifecycle.meeting_bant on, and no meeting yet.'),
  ('first_contact', 0.70, 'New and never contacted.'),
  ('inactive_critical', 0.60, 'Silent for lifecycle.inactive_critical.'),
  ('inactive_warning', 0.55, 'Qualified and silent for lifecycle.inactive_warning.'),
  ('bant_missing', 0.40, 'Contacted, without BANT assessment.'),
  ('proposal_out', 0.30, 'A proposal is out, not for long.'),
  ('keep_in_touch', 0.20, 'None of the others.');

create function salesflow.rank_leads(p_user_ids uuid[], p_as_of timestamptz)
  returns table (
    user_id uuid, lead_id uuid, "position" bigint, expected_value numeric, value numeric, currency text,
    win_probability numeric, urgency numeric, decay numeric, reachability numeric, situation text, urgency_label text,
    status text, days_in_status numeric, last_contact_at timestamptz, days_quiet numeric,
    bant smallint, traffic_light text, bant_id uuid, activity_id uuid, activity_title text, activity_due timestamptz)
  language sql
  stable
  set search_path = pg_catalog, pg_temp
as $$
  with policy as materialized (
    select
      salesflow.active_statuses() as active_statuses,
      salesflow.policy_number('review.default_deal_value')::double precision as default_deal_value,
      salesflow.policy_interval('review.decay_grace') as decay_grace,
      extract(epoch from salesflow.policy_interval('review.decay_half_life'))::double precision as decay_half_life,
      salesflow.policy_number('review.decay_floor')::double precision as decay_floor,
      salesflow.policy_number('review.reach_unknown')::double precision as reach_unknown,
      salesflow.policy_number('review.reach_just_contacted')::double precision as reach_just_contacted,
      salesflow.policy_interval('review.contact_pause') as contact_pause,
      salesflow.policy_interval('review.reply_window') as reply_window,
      salesflow.policy_interval('review.proposal_patience') as proposal_patience,
      salesflow.policy_interval('lifecycle.negotiation_limit') as negotiation_limit,
      salesflow.policy_interval('lifecycle.meeting_notice') as meeting_notice,
      salesflow.policy_interval('lifecycle.inactive_warning') as inactive_warning,
      salesflow.policy_interval('lifecycle.inactive_critical') as inactive_critical,
      salesflow.policy_number('lifecycle.meeting_bant') as meeting_bant,
      salesflow.policy_number('lifecycle.qualify_bant') as qualify_bant
  ),
  -- the one open activity that presses most: a meeting soon, or what is longest overdue
  pressing as materialized (
    select distinct on (a.lead_id) a.lead_id, a.id, a.type, a.title, a.due_date
    from policy
    join public.activities as a on a.due_date <= p_as_of + policy.meeting_notice
    where a.status in ('pending', 'scheduled', 'in_progress')
      and (a.type = 'meeting' and a.due_date >= p_as_of or a.type <> 'meeting' and a.due_date < p_as_of)
    order by a.lead_id, (a.type = 'meeting') desc, a.due_date
  ),
  -- what a deal of the rep is usually worth, lost and won ones included
  usual as materialized (
    select l.user_id, avg(l.deal_value) as deal_value
    from public.leads as l
    where l.user_id = any (p_user_ids) and l.deal_value > 0
    group by l.user_id
  ),
  owned as materialized (
    select
      l.id, l.user_id, l.status, l.currency::text as currency, l.last_contact_at,
      coalesce(l.deal_value, usual.deal_value)::double precision as value,
      p_as_of - l.status_since as in_status,
      p_as_of - coalesce(l.last_contact_at, l.created_at) as quiet,
      l.phone is null and l.email is null and l.preferred_channel is null as unreachable,
      s.last_inbound_at = l.last_contact_at as lead_spoke_last
    from policy
    join public.leads as l on l.status = any (policy.active_statuses)
    left join public.lead_context_summaries as s on s.lead_id = l.id
    left join usual on usual.user_id = l.user_id
    where l.user_id = any (p_user_ids)
  ),
  judged as (
    select
      o.*, b.total_score as bant, b.traffic_light, b.id as bant_id, d.id as activity_id, d.title as activity_title, d.due_date as activity_due,
      case
        when o.lead_spoke_last and o.quiet <= policy.reply_window then 'reply_waiting'
        when o.status = 'negotiation' and o.in_status >= policy.negotiation_limit then 'negotiation_stalled'
        when d.type = 'meeting' then 'meeting_soon'
        when o.status = 'proposal_sent' and o.in_status >= policy.proposal_patience then 'proposal_waiting'
        when o.status = 'negotiation' then 'negotiation'
        when d.id is not null then 'task_overdue'
        when b.total_score >= policy.meeting_bant and o.status in ('new', 'nurture', 'contacted', 'qualified') then 'ready_to_meet'
        when o.status = 'new' and o.last_contact_at is null then 'first_contact'
        when o.quiet >= policy.inactive_critical then 'inactive_critical'
        when o.quiet >= policy.inactive_warning and b.total_score >= policy.qualify_bant then 'inactive_warning'
        when o.status = 'contacted' and b.id is null then 'bant_missing'
        when o.status = 'proposal_sent' then 'proposal_out'
        else 'keep_in_touch'
      end as situation
    from owned as o
    cross join policy
    left join pressing as d on d.lead_id = o.id
    left join lateral (
      select a.id, a.total_score, a.traffic_light
      from public.bant_assessments as a
      where a.lead_id = o.id
      order by a.assessed_at desc, a.position desc
      limit 1
    ) as b on true
  ),
  weighed as (
    select
      j.*, situation_row.urgency, situation_row.label, w.win_probability,
      coalesce(j.value, policy.default_deal_value) as known_value,
      greatest(policy.decay_floor,
        power(0.5, greatest(0, extract(epoch from j.quiet - policy.decay_grace)::double precision) / policy.decay_half_life)) as decay,
      case
        when j.quiet < policy.contact_pause and j.last_contact_at is not null and j.situation <> 'reply_waiting'
          then policy.reach_just_contacted
        when j.unreachable then policy.reach_unknown
        else 1
      end as reachability
    from judged as j
    cross join policy
    join public.review_situations as situation_row on situation_row.situation = j.situation
    join salesflow.win_probabilities(array(select o.id from owned as o)) as w on w.lead_id = j.id
  ),
  valued as (
    select w.*, w.known_value * w.win_probability * w.urgency::double precision * w.decay * w.reachability as expected_value
    from weighed as w
  )
  select
    v.user_id, v.id,
    row_number() over (partition by v.user_id order by v.expected_value desc, v.id),
    round(v.expected_value::numeric, 2), round(v.known_value::numeric, 2), v.currency,
    round(v.win_probability::numeric, 3), v.urgency, round(v.decay::numeric, 3), round(v.reachability::numeric, 2),
    v.situation, v.label, v.status,
    round(extract(epoch from v.in_status) / 86400, 1), v.last_contact_at, round(extract(epoch from v.quiet) / 86400, 1),
    v.bant, v.traffic_light, v.bant_id, v.activity_id, v.activity_title, v.activity_due
  from valued as v
$$;
comment on function salesflow.rank_leads(uuid[], timestamptz) is
  'All active leads of the given users, ranked by the expected value of acting today: value × win_probability × urgency × decay × reachability. decay is what silence has left of the deal (half every review.decay_half_life after review.decay_grace), reachability whether acting today makes sense.';

create function public.rank_leads(p_user_id uuid, p_as_of timestamptz default now())
  returns table (
    "position" bigint, lead_name text, company text, expected_value numeric, value numeric, currency text,
    win_probability numeric, urgency numeric, decay numeric, reachability numeric, situation text, status text,
    bant smallint, days_quiet numeric, lead_id uuid)
  language sql
  stable
  set search_path = pg_catalog, pg_temp
as $$
  select
    r.position, l.name, l.company, r.expected_value, r.value, r.currency, r.win_probability, r.urgency, r.decay,
    r.reachability, r.situation, r.status, r.bant, r.days_quiet, r.lead_id
  from salesflow.rank_leads(array[p_user_id], p_as_of) as r
  join public.leads as l on l.id = r.lead_id
  order by r.position
$$;
comment on function public.rank_leads(uuid, timestamptz) is
  'The active leads of a user, first what is worth most to act on today, with every factor of expected_value = value × win_probability × urgency × decay × reachability.';

grant select on public.review_situations to salesflow_bi, salesflow_admin;
grant update (urgency, description) on public.review_situations to salesflow_admin;
grant execute on function salesflow.rank_leads(uuid[], timestamptz), public.rank_leads(uuid, timestamptz) to salesflow_bi, salesflow_admin;

commit;
