-- Deploy salesflow:memory/agent_memory to pg
-- requires: lifecycle/waiting
-- What the agent remembers of users and leads, and how it recalls what matters now.

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
  last_accessed_at timestamptz,
  access_count     integer not null default 0,
  created_at       timestamptz not null default now(),
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

create function salesflow.remember(
  p_user_id uuid, p_lead_id uuid, p_memory_type text, p_content text, p_importance numeric default 0.5,
  p_context jsonb default '{}', p_source text default 'rules', p_cause text default null)
  returns uuid
  language sql
  set search_path = pg_catalog, pg_temp
as $$
  insert into public.agent_memory as m
    (user_id, lead_id, memory_type, content, importance_score, context, source, cause)
  values (p_user_id, p_lead_id, p_memory_type, p_content, p_importance, p_context, p_source, p_cause)
  on conflict (cause) do update set content = m.content
  returning id
$$;
comment on function salesflow.remember(uuid, uuid, text, text, numeric, jsonb, text, text) is
  'Keeps a memory; the same cause is kept once. Returns its id.';

create function public.recall_memories(
  p_user_id uuid, p_lead_id uuid default null, p_query text default null, p_limit integer default 10,
  p_as_of timestamptz default now())
  returns table (id uuid, lead_id uuid, memory_type text, content text, importance_score numeric, created_at timestamptz, relevance numeric)
  language plpgsql
  security definer
  set search_path = pg_catalog, pg_temp
  rows 10
as $$
begin
  -- guard: memories of whom the session may see
  if not salesflow.may_see_user(p_user_id) then
    raise exception 'role % may not recall the memories of user %', session_user, p_user_id using errcode = 'SF003';
  end if;
  return query
  with ranked as (
    select
      m.id, m.lead_id, m.memory_type, m.content, m.importance_score, m.created_at,
      round((
        m.importance_score
        * power(0.5, extract(epoch from p_as_of - coalesce(m.last_accessed_at, m.created_at))
            / extract(epoch from (select salesflow.policy_interval('memory.half_life'))))
        * (1 + ln(1 + m.access_count))
        * case when p_query is null then 1 else 0.1 + ts_rank(m.words, plainto_tsquery('simple', p_query)) end
        * case when m.lead_id = p_lead_id then 2 else 1 end
      )::numeric, 6) as relevance
    from public.agent_memory as m
    where (m.user_id = p_user_id or m.user_id is null)
      and (p_lead_id is null or m.lead_id = p_lead_id or m.lead_id is null)
      and (p_query is null or m.words @@ plainto_tsquery('simple', p_query))
    order by relevance desc, m.id
    limit p_limit
  ),
  -- a use that somebody else is counting at this moment goes uncounted: recalling never waits
  used as (
    update public.agent_memory as m
    set last_accessed_at = p_as_of, access_count = m.access_count + 1
    where m.id in (
      select u.id from public.agent_memory as u where u.id in (select r.id from ranked as r) for no key update skip locked)
  )
  select r.id, r.lead_id, r.memory_type, r.content::text, r.importance_score::numeric, r.created_at, r.relevance
  from ranked as r
  order by r.relevance desc, r.id;
end
$$;
comment on function public.recall_memories(uuid, uuid, text, integer, timestamptz) is
  'The memories that matter most now, best first: importance, halved every memory.half_life since the last recall, raised by use, by the lead and by the words of a query. Recalling counts as use. Raises SF003 (another user''s memories).';

grant select on public.agent_memory to salesflow_bi, salesflow_admin;
grant execute on function public.recall_memories(uuid, uuid, text, integer, timestamptz)
  to salesflow_rep, salesflow_manager, salesflow_bi, salesflow_admin;

commit;
