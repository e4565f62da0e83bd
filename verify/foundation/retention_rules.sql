-- Verify salesflow:foundation/retention_rules on pg

begin;

select
  'public.retention_rules'::regclass;

rollback;
