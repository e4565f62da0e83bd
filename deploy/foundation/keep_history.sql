-- Deploy salesflow:foundation/keep_history to pg
-- requires: foundation/protect
-- requires: foundation/settings_history
-- replaceable: One history for all settings: keep_history() of a table, and its changes are kept.

begin;
set local role salesflow_owner;

create or replace function salesflow.record_setting_change()
  returns trigger
  language plpgsql
  security definer
  set search_path = pg_catalog, pg_temp
as $$
begin
  -- security definer: whoever may change a setting must leave a trace and may not edit it
  insert into public.settings_history (table_name, key, old_row, new_row)
  select
    format('%I.%I', tg_table_schema, tg_table_name),
    (select string_agg(coalesce(change.new_row, change.old_row) ->> part.name, ' ' order by part.position)
     from unnest(tg_argv[0]::text[]) with ordinality as part (name, position)),
    change.old_row,
    change.new_row
  from (
    select
      case when tg_op <> 'INSERT' then to_jsonb(old) end as old_row,
      case when tg_op <> 'DELETE' then to_jsonb(new) end as new_row
  ) as change
  where change.old_row - 'updated_at' is distinct from change.new_row - 'updated_at';
  return null;
end
$$;
comment on function salesflow.record_setting_change() is
  'Writes one row of settings_history for each setting that changed. Its argument is the key of the table: {key,locale}.';

create or replace procedure salesflow.keep_history(p_table regclass)
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_key text[] := (
    select array_agg(a.attname::text order by k.position)
    from pg_index as i
    cross join unnest(i.indkey) with ordinality as k (number, position)
    join pg_attribute as a on a.attrelid = i.indrelid and a.attnum = k.number
    where i.indrelid = p_table and i.indisprimary);
begin
  execute format(
    'create or replace trigger %I after insert or update or delete on %s
      for each row execute function salesflow.record_setting_change(%L)',
    (select c.relname from pg_class as c where c.oid = p_table) || '_700_keep_history', p_table, v_key);
end
$$;
comment on procedure salesflow.keep_history(regclass) is
  'From now on every change of a row of the table is kept in settings_history. May be called again at any time.';

create or replace function salesflow.policy_version()
  returns bigint
  language sql
  stable
  security definer
  set search_path = pg_catalog, pg_temp
  -- security definer: the same number for everybody, whatever part of the history they see
  return (select max(version) from public.settings_history);
comment on function salesflow.policy_version() is
  'Version of the settings in force, for the audit: explains which thresholds, rules and texts an action followed.';

-- who may read a setting may read its history
call salesflow.protect('public.settings_history', 'has_table_privilege(to_regclass(table_name), ''select'')');

grant execute on function salesflow.policy_version() to salesflow_rep, salesflow_manager, salesflow_gateway, salesflow_bi, salesflow_admin;

commit;
