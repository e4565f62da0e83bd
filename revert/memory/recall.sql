-- Revert salesflow:memory/recall from pg

begin;

call salesflow.unprotect('public.agent_memory');
drop function public.recall_memories(uuid, uuid, text, integer, timestamptz);
drop function salesflow.half_life(interval, interval);
drop function salesflow.remember(uuid, uuid, text, text, numeric, jsonb, text, text);

commit;
