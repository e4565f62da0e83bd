-- Deploy salesflow:events/status to pg
-- requires: crm/leads
-- requires: events/ledger
-- requires: events/enqueue
-- replaceable: What people see of the queue, and what they can do about it.

begin;
set local role salesflow_owner;

create or replace view public.event_queue_status with (security_invoker = true) as
select
  k.kind,
  count(e.event_id) filter (where e.lease is null) as waiting,
  count(e.event_id) filter (where e.lease is null and e.run_at <= now()) as due,
  count(e.event_id) filter (where e.lease is not null) as leased,
  count(e.event_id) filter (where e.attempt > 0 and e.lease is null) as retrying,
  now() - min(e.run_at) filter (where e.lease is null and e.run_at <= now()) as oldest_age,
  (select count(*) from salesflow.dead_events as d where d.kind = k.kind) as dead
from salesflow.event_kinds as k
left join salesflow.events as e on e.kind = k.kind
group by k.kind;
comment on view public.event_queue_status is 'The queue of events at a glance, one row per kind.';
comment on column public.event_queue_status.kind is 'Kind of the events.';
comment on column public.event_queue_status.waiting is 'Waiting, due or not.';
comment on column public.event_queue_status.due is 'Waiting and due.';
comment on column public.event_queue_status.leased is 'Being worked on.';
comment on column public.event_queue_status.retrying is 'Waiting to be tried again.';
comment on column public.event_queue_status.oldest_age is 'For how long the oldest due one has been so; null when none is.';
comment on column public.event_queue_status.dead is 'Given up (dead_events).';

create or replace view public.dead_events with (security_invoker = true) as
select
  d.event_id, d.kind, d.lead_id, l.name as lead_name, d.user_id, u.name as user_name, d.payload, d.cause, d.attempts,
  d.error, d.created_at, d.died_at
from salesflow.dead_events as d
left join public.leads as l on l.id = d.lead_id
left join public.users as u on u.id = d.user_id;
comment on view public.dead_events is 'Events that were given up, with the error. Mend what it names, then select retry_event(event_id).';
comment on column public.dead_events.event_id is 'The event; retry_event() takes it.';
comment on column public.dead_events.kind is 'What was to be done.';
comment on column public.dead_events.lead_id is 'Lead concerned.';
comment on column public.dead_events.lead_name is 'Name of the lead.';
comment on column public.dead_events.user_id is 'User it was to be done for.';
comment on column public.dead_events.user_name is 'Name of the user.';
comment on column public.dead_events.payload is 'Facts and ids.';
comment on column public.dead_events.cause is 'What set it off.';
comment on column public.dead_events.attempts is 'Attempts made.';
comment on column public.dead_events.error is 'What went wrong at the end.';
comment on column public.dead_events.created_at is 'When it was enqueued.';
comment on column public.dead_events.died_at is 'When it was given up.';

create or replace view public.model_usage with (security_invoker = true) as
select
  u.id as user_id, u.name as user_name, d.local_day, d.calls, d.tokens_in, d.tokens_cached, d.tokens_out, d.cost,
  d.currency,
  (select salesflow.policy_number('events.budget_per_user_day')) as budget
from salesflow.model_days as d
left join public.users as u on u.id = d.user_id;
comment on view public.model_usage is 'What the model was used for and cost, per user and local day.';
comment on column public.model_usage.user_id is 'The user; null for calls done for nobody.';
comment on column public.model_usage.user_name is 'Name of the user.';
comment on column public.model_usage.local_day is 'Day by the user''s clock.';
comment on column public.model_usage.calls is 'Calls of a model.';
comment on column public.model_usage.tokens_in is 'Input tokens, cached ones included.';
comment on column public.model_usage.tokens_cached is 'Of these, cached by the provider.';
comment on column public.model_usage.tokens_out is 'Output tokens.';
comment on column public.model_usage.cost is 'Their cost, in currency.';
comment on column public.model_usage.currency is 'ISO 4217 currency.';
comment on column public.model_usage.budget is 'What a day may cost now (policy events.budget_per_user_day).';

