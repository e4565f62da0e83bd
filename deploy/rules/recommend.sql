-- Deploy salesflow:rules/recommend to pg
-- requires: crm/advise_contact
-- requires: rules/recommendations
-- requires: rules/register
-- requires: rules/record_actions
-- replaceable: the effect recommendation: made, kept up to date, handed over, ended; and what people answer.

begin;
set local role salesflow_owner;

create or replace function salesflow.recommendation_words(p_raisings salesflow.raising[])
  returns table (
    target_id uuid, rule text, subject_id uuid, episode text, lead_id uuid, user_id uuid, facts jsonb,
    type text, priority text, playbook text, confidence numeric, title text, reasoning text, suggested_action jsonb)
  language plpgsql
  stable
  set search_path = pg_catalog, pg_temp
  set plan_cache_mode = force_custom_plan
as $$
declare
  v_advised uuid[];
begin
  -- only what says something to the lead needs to know how to reach it
  select array_agg(r.subject_id)
  into v_advised
  from unnest(p_raisings) as r
  join public.automation_rules as a on a.rule = r.rule
  where r.subject_type = 'lead'
    and exists (
      select from public.text_templates as t
      where t.key in (replace(a.text_key, '{situation}', coalesce(r.situation, '')) || '.script', 'situation.' || r.situation || '.script'));
  return query
    with given as materialized (
      select
        r.*, a.type, a.priority, a.playbook, a.confidence, replace(a.text_key, '{situation}', coalesce(r.situation, '')) as text_key,
        u.time_zone, salesflow.language(u.locale) as language, salesflow.language(coalesce(l.locale, u.locale)) as lead_language,
        r.facts
          || case when r.subject_type = 'lead' then jsonb_build_object('lead_name', l.name) else '{}' end
          || case when c.lead_id is null then '{}'
            else jsonb_build_object('channel', c.channel, 'optimal_time', to_char(make_time(c.hour, 0, 0), 'HH24:MI')) end as known
      from unnest(p_raisings) as r
      join public.automation_rules as a on a.rule = r.rule
      join public.users as u on u.id = r.user_id and u.active
      left join public.leads as l on r.subject_type = 'lead' and l.id = r.subject_id
      left join salesflow.contact_advice(v_advised) as c on c.lead_id = r.subject_id
    )
    select
      g.target_id, g.rule, g.subject_id, g.episode, case when g.subject_type = 'lead' then g.subject_id end, g.user_id, g.facts,
      g.type, coalesce(g.priority, g.facts ->> 'priority', 'medium')::text, g.playbook,
      coalesce(g.confidence, (g.facts ->> 'confidence')::numeric)::numeric,
      salesflow.tell(title.parts, g.known, g.language, g.time_zone),
      salesflow.tell(reasoning.parts, g.known, g.language, g.time_zone),
      jsonb_strip_nulls(jsonb_build_object(
        'action', coalesce(g.situation, g.rule), 'channel', g.known -> 'channel', 'optimal_time', g.known -> 'optimal_time',
        'script', salesflow.tell(coalesce(script.parts, usual.parts), g.known, g.lead_language, g.time_zone)))
    from given as g
    join public.text_templates as title on title.key = g.text_key || '.title' and title.locale = g.language
    join public.text_templates as reasoning on reasoning.key = g.text_key || '.reasoning' and reasoning.locale = g.language
    left join public.text_templates as script on script.key = g.text_key || '.script' and script.locale = g.lead_language
    left join public.text_templates as usual on usual.key = 'situation.' || g.situation || '.script' and usual.locale = g.lead_language;
end
$$;
comment on function salesflow.recommendation_words(salesflow.raising[]) is
  'What a recommendation for each raising says: title and reasoning (texts <text_key>.title, .reasoning) in the rep''s language, script (<text_key>.script, else situation.<situation>.script, where there is one) in the lead''s, with best channel and hour. Nothing for a raising without active rep.';

create or replace function salesflow.raise_recommendations(p_raisings salesflow.raising[], p_as_of timestamptz)
  returns setof salesflow.deed
  language sql
  set search_path = pg_catalog, pg_temp
