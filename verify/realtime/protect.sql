-- Verify salesflow:realtime/protect on pg

begin;

do $$
begin
  assert exists (
    select from pg_catalog.pg_policy
    where polname = 'people_see' and polrelid = 'public.signal_messages'::regclass),
    'a table lacks its policies';
end
$$;

rollback;
