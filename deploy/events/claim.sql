-- Deploy salesflow:events/claim to pg
-- requires: events/settle
-- Workers: how they register, get work with the request already rendered, show that they live, and leave.

begin;
set local role salesflow_owner;

create function salesflow.lease_events(p_worker text, p_model text, p_batch integer)
  returns bigint[]
  language plpgsql
  set search_path = pg_catalog, pg_temp
  set enable_seqscan = off  -- see settle_events
as $$
declare
  v_ids bigint[];
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
          model = case when p_model is not null then coalesce(k.model, p_model) end,
          claimed_at = now(),
          attempt = e.attempt + 1,
          coalesce_key = null
        from salesflow.event_kinds as k
        where e.event_id = any (array(select head.event_id from head))
          and k.kind = e.kind
        returning e.event_id, e.priority
      )
      select array_agg(l.event_id order by l.priority, l.event_id) into v_ids from leased as l;
      return coalesce(v_ids, '{}');
    exception
      -- another claim took another event of the same lead since our snapshot: look again
      when unique_violation then
        v_ids := null;
    end;
  end loop;
  return array[]::bigint[];
end
$$;
comment on function salesflow.lease_events(text, text, integer) is
  'Leases up to that many due events to a worker: priority, then age; per lead one at a time and in order. A failed event keeps its place in the line of its lead, one that is only scheduled holds up nobody.';

create function salesflow.tidy_events(p_limit integer default 100)
  returns void
  language plpgsql
  set search_path = pg_catalog, pg_temp
  set enable_seqscan = off
as $$
declare
  v_expired salesflow.settlement[];
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

  select array_agg(
    row(e.event_id, e.lease, 'failure', null, 'lease_expired', 'lease expired at ' || e.worker, 0, null)::salesflow.settlement)
  into v_expired
  from (
    select x.event_id, x.lease, x.worker
    from salesflow.events as x
    where x.lease is not null and x.leased_until < now()
    order by x.leased_until
    limit p_limit
    for update skip locked
  ) as e;
  if v_expired is not null then
    perform salesflow.settle_events(v_expired);
  end if;
end
$$;
comment on function salesflow.tidy_events(integer) is
  'The housekeeping of a claim, bounded: puts in line what has become due, and takes back expired leases as failed attempts.';

create function salesflow.release_lost_workers()
  returns integer
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_lost salesflow.settlement[];
begin
  -- a session that is gone holds its lock no more
  with lost as materialized (
    select w.name
    from salesflow.workers as w
    where w.name in (select e.worker from salesflow.events as e where e.lease is not null)
      and not exists (
        select
        from pg_catalog.pg_locks as l
        where l.locktype = 'advisory'
          and l.database = (select d.oid from pg_catalog.pg_database as d where d.datname = current_database())
          and l.classid = 'salesflow.worker_locks'::regclass
          and l.objid = w.lock_number::oid
          and l.granted)
  )
  select array_agg(
    row(e.event_id, e.lease, 'failure', null, 'worker_gone', 'worker is gone: ' || e.worker, 0, null)::salesflow.settlement)
  into v_lost
  from salesflow.events as e
  join lost as l on l.name = e.worker
  where e.lease is not null;
  if v_lost is null then
    return 0;
  end if;
  perform salesflow.settle_events(v_lost);
  perform salesflow.ring_doorbell();
  return cardinality(v_lost);
end
$$;
comment on function salesflow.release_lost_workers() is
  'Takes back at once what workers hold whose listening session is gone; returns how many events. A worker that only lost its connection is fenced off too: its answers then count as lost and are asked for again.';

create function salesflow.register_worker(
  p_worker text, p_model text default null, p_problem text default null, p_interval interval default '10 s')
  returns void
  language plpgsql
  security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_number integer := nextval('salesflow.worker_locks');
