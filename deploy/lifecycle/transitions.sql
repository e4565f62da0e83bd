-- Deploy salesflow:lifecycle/transitions to pg
-- requires: lifecycle/status_history
-- The one way automation changes a status, and the rules that do so on activities and BANT.

begin;
set local role salesflow_owner;

insert into public.policies (key, value, unit, description, minimum, maximum)
values
  ('lifecycle.qualify_bant', '50', 'points', 'BANT total from which a new or contacted lead becomes qualified.', 0, 100),
  ('lifecycle.meeting_bant', '75', 'points', 'BANT total from which a meeting is recommended at once.', 0, 100);

insert into public.automation_rules (rule, trigger_type, description_en, description_de, policy_keys)
values
  ('lifecycle.first_activity', 'event_based',
    'The first activity with a new lead makes it contacted.',
    'Die erste Aktivität mit einem neuen Lead macht ihn zu „kontaktiert“.', '{}'),
  ('lifecycle.meeting_scheduled', 'event_based',
    'A planned meeting makes a lead meeting_scheduled.',
    'Ein geplanter Termin macht einen Lead zu „Termin vereinbart“.', '{}'),
  ('lifecycle.bant_qualified', 'score_based',
    'A BANT total from the threshold on makes a new or contacted lead qualified.',
    'Ein BANT-Wert ab der Schwelle macht einen neuen oder kontaktierten Lead zu „qualifiziert“.',
    '{lifecycle.qualify_bant}'),
  ('lifecycle.bant_high', 'score_based',
    'A high BANT total calls for a meeting now.',
    'Ein hoher BANT-Wert verlangt sofort nach einem Termin.', '{lifecycle.meeting_bant}'),
  ('lifecycle.bant_yellow', 'score_based',
    'A yellow BANT total: work on the letters below half.',
    'Gelber BANT-Wert: an den Buchstaben unter der Hälfte arbeiten.', '{bant.yellow,bant.green}'),
  ('lifecycle.bant_red', 'score_based',
    'A red BANT total: nurture or qualify again.',
    'Roter BANT-Wert: weiter pflegen oder neu qualifizieren.', '{bant.yellow}');

insert into public.text_templates (key, locale, body)
values
  ('lifecycle.first_activity.reason', 'en', 'First activity: {activity_text} on {at_on}'),
  ('lifecycle.first_activity.reason', 'de', 'Erste Aktivität: {activity_text} am {at_on}'),
  ('lifecycle.meeting_scheduled.reason', 'en', 'Meeting planned for {at_on}'),
  ('lifecycle.meeting_scheduled.reason', 'de', 'Termin geplant für den {at_on}'),
  ('lifecycle.bant_qualified.reason', 'en', 'BANT {bant}/100 reaches {threshold}'),
  ('lifecycle.bant_qualified.reason', 'de', 'BANT {bant}/100 erreicht {threshold}'),
  ('lifecycle.bant_high.title', 'en', 'Schedule a meeting with {lead_name} now'),
  ('lifecycle.bant_high.title', 'de', 'Jetzt Termin mit {lead_name} vereinbaren'),
  ('lifecycle.bant_high.reasoning', 'en', 'BANT {bant}/100 (green): budget {budget}, authority {authority}, need {need}, timeline {timeline}'),
  ('lifecycle.bant_high.reasoning', 'de', 'BANT {bant}/100 (grün): Budget {budget}, Entscheidung {authority}, Bedarf {need}, Zeitplan {timeline}'),
  ('lifecycle.bant_yellow.title', 'en', 'Strengthen {weak} with {lead_name}'),
  ('lifecycle.bant_yellow.title', 'de', '{weak} bei {lead_name} stärken'),
  ('lifecycle.bant_yellow.reasoning', 'en', 'BANT {bant}/100 (yellow); weak: {weak}'),
  ('lifecycle.bant_yellow.reasoning', 'de', 'BANT {bant}/100 (gelb); schwach: {weak}'),
  ('lifecycle.bant_red.title', 'en', 'Nurture {lead_name} or qualify again'),
  ('lifecycle.bant_red.title', 'de', '{lead_name} weiter pflegen oder neu qualifizieren'),
  ('lifecycle.bant_red.reasoning', 'en', 'BANT {bant}/100 (red); weak: {weak}'),
  ('lifecycle.bant_red.reasoning', 'de', 'BANT {bant}/100 (rot); schwach: {weak}'),
  ('activity.call', 'en', 'call'), ('activity.call', 'de', 'Anruf'),
  ('activity.email', 'en', 'e-mail'), ('activity.email', 'de', 'E-Mail'),
  ('activity.whatsapp', 'en', 'WhatsApp message'), ('activity.whatsapp', 'de', 'WhatsApp-Nachricht'),
  ('activity.sms', 'en', 'text message'), ('activity.sms', 'de', 'SMS'),
  ('activity.linkedin', 'en', 'LinkedIn message'), ('activity.linkedin', 'de', 'LinkedIn-Nachricht'),
  ('activity.meeting', 'en', 'meeting'), ('activity.meeting', 'de', 'Termin'),
  ('activity.note', 'en', 'note'), ('activity.note', 'de', 'Notiz'),
  ('activity.task', 'en', 'task'), ('activity.task', 'de', 'Aufgabe'),
  ('activity.proposal', 'en', 'proposal'), ('activity.proposal', 'de', 'Angebot'),
  ('activity.web', 'en', 'visit of the website'), ('activity.web', 'de', 'Besuch der Website'),
  ('activity.other', 'en', 'other'), ('activity.other', 'de', 'Sonstiges'),
  ('bant.budget', 'en', 'budget'), ('bant.budget', 'de', 'Budget'),
  ('bant.authority', 'en', 'authority'), ('bant.authority', 'de', 'Entscheidung'),
  ('bant.need', 'en', 'need'), ('bant.need', 'de', 'Bedarf'),
  ('bant.timeline', 'en', 'timeline'), ('bant.timeline', 'de', 'Zeitplan'),
  ('bant.nothing', 'en', 'no single letter'), ('bant.nothing', 'de', 'kein einzelner Buchstabe');

