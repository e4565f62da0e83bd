-- Deploy salesflow:events/settle to pg
-- requires: events/enqueue
-- requires: events/ledger
-- The end of an attempt: fence, check, apply, charge, log, remove, in one commit; each event by itself.

begin;
set local role salesflow_owner;

create type salesflow.settlement as (
  event_id    bigint,
  lease       uuid,
  outcome     text,
  answer      jsonb,
  reason      text,
  error       text,
  retry_after double precision,
  usage       jsonb
);
comment on type salesflow.settlement is
  'How an attempt ended: event and lease; outcome: answer (of the model), offline (the rules shall answer, for that reason), failure (error, of the class reason; retry_after in seconds), skip (nothing to do), release (given back, does not count); usage of the model.';

create type salesflow.verdict as (
  event_id bigint,
  ending   text,
  error    text
);
comment on type salesflow.verdict is 'What became of an answer: applied, skipped, invalid (violates its schema), rejected (could not be applied), failed; and why.';

create function salesflow.call_kinds(p_role text, p_event_ids bigint[], p_answers jsonb[] default null, p_source text default null)
  returns table (event_id bigint, result jsonb, error text)
  language plpgsql
  set search_path = pg_catalog, pg_temp
  set enable_seqscan = off
as $$
declare
  v_group record;
  v_name text[];
  v_call text;
  v_results jsonb[];
  v_message text;
begin
  for v_group in
    select
      case p_role when 'context' then k.context_fn when 'offline' then k.offline_fn when 'apply' then k.apply_fn end as fn,
      array_agg(g.event_id order by g.position) as ids,
      array_agg(e order by g.position) as events,
      array_agg(g.answer order by g.position) as answers
    from unnest(p_event_ids, p_answers) with ordinality as g (event_id, answer, position)
    join salesflow.events as e on e.event_id = g.event_id
    join salesflow.event_kinds as k on k.kind = e.kind
    group by 1
  loop
    if v_group.fn is null then
      return query select id, null::jsonb, 'there are no rules for this kind' from unnest(v_group.ids) as id;
      continue;
    end if;
    perform set_config('enable_seqscan', 'on', true);  -- what we know of the queue is not true of their tables
    v_name := parse_ident(v_group.fn);
    if p_role = 'apply' then
      v_call := format(
        'with applied as materialized (select %I.%I($1[i], $2[i], $3) from generate_subscripts($1, 1) as i)
        select null::jsonb[] from (select count(*) from applied) as done',
        v_name[1], v_name[2]);
    else
      v_call := format(
        'select array_agg(%I.%I($1[i])) from generate_subscripts($1, 1) as i', v_name[1], v_name[2]);
    end if;
    -- all at once; only where that fails singly, so that one event cannot undo the others
    begin
      execute v_call into v_results using v_group.events, v_group.answers, p_source;
      return query select g.id, g.result, null::text from unnest(v_group.ids, v_results) as g (id, result);
    exception
      when others then
        for i in 1 .. cardinality(v_group.ids) loop
          begin
            execute v_call into v_results using v_group.events[i:i], v_group.answers[i:i], p_source;
            return query select v_group.ids[i], v_results[1], null::text;
          exception
            when others then
              get stacked diagnostics v_message = message_text;
              return query select v_group.ids[i], null::jsonb, format('%s %s: %s', v_group.fn, sqlstate, v_message);
          end;
        end loop;
    end;
  end loop;
end
$$;
comment on function salesflow.call_kinds(text, bigint[], jsonb[], text) is
  'Calls the context, offline or apply function of each event''s kind, a set at a time. An event whose function raises gets the error, and the others their results.';

create function salesflow.apply_answers(p_event_ids bigint[], p_answers jsonb[], p_source text)
  returns setof salesflow.verdict
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_hashes text[];
  v_errors text[];
  v_ids bigint[];
  v_answers jsonb[];
begin
  if p_event_ids is null then
    return;
  end if;
  select array_agg(k.schema_hash order by g.position)
  into v_hashes
  from unnest(p_event_ids) with ordinality as g (event_id, position)
  join salesflow.events as e on e.event_id = g.event_id
  join salesflow.event_kinds as k on k.kind = e.kind;
  v_errors := salesflow.check_answers(v_hashes, to_jsonb(p_answers));

  return query
    select g.event_id, 'invalid', 'the answer violates its schema: ' || g.error
    from unnest(p_event_ids, v_errors) as g (event_id, error)
    where g.error is not null;

  select array_agg(g.event_id order by g.position), array_agg(g.answer order by g.position)
  into v_ids, v_answers
  from unnest(p_event_ids, p_answers, v_errors) with ordinality as g (event_id, answer, error, position)
  where g.error is null;
  return query
    select c.event_id, case when c.error is null then 'applied' else 'rejected' end, c.error
    from salesflow.call_kinds('apply', v_ids, v_answers, p_source) as c;