begin
  -- the lock lives and dies with this session: it is how others see at once that the worker is gone
  perform pg_advisory_lock('salesflow.worker_locks'::regclass::oid::integer, v_number);
  insert into salesflow.workers as w (name, model, problem, is_waiting, "interval", lock_number, alive_until)
  values (
    p_worker, p_model, case when p_model is null then coalesce(p_problem, 'no_model') end, true, p_interval, v_number,
    now() + p_interval * salesflow.policy_number('events.missed_heartbeats')::double precision)
  on conflict (name) do update
  set
    model = excluded.model,
    problem = excluded.problem,
    is_waiting = true,
    "interval" = excluded."interval",
    lock_number = excluded.lock_number,
    seen_at = now(),
    alive_until = excluded.alive_until,
    stopped_at = null;
  perform salesflow.release_lost_workers();
end
$$;
comment on function salesflow.register_worker(text, text, text, interval) is
  'Announces a worker, in the session that it listens with: name, model it asks (null: none, all goes by rules), why it has none, how often it will call heartbeat(). Call again after a lost connection. Takes over at once what dead workers held.';

create function salesflow.heartbeat(p_worker text, p_leases uuid[], p_model text, p_problem text default null)
  returns integer
  language plpgsql
  security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_extended integer;
begin
  update salesflow.workers as w
  set
    model = p_model,
    problem = case when p_model is null then coalesce(p_problem, 'no_model') end,
    seen_at = now(),
    alive_until = now() + w."interval" * salesflow.policy_number('events.missed_heartbeats')::double precision
  where w.name = p_worker and w.stopped_at is null;
  if not found then
    raise exception 'there is no worker %', p_worker using errcode = 'SF204', hint = 'Call salesflow.register_worker() first.';
  end if;
  perform salesflow.release_lost_workers();
  -- a lease is only written anew when it has run half its time
  update salesflow.events as e
  set leased_until = now() + k.lease
  from salesflow.event_kinds as k
  where k.kind = e.kind
    and e.lease = any (p_leases)
    and e.worker = p_worker
    and e.leased_until < now() + k.lease / 2;
  get diagnostics v_extended = row_count;
  return v_extended;
end
$$;
comment on function salesflow.heartbeat(text, uuid[], text, text) is
  'Says that a worker lives, which events it works on (their leases are extended when half over; returns how many were), and which model it asks now (null: none, and why). Raises SF204 (not registered).';

create function salesflow.stop_worker(p_worker text)
  returns integer
  language plpgsql
  security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_held salesflow.settlement[];
begin
  update salesflow.workers as w
  set stopped_at = now(), is_waiting = false, seen_at = now(), alive_until = now()
  where w.name = p_worker;
  select array_agg(row(e.event_id, e.lease, 'release', null, null, null, null, null)::salesflow.settlement)
  into v_held
  from salesflow.events as e
  where e.worker = p_worker and e.lease is not null;
  if v_held is null then
    return 0;
  end if;
  perform salesflow.settle_events(v_held);
  return cardinality(v_held);
end
$$;
comment on function salesflow.stop_worker(text) is 'Says good-bye: gives back all that the worker still holds, without counting the attempts, and returns how many events.';

create function salesflow.claim_events(p_worker text, p_batch integer)
  returns table (
    event_id bigint, lease uuid, kind text, attempt smallint, mode text, reason text, model text, instructions text,
    input jsonb, schema jsonb, prompt_version integer, max_output_tokens integer, deadline timestamptz)
  language plpgsql
  security definer
  set search_path = pg_catalog, pg_temp
  set enable_seqscan = off