create type salesflow.transition_candidate as (
  lead_id  uuid,
  at       timestamptz,
  cause    text,
  facts    jsonb,
  evidence jsonb
);
comment on type salesflow.transition_candidate is
  'A lead that a rule would move: since when, what caused it (table:id), the facts for its reason, the rows it rests on.';

create function salesflow.transition_leads(
  p_rule text, p_to_status text, p_candidates salesflow.transition_candidate[])
  returns bigint
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_count bigint;
begin
  if p_candidates is null or not salesflow.rule_is_enabled(p_rule) then
    return 0;
  end if;
  with candidates as materialized (
    select distinct on (c.lead_id) c.* from unnest(p_candidates) as c order by c.lead_id, c.at, c.cause
  ),
  -- in key order, and judged on the row as it is once it is ours
  locked as materialized (
    select c.*, u.locale, u.time_zone
    from candidates as c
    join public.leads as l on l.id = c.lead_id
    left join public.users as u on u.id = l.user_id
    order by l.id
    for no key update of l
  )
  update public.leads as l
  set
    status = p_to_status,
    status_cause = jsonb_build_object(
      'actor', 'rule',
      'rule', p_rule,
      'trigger_type', (select r.trigger_type from public.automation_rules as r where r.rule = p_rule),
      'reason', salesflow.say(p_rule || '.reason', c.locale, c.facts || jsonb_build_object(
        'activity_text', case when c.facts ? 'activity_type' then salesflow.say('activity.' || (c.facts ->> 'activity_type'), c.locale) end,
        'at_on', salesflow.local_date((c.facts ->> 'at')::timestamptz, coalesce(c.time_zone, 'UTC'), c.locale))),
      'cause', c.cause,
      'facts', c.facts,
      'evidence', c.evidence,
      'policy_version', (select salesflow.policy_version()),
      'at', greatest(l.status_since, least(c.at, now())))
  from locked as c
  where l.id = c.lead_id
    and (l.status, p_to_status) in (select t.from_status, t.to_status from public.lead_status_transitions as t)
    -- a person who took the lead back from here, or from beyond, is not overruled;
    -- one who opened a closed lead again is: that lead starts anew
    and not exists (
      select
      from public.lead_status_history as h
      join public.lead_statuses as f on f.status = h.from_status
      join public.lead_statuses as t on t.status = h.to_status
      join public.lead_statuses as wanted on wanted.status = p_to_status
      where h.lead_id = c.lead_id
        and not h.automated
        and t.rank < wanted.rank
        and wanted.rank <= f.rank
        and (f.is_active or f.status = wanted.status));
  get diagnostics v_count = row_count;
  return v_count;
