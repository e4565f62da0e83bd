-- Verify salesflow:memory/recall on pg

begin;

select
  'salesflow.remember(uuid, uuid, text, text, numeric, jsonb, text, text)'::regprocedure,
  'salesflow.half_life(interval, interval)'::regprocedure,
  'public.recall_memories(uuid, uuid, text, integer, timestamptz)'::regprocedure;

do $$
begin
  assert exists (select from pg_catalog.pg_policy where polrelid = 'public.agent_memory'::regclass and polname = 'people_see'),
    'public.agent_memory lacks its policies';
end
$$;

rollback;
