-- Revert salesflow:access/rows from pg

begin;

alter table salesflow.import_states no force row level security;
alter table salesflow.import_states disable row level security;
alter table salesflow.import_plan no force row level security;
alter table salesflow.import_plan disable row level security;
alter table salesflow.import_items no force row level security;
alter table salesflow.import_items disable row level security;
alter table salesflow.import_people no force row level security;
alter table salesflow.import_people disable row level security;
alter table public.imports no force row level security;
alter table public.imports disable row level security;

commit;
