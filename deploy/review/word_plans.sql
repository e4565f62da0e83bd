-- Deploy salesflow:review/word_plans to pg
-- requires: crm/keep_contacts
-- requires: rules/register
-- requires: events/enqueue
-- requires: events/check_words
-- requires: review/write_plans
-- requires: review/plan_wording
-- replaceable: the model may say a plan better. It may not change a number, the choice of leads or their order.

begin;
set local role salesflow_owner;

create or replace function salesflow.plan_wording_context(p_event salesflow.events)
  returns jsonb
  language sql
  stable
  set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object(
    'language', salesflow.language(u.locale),
    'rep_name', u.name,
    'strategic_insights', p.strategic_insights,
    'risks', p.risks,
    'priorities', jsonb_agg(jsonb_build_object(
      'position', i.position,
      'lead_name', l.name,
      'company', l.company,
      'script_language', salesflow.language(coalesce(l.locale, u.locale)),
      'personality_type', d.primary_type,
      'key_facts', s.key_facts,
      'pain_points', s.pain_points,
      'objections_raised', s.objections_raised,
      'action', r.title,
      'reasoning', r.reasoning,
      'channel', r.suggested_action -> 'channel',
      'suggested_script', r.suggested_action -> 'script') order by i.position))
  from public.daily_action_plans as p
  join public.users as u on u.id = p.user_id
  join public.daily_plan_priorities as i on i.plan_id = p.id
  join public.ai_recommendations as r on r.id = i.recommendation_id
  join public.leads as l on l.id = i.lead_id
  left join public.personality_profiles as d on d.lead_id = l.id
  left join public.lead_context_summaries as s on s.lead_id = l.id
  where p.id = (p_event.payload ->> 'plan_id')::uuid
    -- the plan of a day gone by needs no better words
    and p.plan_date >= (now() at time zone u.time_zone)::date - 1
  group by p.id, u.id
$$;
comment on function salesflow.plan_wording_context(salesflow.events) is 'What the model sees of a plan: words and facts, no keys.';

create or replace function salesflow.plan_wording_offline(p_event salesflow.events)
  returns jsonb
  language sql
  stable
  set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object(
    'strategic_insights', coalesce(p.strategic_insights, ''),
    'priorities', jsonb_agg(jsonb_build_object(
      'position', i.position, 'action', r.title, 'suggested_script', r.suggested_action -> 'script') order by i.position))
  from public.daily_action_plans as p
  join public.daily_plan_priorities as i on i.plan_id = p.id
  join public.ai_recommendations as r on r.id = i.recommendation_id
  where p.id = (p_event.payload ->> 'plan_id')::uuid
  group by p.id
$$;
comment on function salesflow.plan_wording_offline(salesflow.events) is 'The words the plan has by rules.';

create or replace function salesflow.plan_wording_judged(p_plan_id uuid, p_answer jsonb)
  returns table (place integer, field text, words text, problem text)
  language plpgsql
  stable
  set search_path = pg_catalog, pg_temp
