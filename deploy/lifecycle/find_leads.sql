-- Deploy salesflow:lifecycle/find_leads to pg
-- requires: rules/rules
-- requires: lifecycle/judge_leads
-- replaceable: the queries behind the rules of this room: whom does it hold for at an instant?

begin;
set local role salesflow_owner;

create or replace function salesflow.episode_of(p_since timestamptz)
  returns text
  language sql
  stable
  return coalesce(to_char(p_since at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), 'once');
comment on function salesflow.episode_of(timestamptz) is 'Name of the stretch that began at an instant.';

create or replace function salesflow.find_first_activity(p_subject_ids uuid[], p_as_of timestamptz)
  returns setof salesflow.finding
  language sql
  stable
  set search_path = pg_catalog, pg_temp
as $$
  select
    'lead', l.lead_id, l.user_id, a.occurred_at, salesflow.episode_of(l.status_since), null,
    jsonb_build_object('status', l.status, 'activity_type', a.type, 'at', a.occurred_at),
    jsonb_build_array(jsonb_build_object('table', 'activities', 'id', a.id))
  from public.automation_rules as r
  join salesflow.leads_at(p_subject_ids, null, p_as_of) as l on l.status = any (r.lead_statuses)
  join lateral (
    -- entered since the lead has its status: one that was opened again starts anew
    -- (a lead in its first status has had no other; its dates may be a foreign system's)
    select a.id, a.type, a.occurred_at
    from public.activities as a
    where a.lead_id = l.lead_id
      and (a.created_at >= l.status_since or l.status_since <= l.created_at)
      and a.created_at <= (select salesflow.known_until(p_as_of))
      and (a.status = 'completed' or a.type = 'meeting' and a.status <> 'cancelled')
    order by a.occurred_at, a.id
    limit 1
  ) as a on true
  where r.rule = 'lifecycle.first_activity'
$$;
comment on function salesflow.find_first_activity(uuid[], timestamptz) is 'Finder: leads in the rule''s statuses with an activity since they have it.';

create or replace function salesflow.find_planned_meeting(p_subject_ids uuid[], p_as_of timestamptz)
  returns setof salesflow.finding
  language sql
  stable
  set search_path = pg_catalog, pg_temp
as $$
  select
    'lead', l.lead_id, l.user_id, a.occurred_at, a.id::text, null,
    jsonb_build_object('status', l.status, 'activity_type', a.type, 'at', coalesce(a.due_date, a.occurred_at)),
    jsonb_build_array(jsonb_build_object('table', 'activities', 'id', a.id))
  from public.automation_rules as r
  join public.lead_status_transitions as t on t.to_status = r.type
  join salesflow.leads_at(p_subject_ids, null, p_as_of) as l on l.status = t.from_status
  join lateral (
    select a.id, a.type, a.occurred_at, a.due_date
    from public.activities as a
    where a.lead_id = l.lead_id
      and a.type = any (r.activity_types)
      and a.status = any (r.activity_statuses)
      and (a.due_date is null or a.due_date > p_as_of)
      and a.created_at <= (select salesflow.known_until(p_as_of))
    order by a.occurred_at, a.id
    limit 1
  ) as a on true
  where r.rule = 'lifecycle.meeting_scheduled'
$$;
comment on function salesflow.find_planned_meeting(uuid[], timestamptz) is 'Finder: leads with a meeting ahead, in a status from which automation may go there.';

create or replace function salesflow.find_bant(p_subject_ids uuid[], p_as_of timestamptz)
  returns setof salesflow.finding
  language sql
  stable
  set search_path = pg_catalog, pg_temp
as $$
  with policy as materialized (
    select
      salesflow.policy_number('lifecycle.qualify_bant') as qualify,
      salesflow.policy_number('lifecycle.meeting_bant') as meeting,
      salesflow.policy_number('bant.yellow') as weak
  ),
  assessed as materialized (
    select l.lead_id, l.user_id, l.status, b.*, stretch.began_at
    from salesflow.leads_at(p_subject_ids, null, p_as_of) as l
    join lateral (
      select
        a.id, a.assessed_at, a.total_score, a.traffic_light, a.budget_score, a.authority_score, a.need_score, a.timeline_score
      from public.bant_assessments as a
      where a.lead_id = l.lead_id and a.assessed_at <= (select salesflow.known_until(p_as_of))
      order by a.assessed_at desc, a.position desc
      limit 1
    ) as b on b.total_score is not null
    -- one recommendation for each stretch of the same colour, however often it is assessed
    cross join lateral (
      select min(a.assessed_at) as began_at
      from public.bant_assessments as a
      where a.lead_id = l.lead_id
        and a.assessed_at <= b.assessed_at
        and a.assessed_at > coalesce((
          select max(o.assessed_at) from public.bant_assessments as o
          where o.lead_id = l.lead_id and o.assessed_at < b.assessed_at and o.traffic_light is distinct from b.traffic_light), '-infinity')
    ) as stretch
  )
  select
    'lead', a.lead_id, a.user_id, a.assessed_at,
    case verdict.situation when 'qualified' then a.id::text else salesflow.episode_of(a.began_at) end,
    verdict.situation,
    jsonb_build_object(
      'status', a.status, 'bant', a.total_score, 'traffic_light', a.traffic_light, 'threshold', policy.qualify,
      'budget', a.budget_score, 'authority', a.authority_score, 'need', a.need_score, 'timeline', a.timeline_score,
      'weak', to_jsonb(array_remove(array[
        case when a.budget_score < policy.weak then 'budget' end,
        case when a.authority_score < policy.weak then 'authority' end,
        case when a.need_score < policy.weak then 'need' end,
        case when a.timeline_score < policy.weak then 'timeline' end], null))),
    jsonb_build_array(jsonb_build_object('table', 'bant_assessments', 'id', a.id))
  from assessed as a
  cross join policy
  cross join lateral (
    values
      ('qualified', a.total_score >= policy.qualify),
      ('high', a.total_score >= policy.meeting),
      ('yellow', a.traffic_light = 'yellow'),
      ('red', a.traffic_light = 'red')
  ) as verdict (situation, holds)
  where verdict.holds
$$;
comment on function salesflow.find_bant(uuid[], timestamptz) is
  'Finder: what the current BANT assessment of each lead calls for. Situations: qualified, high (by policies), yellow, red.';

create or replace function salesflow.find_situations(p_subject_ids uuid[], p_as_of timestamptz)
  returns setof salesflow.finding
  language sql
  stable
  set search_path = pg_catalog, pg_temp
as $$
  with known as materialized (
    select c.*, case when s.after_policy is not null then salesflow.policy_interval(s.after_policy) end as after
    from salesflow.situation_conditions(p_as_of) as c
    join public.lead_situations as s on s.situation = c.situation
  )
  select
    'lead', j.lead_id, j.user_id, j.clocks[k.clock],
    case when k.needs_no_profile then 'once' else salesflow.episode_of(j.clocks[k.clock]) end,
    k.situation,
    jsonb_strip_nulls(jsonb_build_object(
      'status', j.status, 'situation', k.situation, 'bant', j.bant, 'interactions', j.interactions,
      'since', j.clocks[k.clock],
      'due_at', case when k.clock >= 4 then j.clocks[k.clock] end,
      'days', floor(extract(epoch from p_as_of - j.clocks[k.clock]) / 86400),
      'limit_days', extract(epoch from k.after) / 86400,
      'contact_at', j.last_contact_at)),
    jsonb_build_array(jsonb_build_object('table', 'leads', 'id', j.lead_id))
      || case when j.bant_id is not null then jsonb_build_array(jsonb_build_object('table', 'bant_assessments', 'id', j.bant_id)) else '[]' end
      || case k.clock
        when 4 then jsonb_build_array(jsonb_build_object('table', 'activities', 'id', j.meeting_id))
        when 5 then jsonb_build_array(jsonb_build_object('table', 'activities', 'id', j.task_id))
        else '[]'
      end
  from salesflow.judge_leads(p_subject_ids, null, p_as_of) as j
  join known as k on j.situation_bits & (1::bigint << k.number) <> 0
  join public.users as u on u.id = j.user_id and u.active
  where k.situation in (
    select r.situation from public.automation_rules as r where r.finder = 'salesflow.find_situations')
$$;
comment on function salesflow.find_situations(uuid[], timestamptz) is
  'Finder: the situations (lead_situations) of leads with an active rep, those that a rule asks for.';

commit;
