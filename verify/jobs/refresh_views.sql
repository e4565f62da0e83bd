-- Verify salesflow:jobs/refresh_views on pg

begin;

select
  'salesflow.refresh_materialized_views(text[], timestamptz)'::regprocedure,
  'salesflow.refresh_views(timestamptz)'::regprocedure;

rollback;
