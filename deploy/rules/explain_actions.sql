-- Deploy salesflow:rules/explain_actions to pg
-- requires: foundation/tell
-- requires: crm/see
-- requires: rules/record_actions
-- replaceable: automated actions in words, in sums, and taken back.

begin;
set local role salesflow_owner;

create or replace function salesflow.subject_name(p_subject_type text, p_subject_id uuid)
  returns text
  language plpgsql
  stable
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_type public.subject_types;
  v_name text;
begin
  select * into v_type from public.subject_types where subject_type = p_subject_type;
  execute format('select %I::text from %s where id = $1', v_type.name_column, v_type.table_name::regclass)
  into v_name using p_subject_id;
  return coalesce(v_name, p_subject_type || ' ' || p_subject_id);
end
$$;
comment on function salesflow.subject_name(text, uuid) is 'Name of what an action concerns; type and key where it is gone.';

create or replace function salesflow.check_may_see_subject(p_subject_type text, p_subject_id uuid, p_user_id uuid, p_what text)
  returns void
  language plpgsql
  stable
  set search_path = pg_catalog, pg_temp
as $$
begin
  -- guard: what one may not see is not there
  if (case p_subject_type when 'lead' then salesflow.may_see_lead(p_subject_id) else salesflow.may_see_user(p_user_id) end) is not true then
    raise exception 'there is no %', p_what using errcode = 'SF004';
  end if;
end
$$;
comment on function salesflow.check_may_see_subject(text, uuid, uuid, text) is
  'Raises SF004 unless this session may see the subject: a lead, or whatever belongs to that user.';

create or replace function public.explain_action(p_action_id uuid, p_locale text default null)
  returns text
  language plpgsql
  stable
  security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_action public.autonomous_actions;
  v_rule public.automation_rules;
  v_locale text;
  v_time_zone text;
  v_key text;
  v_facts jsonb;
  v_text text;
begin
  select * into v_action from public.autonomous_actions where id = p_action_id;
  if not found then
    raise exception 'there is no action %', p_action_id using errcode = 'SF004';
  end if;
  perform salesflow.check_may_see_subject(v_action.subject_type, v_action.subject_id, v_action.user_id, 'action ' || p_action_id);
  select * into v_rule from public.automation_rules where rule = v_action.rule;
  select u.locale, u.time_zone into v_locale, v_time_zone from public.users as u where u.id = v_action.user_id;
  v_locale := coalesce(p_locale, v_locale, 'en');
  v_time_zone := coalesce(v_time_zone, 'UTC');
  v_facts := v_action.trigger_data || v_action.action_details || jsonb_build_object(
    'subject_name', salesflow.subject_name(v_action.subject_type, v_action.subject_id));
  v_facts := v_facts || jsonb_build_object('lead_name', v_facts -> 'subject_name');
  -- told anew from the facts as they were, in the asked language, where the rule has words for it
  v_key := replace(v_rule.text_key, '{situation}', coalesce(v_facts ->> 'situation', ''));
  v_facts := v_facts || jsonb_strip_nulls(jsonb_build_object(
    'title', salesflow.say_facts(v_key || '.title', v_facts, v_locale, v_time_zone)));

  v_text := salesflow.say_facts('audit.explain', jsonb_build_object(
    'executed_at', v_action.executed_at,
    'what', coalesce(salesflow.say_facts('action.' || v_action.action_type, v_facts, v_locale, v_time_zone), v_action.action_type),
    'rule', v_action.rule,
    'description', case salesflow.language(v_locale) when 'de' then v_rule.description_de else v_rule.description_en end,
    'why', coalesce(
      salesflow.say_facts(v_key || '.reasoning', v_facts, v_locale, v_time_zone),
      salesflow.say_facts(v_key || '.reason', v_facts, v_locale, v_time_zone),
      v_action.action_details ->> 'reason',
      (select string_agg(fact.key || ' = ' || fact.value, ', ' order by fact.key) from jsonb_each_text(v_action.trigger_data) as fact),
      v_action.cause),
    'evidence', coalesce(
      (select string_agg((e ->> 'table') || ' ' || (e ->> 'id'), ', ') from jsonb_array_elements(v_action.evidence) as e),
      salesflow.say('audit.no_evidence', v_locale)),
    'policy_version', v_action.policy_version,
    'actor', v_action.actor), v_locale, v_time_zone);
  if v_action.undone_at is not null then
    v_text := v_text || salesflow.say_facts('audit.undone', jsonb_build_object('undone_at', v_action.undone_at), v_locale, v_time_zone);
  end if;
  return v_text;
