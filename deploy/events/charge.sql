-- Deploy salesflow:events/charge to pg
-- requires: crm/users
-- requires: events/queue
-- requires: events/kinds
-- requires: events/ledger
-- replaceable: Calls of the model are paid for, and asked for only while there is money.

begin;
set local role salesflow_owner;

create or replace function salesflow.model_price(p_model text, p_currency text)
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
create or replace function salesflow.is_over_budget(p_user_id uuid)
  returns boolean
  language plpgsql
  stable
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_payer uuid := coalesce(p_user_id, '00000000-0000-0000-0000-000000000000');
  v_currency text := salesflow.policy_text('events.currency');
  v_input numeric := salesflow.policy_number('events.reserved_input_tokens');
  v_zone text := 'UTC';
  v_total numeric;
  v_asked record;
  v_price salesflow.model_prices;
begin
  if p_user_id is not null then
    select u.time_zone into v_zone from public.users as u where u.id = p_user_id;
  end if;
  select d.cost
  into v_total
  from salesflow.model_days as d
  where d.user_id = v_payer and d.local_day = (now() at time zone coalesce(v_zone, 'UTC'))::date and d.currency = v_currency;
  v_total := coalesce(v_total, 0);
  -- what the calls in flight may come to
  for v_asked in
    select k.max_output_tokens, a.model, a.calls
    from (
      select e.kind, e.model, count(*) as calls
      from salesflow.events as e
      where coalesce(e.user_id, '00000000-0000-0000-0000-000000000000') = v_payer
        and e.leased_until > now() and e.lease is not null and e.model is not null
      group by e.kind, e.model
    ) as a
    join salesflow.event_kinds as k on k.kind = a.kind
  loop
    v_price := salesflow.model_price(v_asked.model, v_currency);
    v_total := v_total + v_asked.calls * 0.000001
      * coalesce(v_input * v_price.input_price + v_asked.max_output_tokens * v_price.output_price, 0);
  end loop;
  return v_total > salesflow.policy_number('events.budget_per_user_day');
end
$$;
comment on function salesflow.is_over_budget(uuid) is
  'Whether what a user''s day has cost, and what the calls in flight may come to, exceeds events.budget_per_user_day. Null: what is done for nobody.';

create or replace function salesflow.over_budget(p_events salesflow.events[])
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
  v_is_over boolean;
  v_over bigint[];
begin
  if cardinality(p_events) = 1 then
    return case when p_events[1].model is not null and salesflow.is_over_budget(p_events[1].user_id)
      then array[p_events[1].event_id] else array[]::bigint[] end;
  end if;
  -- nearly always there is enough: then the sums alone decide
  with payers as (
    select coalesce(a.user_id, v_nobody) as payer
    from unnest(p_events) as a
    group by 1
  )
  select bool_or(coalesce(d.cost, 0) + f.cost > v_budget)
  into v_is_over
  from payers as p
  left join public.users as u on u.id = p.payer
  left join salesflow.model_days as d
    on d.user_id = p.payer
    and d.local_day = (now() at time zone coalesce(u.time_zone, 'UTC'))::date
    and d.currency = v_currency
  cross join lateral (
    select
      coalesce(sum(g.calls * (v_input * price.input_price + k.max_output_tokens * price.output_price)), 0) * 0.000001
    from (
      select e.kind, e.model, count(*) as calls
      from salesflow.events as e
      where coalesce(e.user_id, '00000000-0000-0000-0000-000000000000') = p.payer
        and e.leased_until > now() and e.lease is not null and e.model is not null
      group by e.kind, e.model
    ) as g
    join salesflow.event_kinds as k on k.kind = g.kind
    cross join lateral salesflow.model_price(g.model, v_currency) as price
  ) as f (cost);
  if not v_is_over then
    return array[]::bigint[];
  end if;

  -- who has to go without: what others hold comes first, then these in their order
  with payers as materialized (
    select
      coalesce(a.user_id, v_nobody) as payer,
      (now() at time zone coalesce(min(u.time_zone), 'UTC'))::date as local_day
    from unnest(p_events) as a
    left join public.users as u on u.id = a.user_id
    group by 1
  ),
  in_flight as materialized (
    select
      e.event_id, e.kind, e.model, e.priority, p.payer, p.local_day,
      e.event_id = any (array(select a.event_id from unnest(p_events) as a)) as is_asked
    from payers as p
    join salesflow.events as e
      on coalesce(e.user_id, '00000000-0000-0000-0000-000000000000') = p.payer
      and e.leased_until > now() and e.lease is not null and e.model is not null
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
        partition by f.payer order by f.is_asked, f.priority, f.event_id rows unbounded preceding) as total
    from in_flight as f
    join estimates as x on x.kind = f.kind and x.model = f.model
    left join salesflow.model_days as d
      on d.user_id = f.payer and d.local_day = f.local_day and d.currency = v_currency
  )
  select array_agg(r.event_id) into v_over from running as r where r.is_asked and r.total > v_budget;
  return coalesce(v_over, '{}');
