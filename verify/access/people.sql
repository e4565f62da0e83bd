-- Verify salesflow:access/people on pg

begin;

do $$
begin
  assert exists (select from pg_catalog.pg_policy where polrelid = 'salesflow.import_people'::regclass and polname = 'people_see'),
    'salesflow.import_people lacks its policies';
  assert exists (select from pg_catalog.pg_policy where polrelid = 'salesflow.import_items'::regclass and polname = 'people_see'),
    'salesflow.import_items lacks its policies';
  assert exists (select from pg_catalog.pg_policy where polrelid = 'salesflow.import_plan'::regclass and polname = 'people_see'),
    'salesflow.import_plan lacks its policies';
  assert exists (select from pg_catalog.pg_policy where polrelid = 'salesflow.import_states'::regclass and polname = 'people_see'),
    'salesflow.import_states lacks its policies';
  assert exists (select from pg_catalog.pg_policy where polrelid = 'salesflow.events'::regclass and polname = 'people_see'),
    'salesflow.events lacks its policies';
  assert exists (select from pg_catalog.pg_policy where polrelid = 'salesflow.event_log'::regclass and polname = 'people_see'),
    'salesflow.event_log lacks its policies';
  assert exists (select from pg_catalog.pg_policy where polrelid = 'salesflow.dead_events'::regclass and polname = 'people_see'),
    'salesflow.dead_events lacks its policies';
  assert exists (select from pg_catalog.pg_policy where polrelid = 'salesflow.model_calls'::regclass and polname = 'people_see'),
    'salesflow.model_calls lacks its policies';
  assert exists (select from pg_catalog.pg_policy where polrelid = 'salesflow.model_days'::regclass and polname = 'people_see'),
    'salesflow.model_days lacks its policies';
end
$$;

rollback;