as $$
declare
  v_worker salesflow.workers;
  v_ids bigint[];
  v_poor bigint[] := array[]::bigint[];
  v_inputs jsonb[];
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
  perform salesflow.tidy_events();
  v_ids := salesflow.lease_events(p_worker, v_worker.model, p_batch);

  -- less than asked for: it will sleep, and wants to be woken (see ring_doorbell)
  if v_worker.is_waiting <> (cardinality(v_ids) < p_batch) then
    update salesflow.workers as w set is_waiting = not v_worker.is_waiting where w.name = p_worker;
  end if;
  if v_ids = '{}' then
    return;
  end if;

  if v_worker.model is not null then
    v_poor := salesflow.over_budget(v_ids);
    if v_poor <> '{}' then
      update salesflow.events as e set model = null where e.event_id = any (v_poor);
    end if;
    -- the requests; an event that has none is over before it began
    select
      array_agg(c.result order by array_position(v_ids, g.id)),
      array_agg(
        row(e.event_id, e.lease, case when c.error is null then 'skip' else 'failure' end, null,
          case when c.error is null then 'nothing_to_do' else 'context' end, c.error, null, null)::salesflow.settlement)
        filter (where c.result is null and g.id <> all (v_poor))
    into v_inputs, v_ended
    from unnest(v_ids) as g (id)
    join salesflow.events as e on e.event_id = g.id
    left join salesflow.call_kinds('context', array(select id from unnest(v_ids) as id where id <> all (v_poor))) as c
      on c.event_id = g.id;
    if v_ended is not null then
      perform salesflow.settle_events(v_ended);
    end if;
  end if;

  return query
    select
      e.event_id, e.lease, e.kind, e.attempt,
      case when e.model is null then 'offline' else 'model' end,
      case when e.event_id = any (v_poor) then 'budget' when e.model is null then v_worker.problem end,
      e.model,
      case when e.model is not null then k.instructions end,
      g.input,
      case when e.model is not null then k.schema end,
      k.prompt_version, k.max_output_tokens, e.leased_until
    from unnest(v_ids, v_inputs) with ordinality as g (id, input, position)
    join salesflow.events as e on e.event_id = g.id
    join salesflow.event_kinds as k on k.kind = e.kind
    where e.lease is not null
    order by g.position;
end
$$;
comment on function salesflow.claim_events(text, integer) is
  'Leases up to that many due events and hands each out as a finished request. mode model: ask model with instructions, input and schema before deadline, then complete_event() or fail_event(). mode offline: call complete_offline() with the reason (no_model, budget, …). Raises SF204 (worker not registered).';

create function salesflow.exchange(p_worker text, p_completions jsonb, p_batch integer)
  returns jsonb
  language plpgsql
  security definer
  set search_path = pg_catalog, pg_temp
  set enable_seqscan = off
as $$
declare
  v_results jsonb := jsonb_build_array();
  v_events jsonb;
  v_kinds jsonb;
begin
  if p_completions <> '[]' then
    select jsonb_agg(jsonb_build_object('event_id', c.event_id, 'status', c.status, 'detail', c.detail))
    into v_results
    from salesflow.complete_events(p_completions) as c;
  else
    -- a claim alone need not wait for the disk: should a crash forget it, the events were never claimed
    perform set_config('synchronous_commit', 'off', true);
  end if;
  select
    jsonb_agg(to_jsonb(c) - '{instructions,schema,max_output_tokens,position}'::text[] order by c.position),
    -- what all requests of a kind share, once
    jsonb_object_agg(
      c.kind, jsonb_build_object('instructions', c.instructions, 'schema', c.schema, 'max_output_tokens', c.max_output_tokens))
      filter (where c.mode = 'model')
  into v_events, v_kinds
  from salesflow.claim_events(p_worker, p_batch) with ordinality as
    c (event_id, lease, kind, attempt, mode, reason, model, instructions, input, schema, prompt_version,
      max_output_tokens, deadline, position);
  return jsonb_build_object(
    'results', v_results,
    'events', coalesce(v_events, '[]'),
    'kinds', coalesce(v_kinds, '{}'),
    'is_drained', (select w.is_waiting from salesflow.workers as w where w.name = p_worker),
    'next_due_in', (
      select extract(epoch from e.run_at - clock_timestamp())
      from salesflow.events as e
      where e.lease is null and not e.is_due
      order by e.run_at
      limit 1));
end
$$;
comment on function salesflow.exchange(text, jsonb, integer) is
  'complete_events() and claim_events() in one round trip and one commit. Returns {results: [{event_id, status, detail}], events: [rows of claim_events], kinds: {kind: {instructions, schema, max_output_tokens}}, is_drained: no more was due, next_due_in: seconds until something is}.';

grant execute on function
  salesflow.register_worker(text, text, text, interval),
  salesflow.heartbeat(text, uuid[], text, text),
  salesflow.stop_worker(text),
  salesflow.claim_events(text, integer),
  salesflow.exchange(text, jsonb, integer)
  to salesflow_agent;

commit;