as $$
  with made as (
    insert into public.ai_recommendations as r
      (id, lead_id, user_id, type, priority, title, reasoning, suggested_action, playbook_name, triggered_by, trigger_data,
        episode, confidence_score, source)
    select
      w.target_id, w.lead_id, w.user_id, w.type, w.priority, w.title, w.reasoning, w.suggested_action, w.playbook, w.rule,
      w.facts, w.episode, w.confidence, 'rules'
    from salesflow.recommendation_words(p_raisings) as w
    order by w.subject_id, w.rule
    returning r.*
  )
  select
    g.rule, g.subject_id, g.episode, 'recommendation_created', m.id,
    -- with channel and hour, which its reasoning may speak of
    jsonb_build_object('recommendation_id', m.id, 'type', m.type, 'priority', m.priority, 'title', m.title)
      || m.suggested_action - array['action', 'script'],
    null::jsonb, jsonb_build_object('status', m.status)
  from made as m
  join unnest(p_raisings) as g on g.target_id = m.id
$$;
comment on function salesflow.raise_recommendations(salesflow.raising[], timestamptz) is
  'Effect recommendation: makes one for each raising whose rep is active.';

create or replace function salesflow.refresh_recommendations(p_raisings salesflow.raising[], p_as_of timestamptz)
  returns setof salesflow.deed
  language sql
  set search_path = pg_catalog, pg_temp
as $$
  with before as materialized (
    select r.id, r.user_id, r.title
    from public.ai_recommendations as r
    where r.id = any (array(select g.target_id from unnest(p_raisings) as g)) and r.status = 'pending'
    order by r.id
    for no key update
  ),
  refreshed as (
    update public.ai_recommendations as r
    set
      user_id = w.user_id, priority = w.priority, reasoning = w.reasoning, trigger_data = w.facts, confidence_score = w.confidence,
      -- a model's better words stay
      title = case when r.source = 'model' then r.title else w.title end,
      suggested_action = case when r.source = 'model' then r.suggested_action else w.suggested_action end
    from salesflow.recommendation_words(p_raisings) as w
    join before as b on b.id = w.target_id
    where r.id = w.target_id
    returning r.*, b.user_id as user_before, b.title as title_before
  )
  select
    g.rule, g.subject_id, g.episode,
    case when f.user_id is distinct from f.user_before then 'recommendation_reassigned' else 'recommendation_refreshed' end,
    f.id, jsonb_build_object('recommendation_id', f.id, 'title', f.title) || f.suggested_action - array['action', 'script'],
    jsonb_build_object('user_id', f.user_before, 'title', f.title_before), jsonb_build_object('user_id', f.user_id, 'title', f.title)
  from refreshed as f
  join unnest(p_raisings) as g on g.target_id = f.id
$$;
comment on function salesflow.refresh_recommendations(salesflow.raising[], timestamptz) is
  'Effect recommendation: says pending ones anew with today''s facts, for today''s rep.';

create or replace function salesflow.end_recommendations(p_ids uuid[], p_how text, p_reason text default null)
  returns setof salesflow.deed
  language sql
  set search_path = pg_catalog, pg_temp
as $$
  with mine as materialized (
    select r.id, r.title, u.locale
    from public.ai_recommendations as r
    left join public.users as u on u.id = r.user_id
    where r.id = any (p_ids) and r.status = 'pending'
    order by r.id
    for no key update of r
  ),
  ended as (
    update public.ai_recommendations as r
    set
      status = 'dismissed', ended_how = p_how,
      dismissed_reason = coalesce(p_reason, salesflow.say('recommendations.' || p_how, m.locale, jsonb_build_object(
        'expire_after', (select salesflow.policy_text('recommendations.expire_after')))))
    from mine as m
    where r.id = m.id
    returning r.*
  )
  select
    e.triggered_by, coalesce(e.lead_id, e.user_id), coalesce(e.episode, 'once'), 'recommendation_' || p_how, e.id,
    jsonb_build_object('recommendation_id', e.id, 'title', e.title, 'lead_id', e.lead_id)
      || e.suggested_action - array['action', 'script'],
    '{"status": "pending"}'::jsonb,
    jsonb_build_object('status', e.status, 'reason', e.dismissed_reason)
  from ended as e
$$;
comment on function salesflow.end_recommendations(uuid[], text, text) is
  'The one way the system ends a recommendation nobody answered: withdrawn, superseded, expired or undone, with the reason in the rep''s language unless one is given.';

create or replace function salesflow.withdraw_recommendations(p_ids uuid[], p_how text)
  returns setof salesflow.deed
  language sql
  set search_path = pg_catalog, pg_temp
as $$ select * from salesflow.end_recommendations(p_ids, p_how) $$;
comment on function salesflow.withdraw_recommendations(uuid[], text) is 'Effect recommendation: takes back those nobody answered.';

