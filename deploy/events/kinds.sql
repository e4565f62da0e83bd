-- Deploy salesflow:events/kinds to pg
-- requires: foundation/types
-- stateful: One event kind = one row and three functions. The daemon knows none of them by name.

begin;
set local role salesflow_owner;

create table salesflow.event_kinds (
  kind              text primary key check (kind ~ '^[a-z_]+(\.[a-z_]+)+$'),
  description_en    text not null check (description_en <> ''),
  description_de    text not null check (description_de <> ''),
  instructions      text not null check (instructions <> ''),
  schema            jsonb not null check (schema @> '{"type": "object", "additionalProperties": false}'),
  schema_hash       text not null generated always as (md5(schema::text)) stored,
  prompt_version    integer not null default 1,
  model             text,
  max_output_tokens integer not null default 2000 check (max_output_tokens > 0),
  priority          smallint not null default 50,
  max_attempts      smallint not null default 5 check (max_attempts > 0),
  lease             salesflow.duration not null default '60 s',
  backoff           interval not null default '5 s' check (backoff between '0' and '1 day'),
  context_fn        text not null,
  offline_fn        text,
  apply_fn          text not null,
  updated_at        timestamptz not null default now()
);
comment on table salesflow.event_kinds is
  'What can be asked of a model, one row each: the prompt, the schema of the answer, and three functions. context(salesflow.events) returns jsonb: what the model may see; null when there is nothing left to do. offline(salesflow.events) returns jsonb: the same answer by rules; null likewise. apply(salesflow.events, answer jsonb, source text) returns void: the effects, source being model or rules.';
comment on column salesflow.event_kinds.kind is 'Name, room first: review.wording.';
comment on column salesflow.event_kinds.description_en is 'What it does, in English.';
comment on column salesflow.event_kinds.description_de is 'What it does, in German.';
comment on column salesflow.event_kinds.instructions is 'The prompt (system message).';
comment on column salesflow.event_kinds.schema is 'JSON schema of the answer. For structured outputs: an object without additional properties, all properties required.';
comment on column salesflow.event_kinds.schema_hash is 'Key of the compiled schema.';
comment on column salesflow.event_kinds.prompt_version is 'Counts changes of instructions, schema and model; each version is in settings_history.';
comment on column salesflow.event_kinds.model is 'Model to ask; null: the one the worker is set to.';
comment on column salesflow.event_kinds.max_output_tokens is 'Longest answer, in tokens.';
comment on column salesflow.event_kinds.priority is 'Small goes first.';
comment on column salesflow.event_kinds.max_attempts is 'Attempts before the rules answer, or where there are none before it is given up.';
comment on column salesflow.event_kinds.lease is 'How long a worker may be silent about an event before others take it over.';
comment on column salesflow.event_kinds.backoff is 'Base of the pause after a failure: random between none and base × 2^(attempts - 1).';
comment on column salesflow.event_kinds.context_fn is 'Function (salesflow.events) returns jsonb: what the model may see.';
comment on column salesflow.event_kinds.offline_fn is 'Function (salesflow.events) returns jsonb: the answer by rules; null: there are no rules for it.';
comment on column salesflow.event_kinds.apply_fn is 'Function (salesflow.events, jsonb, text) returns void, volatile: the effects of an answer.';
comment on column salesflow.event_kinds.updated_at is 'When the row last changed.';

grant select on salesflow.event_kinds to salesflow_admin, salesflow_bi;
-- Wording and limits are an administrator's; functions and schema come with a deployment.
grant update (instructions, model, max_output_tokens, priority, max_attempts, lease, backoff)
  on salesflow.event_kinds to salesflow_admin;

commit;
