-- Deploy salesflow:foundation/check_values to pg
-- requires: foundation/schemas
-- replaceable: Checks that types and tables make of what comes in.

begin;
set local role salesflow_owner;

create or replace function salesflow.is_time_zone(p_name text)
  returns boolean
  language plpgsql
  stable
  strict
  parallel safe
  set search_path = pg_catalog, pg_temp
as $$
begin
  perform now() at time zone p_name;
  return true;
exception
  when invalid_parameter_value then
    return false;
end
$$;
comment on function salesflow.is_time_zone(text) is 'Whether the server knows a time zone of that name (Europe/Berlin).';

create or replace function salesflow.is_cron_schedule(p_schedule text)
  returns boolean
  language sql
  immutable
  parallel safe
  set search_path = pg_catalog, pg_temp
as $$
  select p_schedule ~ ('^' || string_agg(
    format('(%1$s|%2$s)(,(%1$s|%2$s))*', field.number, format('(\*|%1$s-%1$s)(/[1-9][0-9]?)?', field.number)),
    ' ' order by field.position) || '$')
  from (values
    (1, '[0-5]?[0-9]'),
    (2, '([01]?[0-9]|2[0-3])'),
    (3, '(0?[1-9]|[12][0-9]|3[01])'),
    (4, '(0?[1-9]|1[0-2])'),
    (5, '[0-7]')
  ) as field (position, number)
$$;
comment on function salesflow.is_cron_schedule(text) is
  'Whether a text is a schedule of exactly five numeric fields: pg_cron accepts a sixth and then reads all of them wrongly.';

-- Checks of tables run with the rights of whoever writes.
grant execute on function salesflow.is_time_zone(text) to salesflow_rep, salesflow_manager, salesflow_gateway, salesflow_bi, salesflow_admin;
grant execute on function salesflow.is_cron_schedule(text) to salesflow_admin;

commit;
