-- Deploy salesflow:crm/normalise_activities to pg
-- requires: crm/activities
-- replaceable: The status of an activity that names none.

begin;
set local role salesflow_owner;

create or replace function salesflow.normalise_activity()
  returns trigger
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
begin
  new.status := case when new.due_date > greatest(new.occurred_at, now()) then 'scheduled' else 'completed' end;
  return new;
end
$$;
comment on function salesflow.normalise_activity() is 'Status of an activity that names none: scheduled when due in the future, else completed.';

create or replace trigger activities_100_normalise
  before insert on public.activities
  for each row when (new.status is null)
  execute function salesflow.normalise_activity();

commit;
