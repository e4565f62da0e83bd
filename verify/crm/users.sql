-- Verify salesflow:crm/users on pg

begin;

select
  'public.squads'::regclass,
  'public.users'::regclass;

rollback;
