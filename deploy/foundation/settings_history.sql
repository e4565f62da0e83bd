-- Deploy salesflow:foundation/settings_history to pg
-- requires: foundation/schemas
-- stateful: Every change of every setting: who may change one leaves a trace and cannot edit it.

begin;
set local role salesflow_owner;

create table public.settings_history (
  version    bigint generated always as identity primary key,
  table_name text not null,
  key        text not null,
  old_row    jsonb,
  new_row    jsonb,
  changed_by text not null default session_user,
  changed_at timestamptz not null default now()
);
comment on table public.settings_history is
  'Every change of a setting (policies, rules, texts, jobs, statuses, …), written by trigger. version is the policy version that automated actions refer to. policy_history shows the policies alone.';
comment on column public.settings_history.version is 'Counts all changes of all settings.';
comment on column public.settings_history.table_name is 'Table, with its schema: public.policies.';
comment on column public.settings_history.key is 'Key of the row; the parts of a longer key stand one after another: review.quiet de.';
comment on column public.settings_history.old_row is 'The row before; null when it was new.';
comment on column public.settings_history.new_row is 'The row after; null when it was removed.';
comment on column public.settings_history.changed_by is 'Database role of the session that changed it.';
comment on column public.settings_history.changed_at is 'When it changed.';

create index settings_history_key on public.settings_history (table_name, key, version desc);

alter table public.settings_history enable row level security;
alter table public.settings_history force row level security;

grant select on public.settings_history to salesflow_rep, salesflow_manager, salesflow_gateway, salesflow_bi, salesflow_admin;

commit;