end
$$;
comment on function salesflow.over_budget(salesflow.events[]) is
  'Which of these leased events their user''s day has no money left for: what is spent, and what the calls in flight may come to, against events.budget_per_user_day. Two claims in the same instant do not see each other: together they may pass the limit by what one of them reserves.';

create or replace function salesflow.whole_number(p_value jsonb)
  returns integer
  language sql
  immutable
  parallel safe
  return case when jsonb_typeof(p_value) = 'number' then least(greatest((p_value #>> '{}')::numeric, 0), 2147483647)::integer end;
comment on function salesflow.whole_number(jsonb) is 'A count that somebody else reports, held to what a count can be; null for what is no number.';

create or replace function salesflow.call_cost(
  p_tokens_in integer, p_tokens_cached integer, p_tokens_out integer, p_input_price numeric, p_cached_price numeric,
  p_output_price numeric)
  returns numeric
  language sql
  immutable
  parallel safe
  return coalesce(
    ((p_tokens_in - p_tokens_cached) * p_input_price + p_tokens_cached * p_cached_price + p_tokens_out * p_output_price) * 0.000001, 0);
comment on function salesflow.call_cost(integer, integer, integer, numeric, numeric, numeric) is
  'Cost of a call, from its tokens and the prices of a million of them; 0 for a model without price.';

create or replace function salesflow.charge_calls(p_events salesflow.events[], p_outcomes text[], p_usages jsonb[])
  returns void
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_currency text := salesflow.policy_text('events.currency');
begin
  with reported as (
    select
      e.event_id, e.lease, e.attempt, e.kind, e.lead_id, e.user_id, u.position,
      -- the version that was asked, should the prompt have changed meanwhile
      coalesce(salesflow.whole_number(u.call -> 'prompt_version'), k.prompt_version) as prompt_version,
      coalesce(u.call ->> 'model', 'unknown') as model,
      t.tokens_in, least(salesflow.whole_number(u.call -> 'tokens_cached'), t.tokens_in) as tokens_cached, t.tokens_out,
      salesflow.whole_number(u.call -> 'latency_ms') as latency_ms,
      -- the last call of an attempt decided it; those before say themselves why they did not
      case when u.position = jsonb_array_length(c.calls) then p_outcomes[e.ordinality] else coalesce(u.call ->> 'outcome', 'error') end
        as outcome
    from unnest(p_events) with ordinality as e
    join salesflow.event_kinds as k on k.kind = e.kind
    cross join lateral (
      select
        case jsonb_typeof(p_usages[e.ordinality])
          when 'array' then p_usages[e.ordinality] when 'object' then jsonb_build_array(p_usages[e.ordinality]) else '[]'
        end
    ) as c (calls)
    cross join lateral jsonb_array_elements(c.calls) with ordinality as u (call, position)
    cross join lateral (
      select
        coalesce(salesflow.whole_number(u.call -> 'tokens_in'), 0), coalesce(salesflow.whole_number(u.call -> 'tokens_out'), 0)
    ) as t (tokens_in, tokens_out)
    where u.position <= 100
  ),
  prices as materialized (
    select d.model, p.input_price, p.cached_price, p.output_price
    from (select distinct r.model from reported as r) as d
    cross join lateral salesflow.model_price(d.model, v_currency) as p
  ),
  charged as (
    insert into salesflow.model_calls
      (event_id, lease, position, attempt, kind, prompt_version, lead_id, user_id, local_day, model,
        tokens_in, tokens_cached, tokens_out, cost, currency, latency_ms, outcome)
    select
      r.event_id, r.lease, r.position, r.attempt, r.kind, r.prompt_version, r.lead_id, r.user_id,
      (now() at time zone coalesce(u.time_zone, 'UTC'))::date, r.model,
      r.tokens_in, coalesce(r.tokens_cached, 0), r.tokens_out,
      salesflow.call_cost(r.tokens_in, coalesce(r.tokens_cached, 0), r.tokens_out, p.input_price, p.cached_price, p.output_price),
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
comment on function salesflow.charge_calls(salesflow.events[], text[], jsonb[]) is
  'Enters model calls into the ledger and the sums of the day: for each attempt (event with its lease) the outcome and the usage, {model, tokens_in, tokens_cached, tokens_out, latency_ms, prompt_version} or an array of at most 100 of them.';

create or replace function salesflow.charge_call(p_event salesflow.events, p_outcome text, p_call jsonb, p_version integer)
  returns void
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_currency text := salesflow.policy_text('events.currency');
  v_model text := coalesce(p_call ->> 'model', 'unknown');
  v_in integer := coalesce(salesflow.whole_number(p_call -> 'tokens_in'), 0);
  v_cached integer := least(coalesce(salesflow.whole_number(p_call -> 'tokens_cached'), 0), v_in);
  v_out integer := coalesce(salesflow.whole_number(p_call -> 'tokens_out'), 0);
  v_price salesflow.model_prices := salesflow.model_price(v_model, v_currency);
  v_cost numeric := salesflow.call_cost(v_in, v_cached, v_out, v_price.input_price, v_price.cached_price, v_price.output_price);
  v_zone text := 'UTC';
  v_day date;
begin
  if p_event.user_id is not null then
    select u.time_zone into v_zone from public.users as u where u.id = p_event.user_id;
  end if;
  v_day := (now() at time zone coalesce(v_zone, 'UTC'))::date;
  insert into salesflow.model_calls
    (event_id, lease, position, attempt, kind, prompt_version, lead_id, user_id, local_day, model,
      tokens_in, tokens_cached, tokens_out, cost, currency, latency_ms, outcome)
  values (
    p_event.event_id, p_event.lease, 1, p_event.attempt, p_event.kind,
    coalesce(salesflow.whole_number(p_call -> 'prompt_version'), p_version), p_event.lead_id, p_event.user_id, v_day, v_model,
    v_in, v_cached, v_out, v_cost, v_currency, salesflow.whole_number(p_call -> 'latency_ms'), p_outcome)
  on conflict on constraint model_calls_pkey do nothing;
  if found then
    insert into salesflow.model_days as d
      (user_id, local_day, currency, calls, tokens_in, tokens_cached, tokens_out, cost)
    values (
      coalesce(p_event.user_id, '00000000-0000-0000-0000-000000000000'), v_day, v_currency, 1, v_in, v_cached, v_out, v_cost)
    on conflict on constraint model_days_pkey do update
    set
      calls = d.calls + 1,
      tokens_in = d.tokens_in + excluded.tokens_in,
      tokens_cached = d.tokens_cached + excluded.tokens_cached,
      tokens_out = d.tokens_out + excluded.tokens_out,
      cost = d.cost + excluded.cost;
  end if;
end
$$;
comment on function salesflow.charge_call(salesflow.events, text, jsonb, integer) is
  'charge_calls() for the one call of one attempt, by plain statements; p_version: of the prompt, where the call does not say.';

create or replace function salesflow.charge_late_calls(p_late salesflow.settlement[])
  returns void
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_events salesflow.events[];
  v_usages jsonb[];
begin
  -- of the event, whatever became of it since; the attempt was its bearer's
  select array_agg(jsonb_populate_record(null::salesflow.events, known.facts || jsonb_build_object('lease', l.lease, 'attempt', null))),
    array_agg(l.usage)
  into v_events, v_usages
  from unnest(p_late) as l
  cross join lateral (
    select jsonb_build_object('event_id', x.event_id, 'kind', x.kind, 'lead_id', x.lead_id, 'user_id', x.user_id)
    from (
      select e.event_id, e.kind, e.lead_id, e.user_id from salesflow.events as e where e.event_id = l.event_id
      union all
      select e.event_id, e.kind, e.lead_id, e.user_id from salesflow.event_log as e where e.event_id = l.event_id
      union all
      select e.event_id, e.kind, e.lead_id, e.user_id from salesflow.dead_events as e where e.event_id = l.event_id
    ) as x
    limit 1
  ) as known (facts);
  perform salesflow.charge_calls(v_events, array_fill('lost'::text, array[cardinality(v_events)]), v_usages);
end
$$;
comment on function salesflow.charge_late_calls(salesflow.settlement[]) is
  'Charges the calls of attempts whose lease was lost, as lost. What was charged for the same lease before is not charged again.';

commit;
