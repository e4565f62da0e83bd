-- Verify salesflow:foundation/policies on pg

begin;

select
  'public.policies'::regclass;

rollback;
