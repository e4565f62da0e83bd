-- Verify salesflow:crm/users on pg

begin;

select
  'public.squads'::regclass,
  'public.users'::regclass,
  'salesflow.touch_updated_at()'::regprocedure,
  'salesflow.acting_for()'::regprocedure,
  'salesflow.current_user_id()'::regprocedure,
  'public.act_as(uuid)'::regprocedure;

do $$
begin
  assert exists (select from pg_catalog.pg_trigger where tgrelid = 'public.users'::regclass and tgname = 'users_100_normalise'),
    'trigger users_100_normalise is missing';
end
$$;

rollback;
