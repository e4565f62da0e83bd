-- Deploy salesflow:access/rows to pg
-- requires: import/imports
-- requires: import/workshop
-- requires: events/ledger
-- stateful: rows of the rooms that do not yet say themselves whom they concern.

begin;
set local role salesflow_owner;

-- import
alter table public.imports enable row level security;
alter table public.imports force row level security;
alter table salesflow.import_people enable row level security;
alter table salesflow.import_people force row level security;
alter table salesflow.import_items enable row level security;
alter table salesflow.import_items force row level security;
alter table salesflow.import_plan enable row level security;
alter table salesflow.import_plan force row level security;
alter table salesflow.import_states enable row level security;
alter table salesflow.import_states force row level security;

-- events
alter table salesflow.events enable row level security;
alter table salesflow.events force row level security;
alter table salesflow.event_log enable row level security;
alter table salesflow.event_log force row level security;
alter table salesflow.dead_events enable row level security;
alter table salesflow.dead_events force row level security;
alter table salesflow.model_calls enable row level security;
alter table salesflow.model_calls force row level security;
alter table salesflow.model_days enable row level security;
alter table salesflow.model_days force row level security;

commit;
