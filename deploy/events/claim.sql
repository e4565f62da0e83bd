-- Deploy salesflow:events/claim to pg
-- requires: events/workers
-- replaceable: Workers get work with the request already rendered, and hand in what they made of it.

begin;
set local role salesflow_owner;

create or replace function salesflow.lease_events(p_worker text, p_model text, p_batch integer)
  returns salesflow.events[]
  language plpgsql
  set search_path = pg_catalog, pg_temp
  -- by events_ready in its order, whatever statistics say: sorting a long queue to take its head is what
  -- made it slow
  set enable_sort = off
as $$
declare
  v_events salesflow.events[];
begin
  for i in 1 .. 3 loop
    begin
      with head as materialized (
        select e.event_id
        from salesflow.events as e
        where e.lease is null
          and e.is_due
          -- in order and one at a time per lead; "offset 0" keeps this a look-up per row, never a join of all
          and (e.lead_id is null
            or e.event_id = (
              select o.event_id
              from salesflow.events as o
              where o.lead_id = e.lead_id and o.lease is null and (o.is_due or o.attempt > 0)
              order by o.priority, o.event_id
              limit 1)
            and not exists (
              select from salesflow.events as o where o.lead_id = e.lead_id and o.lease is not null offset 0))
        order by e.priority, e.event_id
        limit p_batch
        for update skip locked
      ),
      leased as (
        update salesflow.events as e
        set
          lease = gen_random_uuid(),
          leased_until = now() + k.lease,
          worker = p_worker,
          model = case when p_model is not null and e.attempt < k.max_attempts then coalesce(k.model, p_model) end,
          claimed_at = now(),
          attempt = e.attempt + 1,
          coalesce_key = null
        from salesflow.event_kinds as k
        where e.event_id = any (array(select head.event_id from head))
          and k.kind = e.kind
        returning e as event, e.event_id, e.priority
      )
      select array_agg(l.event order by l.priority, l.event_id) into v_events from leased as l;
      return coalesce(v_events, '{}');
    exception
      -- another claim took another event of the same lead since our snapshot: look again
      when unique_violation then
        v_events := null;
    end;
  end loop;
  return array[]::salesflow.events[];
end
$$;
comment on function salesflow.lease_events(text, text, integer) is
  'Leases up to that many due events to a worker: priority, then age; per lead one at a time and in order. A failed event keeps its place in the line of its lead, one that is only scheduled holds up nobody.';

create or replace function salesflow.tidy_events(p_limit integer default 100)
  returns boolean
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_expired salesflow.settlement[];
  v_is_news boolean;
begin
  update salesflow.events as e
  set is_due = true
  where e.event_id = any (array(
    select s.event_id
    from salesflow.events as s
    where s.lease is null and not s.is_due and s.run_at <= now()
    order by s.run_at
    limit p_limit
    for update skip locked));
  v_is_news := found;

  select array_agg(
    row(e.event_id, e.lease, 'loss', null, 'lease_expired', 'lease expired at ' || e.worker, 0, null)::salesflow.settlement)
  into v_expired
  from (
    select x.event_id, x.lease, x.worker
    from salesflow.events as x
    where x.lease is not null
      and x.leased_until < now()
      -- nobody could extend it while the server was down
      and (x.claimed_at > pg_postmaster_start_time()
        or pg_postmaster_start_time() < now() - (select salesflow.policy_interval('events.restart_grace')))
    order by x.leased_until
    limit p_limit
    for update skip locked
  ) as e;
  if v_expired is not null then
    perform salesflow.settle_events(v_expired);
    return true;
  end if;
  return v_is_news;
end
$$;
comment on function salesflow.tidy_events(integer) is
  'The housekeeping of a claim, bounded: puts in line what has become due, and takes back expired leases as failed attempts. True where there was any.';

create or replace function salesflow.without_request(p_event_id bigint, p_lease uuid, p_error text)
  returns salesflow.settlement
  language sql
  immutable
  parallel safe
  return row(
    p_event_id, p_lease, case when p_error is null then 'skip' else 'failure' end, null,
    case when p_error is null then 'nothing_to_do' else 'context' end, p_error, null, null)::salesflow.settlement;
comment on function salesflow.without_request(bigint, uuid, text) is
  'How an event ends that its context function gave no input for: skipped, or, where the function raised, as a failure.';

create or replace function salesflow.take_events(p_worker text, p_batch integer, p_is_rendered boolean)
  returns table (
    event_id bigint, lease uuid, kind text, attempt smallint, model text, reason text, input jsonb, deadline timestamptz)
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_worker salesflow.workers;
  v_events salesflow.events[];
  v_poor bigint[] := array[]::bigint[];
  v_inputs jsonb[];
  v_errors text[];
  v_ended salesflow.settlement[];
