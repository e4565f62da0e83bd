-- Verify salesflow:memory/agent_memory on pg

begin;

select
  'public.agent_memory'::regclass,
  'salesflow.remember(uuid, uuid, text, text, numeric, jsonb, text, text)'::regprocedure,
  'public.recall_memories(uuid, uuid, text, integer, timestamptz)'::regprocedure;

do $$
begin
  assert (select count(*) from public.retention_rules where rule in ('memory.unimportant')) = 1,
    'rows of public.retention_rules are missing';
  assert (select count(*) from public.policies where key = any (array[
    'memory.half_life',
    'memory.keep_unimportant',
    'memory.important'
  ])) = 3, 'rows of public.policies are missing';
end
$$;

rollback;
