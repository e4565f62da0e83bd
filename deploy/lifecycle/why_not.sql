-- Deploy salesflow:lifecycle/why_not to pg
-- requires: rules/run_rules
-- requires: rules/explain_actions
-- requires: lifecycle/transition_leads
-- requires: lifecycle/judge_leads
-- requires: lifecycle/why_not_texts
-- replaceable: why a rule does not act on a lead, condition by condition, and when it can.

begin;
set local role salesflow_owner;

create or replace function salesflow.why_not_situation(p_situation text, p_lead_id uuid, p_as_of timestamptz, p_locale text)
  returns table (condition text, passes boolean, actual text, required text, earliest_at timestamptz, explanation text)
  language sql
  stable
  set search_path = pg_catalog, pg_temp
as $$
  with lead as (
    select j.*, l.name, coalesce(u.time_zone, 'UTC') as time_zone
    from salesflow.judge_leads(array[p_lead_id], null, p_as_of) as j
    join public.leads as l on l.id = j.lead_id
    left join public.users as u on u.id = j.user_id
  ),
  judged as (
    select s.*, c.number, c.held_since, c.held_after, c.min_bant, c.min_contacts, l.lead_id, l.status, l.clocks[c.clock] as clock_at,
      l.last_contact_at, l.bant, l.bant_id, l.has_profile, l.interactions, l.time_zone
    from public.lead_situations as s
    join salesflow.situation_conditions(p_as_of) as c on c.situation = s.situation
    left join lead as l on true
    where s.situation = p_situation
  )
  select
    w.condition, w.passes, w.actual, w.required, w.earliest_at,
    salesflow.say_facts('why_not.' || case when w.condition like 'clock%' and j.clock_at is null then 'no_' || j.clock else w.condition end, jsonb_build_object(
      'found', w.actual, 'needed', w.required, 'earliest_at', w.earliest_at, 'found_at', j.clock_at,
      'days', extract(epoch from p_as_of - j.clock_at) / 86400), p_locale, coalesce(j.time_zone, 'UTC'))
  from judged as j
  cross join lateral (
    values
      ('active', j.lead_id is not null, null, null, null::timestamptz),
      ('status', case when j.lead_statuses is not null then j.status = any (j.lead_statuses) end, j.status,
        array_to_string(j.lead_statuses, ', '), null),
      ('clock_' || j.clock, case when j.lead_id is not null then coalesce(j.clock_at <= j.held_since, false) end, j.clock_at::text,
        j.held_since::text, j.clock_at + (p_as_of - j.held_since)),
      ('until', case when j.held_after > '-infinity' then j.clock_at > j.held_after end, j.clock_at::text, j.held_after::text, null),
      ('bant', case when j.min_bant is not null then coalesce(j.bant >= j.min_bant, false) end, j.bant::text, j.min_bant::text, null),
      ('contacts', case when j.min_contacts > 0 then j.interactions >= j.min_contacts end, j.interactions::text, j.min_contacts::text, null),
      ('no_contact', case when 'no_contact' = any (j.needs) then j.last_contact_at is null end, j.last_contact_at::text, null, null),
      ('no_bant', case when 'no_bant' = any (j.needs) then j.bant_id is null end, j.bant::text, null, null),
      ('no_profile', case when 'no_profile' = any (j.needs) then not j.has_profile end, null, null, null)
  ) as w (condition, passes, actual, required, earliest_at)
  where w.passes is not null
    -- of a lead that is not worked on there is no more to say
    and (j.lead_id is not null or w.condition = 'active')
$$;
comment on function salesflow.why_not_situation(text, uuid, timestamptz, text) is
  'The conditions of a situation, for a lead at an instant: which pass, what was found, what is needed, when the clock can pass. No row for an unknown or null situation.';

create or replace function salesflow.earliest_finding(p_rule text, p_subject_id uuid, p_as_of timestamptz)
  returns timestamptz
  language plpgsql
  stable
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_watch text;
  v_no timestamptz := p_as_of;
  v_yes timestamptz;
  v_middle timestamptz;
  v_ahead interval;
begin
  select a.watch into v_watch from public.automation_rules as a where a.rule = p_rule;
  -- a finder answers for any instant, so the future can be asked: first in growing steps, then by halves
  foreach v_ahead in array array['0', '1 hour', '6 hours', '1 day', '2 days', '4 days', '8 days', '16 days', '32 days', '64 days', '128 days', '366 days']::interval[]
  loop
    if exists (
      select from salesflow.find_raisings(v_watch, array[p_subject_id], p_as_of + v_ahead, p_rule) as f where f.subject_id = p_subject_id)
    then
      v_yes := p_as_of + v_ahead;
      exit;
    end if;
    v_no := p_as_of + v_ahead;
  end loop;
  while v_yes - v_no > interval '1 second' loop
    v_middle := v_no + (v_yes - v_no) / 2;
    if exists (
      select from salesflow.find_raisings(v_watch, array[p_subject_id], v_middle, p_rule) as f where f.subject_id = p_subject_id)
    then
      v_yes := v_middle;
    else
      v_no := v_middle;
    end if;
  end loop;
  return v_yes;
end
$$;
comment on function salesflow.earliest_finding(text, uuid, timestamptz) is
  'When a rule''s finder will first find a subject if nothing happens but time, to the second; null: not within a year.';

