-- Revert salesflow:memory/agent_memory from pg

begin;

drop table public.agent_memory;
delete from public.retention_rules where rule in (
  'memory.unimportant'
);
delete from public.policies where key in (
  'memory.half_life',
  'memory.keep_unimportant',
  'memory.important'
);

commit;
