-- Deploy salesflow:lifecycle/transitions to pg
-- requires: lifecycle/status_history
-- The one way automation changes a status.

begin;
set local role salesflow_owner;

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

commit;
