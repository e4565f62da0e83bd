-- Verify salesflow:access/grants on pg

begin;

do $$
declare
  v_wrong text;
begin
  select string_agg(c.oid::regclass::text, ', ') into v_wrong
  from pg_catalog.pg_class as c
  where c.relnamespace = 'public'::regnamespace
    and c.relkind in ('v', 'm')
    and pg_get_userbyid(c.relowner) = 'salesflow_owner'
    and not has_table_privilege('salesflow_bi', c.oid, 'select');
  assert v_wrong is null, 'salesflow_bi cannot read ' || v_wrong;

  select string_agg(c.oid::regclass::text, ', ') into v_wrong
  from pg_catalog.pg_class as c
  where c.relnamespace in ('public'::regnamespace, 'salesflow'::regnamespace)
    and c.relkind in ('r', 'p', 'v', 'm')
    and has_table_privilege('salesflow_agent', c.oid, 'select, insert, update, delete, truncate, references, trigger');
  assert v_wrong is null, 'salesflow_agent may touch ' || v_wrong;

  select string_agg(p.oid::regprocedure::text, ', ') into v_wrong
  from pg_catalog.pg_proc as p
  where p.pronamespace = 'salesflow'::regnamespace
    and exists (select from pg_catalog.aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) as a where a.grantee = 0);
  assert v_wrong is null, 'PUBLIC may execute ' || v_wrong;
end
$$;

rollback;
