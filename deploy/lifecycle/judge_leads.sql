-- Deploy salesflow:lifecycle/judge_leads to pg
-- requires: crm/list_statuses
-- requires: crm/activities
-- requires: crm/bant_assessments
-- requires: crm/personality_profiles
-- requires: lifecycle/status_history
-- requires: lifecycle/situations
-- replaceable: how a lead stood at an instant, and which situations it was in: judged here and nowhere else.

begin;
set local role salesflow_owner;

create or replace function salesflow.known_until(p_as_of timestamptz)
  returns timestamptz
  language sql
  stable
  -- a run that began a few minutes ago means the present; and whoever writes may have a clock ahead of ours
  return case when p_as_of > now() - interval '15 minutes' then 'infinity' else p_as_of end;
comment on function salesflow.known_until(timestamptz) is
  'Up to when entries count in a judgement as of an instant: for the present and the future whatever is there, for the past what there was.';

create or replace function salesflow.leads_at(p_lead_ids uuid[], p_user_ids uuid[], p_as_of timestamptz)
  returns setof salesflow.lead_state
  language plpgsql
  stable
  rows 1000
  set search_path = pg_catalog, pg_temp
  set plan_cache_mode = force_custom_plan
as $$
declare
  v_active text[] := salesflow.active_statuses();
begin
  -- the present is kept by triggers
  if salesflow.known_until(p_as_of) = 'infinity' then
    return query
      select
        l.id, l.user_id, l.status, l.status_since::timestamptz, l.created_at::timestamptz, l.last_contact_at::timestamptz,
        l.last_inbound_at::timestamptz, l.total_interactions
      from public.leads as l
      where l.status = any (v_active)
        and (p_lead_ids is null or l.id = any (p_lead_ids))
        and (p_user_ids is null or l.user_id = any (p_user_ids));
    return;
  end if;
  return query
    select
      l.id, l.user_id, h.to_status, h.created_at::timestamptz, l.created_at::timestamptz, c.last_contact_at::timestamptz,
      c.last_inbound_at::timestamptz,
      coalesce(c.interactions, 0)
    from public.leads as l
    join lateral (
      select h.to_status, h.created_at
      from public.lead_status_history as h
      where h.lead_id = l.id and h.created_at <= p_as_of
      order by h.created_at desc, h.position desc
      limit 1
    ) as h on h.to_status = any (v_active)
    left join lateral (
      select
        max(a.occurred_at) as last_contact_at,
        max(a.occurred_at) filter (where a.direction = 'inbound') as last_inbound_at,
        count(*)::integer as interactions
      from public.activities as a
      where a.lead_id = l.id
        and a.occurred_at <= p_as_of
        and a.status = 'completed'
        and (select p.value from public.policies as p where p.key = 'crm.contact_types') ? a.type
    ) as c on true
    where l.created_at <= p_as_of
      and (p_lead_ids is null or l.id = any (p_lead_ids))
      and (p_user_ids is null or l.user_id = any (p_user_ids));
end
$$;
comment on function salesflow.leads_at(uuid[], uuid[], timestamptz) is
  'The leads that were worked on at an instant, with status and contact facts as of then: today''s from the columns kept by triggers, the past from history and activities. Null ids: all. The owner is today''s.';

create or replace function salesflow.situation_conditions(p_as_of timestamptz)
  returns table (
    number integer, situation text, urgency numeric, label text, is_risk boolean, clock integer, lead_statuses text[],
    held_since timestamptz, held_after timestamptz, min_bant numeric, min_contacts numeric,
    needs_no_contact boolean, needs_no_bant boolean, needs_no_profile boolean)
  language sql
  stable
  rows 20
  set search_path = pg_catalog, pg_temp
as $$
  select
    row_number() over (order by s.urgency desc)::integer, s.situation, s.urgency,
    case
      when s.urgency >= salesflow.policy_number('lifecycle.critical_urgency') then 'critical'
      when s.urgency >= salesflow.policy_number('lifecycle.high_urgency') then 'high'
      when s.urgency >= salesflow.policy_number('lifecycle.medium_urgency') then 'medium'
      else 'low'
    end,
    s.is_risk, array_position(array['status', 'quiet', 'inbound', 'meeting', 'task'], s.clock), s.lead_statuses,
    case
      when s.within_policy is not null then p_as_of + salesflow.policy_interval(s.within_policy)
      when s.after_policy is not null then p_as_of - salesflow.policy_interval(s.after_policy)
      else p_as_of
    end,
    case
      when s.within_policy is not null then p_as_of
      when s.until_policy is not null then p_as_of - salesflow.policy_interval(s.until_policy)
      else '-infinity'
    end,
    case when s.min_bant_policy is not null then salesflow.policy_number(s.min_bant_policy) end,
    case when s.min_contacts_policy is not null then salesflow.policy_number(s.min_contacts_policy) else 0 end,
    'no_contact' = any (s.needs), 'no_bant' = any (s.needs), 'no_profile' = any (s.needs)
  from public.lead_situations as s
