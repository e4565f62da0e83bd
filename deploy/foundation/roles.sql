-- Deploy salesflow:foundation/roles to pg
-- stateful: The roles that every later grant names, and deny by default for all that follows.
-- Roles belong to the whole cluster: another database of it may have made them already.

begin;

do $$
declare
  v_role record;
begin
  for v_role in
    select *
    from (values
      ('salesflow_owner',   false, 'owns every object of Sales Flow AI; nobody logs in as it'),
      ('salesflow_agent',   true,  'the agent daemon: may call the queue protocol, touches no table'),
      ('salesflow_jobs',    true,  'runs the scheduled jobs inside the server (pg_cron)'),
      ('salesflow_gateway', false, 'may say which user it acts for (web gateways)'),
      ('salesflow_rep',     false, 'sales representatives'),
      ('salesflow_manager', false, 'leads of squads'),
      ('salesflow_bi',      false, 'read-only reporting'),
      ('salesflow_admin',   false, 'sales operations: data, policies, jobs')
    ) as r (name, can_login, purpose)
  loop
    if not exists (select from pg_catalog.pg_roles where rolname = v_role.name) then
      execute format('create role %I %s', v_role.name, case when v_role.can_login then 'login' else 'nologin' end);
    end if;
    execute format('comment on role %I is %L', v_role.name, v_role.purpose);
  end loop;
end
$$;

-- Runaway statements end by themselves; nobody has to kill backends by age.
alter role salesflow_agent set statement_timeout = '60s';
alter role salesflow_agent set idle_in_transaction_session_timeout = '10s';
alter role salesflow_agent set lock_timeout = '5s';

-- An administrator sees all rows anyway, and COPY FROM asks for more than a policy that says so:
-- set role salesflow_admin, then copy.
alter role salesflow_admin bypassrls;

-- Job bodies are the owner's functions and procedures that commit cannot be security definer.
grant salesflow_owner to salesflow_jobs;

-- Only the global form revokes the built-in EXECUTE of PUBLIC; "in schema" would do nothing.
alter default privileges for role salesflow_owner revoke execute on functions from public;
alter default privileges for role salesflow_owner revoke usage on types from public;

commit;
