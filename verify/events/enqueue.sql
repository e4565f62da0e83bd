-- Verify salesflow:events/enqueue on pg

begin;

select
  'salesflow.last_ring'::regclass,
  'salesflow.ring_doorbell()'::regprocedure,
  'salesflow.enqueue_event(text, uuid, uuid, jsonb, text, text, timestamptz)'::regprocedure,
  'salesflow.enqueue_events(salesflow.new_event[])'::regprocedure,
  'salesflow.new_event'::regtype;

do $$
begin
  assert (select count(*) from public.policies where key = any (array[
    'events.ring_pause'
  ])) = 1, 'rows of public.policies are missing';
end
$$;

rollback;
