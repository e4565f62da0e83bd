-- Verify salesflow:access/people on pg

begin;

do $$
declare
  v_bare text;
begin
  select string_agg(c.oid::regclass::text, ', ') into v_bare
  from pg_catalog.pg_class as c
  where c.relnamespace in ('public'::regnamespace, 'salesflow'::regnamespace)
    and c.relrowsecurity
    and not exists (select from pg_catalog.pg_policy as p where p.polrelid = c.oid and p.polname = 'owner');
  assert v_bare is null, 'no policies on ' || v_bare;
end
$$;

rollback;