create or replace function public.retry_event(p_event_id bigint)
  returns bigint
  language plpgsql
  security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_id bigint;
begin
  -- security definer: nobody writes the queue's tables by hand
  with dead as (
    delete from salesflow.dead_events as d where d.event_id = p_event_id returning d.*
  )
  -- a new id: the calls of the old one stay its own
  insert into salesflow.events (kind, lead_id, user_id, payload, cause, priority, last_error, created_at)
  select d.kind, d.lead_id, d.user_id, d.payload, d.cause, k.priority, d.error, d.created_at
  from dead as d
  join salesflow.event_kinds as k on k.kind = d.kind
  returning event_id into v_id;
  if v_id is null then
    raise exception 'there is no dead event %', p_event_id
      using errcode = 'SF206', hint = 'select event_id, kind, error from dead_events;';
  end if;
  perform salesflow.ring_doorbell();
  return v_id;
end
$$;
comment on function public.retry_event(bigint) is
  'Puts a dead event back into the queue, with all its attempts, and returns its new id. Raises SF206 (no such dead event, or its kind is gone).';

create or replace function salesflow.agent_status()
  returns jsonb
  language sql
  stable
  security definer
  set search_path = pg_catalog, pg_temp
as $$
  -- security definer: the agent reads no table
  with workers as (
    select
      w.name, w.model, w.problem, w.started_at, w.seen_at,
      case
        when w.stopped_at is not null then 'stopped'
        when w.alive_until <= now() then 'dead'
        when w.seen_at + w."interval" * 1.5 < now() then 'late'
        else 'alive'
      end as state,
      (select count(*) from salesflow.events as e where e.worker = w.name and e.lease is not null) as in_flight
    from salesflow.workers as w
    where coalesce(w.stopped_at, w.alive_until) > now() - interval '1 hour'
  ),
  queue as (
    select q.kind, q.waiting, q.due, q.leased, q.retrying, extract(epoch from q.oldest_age) as oldest_s, q.dead
    from public.event_queue_status as q
  ),
  today as (
    select m.cost, m.budget
    from public.model_usage as m
    left join public.users as u on u.id = m.user_id
    where m.local_day = (now() at time zone coalesce(u.time_zone, 'UTC'))::date
      and m.currency = salesflow.policy_text('events.currency')
  ),
  problems as (
    select 'no_worker' as problem
    where not exists (select from workers where state in ('alive', 'late'))
    union all
    select 'worker_late' where exists (select from workers where state = 'late')
    union all
    select 'model_' || w.problem from workers as w where w.state in ('alive', 'late') and w.problem not in ('no_model', 'no_key')
    union all
    select 'dead_events' where exists (select from salesflow.dead_events)
  )
  select jsonb_build_object(
    'is_healthy', not exists (select from problems),
    'problems', coalesce((select jsonb_agg(distinct p.problem) from problems as p), '[]'),
    'workers', coalesce((select jsonb_agg(to_jsonb(w) order by w.started_at desc) from workers as w), '[]'),
    'queue', coalesce((select jsonb_agg(to_jsonb(q) order by q.kind) from queue as q), '[]'),
    'budget', jsonb_build_object(
      'currency', salesflow.policy_text('events.currency'),
      'per_user_day', salesflow.policy_number('events.budget_per_user_day'),
      'spent_today', (select coalesce(sum(t.cost), 0) from today as t),
      'users_without_budget', (select count(*) from today as t where t.cost >= t.budget)),
    'dead', (select count(*) from salesflow.dead_events))
$$;
comment on function salesflow.agent_status() is
  'How the agent fares, for salesflow agent status: {is_healthy, problems: [no_worker, worker_late, model_…, dead_events], workers, queue, budget, dead}.';

grant select on public.event_queue_status, public.dead_events, public.model_usage to salesflow_admin, salesflow_bi;
grant execute on function public.retry_event(bigint) to salesflow_admin;
grant execute on function salesflow.agent_status() to salesflow_agent, salesflow_admin;

commit;
