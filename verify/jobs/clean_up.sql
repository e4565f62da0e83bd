-- Verify salesflow:jobs/clean_up on pg

begin;

select
  'salesflow.delete_expired(text[], timestamptz)'::regprocedure,
  'salesflow.clean_up(timestamptz)'::regprocedure;

rollback;
