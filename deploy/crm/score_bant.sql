-- Deploy salesflow:crm/score_bant to pg
-- requires: crm/bant_assessments
-- replaceable: The colour of an assessment, and which one counts.

begin;
set local role salesflow_owner;

create or replace function salesflow.traffic_light(p_total numeric)
  returns text
  language plpgsql
  stable
  set search_path = pg_catalog, pg_temp
  set plan_cache_mode = auto  -- called for each row by statements that are planned anew themselves
as $$
begin
  return (
    select case
      when p_total >= (green.value #>> '{}')::numeric then 'green'
      when p_total >= (yellow.value #>> '{}')::numeric then 'yellow'
      when p_total is not null then 'red'
    end
    from public.policies as green
    join public.policies as yellow on yellow.key = 'bant.yellow'
    where green.key = 'bant.green');
end
$$;
comment on function salesflow.traffic_light(numeric) is 'Traffic light of a BANT total (0–100); null for null.';

create or replace function salesflow.set_traffic_light()
  returns trigger
  language plpgsql
  security definer
  set search_path = pg_catalog, pg_temp
as $$
begin
  -- a generated column is computed after this trigger, so the total is taken from its parts
  new.traffic_light := salesflow.traffic_light(
    round((new.budget_score + new.authority_score + new.need_score + new.timeline_score) / 4.0));
  return new;
end
$$;
comment on function salesflow.set_traffic_light() is 'Keeps the traffic light of an assessment.';

create or replace trigger bant_assessments_100_normalise
  before insert or update on public.bant_assessments
  for each row execute function salesflow.set_traffic_light();

create or replace function salesflow.repaint_traffic_lights()
  returns trigger
  language plpgsql
  security definer
  set search_path = pg_catalog, pg_temp
as $$
begin
  update public.bant_assessments
  set traffic_light = salesflow.traffic_light(total_score)
  where traffic_light is distinct from salesflow.traffic_light(total_score);
  return null;
end
$$;
comment on function salesflow.repaint_traffic_lights() is 'Repaints stored traffic lights when their thresholds change.';

create or replace trigger policies_500_repaint_traffic_lights
  after update on public.policies
  for each row when (new.key in ('bant.green', 'bant.yellow') and old.value is distinct from new.value)
  execute function salesflow.repaint_traffic_lights();

create or replace view public.current_bant with (security_invoker = true) as
select distinct on (b.lead_id) b.*
from public.bant_assessments as b
order by b.lead_id, b.assessed_at desc, b.position desc;
comment on view public.current_bant is 'The assessment of each lead that counts: the one assessed last, of several at one instant the one entered last.';
do $$
declare
  v_column record;
begin
  -- its columns mean what they mean in the table
  for v_column in
    select a.attname, col_description(a.attrelid, a.attnum) as comment
    from pg_catalog.pg_attribute as a
    where a.attrelid = 'public.bant_assessments'::regclass and a.attnum > 0 and not a.attisdropped
  loop
    execute format('comment on column public.current_bant.%I is %L', v_column.attname, v_column.comment);
  end loop;
end
$$;

grant execute on function salesflow.traffic_light(numeric) to salesflow_bi, salesflow_admin;
grant select on public.current_bant to salesflow_rep, salesflow_manager, salesflow_gateway, salesflow_bi, salesflow_admin;

commit;
