-- Deploy salesflow:lifecycle/record_status to pg
-- requires: crm/see
-- requires: lifecycle/status_history
-- replaceable: every change of status leaves a row, by anybody on any path; and where a lead stands.

begin;
set local role salesflow_owner;

create or replace function salesflow.guard_status_graph()
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

create or replace trigger lead_status_transitions_300_guard
  before insert or update on public.lead_status_transitions
  for each row execute function salesflow.guard_status_graph();

create or replace function salesflow.record_first_status()
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

create or replace trigger leads_700_record_first_status
  after insert on public.leads
  referencing new table as new_rows
  for each statement execute function salesflow.record_first_status();

create or replace function salesflow.record_status_change()
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

  insert into public.lead_status_history
    (lead_id, from_status, to_status, changed_by, reason, automated, metadata, created_at)
  select
    n.id, o.status, n.status,
    case when coalesce(n.status_cause ->> 'actor', 'person') not in ('rule', 'model') then (select salesflow.current_user_id()) end,
    coalesce(n.status_cause ->> 'reason', n.status_reason),
    coalesce(n.status_cause ->> 'actor', 'person') in ('rule', 'model'),
    coalesce(n.status_cause - 'reason', jsonb_build_object('actor', 'person', 'role', session_user)),
    n.status_since
  from old_rows as o
  join new_rows as n using (id)
  where o.status is distinct from n.status
  order by n.status_since, n.id;
  return null;
end
$$;
comment on function salesflow.record_status_change() is 'Writes the history row of each status change.';

create or replace trigger leads_700_record_status_change
  after update on public.leads
  referencing old table as old_rows new table as new_rows
  for each statement execute function salesflow.record_status_change();

create or replace function public.get_lead_lifecycle_stage(p_lead_id uuid)
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

grant execute on function public.get_lead_lifecycle_stage(uuid) to salesflow_bi, salesflow_rep, salesflow_manager, salesflow_gateway, salesflow_admin;

call salesflow.protect_by_lead('public.lead_status_history');

commit;
