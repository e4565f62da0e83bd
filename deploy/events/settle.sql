-- Deploy salesflow:events/settle to pg
-- requires: events/enqueue
-- requires: events/charge
-- requires: events/apply
-- replaceable: The end of an attempt: fence, check, apply, log, remove, charge, in one commit; each event by itself.

begin;
set local role salesflow_owner;

create or replace function salesflow.bury_events(p_events salesflow.events[], p_statuses text[], p_errors text[])
  returns void
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
begin
  with gone as (
    delete from salesflow.events as e
    where e.event_id = any (array(
      select d.event_id from unnest(p_events) with ordinality as d where p_statuses[d.ordinality] = 'dead'))
  )
  insert into salesflow.dead_events (event_id, kind, lead_id, user_id, payload, cause, attempts, error, created_at)
  select d.event_id, d.kind, d.lead_id, d.user_id, d.payload, d.cause, d.attempt, left(p_errors[d.ordinality], 2000), d.created_at
  from unnest(p_events) with ordinality as d
  where p_statuses[d.ordinality] = 'dead';
end
$$;
comment on function salesflow.bury_events(salesflow.events[], text[], text[]) is 'Gives up those of the events whose status is dead.';

create or replace function salesflow.put_back_events(
  p_events salesflow.events[], p_statuses text[], p_errors text[], p_pauses double precision[])
  returns void
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
begin
  update salesflow.events as e
  set
    lease = null,
    leased_until = null,
    worker = null,
    model = null,
    attempt = e.attempt - (b.status = 'released')::integer,
    is_due = b.pause <= interval '0',
    run_at = now() + b.pause,
    last_error = coalesce(left(b.error, 2000), e.last_error)
  from (
    select
      d.event_id, p_statuses[d.ordinality] as status, p_errors[d.ordinality] as error,
      case
        when p_statuses[d.ordinality] = 'released' or p_pauses[d.ordinality] <= 0 then interval '0'
        when p_pauses[d.ordinality] is not null then
          least(
            make_interval(secs => least(p_pauses[d.ordinality], 1e9)),
            (select salesflow.policy_interval('events.retry_after_max'))) + random() * k.backoff
        -- full jitter: those that failed together do not come back together
        else random() * least(k.backoff * 2 ^ least(d.attempt - 1, 30), (select salesflow.policy_interval('events.backoff_max')))
      end as pause
    from unnest(p_events) with ordinality as d
    join salesflow.event_kinds as k on k.kind = d.kind
    where p_statuses[d.ordinality] in ('retry', 'released')
  ) as b
  where e.event_id = b.event_id;
  if 'released' = any (p_statuses) then
    perform salesflow.ring_doorbell();
  end if;
end
$$;
comment on function salesflow.put_back_events(salesflow.events[], text[], text[], double precision[]) is
  'Puts those of the events whose status is retry or released back in line: after the pause that was asked for (seconds), or a random one that grows with the attempts.';

-- The usual end of an attempt, by plain statements: sets pay off from a handful on, and cost one event more
-- than all that is done for it. Whatever is not usual, the sets settle; a test holds both to the same.
create or replace function salesflow.settle_answer(p_event_id bigint, p_lease uuid, p_answer jsonb, p_usage jsonb)
  returns boolean
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_event salesflow.events;
  v_kind salesflow.event_kinds;
begin
  select * into v_event from salesflow.events as e where e.event_id = p_event_id and e.lease = p_lease for update;
  if not found then
    return false;
  end if;
  select * into v_kind from salesflow.event_kinds as k where k.kind = v_event.kind;
  if (salesflow.check_answers(array[v_kind.schema_hash], array[p_answer::text]))[1] is not null then
    return false;
  end if;
  begin
    perform salesflow.call_kind(v_kind.apply_fn, v_event, p_answer, 'model');
  exception
    when others then
      if salesflow.is_outage(sqlstate) then
        raise;
      end if;
      return false;
  end;
  delete from salesflow.events as e where e.event_id = p_event_id;
  insert into salesflow.event_log
    (event_id, kind, lead_id, user_id, cause, outcome, source, attempts, last_error, waited, took)
  values (
    p_event_id, v_event.kind, v_event.lead_id, v_event.user_id, v_event.cause, 'applied', 'model', v_event.attempt,
    v_event.last_error, v_event.claimed_at - v_event.created_at, clock_timestamp() - v_event.claimed_at);
  if jsonb_typeof(p_usage) = 'array' and jsonb_array_length(p_usage) = 1 then
    perform salesflow.charge_call(v_event, 'applied', p_usage -> 0, v_kind.prompt_version);
  elsif p_usage is not null then
    perform salesflow.charge_calls(array[v_event], '{applied}', array[p_usage]);
  end if;
  return true;
