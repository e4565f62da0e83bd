-- Verify salesflow:crm/touch_users on pg

begin;

select
  'salesflow.touch_updated_at()'::regprocedure;

do $$
begin
  assert exists (select from pg_catalog.pg_trigger where tgrelid = 'public.users'::regclass and tgname = 'users_100_normalise'),
    'trigger users_100_normalise is missing';
end
$$;

rollback;
