-- Deploy salesflow:events/kinds to pg
-- requires: foundation/types
-- requires: events/queue
-- requires: events/answers
-- One event kind = one row and three functions. The daemon knows none of them by name.

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
comment on column salesflow.event_kinds.prompt_version is 'Counts changes of instructions, schema and model (event_kind_history).';
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

create table salesflow.event_kind_history (
  kind           text not null,
  prompt_version integer not null,
  instructions   text not null,
  schema         jsonb not null,
  model          text,
  changed_by     text not null default session_user,
  changed_at     timestamptz not null default now(),
  primary key (kind, prompt_version)
);
comment on table salesflow.event_kind_history is 'Every version of every prompt: what a model was asked can always be told.';
comment on column salesflow.event_kind_history.kind is 'The kind.';
comment on column salesflow.event_kind_history.prompt_version is 'Its version.';
comment on column salesflow.event_kind_history.instructions is 'The prompt of that version.';
comment on column salesflow.event_kind_history.schema is 'The schema of that version.';
comment on column salesflow.event_kind_history.model is 'The model of that version, where the kind named one.';
comment on column salesflow.event_kind_history.changed_by is 'Database role of the session that changed it.';
comment on column salesflow.event_kind_history.changed_at is 'When it came into force.';

-- Looked up in the catalog once, and kept in the form that dynamic SQL can use as it stands.
create function salesflow.kind_function(p_name text, p_arguments text, p_result regtype, p_volatile boolean default false)
  returns text
  language plpgsql
  stable
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_name text;
begin
  select format('%I.%I', n.nspname, p.proname)
  into v_name
  from pg_catalog.pg_proc as p
  join pg_catalog.pg_namespace as n on n.oid = p.pronamespace
  where p.oid = to_regprocedure(p_name || p_arguments)
    and p.prorettype = p_result
    and not p.proretset
    and (p.provolatile = 'v' or not p_volatile);
  if v_name is null then
    raise exception 'there is no function % that returns %', p_name || p_arguments, p_result
      using errcode = 'SF202',
        hint = case when p_volatile then 'Create it before the kind, with its schema in the name, volatile.'
          else 'Create it before the kind, with its schema in the name.' end;
  end if;
  return v_name;
end
$$;
comment on function salesflow.kind_function(text, text, regtype, boolean) is
  'Qualified name of the function of an event kind. Raises SF202 when there is none of that name, arguments and result.';

create function salesflow.guard_event_kind()
  returns trigger
  language plpgsql
  security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_problem text := salesflow.schema_problem(new.schema);
begin
  -- guard: a kind that cannot work is not registered
  if v_problem is not null then
    raise exception 'the schema of event kind % cannot be used', new.kind using errcode = 'SF203', detail = v_problem;
  end if;
  new.context_fn := salesflow.kind_function(new.context_fn, '(salesflow.events)', 'jsonb');
  new.apply_fn := salesflow.kind_function(new.apply_fn, '(salesflow.events,jsonb,text)', 'void', true);
  if new.offline_fn is not null then
    new.offline_fn := salesflow.kind_function(new.offline_fn, '(salesflow.events)', 'jsonb');
  end if;
  new.updated_at := now();
  if tg_op = 'UPDATE' then
    new.prompt_version := old.prompt_version
      + ((new.instructions, new.schema, new.model) is distinct from (old.instructions, old.schema, old.model))::integer;
  else
    -- a kind that comes back does not write over its past
    new.prompt_version := coalesce(
      (select max(h.prompt_version) + 1 from salesflow.event_kind_history as h where h.kind = new.kind), 1);
  end if;
  return new;
end
$$;
comment on function salesflow.guard_event_kind() is
  'Verifies functions and schema of an event kind and counts its prompt version. Raises SF202 (no such function), SF203 (bad schema).';

create trigger event_kinds_300_guard
  before insert or update on salesflow.event_kinds
  for each row execute function salesflow.guard_event_kind();

create function salesflow.record_event_kind()
  returns trigger
  language plpgsql
  security definer
  set search_path = pg_catalog, pg_temp
as $$
begin
  -- security definer: whoever may change a prompt must leave a trace and may not edit it
  insert into salesflow.event_kind_history (kind, prompt_version, instructions, schema, model)
  select n.kind, n.prompt_version, n.instructions, n.schema, n.model
  from new_rows as n
  on conflict (kind, prompt_version) do nothing;
  return null;
end
$$;
comment on function salesflow.record_event_kind() is 'Keeps each version of a prompt.';

create trigger event_kinds_700_record_new
  after insert on salesflow.event_kinds
  referencing new table as new_rows
  for each statement execute function salesflow.record_event_kind();

create trigger event_kinds_700_record_changed
  after update on salesflow.event_kinds
  referencing new table as new_rows
  for each statement execute function salesflow.record_event_kind();

create function salesflow.guard_event_kind_in_use()
  returns trigger
  language plpgsql
  security definer
  set search_path = pg_catalog, pg_temp
as $$
begin
  if exists (select from salesflow.events as e where e.kind = old.kind) then
    raise exception 'event kind % still has events', old.kind
      using errcode = 'SF205', hint = 'Let them finish, or delete them from salesflow.events.';
  end if;
  return old;
end
$$;
comment on function salesflow.guard_event_kind_in_use() is 'Stands in for the foreign key that salesflow.events does without. Raises SF205.';

create trigger event_kinds_300_guard_in_use
  before delete on salesflow.event_kinds
  for each row execute function salesflow.guard_event_kind_in_use();

grant select on salesflow.event_kinds, salesflow.event_kind_history to salesflow_admin, salesflow_bi;
-- Wording and limits are an administrator's; functions and schema come with a deployment.
grant update (instructions, model, max_output_tokens, priority, max_attempts, lease, backoff)
  on salesflow.event_kinds to salesflow_admin;

commit;
