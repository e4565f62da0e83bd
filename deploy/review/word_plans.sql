-- Deploy salesflow:review/word_plans to pg
-- requires: crm/keep_contacts
-- requires: rules/register
-- requires: events/enqueue
-- requires: review/write_plans
-- requires: review/plan_wording
-- replaceable: the model may say a plan better. It may not change a number, the choice of leads or their order.

begin;
set local role salesflow_owner;

create or replace function salesflow.words_are_safe(p_words text, p_known text, p_longest integer default 1000)
  returns boolean
  language sql
  immutable
  parallel safe
  return p_words ~ '\S'
    and length(p_words) <= p_longest
    -- a link, a domain or an address is not for the model to hand out; a gap is not for it to leave
    and p_words !~ '(://|@|[[:alnum:]]\.[[:alpha:]]{2}|[{}])'
    -- nor is a number: every one it uses must stand in what it was shown, whatever digits it is written in
    and p_words !~ '[٠-٩۰-۹०-९]'
    and not exists (
      select
      from regexp_matches(normalize(p_words, nfkc), '\d+(?:[.,]\d+)*', 'g') as used (number)
      where regexp_replace(used.number[1], '[.,]', '', 'g') not in (
        select regexp_replace(shown.number[1], '[.,]', '', 'g')
        from regexp_matches(p_known, '\d+(?:[.,]\d+)*', 'g') as shown (number)));
comment on function salesflow.words_are_safe(text, text, integer) is
  'Whether words of a model may be shown: not empty nor longer than p_longest characters, no link, domain, address or placeholder, and no number that is not in the text it was shown.';

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

create or replace function salesflow.plan_wording_apply(p_event salesflow.events, p_answer jsonb, p_source text)
  returns void
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_plan public.daily_action_plans;
  v_known text;
  v_insights text;
  v_reworded integer;
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
  v_known := salesflow.plan_wording_context(p_event)::text;
  v_insights := p_answer ->> 'strategic_insights';
  if not salesflow.words_are_safe(v_insights, v_known) then
    v_insights := null;
  end if;

  with proposed as (
    select i.recommendation_id, w.action, w.suggested_script
    from public.daily_plan_priorities as i
    join jsonb_to_recordset(p_answer -> 'priorities') as w (position numeric, action text, suggested_script text)
      on w.position = i.position
    where i.plan_id = v_plan.id
      and salesflow.words_are_safe(w.action, v_known, 200)
      and salesflow.words_are_safe(w.suggested_script, v_known)
  ),
  reworded as (
    update public.ai_recommendations as r
    set
      title = p.action,
      suggested_action = r.suggested_action || jsonb_build_object('script', p.suggested_script),
      source = 'model'
    from proposed as p
    where r.id = p.recommendation_id
    returning r.id
  )
  select count(*) into v_reworded from reworded;

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
      jsonb_build_object('plan_id', v_plan.id, 'priorities', v_plan.actions_total, 'reworded', v_reworded),
      jsonb_build_object('strategic_insights', v_plan.strategic_insights, 'top_priorities', v_plan.top_priorities),
      jsonb_build_object('strategic_insights', p.strategic_insights, 'top_priorities', p.top_priorities))::salesflow.deed],
    'model')
  from public.daily_action_plans as p
  where p.id = v_plan.id;
end
$$;
comment on function salesflow.plan_wording_apply(salesflow.events, jsonb, text) is
  'Takes over the model''s words where they are safe; a priority whose words are not keeps the rules''. Reasoning, numbers, leads and order are never taken.';

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
