-- Verify salesflow:events/kinds on pg

begin;

select
  'salesflow.event_kinds'::regclass;

rollback;
