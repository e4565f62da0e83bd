-- Deploy salesflow:events/ledger to pg
-- requires: events/enqueue
-- What the model cost: prices, every call, and the sum per user and day that the budget is held against.

begin;
set local role salesflow_owner;

insert into public.policies (key, value, unit, description, minimum, maximum)
values
  ('events.currency', '"USD"', 'ISO 4217', 'Currency of model prices and of the budget.', null, null),
  ('events.budget_per_user_day', '1.00', 'events.currency', 'What the model may cost per user and local day. When it is spent, the rules answer.', 0, null),
  ('events.reserved_input_tokens', '4000', 'tokens', 'Length assumed for the input of a call in flight, until its usage is known.', 0, null),
  ('events.call_retention', '"1 year"', 'interval', 'How long single calls of the model are kept; the sums per day stay.', null, null);

insert into public.retention_rules (rule, table_name, clock, keep_policy, condition, description)
values
  ('events.model_calls', 'salesflow.model_calls', 'called_at', 'events.call_retention', 'true', 'Single calls of the model; the sums per day stay.');

create table salesflow.model_prices (
  model        text primary key,
  input_price  numeric not null check (input_price >= 0),
  cached_price numeric not null check (cached_price >= 0),
  output_price numeric not null check (output_price >= 0),
  currency     char(3) not null default salesflow.policy_text('events.currency') check (currency ~ '^[A-Z]{3}$')
);
comment on table salesflow.model_prices is 'Prices of models per million tokens. The row with the longest matching beginning of a model''s name counts; the one with the empty name is for all others.';
comment on column salesflow.model_prices.model is 'Beginning of the model''s name; '''' matches every model.';
comment on column salesflow.model_prices.input_price is 'Per million input tokens.';
comment on column salesflow.model_prices.cached_price is 'Per million input tokens that the provider had cached.';
comment on column salesflow.model_prices.output_price is 'Per million output tokens.';
comment on column salesflow.model_prices.currency is 'ISO 4217 currency of the prices. Only prices in the policy''s events.currency count.';

insert into salesflow.model_prices (model, input_price, cached_price, output_price)
values
  ('', 2.50, 1.25, 10.00),
  ('gpt-4o', 2.50, 1.25, 10.00),
  ('gpt-4o-mini', 0.15, 0.075, 0.60),
  ('gpt-4.1', 2.00, 0.50, 8.00),
  ('gpt-4.1-mini', 0.40, 0.10, 1.60),
  ('gpt-4.1-nano', 0.10, 0.025, 0.40),
  ('gpt-5', 1.25, 0.125, 10.00),
  ('gpt-5-mini', 0.25, 0.025, 2.00),
  ('gpt-5-nano', 0.05, 0.005, 0.40);

create table salesflow.model_calls (
  event_id       bigint,
  attempt        smallint,
  position       smallint,
  kind           text not null,
  prompt_version integer not null,
  lead_id        uuid,
  user_id        uuid,
  local_day      date not null,
  model          text not null,
  tokens_in      integer not null default 0,
  tokens_cached  integer not null default 0,
  tokens_out     integer not null default 0,
  cost           numeric not null default 0,
  currency       char(3) not null,
  latency_ms     integer,
  outcome        text not null,
  called_at      timestamptz not null default now(),
  primary key (event_id, attempt, position)
);
comment on table salesflow.model_calls is 'Every call of a model that an answer or a failure reported, and what it cost. The key makes a report count once, however often it is sent.';
comment on column salesflow.model_calls.position is 'Counts the calls of one attempt (a truncated answer is asked for again).';
comment on column salesflow.model_calls.event_id is 'The event.';
comment on column salesflow.model_calls.attempt is 'Which attempt.';
comment on column salesflow.model_calls.kind is 'Kind of the event.';
comment on column salesflow.model_calls.prompt_version is 'Version of the prompt (event_kind_history).';
comment on column salesflow.model_calls.lead_id is 'Lead it was about.';
comment on column salesflow.model_calls.user_id is 'User whose budget paid; null: nobody''s.';
comment on column salesflow.model_calls.local_day is 'Day by that user''s clock (UTC for nobody).';
comment on column salesflow.model_calls.model is 'Model that answered, as it names itself.';
comment on column salesflow.model_calls.tokens_in is 'Input tokens, cached ones included.';
comment on column salesflow.model_calls.tokens_cached is 'Of these, cached by the provider.';
comment on column salesflow.model_calls.tokens_out is 'Output tokens.';
comment on column salesflow.model_calls.cost is 'By model_prices, in currency.';
comment on column salesflow.model_calls.currency is 'ISO 4217 currency of cost.';
comment on column salesflow.model_calls.latency_ms is 'Time to the answer, in milliseconds.';
comment on column salesflow.model_calls.outcome is 'applied, invalid (violates the schema), rejected (could not be applied), refusal, truncated, malformed, lost (lease was), or the class of the error.';
comment on column salesflow.model_calls.called_at is 'When it was reported.';
create index model_calls_called on salesflow.model_calls using brin (called_at);

create table salesflow.model_days (
  user_id       uuid,
  local_day     date,
  currency      char(3),
  calls         integer not null,
  tokens_in     bigint not null,
  tokens_cached bigint not null,
  tokens_out    bigint not null,
  cost          numeric not null,
  primary key (user_id, local_day, currency)
)
with (fillfactor = 70);
comment on table salesflow.model_days is 'Sum of model_calls per user and local day, so that the budget is a look at one row.';
comment on column salesflow.model_days.user_id is 'The user; all zeros for calls done for nobody.';
comment on column salesflow.model_days.local_day is 'Day by the user''s clock.';
comment on column salesflow.model_days.currency is 'ISO 4217 currency of cost.';
comment on column salesflow.model_days.calls is 'Calls of a model.';
comment on column salesflow.model_days.tokens_in is 'Input tokens, cached ones included.';
comment on column salesflow.model_days.tokens_cached is 'Of these, cached.';
comment on column salesflow.model_days.tokens_out is 'Output tokens.';
comment on column salesflow.model_days.cost is 'Their cost.';

create function salesflow.model_price(p_model text, p_currency text)
  returns salesflow.model_prices
  language plpgsql
  stable
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_price salesflow.model_prices;
begin
  select p.*
  into v_price
  from salesflow.model_prices as p
  where starts_with(p_model, p.model) and p.currency = p_currency
  order by length(p.model) desc
  limit 1;
  return v_price;
end
$$;
comment on function salesflow.model_price(text, text) is 'Price of a model in a currency: the row with the longest matching beginning; nulls without one.';

-- PL/pgSQL here and below: it keeps its plans between calls, which SQL functions do not.
create function salesflow.over_budget(p_event_ids bigint[])
  returns bigint[]
  language plpgsql
  stable
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_nobody constant uuid := uuid '00000000-0000-0000-0000-000000000000';
  v_currency text := salesflow.policy_text('events.currency');
  v_input numeric := salesflow.policy_number('events.reserved_input_tokens');
  v_budget numeric := salesflow.policy_number('events.budget_per_user_day');
  v_over bigint[];
begin
  -- all that is in flight for the users of these events: what others hold first, then these in their order
  with payers as materialized (
    select
      coalesce(e.user_id, v_nobody) as user_id,
      (now() at time zone coalesce(min(u.time_zone), 'UTC'))::date as local_day
    from salesflow.events as e
    left join public.users as u on u.id = e.user_id
    where e.event_id = any (p_event_ids)
    group by 1
  ),
  in_flight as materialized (
    select e.event_id, e.kind, e.model, e.priority, p.user_id, p.local_day, e.event_id = any (p_event_ids) as is_asked
    from salesflow.events as e
    join payers as p on p.user_id = coalesce(e.user_id, v_nobody)
    where e.lease is not null and e.model is not null
  ),
  estimates as materialized (
    select
      f.kind, f.model,
      (v_input * price.input_price + k.max_output_tokens * price.output_price) * 0.000001 as cost
    from (select distinct kind, model from in_flight) as f
    join salesflow.event_kinds as k on k.kind = f.kind
    cross join lateral salesflow.model_price(f.model, v_currency) as price
  ),
  running as (
    select
      f.event_id, f.is_asked,
      coalesce(d.cost, 0) + sum(coalesce(x.cost, 0)) over (
        partition by f.user_id order by f.is_asked, f.priority, f.event_id rows unbounded preceding) as total
    from in_flight as f
    join estimates as x on x.kind = f.kind and x.model = f.model
    left join salesflow.model_days as d
      on d.user_id = f.user_id and d.local_day = f.local_day and d.currency = v_currency
  )
  select array_agg(r.event_id) into v_over from running as r where r.is_asked and r.total > v_budget;
  return coalesce(v_over, '{}');
end
$$;
comment on function salesflow.over_budget(bigint[]) is
  'Which of these leased events their user''s day has no money left for: what is spent, and what the calls in flight may come to, against events.budget_per_user_day. Two claims in the same instant do not see each other: together they may pass the limit by what one of them reserves.';

create function salesflow.charge_calls(p_calls jsonb)
  returns void
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_currency text := salesflow.policy_text('events.currency');
begin
  with reported as (
    select
      r.event_id, r.attempt, r.kind, r.lead_id, r.user_id, u.position,
      -- the version that was asked, should the prompt have changed meanwhile
      coalesce((u.call ->> 'prompt_version')::integer, r.prompt_version) as prompt_version,
      coalesce(u.call ->> 'model', 'unknown') as model,
      t.tokens_in, least((u.call ->> 'tokens_cached')::integer, t.tokens_in) as tokens_cached, t.tokens_out,
      (u.call ->> 'latency_ms')::numeric::integer as latency_ms,
      -- the last call of an attempt decided it; those before say themselves why they did not
      case when u.position = jsonb_array_length(c.calls) then r.outcome else coalesce(u.call ->> 'outcome', 'error') end as outcome
    from jsonb_to_recordset(p_calls) as r (
      event_id bigint, attempt smallint, kind text, prompt_version integer, lead_id uuid, user_id uuid,
      outcome text, usage jsonb)
    cross join lateral (
      select case jsonb_typeof(r.usage) when 'array' then r.usage when 'object' then jsonb_build_array(r.usage) else '[]' end
    ) as c (calls)
    cross join lateral jsonb_array_elements(c.calls) with ordinality as u (call, position)
    cross join lateral (
      select
        greatest(coalesce((u.call ->> 'tokens_in')::integer, 0), 0), greatest(coalesce((u.call ->> 'tokens_out')::integer, 0), 0)
    ) as t (tokens_in, tokens_out)
  ),
  prices as (
    select d.model, p.input_price, p.cached_price, p.output_price
    from (select distinct r.model from reported as r) as d
    cross join lateral salesflow.model_price(d.model, v_currency) as p
  ),
  charged as (
    insert into salesflow.model_calls
      (event_id, attempt, position, kind, prompt_version, lead_id, user_id, local_day, model,
        tokens_in, tokens_cached, tokens_out, cost, currency, latency_ms, outcome)
    select
      r.event_id, r.attempt, r.position, r.kind, r.prompt_version, r.lead_id, r.user_id,
      (now() at time zone coalesce(u.time_zone, 'UTC'))::date, r.model,
      r.tokens_in, coalesce(r.tokens_cached, 0), r.tokens_out,
      coalesce(
        ((r.tokens_in - coalesce(r.tokens_cached, 0)) * p.input_price + coalesce(r.tokens_cached, 0) * p.cached_price
          + r.tokens_out * p.output_price) * 0.000001,
        0),
      v_currency, r.latency_ms, r.outcome
    from reported as r
    join prices as p on p.model = r.model
    left join public.users as u on u.id = r.user_id
    on conflict on constraint model_calls_pkey do nothing
    returning user_id, local_day, tokens_in, tokens_cached, tokens_out, cost
  )
  insert into salesflow.model_days as d
    (user_id, local_day, currency, calls, tokens_in, tokens_cached, tokens_out, cost)
  select
    coalesce(c.user_id, '00000000-0000-0000-0000-000000000000') as payer, c.local_day, v_currency,
    count(*), sum(c.tokens_in), sum(c.tokens_cached), sum(c.tokens_out), sum(c.cost)
  from charged as c
  group by payer, c.local_day
  order by payer, c.local_day
  on conflict on constraint model_days_pkey do update
  set
    calls = d.calls + excluded.calls,
    tokens_in = d.tokens_in + excluded.tokens_in,
    tokens_cached = d.tokens_cached + excluded.tokens_cached,
    tokens_out = d.tokens_out + excluded.tokens_out,
    cost = d.cost + excluded.cost;
end
$$;
comment on function salesflow.charge_calls(jsonb) is
  'Enters model calls into the ledger and the sums of the day: [{event_id, attempt, kind, prompt_version, lead_id, user_id, outcome, usage}, …], usage being {model, tokens_in, tokens_cached, tokens_out, latency_ms, prompt_version} or an array of them.';

grant select on salesflow.model_prices, salesflow.model_calls, salesflow.model_days to salesflow_admin, salesflow_bi;
grant insert, update, delete on salesflow.model_prices to salesflow_admin;

commit;
