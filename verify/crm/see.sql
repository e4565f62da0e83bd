-- Verify salesflow:crm/see on pg

begin;

select
  'salesflow.role_sees_all()'::regprocedure,
  'salesflow.sees_all()'::regprocedure,
  'salesflow.visible_user_ids()'::regprocedure,
  'salesflow.may_see_user(uuid)'::regprocedure,
  'salesflow.may_see_lead(uuid)'::regprocedure,
  'salesflow.protect_by_user(text, text)'::regprocedure,
  'salesflow.protect_by_lead(text, text)'::regprocedure;

do $$
begin
  assert (
    select count(distinct polrelid) = 3 from pg_catalog.pg_policy
    where polrelid in ('public.squads'::regclass, 'public.users'::regclass, 'public.leads'::regclass)
      and polname = 'people_see'),
    'squads, users or leads lack their policies';
end
$$;

rollback;
