-- Deploy salesflow:lifecycle/watch to pg
-- requires: foundation/run_isolated
-- requires: crm/activities
-- requires: crm/bant_assessments
-- requires: rules/run_rules
-- replaceable: what sets the rules of this room off: activities, assessments, and the hour.

begin;
set local role salesflow_owner;

create or replace function salesflow.watch_activities()
  returns trigger
  language plpgsql
  security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_lead_ids uuid[];
begin
  -- most activities concern no rule, and this look is all they pay
  v_lead_ids := array(
    select distinct n.lead_id
    from new_rows as n
    join public.leads as l on l.id = n.lead_id
    where exists (
      select
      from public.automation_rules as r
      where r.watch = 'activity' and r.is_enabled and r.effect is not null
        and (r.lead_statuses is null or l.status = any (r.lead_statuses))
        and (r.activity_types is null or n.type = any (r.activity_types))
        and (r.activity_statuses is null or n.status = any (r.activity_statuses))
        and (r.directions is null or n.direction = any (r.directions))));
  if v_lead_ids <> '{}' then
    perform salesflow.run_rules('activity', v_lead_ids);
  end if;
  return null;
end
$$;
comment on function salesflow.watch_activities() is 'Runs the rules of watch activity for the leads of activities that meet what a rule''s row asks of them.';

create or replace trigger activities_600_watch_inserted
  after insert on public.activities
  referencing new table as new_rows
  for each statement execute function salesflow.watch_activities();

create or replace trigger activities_600_watch_updated
  after update on public.activities
  referencing new table as new_rows
  for each statement execute function salesflow.watch_activities();

create or replace function salesflow.watch_assessments()
  returns trigger
  language plpgsql
  security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_lead_ids uuid[] := array(select distinct n.lead_id from new_rows as n);
begin
  if v_lead_ids <> '{}' then
    -- before anything else and in key order, so that two bulk loads of the same leads queue instead of deadlocking
    perform from public.leads as l where l.id = any (v_lead_ids) order by l.id for no key update;
    perform salesflow.run_rules('assessment', v_lead_ids);
  end if;
  return null;
end
$$;
comment on function salesflow.watch_assessments() is 'Runs the rules of watch assessment for the leads assessed.';

create or replace trigger bant_assessments_600_watch_inserted
  after insert on public.bant_assessments
  referencing new table as new_rows
  for each statement execute function salesflow.watch_assessments();

create or replace trigger bant_assessments_600_watch_updated
  after update on public.bant_assessments
  referencing new table as new_rows
  for each statement execute function salesflow.watch_assessments();

create or replace function salesflow.recheck_rules(p_subject_ids uuid[], p_as_of timestamptz)
  returns bigint
  language sql
  set search_path = pg_catalog, pg_temp
as $$
  select coalesce(sum(salesflow.run_rules(w.watch, p_subject_ids, p_as_of)), 0)::bigint
  from (select w.watch from public.rule_watches as w where w.is_rechecked order by w.watch) as w
$$;
comment on function salesflow.recheck_rules(uuid[], timestamptz) is
  'Runs the rules of all watches that are looked at again every hour, for the given subjects.';

create or replace function salesflow.check_inactivity(p_as_of timestamptz default now())
  returns jsonb
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_rows bigint;
  v_open jsonb;
  v_clock jsonb;
begin
  -- all at once; only where one subject's rows break a rule, one by one, so that it stops nobody else
  begin
    v_rows := salesflow.run_rules('clock', null, p_as_of);
  exception
    when others then
      v_clock := salesflow.run_isolated('salesflow.run_clock_rules', array(select s from salesflow.all_subjects() as s order by s), p_as_of);
      v_rows := (v_clock ->> 'rows')::bigint;
  end;
  -- what other watches have open may not hold any more, though nothing set them off
  v_open := salesflow.run_isolated(
    'salesflow.recheck_rules',
    array(
      select distinct k.subject_id
      from salesflow.rule_episodes as k
      join public.automation_rules as a on a.rule = k.rule
      join public.rule_watches as w on w.watch = a.watch and w.is_rechecked
      where k.is_open
      order by k.subject_id),
    p_as_of);
  return jsonb_build_object(
    'rows', v_rows + (v_open ->> 'rows')::bigint,
    'failed', coalesce((v_clock ->> 'failed')::bigint, 0) + (v_open ->> 'failed')::bigint);
end
$$;
comment on function salesflow.check_inactivity(timestamptz) is
  'Job inactivity_check: the rules of watch clock for all subjects, and a second look at what the others have open. rows counts actions: made, brought up to date, withdrawn.';

commit;
