-- Deploy salesflow:crm/users to pg
-- requires: foundation/types
-- stateful: Squads and the people in them.

begin;
set local role salesflow_owner;

create table public.squads (
  id          uuid primary key default gen_random_uuid(),
  name        salesflow.label not null unique,
  external_id text unique,
  region      text,
  created_at  salesflow.instant not null default now()
);
comment on table public.squads is 'Teams of sales reps.';
comment on column public.squads.id is 'Key.';
comment on column public.squads.name is 'Name of the squad, unique.';
comment on column public.squads.external_id is 'Key in the system the squad was imported from.';
comment on column public.squads.region is 'Region or office.';
comment on column public.squads.created_at is 'When it was entered.';

create table public.users (
  id          uuid primary key default gen_random_uuid(),
  name        salesflow.label not null,
  email       text unique check (email like '%_@_%'),
  role        text not null default 'rep' check (role in ('rep', 'manager', 'admin')),
  squad_id    uuid references public.squads on delete set null,
  time_zone   salesflow.time_zone not null default 'Europe/Berlin',
  locale      salesflow.locale not null default 'de',
  review_time salesflow.planning_time,
  autonomy    text not null default 'assistant' check (autonomy in ('observer', 'assistant', 'autopilot')),
  active      boolean not null default true,
  db_role     name unique,
  external_id text unique,
  attributes  salesflow.json_object not null default '{}',
  created_at  salesflow.instant not null default now(),
  updated_at  salesflow.instant not null default now()
);
comment on table public.users is 'The people who sell: reps, their managers, administrators.';
comment on column public.users.id is 'Key.';
comment on column public.users.name is 'Full name.';
comment on column public.users.email is 'Address for notifications, unique.';
comment on column public.users.role is 'rep, manager or admin.';
comment on column public.users.squad_id is 'Squad the person belongs to (a manager: leads).';
comment on column public.users.time_zone is 'IANA time zone; the daily review runs by this clock.';
comment on column public.users.locale is 'Language of everything the system says to the person: de… or en….';
comment on column public.users.review_time is 'Local time from which the daily plan is made; null for the policy review.local_time; 23:45 at the latest.';
comment on column public.users.autonomy is 'How much may happen without asking: observer (nothing), assistant (drafts), autopilot (may send what policy allows).';
comment on column public.users.active is 'Whether the person works here now; only active users get plans.';
comment on column public.users.db_role is 'Database login role of the person: a session of that role acts as this user.';
comment on column public.users.external_id is 'Key in the system the person was imported from.';
comment on column public.users.attributes is 'Any other column of an import.';
comment on column public.users.created_at is 'When the person was entered.';
comment on column public.users.updated_at is 'When the row last changed.';

create index users_squad on public.users (squad_id);
create index users_name on public.users (lower(name));

-- Nobody sees a row before crm/see says who may.
alter table public.squads enable row level security;
alter table public.squads force row level security;
alter table public.users enable row level security;
alter table public.users force row level security;

grant select on public.squads, public.users to salesflow_rep, salesflow_manager, salesflow_gateway, salesflow_bi;
grant select, insert, update, delete on public.squads, public.users to salesflow_admin;

commit;