end
$$;
comment on function public.explain_action(uuid, text) is
  'An automated action in a few sentences: what, by which rule, why, on which rows, under which policy version. In the given language, else the user''s. Raises SF004 (unknown action, or one you may not see).';

create or replace function public.undo_action(p_action_id uuid, p_reason text default null)
  returns public.autonomous_actions
  language plpgsql
  security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_action public.autonomous_actions;
  v_undo text;
begin
  select * into v_action from public.autonomous_actions where id = p_action_id for update;
  if not found then
    raise exception 'there is no action %', p_action_id using errcode = 'SF004';
  end if;
  perform salesflow.check_may_see_subject(v_action.subject_type, v_action.subject_id, v_action.user_id, 'action ' || p_action_id);
  -- guard: only once, and only what has a way back
  if v_action.undone_at is not null then
    raise exception 'action % was taken back already', p_action_id
      using errcode = 'SF011', detail = format('on %s', v_action.undone_at);
  end if;
  select t.undo_fn into v_undo from public.action_types as t where t.action_type = v_action.action_type;
  if v_undo is null then
    raise exception 'an action of type % cannot be taken back', v_action.action_type
      using errcode = 'SF011',
        hint = 'These can: ' || (select string_agg(t.action_type, ', ' order by t.action_type) from public.action_types as t where t.undo_fn is not null) || '.';
  end if;
  execute format('select %s($1, $2)', v_undo) using v_action, coalesce(p_reason, 'undone');
  update public.autonomous_actions
  set undone_at = now(), undone_by = salesflow.current_user_id()
  where id = p_action_id
  returning * into v_action;
  perform salesflow.record_actions(
    array[('rules.undo', v_action.subject_type, v_action.subject_id, v_action.user_id, now(), p_action_id::text, null,
      jsonb_build_object('reason', p_reason),
      jsonb_build_array(jsonb_build_object('table', 'autonomous_actions', 'id', p_action_id)),
      'autonomous_actions:' || p_action_id, p_action_id)::salesflow.raising],
    array[('rules.undo', v_action.subject_id, p_action_id::text, 'action_undone', p_action_id,
      v_action.action_details || jsonb_build_object('action_id', p_action_id, 'undone', v_action.action_type, 'reason', p_reason, 'lead_id', v_action.lead_id),
      v_action.after, v_action.before)::salesflow.deed],
    'person');
  return v_action;
end
$$;
comment on function public.undo_action(uuid, text) is
  'Takes an automated action back, in the way its type knows (action_types.undo_fn): a status goes back to what it was, a recommendation is dismissed. Raises SF004 (unknown action, or one you may not see), SF011 (already undone, changed since, or of a kind that cannot be).';

create or replace function public.get_autonomous_actions_summary(p_user_id uuid, p_days integer default 30)
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
  'What the system did for a user in the last days: total, success rate in percent, counts by type, the 20 most recent actions. A session sees what it may.';

grant execute on function
  public.explain_action(uuid, text), public.get_autonomous_actions_summary(uuid, integer)
  to salesflow_bi, salesflow_rep, salesflow_manager, salesflow_gateway, salesflow_admin;
grant execute on function public.undo_action(uuid, text) to salesflow_rep, salesflow_manager, salesflow_gateway, salesflow_admin;

commit;
