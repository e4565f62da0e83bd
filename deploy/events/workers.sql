-- Deploy salesflow:events/workers to pg
-- requires: events/settle
-- replaceable: Workers register, show that they live, and leave; what the dead held is taken over.

begin;
set local role salesflow_owner;

create or replace function salesflow.live_workers()
  returns setof text
  language sql
  stable
  set search_path = pg_catalog, pg_temp
as $$
  -- Anybody may take any advisory lock: one shows life only if its holder may act as an agent.
  select w.name
  from salesflow.workers as w
  join pg_locks as l on l.objid = w.lock_number::oid
  join pg_stat_activity as a on a.pid = l.pid
  where w.stopped_at is null
    and l.locktype = 'advisory'
    and l.database = (select d.oid from pg_database as d where d.datname = current_database())
    and l.classid = 'salesflow.workers'::regclass
    and l.objsubid = 2
    and l.granted
    and pg_has_role(a.usesysid, 'salesflow_agent', 'member')
  union all
  -- a restart ended all sessions: time to come back
  select w.name
  from salesflow.workers as w
  where w.stopped_at is null
    and w.joined_at < pg_postmaster_start_time()
    and pg_postmaster_start_time() > now() - (select salesflow.policy_interval('events.restart_grace'))
$$;
comment on function salesflow.live_workers() is
  'Names of the workers whose listening session is there (its advisory lock shows it), or that have not had time to come back since the server was restarted.';

create or replace function salesflow.release_events(p_workers text[])
  returns integer
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_lost salesflow.settlement[] := array(
    select row(e.event_id, e.lease, 'loss', null, 'worker_gone', 'worker is gone: ' || e.worker, 0, null)::salesflow.settlement
    from salesflow.events as e
    where e.lease is not null and e.worker = any (p_workers));
begin
  if v_lost <> '{}' then
    perform salesflow.settle_events(v_lost);
    perform salesflow.ring_doorbell();
  end if;
  return cardinality(v_lost);
end
$$;
comment on function salesflow.release_events(text[]) is
  'Takes back what these workers hold, as failed attempts, and returns how many events. Their answers then count as lost and are asked for again.';

create or replace function salesflow.release_lost_workers()
  returns integer
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_lost text[] := array(
    select distinct e.worker from salesflow.events as e where e.lease is not null
    except
    select * from salesflow.live_workers());
begin
  return case when v_lost <> '{}' then salesflow.release_events(v_lost) else 0 end;
end
$$;
comment on function salesflow.release_lost_workers() is
  'Takes back at once what workers hold whose listening session is gone; returns how many events.';

create or replace function salesflow.register_worker(
  p_worker text, p_model text default null, p_problem text default null, p_interval interval default '10 s',
  p_instance uuid default null)
  returns void
  language plpgsql
  security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_instance uuid := coalesce(p_instance, gen_random_uuid());
  v_class constant integer := 'salesflow.workers'::regclass::oid::integer;
  v_number integer;
  v_known salesflow.workers;
begin
  -- The lock lives and dies with this session: it is how others see at once that the worker is gone. A number
  -- that nobody can foresee, and try: a stranger who holds it shall not keep us waiting.
  loop
    v_number := floor(random() * 2147483647);
    exit when pg_try_advisory_lock(v_class, v_number);
  end loop;
  insert into salesflow.workers (name, model, problem, is_waiting, "interval", instance, lock_number, alive_until)
  values (p_worker, null, 'no_model', true, p_interval, v_instance, v_number, now())
  on conflict (name) do nothing;
  select * into v_known from salesflow.workers as w where w.name = p_worker for update;
  -- its own former session may linger, another's must not be robbed of its name
  if v_known.instance <> v_instance then
    if p_worker in (select salesflow.live_workers())
      and not exists (
        select
        from pg_locks as l
        where l.pid = pg_backend_pid() and l.locktype = 'advisory' and l.classid = v_class::oid
          and l.objid = v_known.lock_number::oid)
    then
      perform pg_advisory_unlock(v_class, v_number);
      raise exception 'a worker named % is running', p_worker
        using errcode = 'SF207', hint = 'Give each its own name, or none: unset SALESFLOW_WORKER.';
    end if;
    perform salesflow.release_events(array[p_worker]);
  end if;
  update salesflow.workers as w
  set
    model = p_model,
    problem = case when p_model is null then coalesce(p_problem, 'no_model') end,
    is_waiting = true,
    "interval" = p_interval,
    instance = v_instance,
    lock_number = v_number,
    joined_at = now(),
    seen_at = now(),
    alive_until = now() + p_interval * salesflow.policy_number('events.missed_heartbeats')::double precision,
    stopped_at = null
  where w.name = p_worker;
  perform salesflow.release_lost_workers();
end
$$;
comment on function salesflow.register_worker(text, text, text, interval, uuid) is
  'Announces a worker, in the session that it listens with: name, model it asks (null: none, all goes by rules), why it has none, how often it will call heartbeat(), and which process it is. Call again, with the same instance, after a lost connection. Takes over at once what dead workers held, its own namesake among them. Raises SF207 (another process of that name is running).';

create or replace function salesflow.heartbeat(p_worker text, p_leases uuid[], p_model text, p_problem text default null)
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
  'Says that a worker lives, which events it holds (asked, or answered and not yet handed in: their leases are extended when half over; returns how many were), and which model it asks now (null: none, and why). Raises SF204 (not registered).';

create or replace function salesflow.stop_worker(p_worker text)
  returns integer
  language plpgsql
  security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_held salesflow.settlement[] := array(
    select row(e.event_id, e.lease, 'release', null, null, null, null, null)::salesflow.settlement
    from salesflow.events as e
    where e.worker = p_worker and e.lease is not null);
begin
  update salesflow.workers as w
  set stopped_at = now(), is_waiting = false, seen_at = now(), alive_until = now()
  where w.name = p_worker;
  if v_held <> '{}' then
    perform salesflow.settle_events(v_held);
  end if;
  return cardinality(v_held);
end
$$;
comment on function salesflow.stop_worker(text) is 'Says good-bye: gives back all that the worker still holds, without counting the attempts, and returns how many events.';

grant execute on function
  salesflow.register_worker(text, text, text, interval, uuid),
  salesflow.heartbeat(text, uuid[], text, text),
  salesflow.stop_worker(text)
  to salesflow_agent;

commit;
