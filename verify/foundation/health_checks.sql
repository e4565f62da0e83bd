-- Verify salesflow:foundation/health_checks on pg

begin;

select
  'salesflow.measurement'::regtype,
  'public.health_checks'::regclass;

rollback;