end
$$;
comment on function salesflow.settle_answer(bigint, uuid, jsonb, jsonb) is
  'Applies the model''s answer to one event as settle_events() would; false, and nothing has happened, where that takes more: the lease is lost, the answer invalid or not to be applied.';

create or replace function salesflow.settle_events(p_given salesflow.settlement[])
  returns table (event_id bigint, status text, detail text)
  language plpgsql
  set search_path = pg_catalog, pg_temp
  -- made once and kept: planning anew would cost more than all the rest. Plans are made while the queue is
  -- empty and used when it is long, so always by its indexes.
  set plan_cache_mode = force_generic_plan
  set enable_seqscan = off
  set enable_bitmapscan = off
as $$
declare
  -- what is held, a place for each event
  v_events salesflow.events[];
  v_places integer[];
  v_outcomes text[];
  v_answers jsonb[];
  v_hashes text[];
  v_apply text[];
  v_offline text[];
  v_reasons text[];
  v_pauses double precision[];
  v_usages jsonb[];
  -- what becomes of it
  v_endings text[];
  v_errors text[];
  v_ruled text[];
  v_ruled_errors text[];
  v_statuses text[];
  v_sources text[];
  v_call_outcomes text[];
  -- what is said of it, a place for each that was given
  v_said text[] := array_fill('lost'::text, array[cardinality(p_given)]);
  v_details text[] := array_fill('the lease is not held any more'::text, array[cardinality(p_given)]);
  v_late salesflow.settlement[];
