-- Verify salesflow:foundation/keep_history on pg

begin;

select
  'salesflow.record_setting_change()'::regprocedure,
  'salesflow.keep_history(regclass)'::regprocedure,
  'salesflow.policy_version()'::regprocedure;

do $$
begin
  assert exists (select from pg_catalog.pg_policy where polrelid = 'public.settings_history'::regclass and polname = 'people_see'),
    'public.settings_history lacks its policies';
end
$$;

rollback;