create or replace function salesflow.undo_recommendation(p_action public.autonomous_actions, p_reason text)
  returns void
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
begin
  perform salesflow.end_recommendations(array[(p_action.action_details ->> 'recommendation_id')::uuid], 'undone', p_reason);
  if not found then
    raise exception 'the recommendation of action % is not pending any more', p_action.id using errcode = 'SF011';
  end if;
end
$$;
comment on function salesflow.undo_recommendation(public.autonomous_actions, text) is 'Takes a recommendation back. Raises SF011 where somebody has answered it.';

create or replace function salesflow.expire_recommendations(p_as_of timestamptz default now())
  returns bigint
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_expired salesflow.raising[];
  v_deeds salesflow.deed[];
begin
  if not salesflow.rule_is_enabled('recommendations.expire') then
    return 0;
  end if;
  -- the end of a recommendation concerns whom it concerned
  select array_agg((
    r.triggered_by, case when r.lead_id is null then 'user' else 'lead' end, coalesce(r.lead_id, r.user_id), r.user_id,
    r.created_at, coalesce(r.episode, 'once'), null, jsonb_build_object('created_at', r.created_at, 'as_of', p_as_of),
    jsonb_build_array(jsonb_build_object('table', 'ai_recommendations', 'id', r.id)), 'ai_recommendations:' || r.id, r.id
  )::salesflow.raising)
  into v_expired
  from public.ai_recommendations as r
  where r.status = 'pending'
    and coalesce(r.expires_at, r.created_at + (select salesflow.policy_interval('recommendations.expire_after'))) < p_as_of;
  select array_agg(d) into v_deeds
  from salesflow.end_recommendations(array(select e.target_id from unnest(v_expired) as e), 'expired') as d;

  select
    array_agg(('recommendations.expire', e.subject_type, e.subject_id, e.user_id, e.since, e.target_id::text, e.situation, e.facts,
      e.evidence, e.cause, e.target_id)::salesflow.raising),
    array_agg(('recommendations.expire', d.subject_id, d.target_id::text, d.action_type, d.target_id, d.details, d.before, d.after)::salesflow.deed)
  into v_expired, v_deeds
  from unnest(v_expired) as e
  join unnest(v_deeds) as d on d.target_id = e.target_id
  where e.subject_id is not null;
  perform salesflow.record_actions(v_expired, v_deeds);
  return coalesce(cardinality(v_deeds), 0);
end
$$;
comment on function salesflow.expire_recommendations(timestamptz) is 'Dismisses recommendations whose time is over at the given instant; returns how many. Job expire_recommendations.';

create or replace function salesflow.stamp_recommendation()
  returns trigger
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
begin
  new.updated_at := now();
  if new.status is distinct from old.status then
    new.accepted_at := case when new.status in ('accepted', 'completed') then coalesce(old.accepted_at, now()) end;
    new.completed_at := case when new.status = 'completed' then now() end;
    new.dismissed_at := case when new.status = 'dismissed' then now() end;
    new.dismissed_reason := case when new.status = 'dismissed' then new.dismissed_reason end;
    new.ended_how := case when new.status = 'dismissed' then new.ended_how end;
  end if;
  return new;
end
$$;
comment on function salesflow.stamp_recommendation() is 'Keeps the time stamps of a recommendation in step with its status.';

create or replace trigger ai_recommendations_100_normalise
  before update on public.ai_recommendations
  for each row execute function salesflow.stamp_recommendation();

create or replace function public.complete_recommendation(p_id uuid)
  returns public.ai_recommendations
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_row public.ai_recommendations;
begin
  update public.ai_recommendations set status = 'completed' where id = p_id returning * into v_row;
  if not found then
    raise exception 'there is no recommendation %', p_id using errcode = 'SF004';
  end if;
  return v_row;
end
$$;
comment on function public.complete_recommendation(uuid) is 'Marks a recommendation as done; the plan it came from counts it. Raises SF004 (unknown id, or not yours).';

create or replace function public.dismiss_recommendation(p_id uuid, p_reason text default null)
  returns public.ai_recommendations
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_row public.ai_recommendations;
begin
  update public.ai_recommendations set status = 'dismissed', dismissed_reason = p_reason where id = p_id returning * into v_row;
  if not found then
    raise exception 'there is no recommendation %', p_id using errcode = 'SF004';
  end if;
  return v_row;
end
$$;
comment on function public.dismiss_recommendation(uuid, text) is 'Dismisses a recommendation, with a reason the system learns from. Raises SF004 (unknown id, or not yours).';

grant execute on function public.complete_recommendation(uuid), public.dismiss_recommendation(uuid, text)
  to salesflow_rep, salesflow_manager, salesflow_gateway, salesflow_admin;

commit;
