-- Deploy salesflow:foundation/protect to pg
-- requires: foundation/schemas
-- replaceable: the policies of a table in one call, one per role group.

begin;
set local role salesflow_owner;

create or replace procedure salesflow.unprotect(p_table text)
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_policy record;
begin
  for v_policy in select polname as name from pg_policy where polrelid = p_table::regclass loop
    execute format('drop policy %I on %s', v_policy.name, p_table::regclass);
  end loop;
end
$$;
comment on procedure salesflow.unprotect(text) is
  'Drops all policies of a table: with row-level security enabled and forced, nobody sees a row of it any more.';

create or replace procedure salesflow.protect(p_table text, p_people text, p_new_rows text default null)
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_table regclass := p_table::regclass;
begin
  call salesflow.unprotect(p_table);
  -- our own functions and the jobs; foreign keys look here, too
  execute format('create policy owner on %s to salesflow_owner using (true) with check (true)', v_table);
  execute format('create policy admin on %s to salesflow_admin using (true) with check (true)', v_table);
  execute format('create policy bi on %s for select to salesflow_bi using (true)', v_table);
  -- people never delete: no policy for it
  execute format(
    'create policy people_see on %s for select to salesflow_rep, salesflow_manager, salesflow_gateway using (%s)',
    v_table, p_people);
  execute format(
    'create policy people_add on %s for insert to salesflow_rep, salesflow_manager, salesflow_gateway with check (%s)',
    v_table, coalesce(p_new_rows, p_people));
  execute format(
    'create policy people_change on %s for update to salesflow_rep, salesflow_manager, salesflow_gateway using (%s) with check (%s)',
    v_table, p_people, p_people);
end
$$;
comment on procedure salesflow.protect(text, text, text) is
  'Makes the policies of a table: owner and administrators all rows, reporting reads all, people (rep, manager, gateway) see and change the rows that meet an SQL condition, and add those that meet another (default: the same). The table itself says enable and force row level security. What columns and verbs each role has is a matter of grants.';

commit;