create or replace function public.why_not(p_lead_id uuid, p_rule text, p_as_of timestamptz default now(), p_locale text default null)
  returns table (condition text, passes boolean, actual text, required text, earliest_at timestamptz, explanation text)
  language plpgsql
  stable
  security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_rule public.automation_rules;
  v_lead public.leads;
  v_user public.users;
  v_locale text;
  v_finding salesflow.raising;
  v_earliest timestamptz;
  v_done salesflow.rule_episodes;
  v_held record;
begin
  select * into v_rule from public.automation_rules where automation_rules.rule = p_rule;
  if not found then
    raise exception 'there is no rule %', p_rule using errcode = 'SF014', hint = 'select rule, description_en from automation_rules;';
  end if;
  perform salesflow.check_may_see_subject('lead', p_lead_id, null, 'lead ' || p_lead_id);
  select * into v_lead from public.leads where id = p_lead_id;
  if not found then
    raise exception 'there is no lead %', p_lead_id using errcode = 'SF004';
  end if;
  select * into v_user from public.users where id = v_lead.user_id;
  v_locale := coalesce(p_locale, v_user.locale, 'en');

  condition := 'enabled';
  passes := v_rule.is_enabled;
  explanation := salesflow.say('why_not.enabled.' || passes, v_locale);
  return next;

  condition := 'owner';
  passes := coalesce(v_user.active, false);
  actual := v_user.name;
  explanation := salesflow.say('why_not.owner.' || passes, v_locale);
  return next;
  actual := null;

  if v_rule.lead_statuses is not null then
    condition := 'lead_statuses';
    passes := v_lead.status = any (v_rule.lead_statuses);
    actual := v_lead.status;
    required := array_to_string(v_rule.lead_statuses, ', ');
    explanation := salesflow.say_facts('why_not.lead_statuses', jsonb_build_object('found', actual, 'needed', required), v_locale);
    return next;
    actual := null;
    required := null;
  end if;

  -- what the situation asks for, condition by condition; and what the finder says, for a rule with a query of its own too
  return query select w.* from salesflow.why_not_situation(v_rule.situation, p_lead_id, p_as_of, v_locale) as w;
  if v_rule.finder is not null then
    select f.* into v_finding from salesflow.find_raisings(v_rule.watch, array[p_lead_id], p_as_of, p_rule) as f where f.subject_id = p_lead_id limit 1;
    v_earliest := salesflow.earliest_finding(p_rule, p_lead_id, p_as_of);
    condition := 'finder';
    passes := v_finding.rule is not null;
    earliest_at := v_earliest;
    required := case salesflow.language(v_locale) when 'de' then v_rule.description_de else v_rule.description_en end;
    explanation := salesflow.say_facts(
      'why_not.finder.' || case when passes then 'true' when v_earliest is null then 'never' else 'later' end,
      jsonb_build_object('description', required, 'earliest_at', v_earliest), v_locale, coalesce(v_user.time_zone, 'UTC'));
    return next;
    required := null;
    earliest_at := null;
  end if;

  if v_finding.rule is not null then
    select k.* into v_done
    from salesflow.rule_episodes as k
    where k.subject_id = p_lead_id and k.rule = p_rule and k.episode = v_finding.episode;
    condition := 'episode';
    passes := v_done.rule is null or v_done.ended_how is not distinct from 'withdrawn';
    actual := case when not passes then case when v_done.is_open then 'open' else coalesce(v_done.ended_how, 'done') end end;
    explanation := salesflow.say_facts(
      'why_not.episode.' || coalesce(actual, 'true'), jsonb_build_object('raised_at', v_done.raised_at), v_locale, coalesce(v_user.time_zone, 'UTC'));
    return next;
    actual := null;
    select h.* into v_held from salesflow.held_back(array[v_finding], p_as_of) as h;
    if v_held.rule is not null then
      condition := v_held.reason;
      passes := false;
      earliest_at := v_held.until;
      explanation := salesflow.say('held_back.' || v_held.reason, v_locale);
      return next;
      earliest_at := null;
    end if;
  end if;

  if v_rule.effect = 'status_transition' then
    condition := 'graph';
    passes := exists (
      select from public.lead_status_transitions as t where t.from_status = v_lead.status and t.to_status = v_rule.type);
    actual := v_lead.status;
    required := (select string_agg(t.from_status, ', ') from public.lead_status_transitions as t where t.to_status = v_rule.type);
    explanation := salesflow.say_facts('why_not.graph', jsonb_build_object('found', actual, 'needed', required, 'to', v_rule.type), v_locale);
    return next;
    condition := 'veto';
    passes := not exists (select from salesflow.vetoed_leads(array[p_lead_id], v_rule.type));
    actual := null;
    required := null;
    explanation := salesflow.say('why_not.veto.' || passes, v_locale);
    return next;
  end if;
end
$$;
comment on function public.why_not(uuid, text, timestamptz, text) is
  'Why a rule does not act on a lead: each of its conditions, whether it passes, what was found, what is needed, and the earliest time at which it can pass if nothing happens but time. Raises SF004 (unknown lead, or one you may not see), SF014 (unknown rule).';

grant execute on function public.why_not(uuid, text, timestamptz, text) to salesflow_rep, salesflow_manager, salesflow_gateway, salesflow_admin;

commit;