end
$$;
comment on function salesflow.transition_leads(text, text, salesflow.transition_candidate[]) is
  'Moves leads to a status on behalf of a rule: only along the status graph, never against a person, never when the rule is off. Returns how many moved; history and audit follow by trigger.';

create function salesflow.follow_activities()
  returns trigger
  language plpgsql
  security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_is_ruled boolean;
begin
  if tg_op = 'INSERT' then
    -- New contacts only add to what is known, so an insert never reads the history of a lead.
    with touched as materialized (
      select
        a.lead_id,
        (count(*) filter (where a.is_contact))::integer as contacts,
        (count(*) filter (where a.is_contact and a.direction = 'inbound'))::integer as inbound,
        min(a.occurred_at) filter (where a.is_contact) as first_at,
        max(a.occurred_at) filter (where a.is_contact) as last_at,
        max(a.occurred_at) filter (where a.is_contact and a.direction = 'inbound') as last_inbound_at,
        bool_or(a.type = 'meeting') as has_meeting
      from (
        select
          n.lead_id, n.type, n.direction, n.occurred_at,
          n.status = 'completed'
            and (select p.value from public.policies as p where p.key = 'crm.contact_types') ? n.type as is_contact
        from new_rows as n
      ) as a
      group by a.lead_id
    ),
    -- In key order, so that two bulk loads of the same leads queue instead of deadlocking; leads without a
    -- contact too, because the rules that follow may move those. It carries the facts along: a join of two
    -- CTEs is planned for a handful of rows and would be quadratic in a bulk load.
    locked as materialized (
      select t.*, l.status = 'new' as is_new
      from touched as t
      join public.leads as l on l.id = t.lead_id
      order by l.id
      for no key update of l
    ),
    contacted as (
      update public.leads as l
      set last_contact_at = greatest(l.last_contact_at, t.last_at)
      from locked as t
      where l.id = t.lead_id
        and t.contacts > 0
        and (l.last_contact_at < t.last_at or l.last_contact_at is null)
    ),
    summarised as (
      insert into public.lead_context_summaries as s
        (lead_id, total_interactions, inbound_interactions, first_interaction_at, last_interaction_at, last_inbound_at)
      select t.lead_id, t.contacts, t.inbound, t.first_at, t.last_at, t.last_inbound_at
      from locked as t
      where t.contacts > 0
      order by t.lead_id
      on conflict (lead_id) do update
      set
        total_interactions = s.total_interactions + excluded.total_interactions,
        inbound_interactions = s.inbound_interactions + excluded.inbound_interactions,
        first_interaction_at = least(s.first_interaction_at, excluded.first_interaction_at),
        last_interaction_at = greatest(s.last_interaction_at, excluded.last_interaction_at),
        last_inbound_at = greatest(s.last_inbound_at, excluded.last_inbound_at),
        updated_at = now()
    )
    select bool_or(t.is_new or t.has_meeting) into v_is_ruled from locked as t;
  else
    v_is_ruled := exists (
      select
      from new_rows as a
      join public.leads as l on l.id = a.lead_id
      where l.status = 'new' or a.type = 'meeting');
  end if;
  -- most activities are with leads past these rules
  if v_is_ruled is not true then
    return null;
  end if;

  perform salesflow.transition_leads('lifecycle.first_activity', 'contacted', array_agg(first))
  from (
    select distinct on (a.lead_id) row(
      a.lead_id, a.occurred_at, 'activity:' || a.id,
      jsonb_build_object('activity_type', a.type, 'at', a.occurred_at),
      jsonb_build_array(jsonb_build_object('table', 'activities', 'id', a.id)))::salesflow.transition_candidate as first
    from new_rows as a
    join public.leads as l on l.id = a.lead_id
    where l.status = 'new'
      and (a.status = 'completed' or a.type = 'meeting' and a.status <> 'cancelled')
    order by a.lead_id, a.occurred_at, a.id
  ) as candidates;

  perform salesflow.transition_leads('lifecycle.meeting_scheduled', 'meeting_scheduled', array_agg(first))
  from (
    select distinct on (a.lead_id) row(
      a.lead_id, a.occurred_at, 'activity:' || a.id,
      jsonb_build_object('activity_type', a.type, 'at', coalesce(a.due_date, a.occurred_at)),
      jsonb_build_array(jsonb_build_object('table', 'activities', 'id', a.id)))::salesflow.transition_candidate as first
    from new_rows as a
    where a.type = 'meeting'
      and a.status in ('pending', 'scheduled')
      and (a.due_date is null or a.due_date > now())
    order by a.lead_id, a.occurred_at, a.id
  ) as candidates;
  return null;
