-- Deploy salesflow:audit/explain to pg
-- requires: audit/recommendations
-- Automated actions in words, in sums, and taken back.

begin;
set local role salesflow_owner;

insert into public.text_templates (key, locale, body)
values
  ('audit.explain', 'en', '{executed_on}: {what}. Rule {rule}: {description} Because: {why}. Evidence: {evidence}. Policy version {policy_version}, acted by {actor}.'),
  ('audit.explain', 'de', '{executed_on}: {what}. Regel {rule}: {description} Grund: {why}. Belege: {evidence}. Regelwerk-Version {policy_version}, gehandelt hat {actor}.'),
  ('audit.undone', 'en', ' Taken back on {undone_on}.'),
  ('audit.undone', 'de', ' Zurückgenommen am {undone_on}.'),
  ('audit.no_evidence', 'en', 'none'),
  ('audit.no_evidence', 'de', 'keine');

create function public.explain_action(p_action_id uuid, p_locale text default null)
  returns text
  language plpgsql
  stable
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_text text;
begin
  select
    salesflow.say('audit.explain', locale.name, jsonb_build_object(
      'executed_on', salesflow.local_date(a.executed_at, coalesce(u.time_zone, 'UTC'), locale.name),
      'what', case
        when a.action_type = 'status_transition'
          then format('%s: %s → %s', l.name, a.action_details ->> 'from', a.action_details ->> 'to')
        else concat_ws(': ', a.action_type, l.name, a.action_details ->> 'title')
      end,
      'rule', a.rule,
      'description', case salesflow.language(locale.name) when 'de' then r.description_de else r.description_en end,
      'why', coalesce(
        a.action_details ->> 'reason',
        (select string_agg(fact.key || ' = ' || fact.value, ', ' order by fact.key)
         from jsonb_each_text(a.trigger_data - 'evidence') as fact),
        a.cause),
      'evidence', coalesce(
        (select string_agg((e ->> 'table') || ' ' || (e ->> 'id'), ', ') from jsonb_array_elements(a.evidence) as e),
        salesflow.say('audit.no_evidence', locale.name)),
      'policy_version', a.policy_version,
      'actor', a.actor))
    || case
      when a.undone_at is null then ''
      else salesflow.say('audit.undone', locale.name, jsonb_build_object(
        'undone_on', salesflow.local_date(a.undone_at, coalesce(u.time_zone, 'UTC'), locale.name)))
    end
  into v_text
  from public.autonomous_actions as a
  join public.automation_rules as r on r.rule = a.rule
  left join public.leads as l on l.id = a.lead_id
  left join public.users as u on u.id = a.user_id
  cross join lateral (select coalesce(p_locale, u.locale, 'en') as name) as locale
  where a.id = p_action_id;
  if not found then
    raise exception 'there is no action %', p_action_id using errcode = 'SF004';
  end if;
  return v_text;
end
$$;
comment on function public.explain_action(uuid, text) is
  'An automated action in a few sentences: what, by which rule, why, on which rows, under which policy version. In the given language, else the user''s. Raises SF004 (unknown action).';

create function public.undo_action(p_action_id uuid, p_reason text default null)
  returns public.autonomous_actions
  language plpgsql
  security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_action public.autonomous_actions;
  v_reason text := coalesce(p_reason, 'undone');
begin
  select * into v_action from public.autonomous_actions where id = p_action_id for update;
  if not found then
    raise exception 'there is no action %', p_action_id using errcode = 'SF004';
  end if;
  -- guard: only once, and only what nobody has changed since
  if v_action.undone_at is not null then
    raise exception 'action % was taken back already', p_action_id
      using errcode = 'SF011', detail = format('on %s', v_action.undone_at);
  end if;
  if v_action.action_type = 'status_transition' then
    -- recorded as a person's change, so that the same rule does not redo it
    update public.leads
    set status = v_action.before ->> 'status', status_reason = v_reason
    where id = v_action.lead_id and status = v_action.after ->> 'status';
    if not found then
      raise exception 'the status of lead % has changed since action %', v_action.lead_id, p_action_id
        using errcode = 'SF011', hint = 'Set leads.status by hand.';
    end if;
  elsif v_action.action_type = 'recommendation_created' then
    update public.ai_recommendations
    set status = 'dismissed', dismissed_reason = v_reason
    where id = (v_action.action_details ->> 'recommendation_id')::uuid and status = 'pending';
    if not found then
      raise exception 'the recommendation of action % is not pending any more', p_action_id using errcode = 'SF011';
    end if;
  else
    raise exception 'an action of type % cannot be taken back', v_action.action_type
      using errcode = 'SF011', hint = 'Only status_transition and recommendation_created can.';
  end if;
  update public.autonomous_actions
  set undone_at = now(), undone_by = salesflow.current_user_id()
  where id = p_action_id
  returning * into v_action;
  return v_action;
end
$$;
comment on function public.undo_action(uuid, text) is
  'Takes an automated action back: a status goes back to what it was, a recommendation is dismissed. Raises SF004 (unknown action), SF011 (already undone, changed since, or of a kind that cannot be).';

create function public.get_autonomous_actions_summary(p_user_id uuid, p_days integer default 30)
  returns jsonb
  language sql
  stable
  set search_path = pg_catalog, pg_temp
as $$
  with actions as materialized (
    select a.*
    from public.autonomous_actions as a
    where a.user_id = p_user_id and a.executed_at > now() - make_interval(days => p_days)
  )
  select jsonb_build_object(
    'user_id', p_user_id,
    'days', p_days,
    'total_actions', (select count(*) from actions),
    'success_rate', (select round(100.0 * count(*) filter (where success) / nullif(count(*), 0), 2) from actions),
    'undone', (select count(*) from actions where undone_at is not null),
    'by_type', (
      select coalesce(jsonb_object_agg(t.action_type, t.count), '{}')
      from (select action_type, count(*) from actions group by action_type) as t),
    'recent_actions', (
      select coalesce(jsonb_agg(jsonb_build_object(
        'id', r.id, 'action_type', r.action_type, 'lead_id', r.lead_id, 'rule', r.rule, 'action_details', r.action_details,
        'success', r.success, 'executed_at', r.executed_at) order by r.executed_at desc), '[]')
      from (select * from actions order by executed_at desc limit 20) as r))
$$;
comment on function public.get_autonomous_actions_summary(uuid, integer) is
  'What the system did for a user in the last days: total, success rate in percent, counts by type, the 20 most recent actions.';

grant execute on function
  public.explain_action(uuid, text), public.get_autonomous_actions_summary(uuid, integer),
  salesflow.say(text, text, jsonb), salesflow.render(text[], jsonb), salesflow.local_date(timestamptz, text, text)
  to salesflow_bi, salesflow_admin;
grant execute on function public.undo_action(uuid, text) to salesflow_admin;

commit;
