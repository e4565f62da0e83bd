-- Verify salesflow:foundation/roles on pg

begin;

select
  'salesflow_owner'::regrole,
  'salesflow_agent'::regrole,
  'salesflow_jobs'::regrole,
  'salesflow_gateway'::regrole,
  'salesflow_rep'::regrole,
  'salesflow_manager'::regrole,
  'salesflow_bi'::regrole,
  'salesflow_admin'::regrole;

do $$
begin
  assert (select not rolcanlogin and not rolsuper from pg_catalog.pg_roles where rolname = 'salesflow_owner'),
    'salesflow_owner must be an ordinary role without login';
end
$$;

rollback;
