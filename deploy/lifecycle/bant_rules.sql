-- Deploy salesflow:lifecycle/bant_rules to pg
-- requires: lifecycle/transitions
-- What a BANT assessment does: qualify, and recommend what its traffic light calls for.

begin;
set local role salesflow_owner;

insert into public.policies (key, value, unit, description, minimum, maximum)
values
  ('lifecycle.qualify_bant', '50', 'points', 'BANT total from which a new or contacted lead becomes qualified.', 0, 100),
  ('lifecycle.meeting_bant', '75', 'points', 'BANT total from which a meeting is recommended at once.', 0, 100);

insert into public.automation_rules (rule, trigger_type, description_en, description_de, policy_keys)
values
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
  ('bant.budget', 'en', 'budget'), ('bant.budget', 'de', 'Budget'),
  ('bant.authority', 'en', 'authority'), ('bant.authority', 'de', 'Entscheidung'),
  ('bant.need', 'en', 'need'), ('bant.need', 'de', 'Bedarf'),
  ('bant.timeline', 'en', 'timeline'), ('bant.timeline', 'de', 'Zeitplan'),
  ('bant.nothing', 'en', 'no single letter'), ('bant.nothing', 'de', 'kein einzelner Buchstabe');

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
        and (select s.precedes_meeting from public.lead_statuses as s where s.status = l.status)),
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
        and (later.assessed_at, later.position) > (b.assessed_at, b.position)
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
       and (earlier.assessed_at, earlier.position) < (b.assessed_at, b.position)
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
      and (later.assessed_at, later.position) > (b.assessed_at, b.position)
      and later.id not in (select n.id from new_rows as n))
  order by b.assessed_at, b.position
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
        order by c.lead_id, c.assessed_at desc, c.position desc)) as v
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
