-- Deploy salesflow:events/queue to pg
-- requires: foundation/retention_rules
-- stateful: The durable queue: what waits for words, who works on it, what became of it.

begin;
set local role salesflow_owner;

insert into public.policies (key, value, unit, description, minimum, maximum)
values
  ('events.backoff_max', '"10 minutes"', 'interval', 'Longest pause before a failed event is tried again, unless the model names a longer one.', null, null),
  ('events.retry_after_max', '"1 hour"', 'interval', 'Longest pause that a model may ask for.', null, null),
  ('events.max_batch', '500', 'events', 'Most events handed out by one claim.', 1, 10000),
  ('events.missed_heartbeats', '3', 'heartbeats', 'A worker that missed as many counts as dead.', 1, 100),
  ('events.restart_grace', '"1 minute"', 'interval', 'Time that workers have after a restart of the server to come back to what they held.', null, null),
  ('events.ring_pause', '5', 'milliseconds', 'Workers are woken no oftener than this.', 0, 1000),
  ('events.log_retention', '"30 days"', 'interval', 'How long it is remembered what became of an event, and which causes have had theirs.', null, null);

insert into public.retention_rules (rule, table_name, clock, keep_policy, condition, description)
values
  ('events.log', 'salesflow.event_log', 'finished_at', 'events.log_retention', 'true', 'What became of events.'),
  ('events.causes', 'salesflow.event_causes', 'created_at', 'events.log_retention',
    'not exists (select from salesflow.events as e where (e.kind, e.cause) = (event_causes.kind, event_causes.cause))'
    ' and not exists (select from salesflow.dead_events as d where (d.kind, d.cause) = (event_causes.kind, event_causes.cause))',
    'Causes whose event is long over.'),
  ('events.workers', 'salesflow.workers', 'coalesce(stopped_at, alive_until)', 'events.log_retention', 'true', 'Daemons long gone.');

create table salesflow.events (
  event_id     bigint generated always as identity primary key,
  kind         text not null,
  lead_id      uuid,
  user_id      uuid,
  payload      jsonb not null default '{}' check (jsonb_typeof(payload) = 'object'),
  cause        text,
  coalesce_key text,
  priority     smallint not null,
  attempt      smallint not null default 0,
  is_due       boolean not null default true,
  run_at       timestamptz not null default now(),
  lease        uuid,
  leased_until timestamptz,
  worker       text,
  model        text,
  claimed_at   timestamptz,
  last_error   text,
  created_at   timestamptz not null default now()
)
-- small and hot: every row is written three times and gone
with (
  fillfactor = 70,
  autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000, autovacuum_vacuum_cost_delay = 0,
  autovacuum_analyze_scale_factor = 0, autovacuum_analyze_threshold = 5000
);
comment on table salesflow.events is
  'Events that wait for an answer or are being answered. A finished one leaves for event_log, a hopeless one for dead_events, in the commit of its effects. No foreign keys: they would lock a row of event_kinds and leads for each event.';
comment on column salesflow.events.event_id is 'Key; counts up, so it is also the age.';
comment on column salesflow.events.kind is 'What is to be done (event_kinds).';
comment on column salesflow.events.lead_id is 'Lead it is about: events of one lead are answered one at a time and in order. Null: independent of all others.';
comment on column salesflow.events.user_id is 'User it is done for, whose budget pays; null: nobody''s, which has a budget of its own.';
comment on column salesflow.events.payload is 'Facts and ids for the functions of the kind; the model sees none of it unless the context function says so.';
comment on column salesflow.events.cause is 'What set it off, as table:id. A kind answers each cause once.';
comment on column salesflow.events.coalesce_key is 'While it waits, an event of the same kind and key is absorbed into this one. Cleared when work begins.';
comment on column salesflow.events.priority is 'Small goes first, then age.';
comment on column salesflow.events.attempt is 'Attempts begun.';
comment on column salesflow.events.is_due is 'Whether it stands in line; false: it waits for run_at.';
comment on column salesflow.events.run_at is 'Not before this.';
comment on column salesflow.events.lease is 'Token of whoever works on it; only its bearer can finish the event.';
comment on column salesflow.events.leased_until is 'When others may take it over.';
comment on column salesflow.events.worker is 'Who works on it (workers.name).';
comment on column salesflow.events.model is 'Model that is being asked, while leased; null: nobody asks one.';
comment on column salesflow.events.claimed_at is 'When this attempt began.';
comment on column salesflow.events.last_error is 'Why the attempt before failed.';
comment on column salesflow.events.created_at is 'When it was enqueued.';

