-- Deploy salesflow:lifecycle/status_history to pg
-- requires: audit/recommendations
-- The graph automation may follow, and the history of every change by anybody on any path.

begin;
set local role salesflow_owner;

create table public.lead_status_transitions (
  from_status text not null references public.lead_statuses,
  to_status   text not null references public.lead_statuses,
  primary key (from_status, to_status)
);
comment on table public.lead_status_transitions is
  'Status graph: the steps automation may take. People may set any status; automation only follows these edges, and only forward.';
comment on column public.lead_status_transitions.from_status is 'Status before.';
comment on column public.lead_status_transitions.to_status is 'Status after; of a higher rank.';

insert into public.lead_status_transitions (from_status, to_status)
values
  ('new', 'contacted'),
  ('new', 'qualified'),
  ('new', 'meeting_scheduled'),
  ('new', 'proposal_sent'),
  ('nurture', 'meeting_scheduled'),
  ('nurture', 'proposal_sent'),
  ('contacted', 'qualified'),
  ('contacted', 'meeting_scheduled'),
  ('contacted', 'proposal_sent'),
  ('qualified', 'meeting_scheduled'),
  ('qualified', 'proposal_sent'),
  ('meeting_scheduled', 'proposal_sent'),
  ('proposal_sent', 'negotiation'),
  ('proposal_sent', 'won'),
  ('proposal_sent', 'lost'),
  ('negotiation', 'won'),
  ('negotiation', 'lost');

create function salesflow.guard_status_graph()
  returns trigger
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
begin
  -- guard: forward only, so that automation can never loop
  if not exists (
    select
    from public.lead_statuses as f
    join public.lead_statuses as t on t.rank > f.rank
    where f.status = new.from_status and f.is_active and t.status = new.to_status
  ) then
    raise exception 'automation may not go from % to %', new.from_status, new.to_status
      using errcode = 'SF010', hint = 'Only from an active status to one of higher rank: select * from lead_statuses order by rank;';
  end if;
  return new;
end
$$;
comment on function salesflow.guard_status_graph() is 'Keeps the status graph free of loops. Raises SF010.';

create trigger lead_status_transitions_300_guard
  before insert or update on public.lead_status_transitions
  for each row execute function salesflow.guard_status_graph();

create table public.lead_status_history (
  id          uuid primary key default gen_random_uuid(),
  lead_id     uuid not null references public.leads on delete cascade,
  from_status text,
  to_status   text not null,
  changed_by  uuid references public.users on delete set null,
  reason      text,
  automated   boolean not null default false,
  metadata    jsonb not null default '{}',
  created_at  timestamptz not null default now(),
  position    bigint generated always as identity
);
comment on table public.lead_status_history is 'Every status a lead had: one row per change, by anybody on any path, written by trigger.';
comment on column public.lead_status_history.id is 'Key.';
comment on column public.lead_status_history.lead_id is 'The lead.';
comment on column public.lead_status_history.from_status is 'Status before; null for the lead''s first.';
comment on column public.lead_status_history.to_status is 'Status after.';
comment on column public.lead_status_history.changed_by is 'User whose session changed it; null for the system or a session that is nobody.';
comment on column public.lead_status_history.reason is 'Why.';
comment on column public.lead_status_history.automated is 'Whether a rule or the model did it, not a person or an import.';
comment on column public.lead_status_history.metadata is 'Rule, cause, facts and evidence: see leads.status_cause; {"actor": "person", "role": …} for people.';
comment on column public.lead_status_history.created_at is 'When the lead took the status.';
comment on column public.lead_status_history.position is 'Order of the rows where instants are equal.';

create index lead_status_history_lead on public.lead_status_history (lead_id, position desc);
create index lead_status_history_created on public.lead_status_history (created_at);

create function salesflow.record_first_status()
  returns trigger
  language plpgsql
  security definer
  set search_path = pg_catalog, pg_temp
as $$
begin
  insert into public.lead_status_history (lead_id, to_status, changed_by, reason, metadata, created_at)
  select
    n.id, n.status, (select salesflow.current_user_id()), coalesce(n.status_cause ->> 'reason', n.status_reason),
    coalesce(n.status_cause - 'reason', jsonb_build_object('actor', 'person', 'role', session_user)), n.status_since
  from new_rows as n
  order by n.created_at, n.id;
  return null;
end
$$;
comment on function salesflow.record_first_status() is 'Writes the first history row of new leads.';

create trigger leads_700_record_first_status
  after insert on public.leads
  referencing new table as new_rows
  for each statement execute function salesflow.record_first_status();

