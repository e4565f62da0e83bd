-- Verify salesflow:realtime/reference_messages on pg

begin;

do $$
begin
  assert exists (select from public.signal_messages where source = 'reference'), 'messages are missing';
end
$$;

rollback;
