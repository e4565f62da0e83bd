-- Verify salesflow:events/protect on pg

begin;

do $$
begin
  assert (select count(distinct polrelid) = 5 from pg_catalog.pg_policy
    where polname = 'people_see' and polrelid = any (array[
      'salesflow.events'::regclass,
      'salesflow.event_log'::regclass,
      'salesflow.dead_events'::regclass,
      'salesflow.model_calls'::regclass,
      'salesflow.model_days'::regclass
    ])), 'a table lacks its policies';
end
$$;

rollback;
