-- Deploy salesflow:rules/run_rules to pg
-- requires: rules/record_actions
-- replaceable: the engine: find, act once per subject, rule and episode, refresh, take back, audit.

begin;
set local role salesflow_owner;

create or replace function salesflow.find_raisings(
  p_watch text, p_subject_ids uuid[], p_as_of timestamptz, p_rule text default null)
  returns setof salesflow.raising
  language plpgsql
  stable
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_is_clock boolean := exists (
    select from public.rule_watches as w where w.watch = p_watch and w.trigger_type = 'time_based');
  v_finder text;
begin
  -- rules that share a finder share its work
  for v_finder in
    select distinct r.finder
    from public.automation_rules as r
    where r.watch = p_watch and r.effect is not null and case when p_rule is null then r.is_enabled else r.rule = p_rule end
    order by r.finder
  loop
    return query execute format(
      $query$
        with rules as materialized (
          select
            r.rule, r.situation, r.lead_statuses,
            case when r.after_policy is not null then $2 - salesflow.policy_interval(r.after_policy) end as held_since
          from public.automation_rules as r
          where r.finder = $3 and r.watch = $4 and r.effect is not null
            and case when $5 is null then r.is_enabled else r.rule = $5 end
        )
        select
          r.rule, f.subject_type, f.subject_id, f.user_id, f.since, f.episode, f.situation, f.facts, f.evidence,
          case
            when $6 or f.evidence -> 0 is null then 'clock:' || to_char($2 at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
            else (f.evidence #>> '{0,table}') || ':' || (f.evidence #>> '{0,id}')
          end,
          null::uuid
        from %s($1, $2) as f
        join rules as r on r.situation is null or r.situation = f.situation
        where (r.lead_statuses is null or f.facts ->> 'status' = any (r.lead_statuses))
          and (r.held_since is null or f.since <= r.held_since)
      $query$, v_finder)
    using p_subject_ids, p_as_of, v_finder, p_watch, p_rule, v_is_clock;
  end loop;
end
$$;
comment on function salesflow.find_raisings(text, uuid[], timestamptz, text) is
  'Whom the enabled rules of a watch hold for at an instant, among the given subjects (null: all): the findings of their finders that meet the conditions in the rules'' rows. With p_rule that rule alone, even when it is off.';

create or replace function salesflow.held_back(p_raisings salesflow.raising[], p_as_of timestamptz)
  returns table (rule text, subject_id uuid, episode text, reason text, until timestamptz)
  language sql
  stable
  set search_path = pg_catalog, pg_temp
as $$
  with limited as (
    select r.*, a.cool_down, a.daily_cap, coalesce(u.time_zone, 'UTC') as time_zone
    from unnest(p_raisings) as r
    join public.automation_rules as a on a.rule = r.rule and (a.cool_down is not null or a.daily_cap is not null)
    left join public.users as u on u.id = r.user_id
  ),
  judged as (
    select
      l.*, recent.raised_at + l.cool_down as cool_until, today.ends_at,
      today.count + row_number() over (partition by l.rule, l.user_id order by l.since, l.subject_id) as number_today
    from limited as l
    cross join lateral (
      select max(k.raised_at) as raised_at
      from salesflow.rule_episodes as k
      where k.subject_id = l.subject_id and k.rule = l.rule and k.raised_at > p_as_of - l.cool_down
    ) as recent
    cross join lateral (
      select
        count(*) as count,
        (date_trunc('day', p_as_of at time zone l.time_zone) + interval '1 day') at time zone l.time_zone as ends_at
      from salesflow.rule_episodes as k
      where k.rule = l.rule and k.user_id = l.user_id and l.daily_cap is not null
        and k.raised_at >= date_trunc('day', p_as_of at time zone l.time_zone) at time zone l.time_zone
    ) as today
  )
  select
    j.rule, j.subject_id, j.episode,
    case when j.cool_until is not null then 'cool_down' else 'daily_cap' end,
    coalesce(j.cool_until, j.ends_at)
  from judged as j
  where j.cool_until is not null or j.number_today > j.daily_cap
$$;
comment on function salesflow.held_back(salesflow.raising[], timestamptz) is
  'Which of these raisings their rule''s cool_down or daily_cap (per rep and local day) forbids at an instant, and until when.';

create or replace function salesflow.claim_raisings(p_found salesflow.raising[], p_as_of timestamptz)
  returns salesflow.raising[]
  language plpgsql
  set search_path = pg_catalog, pg_temp
  set plan_cache_mode = force_custom_plan  -- one or a hundred thousand: planned for what it is
as $$
declare
  v_new salesflow.raising[];
  v_held salesflow.raising[];
  v_deeds salesflow.deed[];
begin
  select array_agg(
    (f.rule, f.subject_type, f.subject_id, f.user_id, f.since, f.episode, f.situation, f.facts, f.evidence, f.cause,
      gen_random_uuid())::salesflow.raising)
  into v_new
  from unnest(p_found) as f
  left join salesflow.rule_episodes as k
    on k.subject_id = f.subject_id and k.rule = f.rule and k.episode = f.episode
  where k.rule is null or k.ended_how = 'withdrawn';
  if v_new is null then
    return null;
  end if;

  if exists (
    select from public.automation_rules as a
    where a.rule in (select n.rule from unnest(v_new) as n) and (a.cool_down is not null or a.daily_cap is not null))
  then
    -- two runs at once must not both think that the cap is not reached
    perform from public.users as u where u.id in (select n.user_id from unnest(v_new) as n) order by u.id for no key update;
    -- what was held back is to be seen, once a day
    select
      array_agg((n.rule, n.subject_type, n.subject_id, n.user_id, n.since, n.episode, n.situation, n.facts, n.evidence,
        h.reason || ':' || p_as_of::date, n.target_id)::salesflow.raising),
      array_agg((n.rule, n.subject_id, n.episode, 'action_held_back', null,
        jsonb_build_object('error', h.reason, 'until', h.until), null, null)::salesflow.deed)
    into v_held, v_deeds
    from unnest(v_new) as n
    join salesflow.held_back(v_new, p_as_of) as h
      on h.subject_id = n.subject_id and h.rule = n.rule and h.episode = n.episode;
    perform salesflow.record_actions(v_held, v_deeds);
    v_new := array(
      select n from unnest(v_new) as n where n.target_id not in (select h.target_id from unnest(v_held) as h));
  end if;

  -- In key order, so that two runs queue instead of deadlocking. Whoever inserts the key acts.
  with claimed as (
    insert into salesflow.rule_episodes as k (subject_id, rule, episode, subject_type, user_id, target_id, facts, is_open)
    select n.subject_id, n.rule, n.episode, n.subject_type, n.user_id, n.target_id, n.facts, e.withdraw_fn is not null
    from unnest(v_new) as n
    join public.automation_rules as a on a.rule = n.rule
    join public.rule_effects as e on e.effect = a.effect
    order by n.subject_id, n.rule, n.episode
    on conflict on constraint rule_episodes_pkey do update
    set
      user_id = excluded.user_id, target_id = excluded.target_id, facts = excluded.facts, is_open = excluded.is_open,
      raised_at = now(), ended_at = null, ended_how = null
    where k.ended_how = 'withdrawn'
    returning k.target_id
  )
  select array_agg(n) into v_new from unnest(v_new) as n join claimed as c on c.target_id = n.target_id;
  return v_new;
end
$$;
comment on function salesflow.claim_raisings(salesflow.raising[], timestamptz) is
  'Of what was found, what nobody has brought about yet and neither cool-down nor cap forbids, entered into rule_episodes, each with the key of the row to make; null for none.';

-- Statements with two unnested arrays are executed as text, so that they are planned for as many as there are. Setting
-- plan_cache_mode would do the same, and plan every foreign key check and every function below anew as well.
create or replace function salesflow.raise_effects(p_effect text, p_new salesflow.raising[], p_as_of timestamptz)
  returns bigint
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_fn text;
  v_deeds salesflow.deed[];
begin
  select e.raise_fn into v_fn from public.rule_effects as e where e.effect = p_effect;
  execute format('select array_agg(d) from %s($1, $2) as d', v_fn) into v_deeds using p_new, p_as_of;
  -- what the effect would not do is not done: it may be, another time
  if coalesce(cardinality(v_deeds), 0) < cardinality(p_new) then
    execute $query$
      delete from salesflow.rule_episodes as k
      using unnest($1) as n
      left join unnest($2) as d on d.subject_id = n.subject_id and d.rule = n.rule and d.episode = n.episode
      where k.subject_id = n.subject_id and k.rule = n.rule and k.episode = n.episode and d.rule is null
    $query$ using p_new, v_deeds;
  end if;
  return salesflow.record_actions(p_new, v_deeds);
end
$$;
comment on function salesflow.raise_effects(text, salesflow.raising[], timestamptz) is 'Brings about what was claimed, and audits it; returns how many.';

create or replace function salesflow.refresh_effects(p_effect text, p_found salesflow.raising[], p_as_of timestamptz)
  returns bigint
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_fn text;
  v_changed salesflow.raising[];
  v_deeds salesflow.deed[];
begin
  select e.refresh_fn into v_fn from public.rule_effects as e where e.effect = p_effect;
  execute $query$
    select array_agg(
      (f.rule, f.subject_type, f.subject_id, f.user_id, f.since, f.episode, f.situation, f.facts, f.evidence, f.cause,
        k.target_id)::salesflow.raising)
    from unnest($1) as f
    join salesflow.rule_episodes as k on k.subject_id = f.subject_id and k.rule = f.rule and k.episode = f.episode
    where k.is_open and (k.facts, k.user_id) is distinct from (f.facts, f.user_id)
  $query$ into v_changed using p_found;
  if v_changed is null or v_fn is null then
    return 0;
  end if;
  execute format('select array_agg(d) from %s($1, $2) as d', v_fn) into v_deeds using v_changed, p_as_of;
  execute $query$
    update salesflow.rule_episodes as k
    set
      facts = c.facts, user_id = c.user_id,
      is_open = d.rule is not null,
      ended_at = case when d.rule is null then now() end,
      ended_how = case when d.rule is null then 'answered' end
    from unnest($1) as c
    left join unnest($2) as d on d.subject_id = c.subject_id and d.rule = c.rule and d.episode = c.episode
    where k.subject_id = c.subject_id and k.rule = c.rule and k.episode = c.episode
  $query$ using v_changed, v_deeds;
  return salesflow.record_actions(v_changed, v_deeds);
end
$$;
comment on function salesflow.refresh_effects(text, salesflow.raising[], timestamptz) is
  'Brings open effects up to date whose facts or rep changed, and audits it; returns how many.';

create or replace function salesflow.withdraw_effects(p_effect text, p_gone salesflow.raising[], p_how text)
  returns bigint
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_fn text;
  v_deeds salesflow.deed[];
begin
  select e.withdraw_fn into v_fn from public.rule_effects as e where e.effect = p_effect;
  -- the effect knows its rows; whose they are, the engine does
  execute format(
    'select array_agg((g.rule, g.subject_id, g.episode, d.action_type, d.target_id, d.details, d.before, d.after)::salesflow.deed)'
    ' from %s($1, $2) as d join unnest($3) as g on g.target_id = d.target_id', v_fn)
  into v_deeds
  using array(select g.target_id from unnest(p_gone) as g), p_how, p_gone;
  execute $query$
    update salesflow.rule_episodes as k
    set is_open = false, ended_at = now(), ended_how = case when d.rule is null then 'answered' else $3 end
    from unnest($1) as g
    left join unnest($2) as d on d.subject_id = g.subject_id and d.rule = g.rule and d.episode = g.episode
    where k.subject_id = g.subject_id and k.rule = g.rule and k.episode = g.episode
  $query$ using p_gone, v_deeds, p_how;
  return salesflow.record_actions(p_gone, v_deeds);
end
$$;
comment on function salesflow.withdraw_effects(text, salesflow.raising[], text) is
  'Takes back open effects (how: withdrawn or superseded), and audits it; returns how many were not answered yet.';

create or replace function salesflow.run_rules(
  p_watch text, p_subject_ids uuid[] default null, p_as_of timestamptz default now())
  returns bigint
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
declare
  -- what is taken back was set off by a look at the clock, each by one of its own
  v_cause text := 'clock:' || to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"');
  v_found salesflow.raising[];
  v_new salesflow.raising[];
  v_part record;
  v_count bigint := 0;
begin
  if not exists (select from public.rule_watches as w where w.watch = p_watch) then
    raise exception 'there is no watch %', coalesce(p_watch, 'null')
      using errcode = 'SF013', hint = 'select watch, description_en from rule_watches;';
  end if;
  v_found := array(select f from salesflow.find_raisings(p_watch, p_subject_ids, p_as_of) as f);
  v_new := salesflow.claim_raisings(v_found, p_as_of);

  -- refresh what is open; then take back what was not found again; then bring about what is new
  for v_part in
    select a.effect, array_agg(f) as found
    from unnest(v_found) as f
    join public.automation_rules as a on a.rule = f.rule
    group by a.effect
    order by a.effect
  loop
    v_count := v_count + salesflow.refresh_effects(v_part.effect, v_part.found, p_as_of);
  end loop;

  for v_part in
    execute $query$
      select gone.effect, gone.how, array_agg(gone.raising) as gone
      from (
        select
          a.effect,
          case when (k.rule, k.subject_id) in (select n.rule, n.subject_id from unnest($1) as n)
            then 'superseded' else 'withdrawn' end as how,
          (k.rule, k.subject_type, k.subject_id, k.user_id, k.raised_at, k.episode, null, k.facts,
            jsonb_build_array(jsonb_build_object('table', split_part(t.table_name, '.', 2), 'id', k.subject_id)),
            $2, k.target_id)::salesflow.raising as raising
        from salesflow.rule_episodes as k
        join public.automation_rules as a on a.rule = k.rule and a.watch = $3
        join public.subject_types as t on t.subject_type = k.subject_type
        left join unnest($1) as f on f.subject_id = k.subject_id and f.rule = k.rule and f.episode = k.episode
        where k.is_open and f.rule is null and ($4 is null or k.subject_id = any ($4))
      ) as gone
      group by gone.effect, gone.how
      order by gone.effect, gone.how
    $query$ using v_found, v_cause, p_watch, p_subject_ids
  loop
    v_count := v_count + salesflow.withdraw_effects(v_part.effect, v_part.gone, v_part.how);
  end loop;

  for v_part in
    select a.effect, array_agg(n) as new
    from unnest(v_new) as n
    join public.automation_rules as a on a.rule = n.rule
    group by a.effect
    order by a.effect
  loop
    v_count := v_count + salesflow.raise_effects(v_part.effect, v_part.new, p_as_of);
  end loop;
  return v_count;
end
$$;
comment on function salesflow.run_rules(text, uuid[], timestamptz) is
  'Runs all enabled rules of a watch for the given subjects (null: all) as of an instant: brings about what they find, once per subject, rule and episode; brings open effects up to date; takes back what no longer holds; audits all of it. Returns how many actions that made. Raises SF013 (unknown watch).';

create or replace function salesflow.run_clock_rules(p_subject_ids uuid[], p_as_of timestamptz)
  returns bigint
  language sql
  set search_path = pg_catalog, pg_temp
as $$ select salesflow.run_rules('clock', p_subject_ids, p_as_of) $$;
comment on function salesflow.run_clock_rules(uuid[], timestamptz) is 'run_rules() of watch clock, in the form that run_isolated() calls.';

create or replace function salesflow.all_subjects()
  returns setof uuid
  language plpgsql
  stable
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_type public.subject_types;
begin
  for v_type in select t.* from public.subject_types as t order by t.subject_type loop
    return query execute format('select id from %s', v_type.table_name::regclass);
  end loop;
end
$$;
comment on function salesflow.all_subjects() is 'All that a rule can concern.';

commit;