end
$$;
comment on function salesflow.follow_activities() is
  'What activities do to their leads, in one pass: new ones add to last_contact_at and to the counts of lead_context_summaries; a first activity and a planned meeting move the lead.';

create trigger activities_500_follow_inserted
  after insert on public.activities
  referencing new table as new_rows
  for each statement execute function salesflow.follow_activities();

create trigger activities_600_follow_updated
  after update on public.activities
  referencing new table as new_rows
  for each statement execute function salesflow.follow_activities();

create function salesflow.bant_verdicts(p_assessment_ids uuid[])
  returns table (assessment_id uuid, rule text)
  language sql
  stable
  set search_path = pg_catalog, pg_temp
as $$
  select b.id, verdict.rule
  from public.bant_assessments as b
  join public.leads as l on l.id = b.lead_id
  cross join lateral (
    values
      ('lifecycle.bant_high', b.total_score >= (select salesflow.policy_number('lifecycle.meeting_bant'))
        and l.status not in ('meeting_scheduled', 'proposal_sent', 'negotiation')),
      ('lifecycle.bant_yellow', b.traffic_light = 'yellow'),
      ('lifecycle.bant_red', b.traffic_light = 'red')
  ) as verdict (rule, holds)
  join public.automation_rules as r on r.rule = verdict.rule and r.is_enabled
  where b.id = any (p_assessment_ids)
    and verdict.holds
    and l.status = any ((select salesflow.active_statuses())::text[])
$$;
comment on function salesflow.bant_verdicts(uuid[]) is 'Which recommendation rule each of the given assessments calls for.';

create function salesflow.follow_bant()
  returns trigger
  language plpgsql
  security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_lead_ids uuid[] := array(select distinct lead_id from new_rows);
  v_qualify numeric := salesflow.policy_number('lifecycle.qualify_bant');
  v_yellow numeric := salesflow.policy_number('bant.yellow');