-- what may be claimed, in the order it is
create index events_ready on salesflow.events (priority, event_id) where lease is null and is_due;
-- head of the line of a lead: a failed event keeps its place
create index events_line on salesflow.events (lead_id, priority, event_id)
  where lease is null and (is_due or attempt > 0) and lead_id is not null;
-- one at a time per lead, whatever two claims see of each other
create unique index events_one_per_lead on salesflow.events (lead_id) where lease is not null and lead_id is not null;
create index events_leased on salesflow.events (leased_until) where lease is not null;
-- what is being asked for a user: dead entries count for no longer than a lease lasts
create index events_asked on salesflow.events
  ((coalesce(user_id, '00000000-0000-0000-0000-000000000000')), leased_until) where lease is not null and model is not null;
create index events_scheduled on salesflow.events (run_at) where lease is null and not is_due;
create unique index events_coalesce on salesflow.events (kind, coalesce_key) where coalesce_key is not null;

create table salesflow.event_causes (
  kind       text,
  cause      text,
  created_at timestamptz not null default now(),
  primary key (kind, cause)
);
comment on table salesflow.event_causes is
  'Causes that have had their event, finished or absorbed ones too: the one place that says whether an effect is still owed, under any isolation level.';
comment on column salesflow.event_causes.kind is 'Kind of the event.';
comment on column salesflow.event_causes.cause is 'What set it off, as table:id.';
comment on column salesflow.event_causes.created_at is 'When it was seen first.';

create table salesflow.event_log (
  event_id    bigint primary key,
  kind        text not null,
  lead_id     uuid,
  user_id     uuid,
  cause       text,
  outcome     text not null check (outcome in ('applied', 'skipped')),
  source      text check (source in ('model', 'rules')),
  reason      text,
  attempts    smallint not null,
  last_error  text,
  waited      interval not null,
  took        interval not null,
  finished_at timestamptz not null default now()
);
comment on table salesflow.event_log is 'What became of each event that ended well, kept for events.log_retention.';
comment on column salesflow.event_log.event_id is 'The event.';
comment on column salesflow.event_log.kind is 'What was to be done.';
comment on column salesflow.event_log.lead_id is 'Lead concerned.';
comment on column salesflow.event_log.user_id is 'User it was done for.';
comment on column salesflow.event_log.cause is 'What set it off.';
comment on column salesflow.event_log.outcome is 'applied, or skipped: there was nothing left to do.';
comment on column salesflow.event_log.source is 'Whose answer was applied: model or rules.';
comment on column salesflow.event_log.reason is 'Why the rules answered: no_model, budget, attempts, refusal, truncated, quota, unauthorized, …';
comment on column salesflow.event_log.attempts is 'Attempts it took.';
comment on column salesflow.event_log.last_error is 'What went wrong before it ended well.';
comment on column salesflow.event_log.waited is 'From enqueuing to the last attempt.';
comment on column salesflow.event_log.took is 'Length of the last attempt.';
comment on column salesflow.event_log.finished_at is 'When it ended.';
create index event_log_finished on salesflow.event_log using brin (finished_at);