$$;
comment on function salesflow.situation_conditions(timestamptz) is
  'lead_situations with their policies put in, as of an instant: number counts from the most urgent; label is critical, high, medium or low; clock is the place in judge_leads().clocks that must lie after held_after and not after held_since.';

create or replace function salesflow.judge_leads(p_lead_ids uuid[], p_user_ids uuid[], p_as_of timestamptz)
  returns table (
    lead_id uuid, user_id uuid, status text, status_since timestamptz, last_contact_at timestamptz, quiet_since timestamptz,
    interactions integer, bant smallint, traffic_light text, bant_id uuid, has_profile boolean,
    meeting_id uuid, task_id uuid, clocks timestamptz[], situation_number integer, situation_bits bigint)
  language plpgsql
  stable
  rows 100000
  set search_path = pg_catalog, pg_temp
  set plan_cache_mode = force_custom_plan
as $$
declare
  v_until timestamptz := salesflow.known_until(p_as_of);
  -- in an array, so that what follows is planned for as many as there are
  v_leads salesflow.lead_state[] := array(select l from salesflow.leads_at(p_lead_ids, p_user_ids, p_as_of) as l);
begin
  return query
    with known as materialized (
      select * from salesflow.situation_conditions(p_as_of)
    ),
    -- the next meeting, and what is longest overdue
    pressing as materialized (
      select distinct on (a.lead_id, a.type = 'meeting') a.lead_id, a.type = 'meeting' as is_meeting, a.id, a.due_date
      from public.activities as a
      where a.status in ('pending', 'scheduled', 'in_progress')
        and a.due_date <= (select max(k.held_since) from known as k)
        and (a.type = 'meeting') = (a.due_date > p_as_of)
        and (p_lead_ids is null or a.lead_id = any (p_lead_ids))
      order by a.lead_id, a.type = 'meeting', a.due_date
    ),
    assessed as materialized (
      select distinct on (a.lead_id) a.lead_id, a.id, a.total_score, a.traffic_light
      from unnest(v_leads) as l
      join public.bant_assessments as a on a.lead_id = l.lead_id
      where a.assessed_at <= v_until
      order by a.lead_id, a.assessed_at desc, a.position desc
    ),
    states as materialized (
      select
        l.*, coalesce(l.last_contact_at, l.created_at) as quiet_since,
        b.total_score::smallint as bant, b.traffic_light, b.id as bant_id, p.lead_id is not null as has_profile,
        m.id as meeting_id, t.id as task_id,
        array[
          l.status_since, coalesce(l.last_contact_at, l.created_at),
          case when l.last_inbound_at = l.last_contact_at then l.last_inbound_at end,
          m.due_date::timestamptz, t.due_date::timestamptz] as clocks
      from unnest(v_leads) as l
      left join pressing as m on m.lead_id = l.lead_id and m.is_meeting
      left join pressing as t on t.lead_id = l.lead_id and not t.is_meeting
      left join public.personality_profiles as p on p.lead_id = l.lead_id and p.assessed_at <= v_until
      left join assessed as b on b.lead_id = l.lead_id
    )
    select
      s.lead_id, s.user_id, s.status, s.status_since, s.last_contact_at, s.quiet_since, s.interactions, s.bant, s.traffic_light,
      s.bant_id, s.has_profile, s.meeting_id, s.task_id, s.clocks, judged.top, judged.bits
    from states as s
    cross join lateral (
      select bit_or(1::bigint << k.number) as bits, min(k.number) as top
      from known as k
      where s.clocks[k.clock] <= k.held_since
        and s.clocks[k.clock] > k.held_after
        and (k.lead_statuses is null or s.status = any (k.lead_statuses))
        and (k.min_bant is null or s.bant >= k.min_bant)
        and s.interactions >= k.min_contacts
        and not (k.needs_no_contact and s.last_contact_at is not null)
        and not (k.needs_no_bant and s.bant_id is not null)
        and not (k.needs_no_profile and s.has_profile)
    ) as judged;
end
$$;
comment on function salesflow.judge_leads(uuid[], uuid[], timestamptz) is
  'Every lead that is worked on as it stood at an instant (null ids: all), with the situations it was in: situation_number is the most urgent one, situation_bits all of them, as bits numbered by situation_conditions(); clocks: since when it is in its status, quiet, waiting for an answer; when its next meeting begins; since when its task is overdue.';

commit;
