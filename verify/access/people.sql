-- Verify salesflow:access/people on pg

begin;

do $$
begin
  assert exists (select from pg_catalog.pg_policy where polrelid = 'public.imports'::regclass and polname = 'people_see'),
    'public.imports lacks its policies';
  assert exists (select from pg_catalog.pg_policy where polrelid = 'salesflow.import_people'::regclass and polname = 'people_see'),
    'salesflow.import_people lacks its policies';
  assert exists (select from pg_catalog.pg_policy where polrelid = 'salesflow.import_items'::regclass and polname = 'people_see'),
    'salesflow.import_items lacks its policies';
  assert exists (select from pg_catalog.pg_policy where polrelid = 'salesflow.import_plan'::regclass and polname = 'people_see'),
    'salesflow.import_plan lacks its policies';
  assert exists (select from pg_catalog.pg_policy where polrelid = 'salesflow.import_states'::regclass and polname = 'people_see'),
    'salesflow.import_states lacks its policies';
end
$$;

rollback;