begin
  if cardinality(p_given) = 1 and p_given[1].outcome = 'answer'
    and salesflow.settle_answer(p_given[1].event_id, p_given[1].lease, coalesce(p_given[1].answer, 'null'), p_given[1].usage)
  then
    return query select p_given[1].event_id, 'applied', 'model';
    return;
  end if;

  -- fence: only the bearer of the lease has a say, and only once
  select
    array_agg(f.event), array_agg(g.place::integer), array_agg(g.outcome),
    array_agg(case when g.outcome = 'answer' then coalesce(g.answer, 'null') end),
    array_agg(k.schema_hash), array_agg(k.apply_fn), array_agg(case when g.outcome = 'offline' then k.offline_fn end),
    array_agg(g.reason), array_agg(g.retry_after), array_agg(g.usage), array_agg(g.error)
  into
    v_events, v_places, v_outcomes, v_answers, v_hashes, v_apply, v_offline, v_reasons, v_pauses, v_usages, v_errors
  from (
    select distinct on (n.event_id, n.lease) n.*
    from unnest(p_given) with ordinality as
      n (event_id, lease, outcome, answer, reason, error, retry_after, usage, place)
    order by n.event_id, n.lease, n.place
  ) as g
  cross join lateral (
    select e as event, e.kind from salesflow.events as e where e.event_id = g.event_id and e.lease = g.lease for update
  ) as f
  join salesflow.event_kinds as k on k.kind = f.kind;

  if v_events is not null then
    if 'answer' = any (v_outcomes) then
      select a.endings, a.errors
      into v_endings, v_ruled_errors
      from salesflow.apply_answers(v_apply, v_events, v_hashes, v_answers, 'model') as a;
      v_errors := case when v_outcomes <@ '{answer}' then v_ruled_errors
        else array(select coalesce(x.a, x.b) from unnest(v_ruled_errors, v_errors) as x (a, b)) end;
    end if;
    if not v_outcomes <@ '{answer}' then
      select r.endings, r.errors
      into v_ruled, v_ruled_errors
      from salesflow.answer_by_rules(v_offline, v_apply, v_events, v_hashes) as r;
      select
        array_agg(coalesce(
          g.ending, g.ruled, case g.outcome when 'skip' then 'skipped' when 'release' then 'released' else 'failed' end)),
        array_agg(case
          when g.ending is not null or g.ruled is not null then coalesce(g.ruled_error, g.error)
          when g.outcome in ('failure', 'loss') then coalesce(g.error, 'unknown error')
          when g.outcome = 'offline' then 'there are no rules for this kind'
        end)
      into v_endings, v_errors
      from unnest(v_outcomes, v_endings, v_errors, v_ruled, v_ruled_errors) as g (outcome, ending, error, ruled, ruled_error);
    end if;
    v_call_outcomes := array(
      select case when g.outcome = 'answer' then g.ending else coalesce(g.reason, 'error') end
      from unnest(v_outcomes, v_endings, v_reasons) as g (outcome, ending, reason));
    v_statuses := v_endings;
    v_sources := array(
      select case when g.ending = 'applied' then case g.outcome when 'answer' then 'model' else 'rules' end end
      from unnest(v_outcomes, v_endings) as g (outcome, ending));

    if not v_endings <@ '{applied, skipped, released}' then
      -- attempts used up: the rules answer, unless it is they who failed
      select array_agg(case when d.attempt >= k.max_attempts and v_errors[d.ordinality] is not null
        and v_outcomes[d.ordinality] not in ('offline', 'loss') then k.offline_fn end)
      into v_offline
      from unnest(v_events) with ordinality as d
      join salesflow.event_kinds as k on k.kind = d.kind;
      v_ruled := null;
      v_ruled_errors := null;
      if num_nonnulls(variadic v_offline) > 0 then
        select r.endings, r.errors
        into v_ruled, v_ruled_errors
        from salesflow.answer_by_rules(v_offline, v_apply, v_events, v_hashes) as r;
      end if;
      select
        array_agg(case
          when x.error is null then x.ending
          -- lost with its bearer: the rules get as many attempts again, each handed out like any other
          when v_outcomes[d.ordinality] = 'loss' and k.offline_fn is not null and d.attempt < 2 * k.max_attempts then 'retry'
          when d.attempt < k.max_attempts and (v_outcomes[d.ordinality] <> 'offline' or k.offline_fn is not null) then 'retry'
          else 'dead'
        end),
        array_agg(case when x.ending = 'applied' and v_ruled[d.ordinality] is not null then 'rules' else v_sources[d.ordinality] end),
        array_agg(case when v_ruled[d.ordinality] is not null then 'attempts' else v_reasons[d.ordinality] end),
        array_agg(coalesce(x.error, v_errors[d.ordinality]))
      into v_statuses, v_sources, v_reasons, v_errors
      from unnest(v_events) with ordinality as d
      join salesflow.event_kinds as k on k.kind = d.kind
      cross join lateral (
        select
          coalesce(v_ruled[d.ordinality], v_endings[d.ordinality]),
          case when v_ruled[d.ordinality] is null then v_errors[d.ordinality] else v_ruled_errors[d.ordinality] end
      ) as x (ending, error);
      if 'dead' = any (v_statuses) then
        perform salesflow.bury_events(v_events, v_statuses, v_errors);
      end if;
    end if;
    if v_statuses && '{retry, released}' then
      perform salesflow.put_back_events(v_events, v_statuses, v_errors, v_pauses);
    end if;
    if v_statuses && '{applied, skipped}' then
      with gone as (
        delete from salesflow.events as e
        where e.event_id = any (array(
          select d.event_id from unnest(v_events) with ordinality as d
          where v_statuses[d.ordinality] in ('applied', 'skipped')))
      )
      insert into salesflow.event_log
        (event_id, kind, lead_id, user_id, cause, outcome, source, reason, attempts, last_error, waited, took)
      select
        d.event_id, d.kind, d.lead_id, d.user_id, d.cause, v_statuses[d.ordinality], v_sources[d.ordinality],
        v_reasons[d.ordinality], d.attempt, coalesce(v_errors[d.ordinality], d.last_error),
        d.claimed_at - d.created_at, clock_timestamp() - d.claimed_at
      from unnest(v_events) with ordinality as d
      where v_statuses[d.ordinality] in ('applied', 'skipped');
    end if;
    for i in 1 .. cardinality(v_places) loop
      v_said[v_places[i]] := v_statuses[i];
      v_details[v_places[i]] := coalesce(v_sources[i], v_errors[i]);
    end loop;
    -- last, because all of one user's answers meet in the row of his day
    if num_nonnulls(variadic v_usages) > 0 then
      perform salesflow.charge_calls(v_events, v_call_outcomes, v_usages);
    end if;
  end if;

  if 'lost' = any (v_said) then
    -- too late for an effect, but paid for
    v_late := array(
      select p_given[g.ordinality] from unnest(p_given) with ordinality as g
      where g.usage is not null and v_said[g.ordinality] = 'lost');
    if v_late <> '{}' then
      perform salesflow.charge_late_calls(v_late);
    end if;
  end if;
  return query
    select g.event_id, v_said[g.ordinality], v_details[g.ordinality]
    from unnest(p_given) with ordinality as g;
