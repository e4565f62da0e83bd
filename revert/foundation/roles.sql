-- Revert salesflow:foundation/roles from pg

begin;

alter default privileges for role salesflow_owner grant execute on functions to public;
alter default privileges for role salesflow_owner grant usage on types to public;

-- Another database of this cluster may still need the roles: then they stay.
do $$
declare
  v_role text;
begin
  foreach v_role in array array[
    'salesflow_admin', 'salesflow_bi', 'salesflow_manager', 'salesflow_rep',
    'salesflow_gateway', 'salesflow_jobs', 'salesflow_agent', 'salesflow_owner'
  ]
  loop
    execute format('drop owned by %I', v_role);
    begin
      execute format('drop role %I', v_role);
    exception
      when dependent_objects_still_exist then
        raise notice 'role % stays: another database needs it', v_role;
    end;
  end loop;
end
$$;

commit;