end
$$;
comment on function salesflow.apply_answers(bigint[], jsonb[], text) is 'Checks answers against the schemas of their kinds and applies those that hold.';

create function salesflow.answer_by_rules(p_event_ids bigint[])
  returns setof salesflow.verdict
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_ids bigint[];
  v_answers jsonb[];
  v_others salesflow.verdict[];
begin
  if p_event_ids is null then
    return;
  end if;
  select
    array_agg(c.event_id) filter (where c.result is not null),
    array_agg(c.result) filter (where c.result is not null),
    array_agg(row(c.event_id, case when c.error is null then 'skipped' else 'failed' end, c.error)::salesflow.verdict)
      filter (where c.result is null)
  into v_ids, v_answers, v_others
  from salesflow.call_kinds('offline', p_event_ids) as c;
  -- the same shape, held to the same schema
  return query
    select * from salesflow.apply_answers(v_ids, v_answers, 'rules')
    union all
    select * from unnest(v_others);
end
$$;
comment on function salesflow.answer_by_rules(bigint[]) is 'Lets the rules answer events, and applies that.';

create function salesflow.settle_events(p_given salesflow.settlement[])
  returns table (event_id bigint, status text, detail text)
  language plpgsql
  set search_path = pg_catalog, pg_temp
  -- plans are made while the queue is empty and used when it is long: always by its indexes
  set enable_seqscan = off
as $$
declare
  v_held salesflow.settlement[];
  v_ids bigint[];
  v_answered bigint[];
  v_answers jsonb[];
  v_offline bigint[];
  v_verdicts salesflow.verdict[];
  v_hopeless bigint[];
  v_rescued salesflow.verdict[];
  v_calls jsonb;
  v_status text[];
  v_detail text[];
