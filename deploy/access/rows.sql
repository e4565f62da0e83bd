-- Deploy salesflow:access/rows to pg
-- requires: import/imports
-- requires: import/workshop
-- stateful: rows of the import room, which does not yet say itself whom they concern.

begin;
set local role salesflow_owner;

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

commit;
