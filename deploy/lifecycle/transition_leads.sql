-- Deploy salesflow:lifecycle/transition_leads to pg
-- requires: foundation/tell
-- requires: rules/actions
-- requires: lifecycle/status_history
-- replaceable: the effect status transition: the one way automation changes a status, and back.

begin;
set local role salesflow_owner;

create or replace function salesflow.vetoed_leads(p_lead_ids uuid[], p_to_status text)
  returns setof uuid
  language sql
  stable
  set search_path = pg_catalog, pg_temp
as $$
  -- a person who took the lead back from here, or from beyond, is not overruled;
  -- one who opened a closed lead again is: that lead starts anew
  select h.lead_id
  from unnest(p_lead_ids) as g (lead_id)
  join public.lead_status_history as h on h.lead_id = g.lead_id and not h.automated
  join public.lead_statuses as f on f.status = h.from_status
  join public.lead_statuses as t on t.status = h.to_status
  join public.lead_statuses as wanted on wanted.status = p_to_status
  where t.rank < wanted.rank
    and wanted.rank <= f.rank
    and (f.is_active or f.status = wanted.status)
$$;
comment on function salesflow.vetoed_leads(uuid[], text) is
  'Which of these leads a person once took back from this status, or from one beyond it: no rule brings them there again.';

create or replace function salesflow.transition_leads(p_raisings salesflow.raising[], p_as_of timestamptz)
  returns setof salesflow.deed
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_to_status text;
begin
  -- one step after the other: a first contact that is a meeting makes a lead contacted, then meeting_scheduled
  for v_to_status in
    select s.status
    from public.lead_statuses as s
    where s.status in (
      select a.type from public.automation_rules as a where a.rule in (select r.rule from unnest(p_raisings) as r))
    order by s.rank
  loop
    return query
      with wanted as materialized (
        select distinct on (r.subject_id)
          r.rule, r.subject_id, r.episode, r.since, r.facts, r.evidence, r.cause, a.text_key, w.trigger_type
        from unnest(p_raisings) as r
        join public.automation_rules as a on a.rule = r.rule and a.type = v_to_status
        join public.rule_watches as w on w.watch = a.watch
        order by r.subject_id, r.since, r.rule
      ),
      -- in key order, and judged on the row as it is once it is ours
      locked as materialized (
        select w.*, l.status as from_status, u.locale, coalesce(u.time_zone, 'UTC') as time_zone
        from wanted as w
        join public.leads as l on l.id = w.subject_id
        left join public.users as u on u.id = l.user_id
        order by l.id
        for no key update of l
      ),
      moved as (
        update public.leads as l
        set
          status = v_to_status,
          status_cause = jsonb_build_object(
            'actor', 'rule', 'rule', c.rule, 'trigger_type', c.trigger_type,
            'reason', salesflow.say_facts(c.text_key || '.reason', c.facts, c.locale, c.time_zone),
            'cause', c.cause, 'facts', c.facts, 'evidence', c.evidence,
            'policy_version', (select salesflow.policy_version()),
            'at', greatest(l.status_since, least(c.since, now())))
        from locked as c
        join public.lead_status_transitions as t on t.from_status = c.from_status and t.to_status = v_to_status
        where l.id = c.subject_id
          and c.subject_id not in (
            select v from salesflow.vetoed_leads(array(select w.subject_id from wanted as w), v_to_status) as v)
        returning c.rule, c.subject_id, c.episode, c.from_status, l.status_cause ->> 'reason' as reason
      )
      select
        m.rule, m.subject_id, m.episode, 'status_transition', m.subject_id,
        jsonb_build_object('from', m.from_status, 'to', v_to_status, 'reason', m.reason),
        jsonb_build_object('status', m.from_status), jsonb_build_object('status', v_to_status)
      from moved as m;
  end loop;
end
$$;
comment on function salesflow.transition_leads(salesflow.raising[], timestamptz) is
  'Effect status_transition: moves leads to the status that is the rule''s type: only along the status graph, never against a person. The history follows by trigger.';

create or replace function salesflow.undo_transition(p_action public.autonomous_actions, p_reason text)
  returns void
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
begin
  -- recorded as a person's change, so that no rule redoes it
  update public.leads
  set status = p_action.before ->> 'status', status_reason = p_reason
  where id = p_action.subject_id and status = p_action.after ->> 'status';
  if not found then
    raise exception 'the status of lead % has changed since action %', p_action.subject_id, p_action.id
      using errcode = 'SF011', hint = 'Set leads.status by hand.';
  end if;
end
$$;
comment on function salesflow.undo_transition(public.autonomous_actions, text) is
  'Takes a change of status back. Raises SF011 where the status has changed since.';

commit;
