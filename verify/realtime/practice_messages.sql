-- Verify salesflow:realtime/practice_messages on pg

begin;

do $$
begin
  assert exists (select from public.signal_messages where source = 'practice'), 'messages are missing';
end
$$;

rollback;
