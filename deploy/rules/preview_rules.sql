-- Deploy salesflow:rules/preview_rules to pg
-- requires: rules/run_rules
-- requires: rules/explain_actions
-- replaceable: what rules would do, or would have done, without doing it.

begin;
set local role salesflow_owner;

create or replace function public.preview_rules(p_watch text, p_as_of timestamptz default now(), p_rule text default null)
  returns table (
    rule text, effect text, subject_type text, subject_id uuid, subject_name text, user_id uuid, since timestamptz,
    episode text, would text, until timestamptz, facts jsonb, evidence jsonb)
  language plpgsql
  stable
  security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_found salesflow.raising[];
begin
  if not exists (select from public.rule_watches as w where w.watch = p_watch) then
    raise exception 'there is no watch %', coalesce(p_watch, 'null')
      using errcode = 'SF013', hint = 'select watch, description_en from rule_watches;';
  end if;
  v_found := array(select f from salesflow.find_raisings(p_watch, null, p_as_of, p_rule) as f);
  return query
    select
      f.rule, a.effect, f.subject_type, f.subject_id, salesflow.subject_name(f.subject_type, f.subject_id), f.user_id, f.since,
      f.episode,
      case
        when k.is_open then 'keep'
        when k.rule is not null and k.ended_how is distinct from 'withdrawn' then 'nothing'
        when h.rule is not null then 'hold back'
        else 'raise'
      end,
      h.until, f.facts, f.evidence
    from unnest(v_found) as f
    join public.automation_rules as a on a.rule = f.rule
    left join salesflow.rule_episodes as k
      on k.subject_id = f.subject_id and k.rule = f.rule and k.episode = f.episode and k.raised_at <= p_as_of
    left join salesflow.held_back(v_found, p_as_of) as h
      on h.subject_id = f.subject_id and h.rule = f.rule and h.episode = f.episode
    union all
    select
      k.rule, a.effect, k.subject_type, k.subject_id, salesflow.subject_name(k.subject_type, k.subject_id), k.user_id, k.raised_at,
      k.episode, 'withdraw', null, k.facts, '[]'
    from salesflow.rule_episodes as k
    join public.automation_rules as a on a.rule = k.rule and a.watch = p_watch
    where k.is_open and k.raised_at <= p_as_of and (p_rule is null or k.rule = p_rule)
      and (k.subject_id, k.rule, k.episode) not in (select f.subject_id, f.rule, f.episode from unnest(v_found) as f)
    order by 1, 5, 4;
end
$$;
comment on function public.preview_rules(text, timestamptz, text) is
  'What the enabled rules of a watch would do now, or would have done at an instant, without doing it; with p_rule that rule alone, even when it is off. would: raise; keep (it is open); nothing (its episode is over: answered); hold back (cool-down or daily cap, until then); withdraw (open, and does not hold any more). Raises SF013 (unknown watch).';

grant execute on function public.preview_rules(text, timestamptz, text) to salesflow_admin;

commit;
