-- Deploy salesflow:crm/list_statuses to pg
-- requires: foundation/keep_history
-- requires: crm/lead_statuses
-- replaceable: Statuses by what they mean, and their history as settings.

begin;
set local role salesflow_owner;

create or replace function salesflow.active_statuses()
  returns text[]
  language sql
  stable
  return array(select status from public.lead_statuses where is_active);
comment on function salesflow.active_statuses() is 'The statuses in which a lead is worked on.';

call salesflow.keep_history('public.lead_statuses');

grant execute on function salesflow.active_statuses()
  to salesflow_rep, salesflow_manager, salesflow_gateway, salesflow_bi, salesflow_admin;

commit;
