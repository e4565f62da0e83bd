-- Deploy salesflow:crm/touch_users to pg
-- requires: crm/users
-- replaceable: When a user last changed.

begin;
set local role salesflow_owner;

create or replace function salesflow.touch_updated_at()
  returns trigger
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
begin
  new.updated_at := now();
  return new;
end
$$;
comment on function salesflow.touch_updated_at() is 'Keeps updated_at.';

create or replace trigger users_100_normalise
  before update on public.users
  for each row when (old.* is distinct from new.*)
  execute function salesflow.touch_updated_at();

commit;
