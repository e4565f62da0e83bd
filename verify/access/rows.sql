-- Verify salesflow:access/rows on pg

begin;

do $$
declare
  v_open text;
begin
  select string_agg(c.oid::regclass::text, ', ') into v_open
  from pg_catalog.pg_class as c
  where c.relnamespace in ('public'::regnamespace, 'salesflow'::regnamespace)
    and c.relkind in ('r', 'p')
    and not (c.relrowsecurity and c.relforcerowsecurity)
    and exists (select from pg_catalog.pg_attribute as a where a.attrelid = c.oid and a.attname in ('lead_id', 'user_id'));
  assert v_open is null, 'no row-level security on ' || v_open;
end
$$;

rollback;
