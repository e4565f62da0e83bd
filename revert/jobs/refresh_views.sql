-- Revert salesflow:jobs/refresh_views from pg

begin;

drop function salesflow.refresh_views(timestamptz);
drop function salesflow.refresh_materialized_views(text[], timestamptz);

commit;
