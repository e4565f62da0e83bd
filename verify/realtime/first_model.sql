-- Verify salesflow:realtime/first_model on pg

begin;

do $$
begin
  assert exists (select from public.signal_weights where feature = 'bias'), 'no weights are published';
end
$$;

rollback;
