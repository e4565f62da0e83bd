-- Deploy salesflow:access/grants to pg
-- requires: foundation/roles
-- replaceable: What cuts across the rooms. Everything else is granted beside what it grants.

begin;
set local role salesflow_owner;

-- Reporting reads every view of schema public; what a view rests on, each room has granted.
do $$
declare
  v_view record;
begin
  for v_view in
    select c.oid::regclass as name
    from pg_catalog.pg_class as c
    where c.relnamespace = 'public'::regnamespace
      and c.relkind in ('v', 'm')
      and pg_get_userbyid(c.relowner) = 'salesflow_owner'
  loop
    execute format('grant select on %s to salesflow_bi', v_view.name);
  end loop;
end
$$;

commit;
