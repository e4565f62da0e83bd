-- Deploy salesflow:import/count_ownerless to pg
-- requires: foundation/health_checks
-- requires: crm/list_statuses
-- requires: crm/leads
-- replaceable: leads that nobody owns, and that no plan would ever show.

begin;
set local role salesflow_owner;

create or replace function salesflow.count_ownerless_leads()
  returns bigint
  language sql
  stable
  security definer
  set search_path = pg_catalog, pg_temp
as $$
  -- security definer: who may see no lead of nobody is still told how many there are
  select count(*) from public.leads as l where l.user_id is null and l.status = any (salesflow.active_statuses())
$$;
comment on function salesflow.count_ownerless_leads() is 'Open leads that nobody owns.';

create or replace function salesflow.measure_ownerless_leads()
  returns salesflow.measurement
  language sql
  stable
  set search_path = pg_catalog, pg_temp
as $$ select row(salesflow.count_ownerless_leads(), null, null)::salesflow.measurement $$;
comment on function salesflow.measure_ownerless_leads() is 'For system_health: open leads that nobody owns.';

grant execute on function salesflow.count_ownerless_leads()
  to salesflow_rep, salesflow_manager, salesflow_gateway, salesflow_bi, salesflow_admin;
grant execute on function salesflow.measure_ownerless_leads() to salesflow_bi, salesflow_admin;

commit;
