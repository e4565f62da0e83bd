-- Deploy salesflow:review/rank_leads to pg
-- requires: lifecycle/judge_leads
-- requires: memory/recall
-- requires: review/win_probability
-- requires: review/rankings
-- replaceable: the expected value of acting on a lead today.

begin;
set local role salesflow_owner;

create or replace function salesflow.rank_leads(p_user_ids uuid[], p_as_of timestamptz)
  returns table (
    user_id uuid, lead_id uuid, "position" bigint, expected_value double precision, value double precision, currency text,
    win_probability double precision, urgency double precision, decay double precision, reachability double precision,
    situation text, situation_bits bigint, is_risk boolean, urgency_label text,
    status text, days_in_status double precision, last_contact_at timestamptz, days_quiet double precision,
    bant smallint, traffic_light text, bant_id uuid, activity_id uuid)
  language plpgsql
  stable
  rows 100000
  set search_path = pg_catalog, pg_temp
  set plan_cache_mode = force_custom_plan
as $$
declare
  v_default_value double precision := salesflow.policy_number('review.default_deal_value');
  v_decay_grace interval := salesflow.policy_interval('review.decay_grace');
  v_half_life interval := salesflow.policy_interval('review.decay_half_life');
  v_decay_floor double precision := salesflow.policy_number('review.decay_floor');
  v_reach_unknown double precision := salesflow.policy_number('review.reach_unknown');
  v_reach_just_contacted double precision := salesflow.policy_number('review.reach_just_contacted');
  v_contact_pause interval := salesflow.policy_interval('review.contact_pause');
begin
  return query
    with known as materialized (
      select * from salesflow.situation_conditions(p_as_of)
    ),
    -- what a deal of the rep is usually worth, lost and won ones included
    usual as materialized (
      select l.user_id, avg(l.deal_value)::double precision as deal_value
      from public.leads as l
      where l.user_id = any (p_user_ids) and l.deal_value > 0
      group by l.user_id
    ),
    judged as materialized (
      select * from salesflow.judge_leads(null, p_user_ids, p_as_of)
    ),
    weighed as (
      select
        j.*, k.situation, k.is_risk, k.label, k.urgency::double precision as urgency, w.win_probability,
        l.currency::text as currency,
        coalesce(l.deal_value, usual.deal_value, v_default_value)::double precision as value,
        p_as_of - j.quiet_since as quiet,
        greatest(v_decay_floor, salesflow.half_life(p_as_of - j.quiet_since - v_decay_grace, v_half_life)) as decay,
        case
          -- clock 3: the lead waits for an answer
          when p_as_of - j.quiet_since < v_contact_pause and j.last_contact_at is not null and k.clock <> 3
            then v_reach_just_contacted
          when l.phone is null and l.email is null and l.preferred_channel is null then v_reach_unknown
          else 1
        end as reachability
      from judged as j
      join known as k on k.number = j.situation_number
      join public.leads as l on l.id = j.lead_id
      left join usual on usual.user_id = j.user_id
      join salesflow.win_probabilities(array(select o.lead_id from judged as o)) as w on w.lead_id = j.lead_id
    ),
    valued as (
      select w.*, w.value * w.win_probability * w.urgency * w.decay * w.reachability as expected
      from weighed as w
    )
    select
      v.user_id, v.lead_id, row_number() over (partition by v.user_id order by v.expected desc, v.lead_id), v.expected, v.value,
      v.currency, v.win_probability, v.urgency, v.decay, v.reachability, v.situation, v.situation_bits, v.is_risk, v.label,
      v.status, extract(epoch from p_as_of - v.status_since)::double precision / 86400, v.last_contact_at,
      extract(epoch from v.quiet)::double precision / 86400, v.bant, v.traffic_light, v.bant_id,
      case v.situation when 'meeting_soon' then v.meeting_id when 'task_overdue' then v.task_id end
    from valued as v;
end
$$;
comment on function salesflow.rank_leads(uuid[], timestamptz) is
  'All active leads of the given users, ranked by the expected value of acting today: value × win_probability × urgency × decay × reachability. urgency is that of the most urgent situation, decay what silence has left of the deal (half every review.decay_half_life after review.decay_grace), reachability whether acting today makes sense.';

create or replace function public.rank_leads(p_user_id uuid, p_as_of timestamptz default now())
  returns table (
    "position" bigint, lead_name text, company text, expected_value numeric, value numeric, currency text,
    win_probability numeric, urgency numeric, decay numeric, reachability numeric, situation text, status text,
    bant smallint, days_quiet numeric, lead_id uuid)
  language plpgsql
  stable
  security definer
  set search_path = pg_catalog, pg_temp
as $$
begin
  -- security definer: it reads rules and policies for whoever may see the user
  if not salesflow.may_see_user(p_user_id) then
    raise exception 'role % may not see the leads of user %', session_user, p_user_id using errcode = 'SF003';
  end if;
  return query
    select
      r.position, l.name::text, l.company::text, round(r.expected_value::numeric, 2), round(r.value::numeric, 2), r.currency,
      round(r.win_probability::numeric, 3), round(r.urgency::numeric, 2), round(r.decay::numeric, 3),
      round(r.reachability::numeric, 2), r.situation, r.status, r.bant, round(r.days_quiet::numeric, 1), r.lead_id
    from salesflow.rank_leads(array[p_user_id], p_as_of) as r
    join public.leads as l on l.id = r.lead_id
    order by r.position;
end
$$;
comment on function public.rank_leads(uuid, timestamptz) is
  'The active leads of a user, first what is worth most to act on today, with every factor of expected_value = value × win_probability × urgency × decay × reachability. Raises SF003 (a user you may not see).';

grant execute on function public.rank_leads(uuid, timestamptz)
  to salesflow_bi, salesflow_rep, salesflow_manager, salesflow_gateway, salesflow_admin;

commit;
