-- Verify salesflow:import/count_ownerless on pg

begin;

select
  'salesflow.count_ownerless_leads()'::regprocedure,
  'salesflow.measure_ownerless_leads()'::regprocedure;

rollback;