create function salesflow.record_status_change()
  returns trigger
  language plpgsql
  security definer
  set search_path = pg_catalog, pg_temp
  -- a plan made for one row serves the session: joining old and new rows by nested loops would be
  -- quadratic for the bulk update that comes after
  set enable_nestloop = off
as $$
begin
  -- most updates of leads leave the status alone, and every new activity makes one
  if not exists (
    select from old_rows as o join new_rows as n using (id) where o.status is distinct from n.status
  ) then
    return null;
  end if;

  with changed as (
    select
      gen_random_uuid() as id, n.id as lead_id, n.user_id, o.status as from_status, n.status as to_status,
      n.status_cause as cause, coalesce(n.status_cause ->> 'actor', 'person') as actor, n.status_reason, n.status_since
    from old_rows as o
    join new_rows as n using (id)
    where o.status is distinct from n.status
  ),
  history as (
    insert into public.lead_status_history
      (id, lead_id, from_status, to_status, changed_by, reason, automated, metadata, created_at)
    select
      c.id, c.lead_id, c.from_status, c.to_status,
      case when c.actor not in ('rule', 'model') then (select salesflow.current_user_id()) end,
      coalesce(c.cause ->> 'reason', c.status_reason),
      c.actor in ('rule', 'model'),
      coalesce(c.cause - 'reason', jsonb_build_object('actor', 'person', 'role', session_user)),
      c.status_since
    from changed as c
    order by c.status_since, c.lead_id
  )
  insert into public.autonomous_actions
    (lead_id, user_id, action_type, action_details, trigger_type, trigger_data, actor, rule, cause, episode,
      evidence, before, after, policy_version)
  select
    c.lead_id, c.user_id, 'status_transition',
    jsonb_build_object('from', c.from_status, 'to', c.to_status, 'reason', c.cause ->> 'reason', 'history_id', c.id),
    c.cause ->> 'trigger_type', coalesce(c.cause -> 'facts', '{}'), c.actor, c.cause ->> 'rule', c.cause ->> 'cause',
    c.id::text, coalesce(c.cause -> 'evidence', '[]'),
    jsonb_build_object('status', c.from_status), jsonb_build_object('status', c.to_status),
    (select salesflow.policy_version())  -- once, not as a default for each row
  from changed as c
  where c.actor in ('rule', 'model');
  return null;
end
$$;
comment on function salesflow.record_status_change() is 'Writes the history row of each status change, and the audit row where automation made it.';

create trigger leads_700_record_status_change
  after update on public.leads
  referencing old table as old_rows new table as new_rows
  for each statement execute function salesflow.record_status_change();

create function public.get_lead_lifecycle_stage(p_lead_id uuid)
  returns jsonb
  language plpgsql
  stable
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_result jsonb;
begin
  select jsonb_build_object(
    'lead_id', l.id,
    'lead_name', l.name,
    'current_status', l.status,
    'status_since', l.status_since,
    'days_in_status', round((extract(epoch from now() - l.status_since) / 86400)::numeric, 1),
    'status_cause', l.status_cause,
    'next_automatic', (
      select coalesce(jsonb_agg(t.to_status order by s.rank), '[]')
      from public.lead_status_transitions as t
      join public.lead_statuses as s on s.status = t.to_status
      where t.from_status = l.status),
    'total_transitions', (
      select count(*) from public.lead_status_history as h where h.lead_id = l.id and h.from_status is not null),
    'last_transition', (
      select max(h.created_at) from public.lead_status_history as h where h.lead_id = l.id and h.from_status is not null),
    'transition_history', (
      select coalesce(jsonb_agg(to_jsonb(h) - 'lead_id' - 'position' order by h.position desc), '[]')
      from (
        select * from public.lead_status_history as h where h.lead_id = l.id order by h.position desc limit 10
      ) as h))
  into v_result
  from public.leads as l
  where l.id = p_lead_id;
  if not found then
    raise exception 'there is no lead %', p_lead_id using errcode = 'SF004';
  end if;
  return v_result;
end
$$;
comment on function public.get_lead_lifecycle_stage(uuid) is
  'Where a lead stands: current status, days in it, what set it, where automation may take it, the last 10 changes newest first. Raises SF004 (unknown lead).';

grant select on public.lead_status_transitions, public.lead_status_history to salesflow_bi, salesflow_admin;
grant insert, update, delete on public.lead_status_transitions to salesflow_admin;
grant execute on function public.get_lead_lifecycle_stage(uuid) to salesflow_bi, salesflow_admin;

commit;
