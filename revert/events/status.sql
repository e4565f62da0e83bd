-- Revert salesflow:events/status from pg

begin;

drop view public.model_usage;
drop view public.dead_events;
drop view public.event_queue_status;
drop function salesflow.agent_status();
drop function public.retry_event(bigint);

commit;