as $$
begin
  return query
    with
    plan as (
      select
        p.id, p.user_id, u.name as rep_name, u.locale, p.actions_total, p.strategic_insights,
        array(select jsonb_array_elements_text(p.risks)) as risks,
        salesflow.names_within(p.user_id, (
          select string_agg(said #>> '{}', E'\n') from jsonb_path_query(p_answer, '$.** ? (@.type() == "string")') as said)) as mentioned
      from public.daily_action_plans as p
      join public.users as u on u.id = p.user_id
      where p.id = p_plan_id
    ),
    item as (
      select
        i.position, plan.locale, coalesce(l.locale, plan.locale) as script_locale,
        array[r.title, salesflow.rule_words(r.reasoning), r.suggested_action ->> 'script'] as facts,
        array_remove(array[l.name, l.company, plan.rep_name], null) as names,
        r.reasoning || array(select jsonb_array_elements_text(s.key_facts || s.pain_points || s.objections_raised)) as quoted
      from plan
      join public.daily_plan_priorities as i on i.plan_id = plan.id
      join public.ai_recommendations as r on r.id = i.recommendation_id
      join public.leads as l on l.id = i.lead_id
      left join public.lead_context_summaries as s on s.lead_id = l.id
    ),
    -- a script may speak of its own lead only; the insights of all that the plan names
    held as (
      select
        i.position, i.locale, i.script_locale, salesflow.known_words(i.facts, i.names, i.quoted) as known,
        array(
          select n from (select unnest(plan.mentioned) union select unnest(o.names) from item as o) as others (n)
          where n <> all (i.names)) as foreign_names
      from item as i
      cross join plan
      union all
      select
        0, plan.locale, plan.locale, salesflow.known_words(facts.texts, names.names),
        array(select n from unnest(plan.mentioned) as n where n <> all (names.names))
      from plan
      cross join lateral (
        select array_agg(t) as texts
        from (
          select unnest(i.facts) from item as i
          union all select unnest(plan.risks)
          union all values (plan.strategic_insights), (plan.actions_total::text)
        ) as every (t)
      ) as facts
      cross join lateral (
        select array_agg(n) || plan.rep_name as names
        from (
          select unnest(i.names) from item as i
          union select unnest(salesflow.names_within(plan.user_id, array_to_string(plan.risks, E'\n')))
        ) as every (n)
      ) as names
    ),
    given as (
      select distinct on (w.position) w.position, w.action, w.suggested_script
      from jsonb_to_recordset(p_answer -> 'priorities') as w (position numeric, action text, suggested_script text)
      order by w.position
    ),
    said as (
      select h.*, t.field, t.words, t.spoken, t.longest
      from held as h
      join given as g on g.position = h.position
      cross join lateral (
        values ('action', g.action, h.locale, 200), ('suggested_script', g.suggested_script, h.script_locale, 1000)
      ) as t (field, words, spoken, longest)
      where h.position > 0
      union all
      select h.*, 'strategic_insights', p_answer ->> 'strategic_insights', h.locale, 1000 from held as h where h.position = 0
    )
    select s.position::integer, s.field, s.words, salesflow.words_problem(s.words, s.known, s.spoken, s.longest, s.foreign_names)
    from said as s;
end
$$;
comment on function salesflow.plan_wording_judged(uuid, jsonb) is
  'The texts of an answer for a plan, one row each: place (position; 0 for the whole plan), field (action, suggested_script, strategic_insights), words, and the problem that keeps them from being shown (words_problem), null where there is none.';

create or replace function salesflow.plan_wording_apply(p_event salesflow.events, p_answer jsonb, p_source text)
  returns void
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_plan public.daily_action_plans;
  v_insights text;
  v_reworded integer;
  v_refused jsonb;
begin
  if p_source <> 'model' then
    return;  -- the rules' words are there already
  end if;
  -- in the order of whoever completes a recommendation: it first, then its plan
  perform
  from public.ai_recommendations as r
  join public.daily_plan_priorities as i on i.recommendation_id = r.id
  where i.plan_id = (p_event.payload ->> 'plan_id')::uuid
  order by r.id
  for no key update of r;
  select * into v_plan from public.daily_action_plans where id = (p_event.payload ->> 'plan_id')::uuid for update;
  if not found then
    return;
  end if;

  with judged as materialized (
    select * from salesflow.plan_wording_judged(v_plan.id, p_answer)
  ),
  taken as (
    select
      j.place,
      max(j.words) filter (where j.field = 'action') as action,
      max(j.words) filter (where j.field = 'suggested_script') as suggested_script
    from judged as j
    where j.problem is null and j.place > 0
    group by j.place
  ),
  reworded as (
    update public.ai_recommendations as r
    set
      title = coalesce(t.action, r.title),
      suggested_action = r.suggested_action || jsonb_strip_nulls(jsonb_build_object('script', t.suggested_script)),
      source = 'model'
    from taken as t
    join public.daily_plan_priorities as i on i.plan_id = v_plan.id and i.position = t.place
    where r.id = i.recommendation_id and r.status = 'pending'
    returning r.id
  )
  select
    (select count(*) from reworded),
    (select j.words from judged as j where j.place = 0 and j.problem is null),
    -- why, but not what: refused words stand nowhere that people read
    (select coalesce(jsonb_agg(jsonb_build_object('position', nullif(j.place, 0), 'field', j.field, 'problem', split_part(j.problem, ':', 1))
        order by j.place, j.field), '[]')
      from judged as j where j.problem is not null)
  into v_reworded, v_insights, v_refused;

  update public.daily_action_plans as p
  set
    strategic_insights = coalesce(v_insights, p.strategic_insights),
    source = case when v_insights is not null or v_reworded > 0 then 'model' else p.source end
  where p.id = v_plan.id;
  perform salesflow.write_priorities(array[v_plan.id]);

  perform salesflow.record_actions(
    array[('review.plan_wording', 'user', v_plan.user_id, v_plan.user_id, v_plan.generated_at, v_plan.id::text, null, null,
      jsonb_build_array(jsonb_build_object('table', 'daily_action_plans', 'id', v_plan.id)),
      'daily_action_plans:' || v_plan.id, v_plan.id)::salesflow.raising],
    array[('review.plan_wording', v_plan.user_id, v_plan.id::text, 'plan_worded', v_plan.id,
      jsonb_build_object('plan_id', v_plan.id, 'priorities', v_plan.actions_total, 'reworded', v_reworded, 'refused', v_refused),
      jsonb_build_object('strategic_insights', v_plan.strategic_insights, 'top_priorities', v_plan.top_priorities),
      jsonb_build_object('strategic_insights', p.strategic_insights, 'top_priorities', p.top_priorities))::salesflow.deed],
    'model')
  from public.daily_action_plans as p
  where p.id = v_plan.id;
end
$$;
comment on function salesflow.plan_wording_apply(salesflow.events, jsonb, text) is
  'Takes over the model''s words where nothing speaks against them (plan_wording_judged); a text of which any sentence is refused keeps the words of the rules, and the audit says why. Reasoning, numbers, leads and order are never taken.';

create or replace function salesflow.request_plan_wording(p_plan_ids uuid[])
  returns void
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
begin
  perform salesflow.enqueue_events(array_agg(row(
      'review.plan_wording', null, p.user_id, jsonb_build_object('plan_id', p.id), 'plan:' || p.id, null, null
    )::salesflow.new_event order by p.generated_at, p.id))
  from public.daily_action_plans as p
  where p.id = any (p_plan_ids)
    and p.actions_total > 0
    and salesflow.rule_is_enabled('review.plan_wording')
  having count(*) > 0;
end
$$;
comment on function salesflow.request_plan_wording(uuid[]) is 'Asks the model to word the given plans, unless the rule is off.';


commit;
