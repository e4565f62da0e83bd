-- Deploy salesflow:rules/record_actions to pg
-- requires: rules/actions
-- replaceable: the one way an action gets into the audit.

begin;
set local role salesflow_owner;

create or replace function salesflow.record_actions(
  p_raisings salesflow.raising[], p_deeds salesflow.deed[], p_actor text default 'rule')
  returns bigint
  language plpgsql
  set search_path = pg_catalog, pg_temp
  -- a plan made for one row serves the session: joining two arrays by nested loops would be quadratic for many
  set enable_nestloop = off
as $$
declare
  v_count bigint;
  v_version bigint := salesflow.policy_version();
begin
  insert into public.autonomous_actions
    (subject_type, subject_id, lead_id, user_id, action_type, action_details, trigger_type, trigger_data, success,
      error_message, actor, rule, cause, episode, policy_version, evidence, before, after)
  select
    r.subject_type, r.subject_id,
    case when r.subject_type = 'lead' then r.subject_id else (d.details ->> 'lead_id')::uuid end,
    r.user_id, d.action_type, coalesce(d.details, '{}'), w.trigger_type, coalesce(r.facts, '{}'), not coalesce(d.details, '{}') ? 'error',
    d.details ->> 'error', p_actor, r.rule, r.cause, r.episode, v_version, coalesce(r.evidence, '[]'), d.before, d.after
  from unnest(p_raisings) as r
  join unnest(p_deeds) as d on d.rule = r.rule and d.subject_id = r.subject_id and d.episode = r.episode
  join public.automation_rules as a on a.rule = r.rule
  join public.rule_watches as w on w.watch = a.watch
  on conflict on constraint autonomous_actions_once do nothing;
  get diagnostics v_count = row_count;
  return v_count;
end
$$;
comment on function salesflow.record_actions(salesflow.raising[], salesflow.deed[], text) is
  'Writes the audit row of each deed, with the facts, evidence and cause of its raising; p_actor: rule, model, person or assistant. A deed whose details hold "error" was not done. Returns how many rows are new.';

commit;
