-- Verify salesflow:foundation/schemas on pg

begin;

select 'salesflow'::regnamespace;

do $$
begin
  assert exists (select from pg_catalog.pg_language where lanname = 'plpython3u'), 'plpython3u is missing';
  assert not has_schema_privilege('public', 'public', 'create'), 'PUBLIC may create in schema public';
end
$$;

rollback;
