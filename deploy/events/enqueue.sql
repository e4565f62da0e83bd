-- Deploy salesflow:events/enqueue to pg
-- requires: foundation/use_policies
-- requires: events/queue
-- requires: events/kinds
-- replaceable: The way into the queue, and the bell on the door.

begin;
set local role salesflow_owner;

-- NOTIFY takes a lock on the whole server at commit, so it is rung only where somebody sleeps by the door:
-- a worker whose last claim brought less than it asked for, and that is not known to be dead. And no oftener
-- than every few milliseconds: where many write at once, all but one would queue for that lock.
-- The races: this statement may read "nobody waits" while a worker finds nothing, because our rows are not
-- committed yet, and goes to sleep; or rely on the ring of a transaction that commits before us, or never.
-- Hence an idle worker looks again after about 50 and 500 ms, which covers every short transaction, and every
-- 5 s come what may, which covers the rest.
create or replace function salesflow.ring_doorbell()
  returns void
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_now bigint;
begin
  if not exists (select from salesflow.workers as w where w.is_waiting and w.stopped_at is null and w.alive_until > now()) then
    return;
  end if;
  v_now := extract(epoch from clock_timestamp()) * 1000;
  if abs(v_now - (select r.last_value from salesflow.last_ring as r)) >= salesflow.policy_number('events.ring_pause') then
    perform setval('salesflow.last_ring', v_now);
    perform pg_notify('salesflow_events', '');
  end if;
end
$$;
comment on function salesflow.ring_doorbell() is 'Wakes the workers, if one waits. At most one notification per transaction gets through, without payload.';

create or replace function salesflow.enqueue_event(
  p_kind text,
  p_lead_id uuid default null,
  p_user_id uuid default null,
  p_payload jsonb default '{}',
  p_cause text default null,
  p_coalesce_key text default null,
  p_run_at timestamptz default null)
  returns bigint
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_id bigint;
  v_is_due boolean;
  v_priority smallint;
begin
  select k.priority into v_priority from salesflow.event_kinds as k where k.kind = p_kind;
  if not found then
    raise exception 'there is no event kind %', p_kind
      using errcode = 'SF201', hint = 'select kind from salesflow.event_kinds order by kind;';
  end if;
  if p_cause is not null then
    insert into salesflow.event_causes (kind, cause) values (p_kind, p_cause) on conflict do nothing;
    if not found then
      return null;
    end if;
  end if;
  insert into salesflow.events as e
    (kind, lead_id, user_id, payload, cause, coalesce_key, priority, is_due, run_at)
  values (
    p_kind, p_lead_id, p_user_id, coalesce(p_payload, '{}'), p_cause, p_coalesce_key, v_priority,
    coalesce(p_run_at, now()) <= now(), coalesce(p_run_at, now()))
  on conflict (kind, coalesce_key) where coalesce_key is not null do update
  set
    lead_id = excluded.lead_id,
    user_id = excluded.user_id,
    payload = excluded.payload,
    cause = excluded.cause,
    run_at = least(e.run_at, excluded.run_at),
    is_due = e.is_due or excluded.is_due
  returning e.event_id, e.is_due into v_id, v_is_due;
  if v_is_due then
    perform salesflow.ring_doorbell();
  end if;
  return v_id;
end
$$;
comment on function salesflow.enqueue_event(text, uuid, uuid, jsonb, text, text, timestamptz) is
  'Enqueues one event; returns its id, or that of the waiting one that absorbed it, or null when its cause had its event already. Raises SF201 (unknown kind).';

create or replace function salesflow.enqueue_events(p_events salesflow.new_event[])
  returns bigint[]
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_ids bigint[];
  v_is_due boolean;
  v_unknown text;
begin
  -- most triggers fire for one row: the same by simple statements, five times as fast
  if cardinality(p_events) = 1 then
    return array_remove(
      array[salesflow.enqueue_event(
        p_events[1].kind, p_events[1].lead_id, p_events[1].user_id, p_events[1].payload, p_events[1].cause,
        p_events[1].coalesce_key, p_events[1].run_at)],
      null);
  end if;
  select n.kind into v_unknown
  from unnest(p_events) as n
  where not exists (select from salesflow.event_kinds as k where k.kind = n.kind)
  limit 1;
  if found then
    raise exception 'there is no event kind %', v_unknown
      using errcode = 'SF201', hint = 'select kind from salesflow.event_kinds order by kind;';
  end if;

  with given as materialized (
    select n.*
    from unnest(p_events) with ordinality as
      n (kind, lead_id, user_id, payload, cause, coalesce_key, run_at, position)
  ),
  fresh_causes as (
    insert into salesflow.event_causes as c (kind, cause)
    select distinct g.kind, g.cause from given as g where g.cause is not null order by g.kind, g.cause
    on conflict (kind, cause) do nothing
    returning c.kind, c.cause
  ),
  owed as (
    select distinct on (g.kind, g.cause, case when g.cause is null then g.position end) g.*
    from given as g
    left join fresh_causes as c on c.kind = g.kind and c.cause = g.cause
    where g.cause is null or c.cause is not null
    order by g.kind, g.cause, case when g.cause is null then g.position end, g.position
  ),
  -- of those that coalesce among themselves the newest stays, at the earliest of their times
  merged as (
    select
      o.*,
      min(coalesce(o.run_at, now())) over key as first_at,
      o.coalesce_key is null or row_number() over (key order by o.position desc) = 1 as is_newest
    from owed as o
    window key as (partition by o.kind, o.coalesce_key)
  ),
  enqueued as (
    insert into salesflow.events as e
      (kind, lead_id, user_id, payload, cause, coalesce_key, priority, is_due, run_at)
    select
      m.kind, m.lead_id, m.user_id, coalesce(m.payload, '{}'), m.cause, m.coalesce_key, k.priority,
      at.run_at <= now(), at.run_at
    from merged as m
    join salesflow.event_kinds as k on k.kind = m.kind
    cross join lateral (
      select case when m.coalesce_key is null then coalesce(m.run_at, now()) else m.first_at end
    ) as at (run_at)
    where m.is_newest
    -- keys in their order, so that two sets that absorb the same events queue instead of deadlocking
    order by m.coalesce_key is not null, case when m.coalesce_key is not null then m.kind end, m.coalesce_key, m.position
    on conflict (kind, coalesce_key) where coalesce_key is not null do update
    set
      lead_id = excluded.lead_id,
      user_id = excluded.user_id,
      payload = excluded.payload,
      cause = excluded.cause,
      run_at = least(e.run_at, excluded.run_at),
      is_due = e.is_due or excluded.is_due
    returning e.event_id, e.is_due
  )
  select array_agg(q.event_id order by q.event_id), bool_or(q.is_due) into v_ids, v_is_due from enqueued as q;

  if v_is_due then
    perform salesflow.ring_doorbell();
  end if;
  return coalesce(v_ids, '{}');
end
$$;
comment on function salesflow.enqueue_events(salesflow.new_event[]) is
  'Enqueues a set of events in one statement and returns the ids of those that wait now: new ones and ones that absorbed some. A cause that had its event of that kind is left out. Raises SF201 (unknown kind). From a trigger: select salesflow.enqueue_events(array_agg(row(…)::salesflow.new_event)) from new_rows.';

commit;