create table salesflow.dead_events (
  event_id   bigint primary key,
  kind       text not null,
  lead_id    uuid,
  user_id    uuid,
  payload    jsonb not null,
  cause      text,
  attempts   smallint not null,
  error      text not null,
  created_at timestamptz not null,
  died_at    timestamptz not null default now()
);
comment on table salesflow.dead_events is 'Events that could not be answered, not by rules either. They stay until somebody retries or deletes them.';
comment on column salesflow.dead_events.event_id is 'The event; retry_event() takes it.';
comment on column salesflow.dead_events.kind is 'What was to be done.';
comment on column salesflow.dead_events.lead_id is 'Lead concerned.';
comment on column salesflow.dead_events.user_id is 'User it was to be done for.';
comment on column salesflow.dead_events.payload is 'Facts and ids.';
comment on column salesflow.dead_events.cause is 'What set it off.';
comment on column salesflow.dead_events.attempts is 'Attempts made.';
comment on column salesflow.dead_events.error is 'What went wrong at the end.';
comment on column salesflow.dead_events.created_at is 'When it was enqueued.';
comment on column salesflow.dead_events.died_at is 'When it was given up.';

-- A sequence, because all transactions see it at once and none waits for it.
create sequence salesflow.last_ring minvalue 0 start 0;
comment on sequence salesflow.last_ring is 'When the doorbell was last rung, in milliseconds since 1970.';

create table salesflow.workers (
  name        text primary key check (name <> ''),
  model       text,
  problem     text,
  is_waiting  boolean not null default false,
  "interval"  interval not null default '10 s' check ("interval" > '0'),
  instance    uuid not null,
  lock_number integer not null,
  started_at  timestamptz not null default now(),
  joined_at   timestamptz not null default now(),
  seen_at     timestamptz not null default now(),
  alive_until timestamptz not null,
  stopped_at  timestamptz
)
with (fillfactor = 50, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 100);
comment on table salesflow.workers is 'Daemons, running and past. One says that it lives every interval; a session-level advisory lock (lock_number) shows at once when it is gone.';
comment on column salesflow.workers.name is 'Name it was given, or chose: host, process, chance.';
comment on column salesflow.workers.model is 'Model it asks; null: it has none, and all it does is by rules.';
comment on column salesflow.workers.problem is 'Why it has no model: no_key, unauthorized, ….';
comment on column salesflow.workers.is_waiting is 'Whether its last claim brought less than it asked for. Only then is it worth a notification.';
comment on column salesflow.workers."interval" is 'How often it says that it lives: tells late from dead.';
comment on column salesflow.workers.instance is 'Which process it is: a name that lives belongs to one.';
comment on column salesflow.workers.lock_number is 'Number of the advisory lock its listening session holds; counts only while that is a session of an agent.';
comment on column salesflow.workers.started_at is 'When it registered first.';
comment on column salesflow.workers.joined_at is 'When it registered last, with the session that holds the lock.';
comment on column salesflow.workers.seen_at is 'When it was last heard of.';
comment on column salesflow.workers.alive_until is 'When it counts as dead, unless heard of before.';
comment on column salesflow.workers.stopped_at is 'When it said good-bye; null while it runs.';

create type salesflow.new_event as (
  kind         text,
  lead_id      uuid,
  user_id      uuid,
  payload      jsonb,
  cause        text,
  coalesce_key text,
  run_at       timestamptz
);
comment on type salesflow.new_event is
  'An event to enqueue. payload null: {}; cause null: enqueue always; coalesce_key null: absorb nothing; run_at null: at once.';

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
  'How an attempt ended: event and lease; outcome: answer (of the model), offline (the rules shall answer, for that reason), failure (error, of the class reason; retry_after in seconds), loss (its bearer is gone), skip (nothing to do), release (given back, does not count); usage of the model.';

alter table salesflow.events enable row level security;
alter table salesflow.events force row level security;
alter table salesflow.event_log enable row level security;
alter table salesflow.event_log force row level security;
alter table salesflow.dead_events enable row level security;
alter table salesflow.dead_events force row level security;

-- people read it through public.event_queue_status and others
grant select on salesflow.events, salesflow.event_log, salesflow.dead_events, salesflow.workers to salesflow_admin, salesflow_bi;

commit;
