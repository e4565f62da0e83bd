-- Deploy salesflow:memory/agent_memory to pg
-- requires: foundation/retention_rules
-- requires: crm/leads
-- stateful: what the agent remembers of users and leads.

begin;
set local role salesflow_owner;

insert into public.policies (key, value, unit, description, minimum, maximum)
values
  ('memory.half_life', '"30 days"', 'interval', 'Time after which a memory that nobody recalls weighs half.', 3600, null),
  ('memory.keep_unimportant', '"90 days"', 'interval', 'Memories below memory.important are deleted after this time without recall.', null, null),
  ('memory.important', '0.3', 'importance 0–1', 'Importance from which a memory is kept for good.', 0, 1);

insert into public.retention_rules (rule, table_name, clock, keep_policy, condition, description)
values
  ('memory.unimportant', 'public.agent_memory', 'coalesce(last_accessed_at, created_at)', 'memory.keep_unimportant',
    'importance_score < (select salesflow.policy_number(''memory.important''))', 'Unimportant memories nobody recalls.');

create table public.agent_memory (
  id               uuid primary key default gen_random_uuid(),
  user_id          uuid references public.users on delete cascade,
  lead_id          uuid references public.leads on delete cascade,
  memory_type      text not null check (memory_type in ('conversation', 'insight', 'pattern', 'feedback')),
  content          salesflow.label not null,
  context          salesflow.json_object not null default '{}',
  importance_score salesflow.share not null default 0.5,
  source           text not null default 'rules' check (source in ('rules', 'model', 'person')),
  cause            text unique,
  last_accessed_at salesflow.instant,
  access_count     integer not null default 0,
  created_at       salesflow.instant not null default now(),
  words            tsvector generated always as (to_tsvector('simple', content)) stored
)
with (fillfactor = 90);
comment on table public.agent_memory is 'What the agent remembers. Written by remember(), found by recall_memories().';
comment on column public.agent_memory.id is 'Key.';
comment on column public.agent_memory.user_id is 'User it concerns; null: all.';
comment on column public.agent_memory.lead_id is 'Lead it concerns; null: none in particular.';
comment on column public.agent_memory.memory_type is 'conversation, insight, pattern or feedback.';
comment on column public.agent_memory.content is 'What is remembered. May rest on text from outside: never trusted.';
comment on column public.agent_memory.context is 'Where it comes from.';
comment on column public.agent_memory.importance_score is 'How much it matters, 0–1.';
comment on column public.agent_memory.source is 'Who said so: rules, model or person.';
comment on column public.agent_memory.cause is 'What it was remembered for; the same cause is remembered once.';
comment on column public.agent_memory.last_accessed_at is 'Last recall.';
comment on column public.agent_memory.access_count is 'Number of recalls.';
comment on column public.agent_memory.created_at is 'When it was remembered.';
comment on column public.agent_memory.words is 'Its words, for search in any language.';

create index agent_memory_user on public.agent_memory (user_id, created_at desc);
create index agent_memory_lead on public.agent_memory (lead_id, created_at desc);
create index agent_memory_words on public.agent_memory using gin (words);

alter table public.agent_memory enable row level security;
alter table public.agent_memory force row level security;

grant select on public.agent_memory to salesflow_bi, salesflow_rep, salesflow_manager, salesflow_gateway, salesflow_admin;

commit;