end
$$;
comment on function salesflow.settle_events(salesflow.settlement[]) is
  'Ends attempts, each by itself. status: applied, skipped, retry, dead, released, or lost (the lease is somebody else''s by now; nothing was done, but calls are charged). detail: whose answer (model, rules), or what went wrong. What an outage raises (is_outage) is raised: then nothing has happened, and it can be handed in again.';

create or replace function salesflow.complete_events(p_completions jsonb)
  returns table (event_id bigint, status text, detail text)
  language plpgsql
  security definer
  set search_path = pg_catalog, pg_temp
as $$
begin
  return query
    select s.*
    from salesflow.settle_events(array(
      select
        row(
          c.event_id, c.lease,
          case when c.release then 'release' when c.error is not null then 'failure' when c.offline is not null then 'offline'
            else 'answer' end,
          c.answer, coalesce(c.offline, c.reason), c.error, c.retry_after, c.usage)::salesflow.settlement
      from jsonb_to_recordset(p_completions) as c (
        event_id bigint, lease uuid, answer jsonb, offline text, error text, reason text, retry_after double precision,
        release boolean, usage jsonb)
    )) as s;
end
$$;
comment on function salesflow.complete_events(jsonb) is
  'Ends many attempts in one commit, each by itself: [{event_id, lease, usage, and one of: answer | offline: reason | error, reason: class, retry_after: seconds | release: true}, …]. usage: {model, tokens_in, tokens_cached, tokens_out, latency_ms} or an array of them. status: applied, skipped, retry, dead, released or lost.';

create or replace function salesflow.complete_event(p_event_id bigint, p_lease uuid, p_answer jsonb, p_usage jsonb default null)
  returns text
  language sql
  security definer
  set search_path = pg_catalog, pg_temp
as $$
  select s.status
  from salesflow.settle_events(array[
    row(p_event_id, p_lease, 'answer', p_answer, null, null, null, p_usage)::salesflow.settlement]) as s
$$;
comment on function salesflow.complete_event(bigint, uuid, jsonb, jsonb) is
  'Takes the model''s answer: checks it against the schema, applies, audits, charges and removes the event, in one commit. Returns applied, retry (it was invalid), dead, or lost.';

create or replace function salesflow.complete_offline(p_event_id bigint, p_lease uuid, p_reason text, p_usage jsonb default null)
  returns text
  language sql
  security definer
  set search_path = pg_catalog, pg_temp
as $$
  select s.status
  from salesflow.settle_events(array[
    row(p_event_id, p_lease, 'offline', null, p_reason, null, null, p_usage)::salesflow.settlement]) as s
$$;
comment on function salesflow.complete_offline(bigint, uuid, text, jsonb) is
  'Lets the rules answer, for the given reason. Returns applied, skipped (nothing was left to do), retry, dead, or lost.';

create or replace function salesflow.fail_event(
  p_event_id bigint, p_lease uuid, p_error text, p_retry_after double precision default null, p_usage jsonb default null,
  p_reason text default 'error')
  returns text
  language sql
  security definer
  set search_path = pg_catalog, pg_temp
as $$
  select s.status
  from salesflow.settle_events(array[
    row(p_event_id, p_lease, 'failure', null, p_reason, p_error, p_retry_after, p_usage)::salesflow.settlement]) as s
$$;
comment on function salesflow.fail_event(bigint, uuid, text, double precision, jsonb, text) is
  'Records a failed attempt: back-off with jitter (retry_after: seconds the model asked for), after the last attempt the rules, or where there are none dead_events. Returns retry, applied (by rules), skipped, dead, or lost.';

grant execute on function
  salesflow.complete_events(jsonb),
  salesflow.complete_event(bigint, uuid, jsonb, jsonb),
  salesflow.complete_offline(bigint, uuid, text, jsonb),
  salesflow.fail_event(bigint, uuid, text, double precision, jsonb, text)
  to salesflow_agent;

commit;
