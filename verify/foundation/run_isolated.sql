-- Verify salesflow:foundation/run_isolated on pg

begin;

select
  'salesflow.run_isolated(text, anyarray, timestamptz)'::regprocedure;

rollback;
