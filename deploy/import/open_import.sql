-- Deploy salesflow:import/open_import to pg
-- requires: foundation/say
-- requires: crm/act_as
-- requires: import/vocabulary
-- requires: import/imports
-- requires: import/workshop
-- replaceable: an import begins, alone in its workshop.

begin;
set local role salesflow_owner;

create or replace function salesflow.clear_workshop()
  returns void
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
begin
  -- The lock is that of the tables, and a new file for each: one killed leaves neither rows nor statistics of rows
  -- that never were.
  truncate
    salesflow.import_rows, salesflow.import_fields, salesflow.import_items, salesflow.import_values, salesflow.import_people,
    salesflow.import_companies, salesflow.import_contacts, salesflow.import_plan;
end
$$;
comment on function salesflow.clear_workshop() is 'Empties the tables of a running import, which lets nobody else have them before our transaction ends.';

create or replace function salesflow.open_import(p_file text, p_dry_run boolean, p_locale text, p_retry_of uuid default null)
  returns uuid
  language plpgsql
  security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_id uuid;
begin
  -- one at a time: two files of the same leads would deadlock, and the workshop is shared
  perform salesflow.clear_workshop();
  insert into public.imports (file, is_dry_run, retry_of, locale, imported_by)
  values (
    p_file, p_dry_run, p_retry_of,
    salesflow.language(coalesce(p_locale, (select u.locale from public.users as u where u.id = salesflow.current_user_id()))),
    salesflow.current_user_id())
  returning id into v_id;
  return v_id;
end
$$;
comment on function salesflow.open_import(text, boolean, text, uuid) is 'Begins an import, waiting for a running one to end.';

create or replace function salesflow.source_id(p_source text, p_object text)
  returns smallint
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_id smallint;
begin
  select s.id into v_id from salesflow.import_sources as s where s.source = p_source and s.object = p_object;
  -- looked up first: an insert in vain would use up a number, and there are 32,767 of them
  if v_id is null then
    insert into salesflow.import_sources (source, object) values (p_source, p_object) returning id into v_id;
  end if;
  return v_id;
end
$$;
comment on function salesflow.source_id(text, text) is 'Key of a source and object in import_sources, where they get one when they are new. For a running import, which is alone.';

create or replace function salesflow.is_readable(p_problem text)
  returns boolean
  language sql
  immutable
  parallel safe
return p_problem is null or p_problem in ('unwrapped', 'replaced_characters');
comment on function salesflow.is_readable(text) is 'Whether a row is imported with this import_rows.problem: none, or one that only calls for a look.';

create or replace function salesflow.has_naming_field()
  returns boolean
  language sql
  stable
  set search_path = pg_catalog, pg_temp
as $$
  select exists (
    select from salesflow.import_fields as f
    where f.target in ('lead.external_id', 'lead.name', 'lead.first_name', 'lead.last_name', 'lead.company', 'lead.email',
      'company.name', 'contact.name', 'contact.email'))
$$;
comment on function salesflow.has_naming_field() is 'Whether the map of the running import says what a lead is called.';

grant execute on function salesflow.open_import(text, boolean, text, uuid) to salesflow_admin;

commit;
