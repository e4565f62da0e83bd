-- Deploy salesflow:foundation/schemas to pg
-- requires: foundation/roles
-- stateful: public holds what people use, salesflow holds the machinery.

begin;

create schema salesflow authorization salesflow_owner;
comment on schema salesflow is
  'Machinery of Sales Flow AI: queue, rules, job bodies, helpers. Not an interface; see public.';

grant usage, create on schema public to salesflow_owner;
revoke create on schema public from public;

grant usage on schema salesflow to
  salesflow_agent, salesflow_jobs, salesflow_gateway, salesflow_rep, salesflow_manager, salesflow_bi, salesflow_admin;

-- Checks the model's answers against their JSON schemas; later holds the learned win model.
create extension if not exists plpython3u;

commit;
