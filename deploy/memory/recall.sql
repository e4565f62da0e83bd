-- Deploy salesflow:memory/recall to pg
-- requires: crm/see
-- requires: memory/agent_memory
-- replaceable: how memories are kept, and how what matters now is recalled.

begin;
set local role salesflow_owner;

create or replace function salesflow.remember(
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

create or replace function salesflow.half_life(p_age interval, p_half_life interval)
  returns double precision
  language sql
  immutable
  parallel safe
  -- 0.5 ^ 1000 is still a number, and no age makes it overflow
  return power(0.5::double precision, least(1000, greatest(0,
    extract(epoch from p_age)::double precision / extract(epoch from p_half_life)::double precision)));
comment on function salesflow.half_life(interval, interval) is 'What an age has left of a value that halves every so often: 1 for none, and never an error for any.';

create or replace function public.recall_memories(
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
        * salesflow.half_life(p_as_of - coalesce(m.last_accessed_at, m.created_at), (select salesflow.policy_interval('memory.half_life')))
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
    set last_accessed_at = least(p_as_of, now()), access_count = m.access_count + 1
    where m.id in (
      select u.id from public.agent_memory as u where u.id in (select r.id from ranked as r) for no key update skip locked)
  )
  select r.id, r.lead_id, r.memory_type, r.content::text, r.importance_score::numeric, r.created_at::timestamptz, r.relevance
  from ranked as r
  order by r.relevance desc, r.id;
end
$$;
comment on function public.recall_memories(uuid, uuid, text, integer, timestamptz) is
  'The memories that matter most now, best first: importance, halved every memory.half_life since the last recall, raised by use, by the lead and by the words of a query. Recalling counts as use. Raises SF003 (another user''s memories).';

call salesflow.protect(
  'public.agent_memory',
  'case when lead_id is null then user_id = any ((select salesflow.visible_user_ids())::uuid[])'
  ' else exists (select from public.leads as l where l.id = agent_memory.lead_id) end');

grant execute on function public.recall_memories(uuid, uuid, text, integer, timestamptz)
  to salesflow_rep, salesflow_manager, salesflow_gateway, salesflow_bi, salesflow_admin;

commit;
