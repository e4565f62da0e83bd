-- Verify salesflow:memory/agent_memory on pg

begin;

select
  'public.agent_memory'::regclass;

do $$
begin
  assert (select count(distinct key) from public.policies where key = any (array[
    'memory.half_life',
    'memory.keep_unimportant',
    'memory.important'
  ])) = 3, 'rows of public.policies are missing';
  assert (select count(distinct rule) from public.retention_rules where rule = any (array[
    'memory.unimportant'
  ])) = 1, 'rows of public.retention_rules are missing';
end
$$;

rollback;