begin
  select * into v_worker from salesflow.workers as w where w.name = p_worker and w.stopped_at is null;
  if not found then
    raise exception 'there is no worker %', p_worker using errcode = 'SF204', hint = 'Call salesflow.register_worker() first.';
  end if;
  p_batch := least(p_batch, salesflow.policy_number('events.max_batch')::integer);
  if p_batch <= 0 then
    return;
  end if;
  -- once a second is often enough for a busy session; in its own memory
  if coalesce(nullif(current_setting('salesflow.tidied_at', true), '')::timestamptz < now() - interval '1 s', true) then
    perform set_config('salesflow.tidied_at', now()::text, false);
    perform salesflow.tidy_events();
  end if;
  v_events := salesflow.lease_events(p_worker, v_worker.model, p_batch);
  -- idle, there is time to look for what became due just now
  if cardinality(v_events) < p_batch and salesflow.tidy_events() then
    v_events := v_events || salesflow.lease_events(p_worker, v_worker.model, p_batch - cardinality(v_events));
  end if;

  -- less than asked for: it will sleep, and wants to be woken (see ring_doorbell)
  if v_worker.is_waiting <> (cardinality(v_events) < p_batch) then
    update salesflow.workers as w set is_waiting = not v_worker.is_waiting where w.name = p_worker;
  end if;
  if v_events = '{}' then
    return;
  end if;

  if v_worker.model is not null then
    v_poor := salesflow.over_budget(v_events);
    if v_poor <> '{}' then
      update salesflow.events as e set model = null where e.event_id = any (v_poor);
    end if;
    if p_is_rendered then
      -- the requests; an event that has none is over before it began
      if cardinality(v_events) = 1 and v_events[1].model is not null and v_poor = '{}' then
        begin
          v_inputs := array[salesflow.call_kind(
            (select k.context_fn from salesflow.event_kinds as k where k.kind = v_events[1].kind), v_events[1], null, null)];
          v_errors := array[null];
        exception
          when others then
            if salesflow.is_outage(sqlstate) then
              raise;
            end if;
        end;
      end if;
      if v_inputs is null then
        select c.results, c.errors
        into v_inputs, v_errors
        from salesflow.call_kinds(
          array(
            select case when d.model is not null and d.event_id <> all (v_poor) then k.context_fn end
            from unnest(v_events) with ordinality as d
            left join salesflow.event_kinds as k on k.kind = d.kind
            order by d.ordinality),
          v_events, null, null) as c;
      end if;
      if array_position(v_inputs, null) is not null then
        v_ended := array(
          select salesflow.without_request(d.event_id, d.lease, v_errors[d.ordinality])
          from unnest(v_events) with ordinality as d
          where v_inputs[d.ordinality] is null and d.model is not null and d.event_id <> all (v_poor));
        if v_ended <> '{}' then
          perform salesflow.settle_events(v_ended);
        end if;
      end if;
    end if;
  end if;

  return query
    select
      d.event_id, d.lease, d.kind, d.attempt,
      case when d.event_id <> all (v_poor) then d.model end,
      case
        when d.event_id = any (v_poor) then 'budget'
        when d.model is null then coalesce(v_worker.problem, 'attempts')
      end,
      v_inputs[d.ordinality], d.leased_until
    from unnest(v_events) with ordinality as d
    where d.model is null or not p_is_rendered or v_inputs[d.ordinality] is not null or d.event_id = any (v_poor);
end
$$;
comment on function salesflow.take_events(text, integer, boolean) is
  'Leases up to that many due events and renders their requests, unless told not to: model null: by rules, for that reason. Raises SF204 (worker not registered), and what an outage raises in a context function.';

create or replace function salesflow.claim_events(p_worker text, p_batch integer)
  returns table (
    event_id bigint, lease uuid, kind text, attempt smallint, mode text, reason text, model text, instructions text,
    input jsonb, schema jsonb, prompt_version integer, max_output_tokens integer, deadline timestamptz)
  language plpgsql
  security definer
  set search_path = pg_catalog, pg_temp
  -- see settle_events
  set plan_cache_mode = force_generic_plan
  set enable_seqscan = off
  set enable_bitmapscan = off