begin
  -- before anything else and in key order, so that two bulk loads of the same leads queue instead of deadlocking
  perform from public.leads as l where l.id = any (v_lead_ids) order by l.id for no key update;

  perform salesflow.transition_leads('lifecycle.bant_qualified', 'qualified', array_agg(row(
      b.lead_id, b.assessed_at, 'bant_assessment:' || b.id,
      jsonb_build_object('bant', b.total_score, 'traffic_light', b.traffic_light, 'threshold', v_qualify),
      jsonb_build_array(jsonb_build_object('table', 'bant_assessments', 'id', b.id)))::salesflow.transition_candidate))
  from new_rows as b
  where b.total_score >= v_qualify
    -- an assessment that was overtaken by one already there says nothing about today
    and not exists (
      select
      from public.bant_assessments as later
      where later.lead_id = b.lead_id
        and later.assessed_at > b.assessed_at
        and later.id not in (select n.id from new_rows as n));

  with letters as materialized (
    select
      t.locale,
      max(t.body) filter (where t.key = 'bant.budget') as budget,
      max(t.body) filter (where t.key = 'bant.authority') as authority,
      max(t.body) filter (where t.key = 'bant.need') as need,
      max(t.body) filter (where t.key = 'bant.timeline') as timeline,
      max(t.body) filter (where t.key = 'bant.nothing') as nothing
    from public.text_templates as t
    where t.key like 'bant.%'
    group by t.locale
  )
  insert into public.ai_recommendations
    (lead_id, user_id, type, priority, title, reasoning, playbook_name, triggered_by, trigger_data, episode,
      confidence_score, suggested_action, source)
  select
    l.id, l.user_id,
    case verdict.rule when 'lifecycle.bant_high' then 'followup' else 'playbook' end,
    case verdict.rule when 'lifecycle.bant_high' then 'urgent' else 'medium' end,
    salesflow.render(title.parts, facts.v),
    salesflow.render(reasoning.parts, facts.v),
    case when verdict.rule <> 'lifecycle.bant_high' then 'DEAL-MEDIC' end,
    verdict.rule,
    facts.v || jsonb_build_object('evidence', jsonb_build_array(jsonb_build_object('table', 'bant_assessments', 'id', b.id))),
    -- one recommendation for each stretch of the same colour, however often it is assessed
    (select count(*)
     from public.bant_assessments as earlier
     where earlier.lead_id = b.lead_id
       and earlier.assessed_at < b.assessed_at
       and earlier.traffic_light is distinct from b.traffic_light),
    case verdict.rule when 'lifecycle.bant_high' then 0.9 else 0.7 end,
    jsonb_build_object('action', case verdict.rule
      when 'lifecycle.bant_high' then 'schedule_meeting'
      when 'lifecycle.bant_yellow' then 'requalify'
      else 'nurture' end),
    'rules'
  from new_rows as b
  join salesflow.bant_verdicts(array(select n.id from new_rows as n)) as verdict on verdict.assessment_id = b.id
  join public.leads as l on l.id = b.lead_id
  join public.users as u on u.id = l.user_id
  join letters on letters.locale = salesflow.language(u.locale)
  join public.text_templates as title on title.key = verdict.rule || '.title' and title.locale = letters.locale
  join public.text_templates as reasoning on reasoning.key = verdict.rule || '.reasoning' and reasoning.locale = letters.locale
  cross join lateral (
    select jsonb_build_object(
      'lead_name', l.name, 'bant', b.total_score, 'budget', b.budget_score, 'authority', b.authority_score,
      'need', b.need_score, 'timeline', b.timeline_score,
      'weak', coalesce(nullif(concat_ws(', ',
        case when b.budget_score < v_yellow then letters.budget end,
        case when b.authority_score < v_yellow then letters.authority end,
        case when b.need_score < v_yellow then letters.need end,
        case when b.timeline_score < v_yellow then letters.timeline end), ''), letters.nothing)) as v
    offset 0  -- evaluated once, not once for every use
  ) as facts
  where not exists (
    select
    from public.bant_assessments as later
    where later.lead_id = b.lead_id
      and later.assessed_at > b.assessed_at
      and later.id not in (select n.id from new_rows as n))
  order by b.assessed_at
  on conflict (lead_id, triggered_by, episode) where triggered_by <> 'manual' do nothing;

  -- what the newest assessment no longer calls for is off the table
  -- (array and hashed NOT IN: their plans stay good for one lead and for 100,000 without statistics)
  update public.ai_recommendations as r
  set status = 'dismissed', dismissed_reason = 'Superseded by a newer assessment', withdrawn = true
  where r.lead_id = any (v_lead_ids)
    and r.status = 'pending'
    and r.triggered_by in ('lifecycle.bant_high', 'lifecycle.bant_yellow', 'lifecycle.bant_red')
    and ((r.lead_id, r.triggered_by) not in (
      select b.lead_id, v.rule
      from salesflow.bant_verdicts(array(
        select distinct on (c.lead_id) c.id
        from public.bant_assessments as c
        where c.lead_id = any (v_lead_ids)
        order by c.lead_id, c.assessed_at desc)) as v
      join public.bant_assessments as b on b.id = v.assessment_id)
    -- and so is an earlier stretch of the same colour
    or exists (
      select
      from public.ai_recommendations as newer
      where newer.lead_id = r.lead_id
        and newer.triggered_by = r.triggered_by
        and newer.episode::integer > r.episode::integer));
  return null;
end
$$;
comment on function salesflow.follow_bant() is 'Qualifies leads by BANT and recommends what their traffic light calls for.';

create trigger bant_assessments_600_follow_inserted
  after insert on public.bant_assessments
  referencing new table as new_rows
  for each statement execute function salesflow.follow_bant();

create trigger bant_assessments_600_follow_updated
  after update on public.bant_assessments
  referencing new table as new_rows
  for each statement execute function salesflow.follow_bant();

commit;
