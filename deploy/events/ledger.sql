-- Deploy salesflow:events/ledger to pg
-- requires: foundation/use_policies
-- requires: foundation/retention_rules
-- stateful: What the model cost: prices, every call, and the sum per user and day that the budget is held against.

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
  input_price  numeric not null check (input_price between 0 and 1000000),
  cached_price numeric not null check (cached_price between 0 and 1000000),
  output_price numeric not null check (output_price between 0 and 1000000),
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
  lease          uuid,
  position       smallint,
  attempt        smallint,
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
  primary key (event_id, lease, position)
);
comment on table salesflow.model_calls is 'Every call of a model that was reported, with an answer, a failure, or too late, and what it cost. The key makes a report count once, however often it is sent.';
comment on column salesflow.model_calls.position is 'Counts the calls of one attempt (a truncated answer is asked for again).';
comment on column salesflow.model_calls.event_id is 'The event.';
comment on column salesflow.model_calls.lease is 'The attempt, by its lease.';
comment on column salesflow.model_calls.attempt is 'Which attempt it was; null: the answer came when it was no longer known.';
comment on column salesflow.model_calls.kind is 'Kind of the event.';
comment on column salesflow.model_calls.prompt_version is 'Version of the prompt, as in the rows of event_kinds that settings_history keeps.';
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

alter table salesflow.model_calls enable row level security;
alter table salesflow.model_calls force row level security;
alter table salesflow.model_days enable row level security;
alter table salesflow.model_days force row level security;

grant select on salesflow.model_prices, salesflow.model_calls, salesflow.model_days to salesflow_admin, salesflow_bi;
grant insert, update, delete on salesflow.model_prices to salesflow_admin;

commit;