begin
  -- fence: only the bearer of the lease has a say, and only once
  with fenced as materialized (
    select e.event_id, e.lease
    from salesflow.events as e
    where e.event_id = any (array(select g.event_id from unnest(p_given) as g))
      and (e.event_id, e.lease) in (select g.event_id, g.lease from unnest(p_given) as g)
    order by e.event_id
    for update
  )
  select array_agg(h.given)
  into v_held
  from (
    select distinct on (f.event_id) g::salesflow.settlement as given
    from fenced as f
    join unnest(p_given) as g on g.event_id = f.event_id and g.lease = f.lease
    order by f.event_id
  ) as h;

  select
    array_agg(g.event_id) filter (where g.outcome = 'answer'),
    array_agg(coalesce(g.answer, 'null')) filter (where g.outcome = 'answer'),
    array_agg(g.event_id) filter (where g.outcome = 'offline')
  into v_answered, v_answers, v_offline
  from unnest(v_held) as g;

  select array_agg(row(v.event_id, v.ending, v.error)::salesflow.verdict)
  into v_verdicts
  from (
    select a.event_id, a.ending, a.error from salesflow.apply_answers(v_answered, v_answers, 'model') as a
    union all
    select r.event_id, r.ending, r.error from salesflow.answer_by_rules(v_offline) as r
    union all
    select
      g.event_id,
      case g.outcome when 'skip' then 'skipped' when 'release' then 'released' else 'failed' end,
      case when g.outcome = 'failure' then coalesce(g.error, 'unknown error') end
    from unnest(v_held) as g
    where g.outcome not in ('answer', 'offline')
  ) as v;

  -- attempts used up: the rules answer, unless it is they who failed
  select array_agg(v.event_id)
  into v_hopeless
  from unnest(v_verdicts) as v
  join salesflow.events as e on e.event_id = v.event_id
  join salesflow.event_kinds as k on k.kind = e.kind
  where v.error is not null
    and e.attempt >= k.max_attempts
    and k.offline_fn is not null
    and v.event_id <> all (coalesce(v_offline, '{}'));
  if v_hopeless is not null then
    v_rescued := array(select row(v.event_id, v.ending, v.error)::salesflow.verdict from salesflow.answer_by_rules(v_hopeless) as v);
  end if;

  with endings as materialized (
    select
      g.event_id, e.attempt, e.kind, k.prompt_version, e.lead_id, e.user_id, g.usage,
      case
        when end_.error is null then end_.ending
        when e.attempt < k.max_attempts and (g.outcome <> 'offline' or k.offline_fn is not null) then 'retry'
        else 'dead'
      end as status,
      case when end_.ending = 'applied' then
        case when g.outcome = 'answer' and r.event_id is null then 'model' else 'rules' end
      end as source,
      case when r.event_id is not null then 'attempts' else g.reason end as reason,
      coalesce(end_.error, v.error) as error,
      case when g.outcome = 'answer' then v.ending else coalesce(g.reason, 'error') end as call_outcome,
      case
        when end_.ending = 'released' or g.retry_after <= 0 then interval '0'
        when g.retry_after is not null then
          least(make_interval(secs => least(g.retry_after, 1e9)), (select salesflow.policy_interval('events.retry_after_max')))
          + random() * k.backoff
        -- full jitter: those that failed together do not come back together
        else random() * least(k.backoff * 2 ^ least(e.attempt - 1, 30), (select salesflow.policy_interval('events.backoff_max')))
      end as pause
    from unnest(v_held) as g
    join salesflow.events as e on e.event_id = g.event_id
    join salesflow.event_kinds as k on k.kind = e.kind
    join unnest(v_verdicts) as v on v.event_id = g.event_id
    left join unnest(v_rescued) as r on r.event_id = g.event_id
    cross join lateral (select coalesce(r.ending, v.ending), case when r.event_id is null then v.error else r.error end)
      as end_ (ending, error)
  ),
  gone as (
    delete from salesflow.events as e
    where e.event_id = any (array(select d.event_id from endings as d where d.status in ('applied', 'skipped', 'dead')))
    returning e.*
  ),
  logged as (
    insert into salesflow.event_log
      (event_id, kind, lead_id, user_id, cause, outcome, source, reason, attempts, last_error, waited, took)
    select
      e.event_id, e.kind, e.lead_id, e.user_id, e.cause, d.status, d.source, d.reason, e.attempt,
      coalesce(d.error, e.last_error), e.claimed_at - e.created_at, clock_timestamp() - e.claimed_at
    from gone as e
    join endings as d on d.event_id = e.event_id
    where d.status in ('applied', 'skipped')
  ),
  buried as (
    insert into salesflow.dead_events (event_id, kind, lead_id, user_id, payload, cause, attempts, error, created_at)
    select e.event_id, e.kind, e.lead_id, e.user_id, e.payload, e.cause, e.attempt, left(d.error, 2000), e.created_at
    from gone as e
    join endings as d on d.event_id = e.event_id
    where d.status = 'dead'
  ),
  back as (
    update salesflow.events as e
    set
      lease = null,
      leased_until = null,
      worker = null,
      model = null,
      attempt = e.attempt - (d.status = 'released')::integer,
      is_due = d.pause <= interval '0',
      run_at = now() + d.pause,
      last_error = coalesce(left(d.error, 2000), e.last_error)
    from endings as d
    where e.event_id = d.event_id
      and d.status in ('retry', 'released')
      and e.event_id = any (array(select d.event_id from endings as d where d.status in ('retry', 'released')))
  )
  select
    array_agg(d.event_id), array_agg(d.status), array_agg(coalesce(d.source, d.error)),
    jsonb_agg(jsonb_build_object(
      'event_id', d.event_id, 'attempt', d.attempt, 'kind', d.kind, 'prompt_version', d.prompt_version,
      'lead_id', d.lead_id, 'user_id', d.user_id, 'outcome', d.call_outcome, 'usage', d.usage))
      filter (where d.usage is not null)
  into v_ids, v_status, v_detail, v_calls
  from endings as d;

  -- last, because all of one user's answers meet in the row of his day
  if v_calls is not null then
    perform salesflow.charge_calls(v_calls);
  end if;
  if 'released' = any (v_status) then
    perform salesflow.ring_doorbell();
  end if;
  return query
    select g.event_id, coalesce(d.status, 'lost'), case when d.event_id is null then 'the lease is not held any more' else d.detail end
    from unnest(p_given) with ordinality as g (event_id, lease, outcome, answer, reason, error, retry_after, usage, position)
    left join unnest(v_held) as h on h.event_id = g.event_id and h.lease = g.lease
    left join unnest(v_ids, v_status, v_detail) as d (event_id, status, detail) on d.event_id = h.event_id
    order by g.position;
end
$$;
comment on function salesflow.settle_events(salesflow.settlement[]) is
  'Ends attempts, each by itself. status: applied, skipped, retry, dead, released, or lost (the lease is somebody else''s by now; nothing was done). detail: whose answer (model, rules), or what went wrong.';

create function salesflow.complete_events(p_completions jsonb)
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

create function salesflow.complete_event(p_event_id bigint, p_lease uuid, p_answer jsonb, p_usage jsonb default null)
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

create function salesflow.complete_offline(p_event_id bigint, p_lease uuid, p_reason text, p_usage jsonb default null)
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

create function salesflow.fail_event(
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