as $$
begin
  return query
    select
      t.event_id, t.lease, t.kind, t.attempt, case when t.model is null then 'offline' else 'model' end, t.reason, t.model,
      case when t.model is not null then k.instructions end,
      t.input,
      case when t.model is not null then k.schema end,
      k.prompt_version, k.max_output_tokens, t.deadline
    from salesflow.take_events(p_worker, p_batch, true) with ordinality as
      t (event_id, lease, kind, attempt, model, reason, input, deadline, place)
    join salesflow.event_kinds as k on k.kind = t.kind
    order by t.place;
end
$$;
comment on function salesflow.claim_events(text, integer) is
  'Leases up to that many due events and hands each out as a finished request. mode model: ask model with instructions, input and schema before deadline, then complete_event() or fail_event(). mode offline: call complete_offline() with the reason (no_model, budget, …). Raises SF204 (worker not registered).';

create or replace function salesflow.render_event(p_event_id bigint, p_lease uuid)
  returns text
  language plpgsql
  security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_event salesflow.events;
  v_input jsonb;
  v_error text;
begin
  select * into v_event from salesflow.events as e where e.event_id = p_event_id and e.lease = p_lease;
  if not found then
    return null;
  end if;
  select c.results[1], c.errors[1]
  into v_input, v_error
  from salesflow.call_kinds(
    array[(select k.context_fn from salesflow.event_kinds as k where k.kind = v_event.kind)], array[v_event], null, null) as c;
  if v_input is null then
    perform salesflow.settle_events(array[salesflow.without_request(p_event_id, p_lease, v_error)]);
  end if;
  return v_input::text;
end
$$;
comment on function salesflow.render_event(bigint, uuid) is
  'The input for the model (JSON) of an event that exchange() handed out bare, because a context function could not be called then. Null: nothing is left to do, or it failed and that is settled, or the lease is lost. Raises what an outage raises.';

create or replace function salesflow.exchange(
  p_worker text, p_completions jsonb, p_batch integer, p_is_rendered boolean default true)
  returns jsonb
  language plpgsql
  security definer
  set search_path = pg_catalog, pg_temp
  -- see settle_events
  set plan_cache_mode = force_generic_plan
  set enable_seqscan = off
  set enable_bitmapscan = off
as $$
declare
  v_results jsonb := jsonb_build_array();
  v_events jsonb;
  v_kinds text[];
  v_is_drained boolean;
begin
  if p_completions <> '[]' then
    select jsonb_agg(jsonb_build_object('event_id', c.event_id, 'status', c.status, 'detail', c.detail))
    into v_results
    from salesflow.complete_events(p_completions) as c;
  else
    -- a claim alone need not wait for the disk: should a crash forget it, the events were never claimed
    perform set_config('synchronous_commit', 'off', true);
  end if;
  if p_batch > 0 then
    select
      jsonb_agg(jsonb_build_object(
        'event_id', t.event_id, 'lease', t.lease, 'kind', t.kind, 'attempt', t.attempt,
        'model', t.model, 'reason', t.reason, 'input', t.input::text)),
      array_agg(distinct t.kind) filter (where t.model is not null)
    into v_events, v_kinds
    from salesflow.take_events(p_worker, p_batch, p_is_rendered) as t;
    v_is_drained := (select w.is_waiting from salesflow.workers as w where w.name = p_worker);
  end if;
  return jsonb_build_object(
    'results', v_results,
    'events', coalesce(v_events, '[]'),
    -- what all requests of a kind share, once
    'kinds', case when v_kinds is null then '{}' else (
      select jsonb_object_agg(k.kind, jsonb_build_object(
        'instructions', k.instructions, 'schema', k.schema, 'max_output_tokens', k.max_output_tokens,
        'prompt_version', k.prompt_version))
      from salesflow.event_kinds as k
      where k.kind = any (v_kinds)) end,
    'is_drained', v_is_drained,
    'next_due_in', case when v_is_drained then (
      select extract(epoch from e.run_at - clock_timestamp())
      from salesflow.events as e
      where e.lease is null and not e.is_due
      order by e.run_at
      limit 1) end);
end
$$;
comment on function salesflow.exchange(text, jsonb, integer, boolean) is
  'complete_events() and claim_events() in one round trip and one commit. Returns {results: [{event_id, status, detail}], events: [{event_id, lease, kind, attempt, model, reason, input}], kinds: {kind: {instructions, schema, max_output_tokens, prompt_version}}, is_drained: no more was due, next_due_in: seconds until something is, where drained}. model null: by rules, for that reason; input is JSON as text. p_is_rendered false: events come without input, for render_event(); when a context function ran into an outage, its event then holds up no other.';

grant execute on function
  salesflow.claim_events(text, integer),
  salesflow.exchange(text, jsonb, integer, boolean),
  salesflow.render_event(bigint, uuid)
  to salesflow_agent;

commit;
