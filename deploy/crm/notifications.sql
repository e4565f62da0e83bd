-- Deploy salesflow:crm/notifications to pg
-- requires: crm/users
-- stateful: What users should hear of.

begin;
set local role salesflow_owner;

create table public.notifications (
  id         uuid primary key default gen_random_uuid(),
  user_id    uuid not null references public.users on delete cascade,
  kind       text not null,
  title      text not null,
  body       text,
  data       salesflow.json_object not null default '{}',
  dedupe_key text unique,
  created_at timestamptz not null default now(),
  read_at    salesflow.instant
);
comment on table public.notifications is 'What users should hear of. Delivery to the outside reads from here.';
comment on column public.notifications.id is 'Key.';
comment on column public.notifications.user_id is 'For whom.';
comment on column public.notifications.kind is 'daily_plan, system_health, …';
comment on column public.notifications.title is 'Headline, in the user''s language.';
comment on column public.notifications.body is 'Text, in the user''s language.';
comment on column public.notifications.data is 'What it refers to: {plan_id}, …';
comment on column public.notifications.dedupe_key is 'The same thing is told once.';
comment on column public.notifications.created_at is 'When it was made.';
comment on column public.notifications.read_at is 'When it was read.';

create index notifications_unread on public.notifications (user_id, created_at) where read_at is null;

alter table public.notifications enable row level security;
alter table public.notifications force row level security;

grant select on public.notifications to salesflow_rep, salesflow_manager, salesflow_gateway, salesflow_bi, salesflow_admin;
grant update (read_at) on public.notifications to salesflow_rep, salesflow_manager, salesflow_gateway, salesflow_admin;

commit;
