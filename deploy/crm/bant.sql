-- Deploy salesflow:crm/bant to pg
-- requires: crm/leads
-- requires: crm/see
-- BANT assessments: budget, authority, need, timeline.

begin;
set local role salesflow_owner;

insert into public.policies (key, value, unit, description, minimum, maximum)
values
  ('bant.green', '75', 'points', 'BANT total from which the traffic light is green.', 0, 100),
  ('bant.yellow', '50', 'points', 'BANT total from which the traffic light is yellow; below it is red.', 0, 100);

create table public.bant_assessments (
  id              uuid primary key default gen_random_uuid(),
  lead_id         uuid not null references public.leads on delete cascade,
  user_id         uuid references public.users on delete set null,
  budget_score    salesflow.score,
  authority_score salesflow.score,
  need_score      salesflow.score,
  timeline_score  salesflow.score,
  budget_notes    text,
  authority_notes text,
  need_notes      text,
  timeline_notes  text,
  next_steps      text,
  total_score     smallint generated always as
    (round((budget_score + authority_score + need_score + timeline_score) / 4.0)) stored,
  traffic_light   text check (traffic_light in ('green', 'yellow', 'red')),
  assessed_at     timestamptz not null default now(),
  created_at      timestamptz not null default now(),
  unique (lead_id, assessed_at)
);
comment on table public.bant_assessments is
  'BANT assessments of leads (budget, authority, need, timeline). A lead may have many; the one assessed last counts (current_bant).';
comment on column public.bant_assessments.id is 'Key.';
comment on column public.bant_assessments.lead_id is 'The lead.';
comment on column public.bant_assessments.user_id is 'Who assessed.';
comment on column public.bant_assessments.budget_score is '0–100; null: not known yet, which is not 0.';
comment on column public.bant_assessments.authority_score is '0–100; null: not known yet.';
comment on column public.bant_assessments.need_score is '0–100; null: not known yet.';
comment on column public.bant_assessments.timeline_score is '0–100; null: not known yet.';
comment on column public.bant_assessments.budget_notes is 'What is known of the budget.';
comment on column public.bant_assessments.authority_notes is 'Who decides.';
comment on column public.bant_assessments.need_notes is 'What the lead needs.';
comment on column public.bant_assessments.timeline_notes is 'By when.';
comment on column public.bant_assessments.next_steps is 'What was agreed.';
comment on column public.bant_assessments.total_score is 'Mean of the four scores, rounded; null until all four are known.';
comment on column public.bant_assessments.traffic_light is 'green, yellow or red by policies bant.green and bant.yellow; null while the total is.';
comment on column public.bant_assessments.assessed_at is 'When it was assessed.';
comment on column public.bant_assessments.created_at is 'When it was entered.';

alter table public.bant_assessments enable row level security;
alter table public.bant_assessments force row level security;
call salesflow.protect_by_lead('public.bant_assessments');

create function salesflow.traffic_light(p_total numeric)
  returns text
  language plpgsql
  stable
  set search_path = pg_catalog, pg_temp
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

create function salesflow.set_traffic_light()
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

create trigger bant_assessments_100_normalise
  before insert or update on public.bant_assessments
  for each row execute function salesflow.set_traffic_light();

create function salesflow.repaint_traffic_lights()
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

create trigger policies_500_repaint_traffic_lights
  after update on public.policies
  for each row when (new.key in ('bant.green', 'bant.yellow') and old.value is distinct from new.value)
  execute function salesflow.repaint_traffic_lights();

create view public.current_bant with (security_invoker = true) as
select distinct on (b.lead_id) b.*
from public.bant_assessments as b
order by b.lead_id, b.assessed_at desc;
comment on view public.current_bant is 'The assessment of each lead that counts: the one assessed last.';
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

create table public.personality_profiles (
  lead_id                 uuid primary key references public.leads on delete cascade,
  dominance_score         salesflow.score not null,
  influence_score         salesflow.score not null,
  steadiness_score        salesflow.score not null,
  conscientiousness_score salesflow.score not null,
  primary_type            text not null generated always as (
    case greatest(dominance_score, influence_score, steadiness_score, conscientiousness_score)
      when dominance_score then 'D'
      when influence_score then 'I'
      when steadiness_score then 'S'
      else 'C'
    end) stored,
  confidence              salesflow.share not null default 0.5,
  assessed_at             timestamptz not null default now()
);
comment on table public.personality_profiles is 'DISG (DISC) profile of a lead, one each.';
comment on column public.personality_profiles.lead_id is 'The lead.';
comment on column public.personality_profiles.dominance_score is 'D, 0–100.';
comment on column public.personality_profiles.influence_score is 'I, 0–100.';
comment on column public.personality_profiles.steadiness_score is 'S, 0–100.';
comment on column public.personality_profiles.conscientiousness_score is 'C (German: G, gewissenhaft), 0–100.';
comment on column public.personality_profiles.primary_type is 'Letter of the highest score; ties go D, I, S, C.';
comment on column public.personality_profiles.confidence is 'How sure the profile is, 0–1.';
comment on column public.personality_profiles.assessed_at is 'When it was made.';

alter table public.personality_profiles enable row level security;
alter table public.personality_profiles force row level security;
call salesflow.protect_by_lead('public.personality_profiles');

grant execute on function salesflow.traffic_light(numeric) to salesflow_bi, salesflow_admin;
grant select on public.bant_assessments, public.current_bant, public.personality_profiles to salesflow_rep, salesflow_manager, salesflow_gateway, salesflow_bi;
grant select, insert, update, delete on public.bant_assessments, public.personality_profiles to salesflow_admin;
grant select on public.current_bant to salesflow_admin;
-- A judgement that changed is another assessment.
grant
  insert (id, lead_id, user_id, budget_score, authority_score, need_score, timeline_score, budget_notes, authority_notes,
    need_notes, timeline_notes, next_steps)
  on public.bant_assessments to salesflow_rep, salesflow_manager, salesflow_gateway;
grant
  insert (lead_id, dominance_score, influence_score, steadiness_score, conscientiousness_score, confidence),
  update (dominance_score, influence_score, steadiness_score, conscientiousness_score, confidence, assessed_at)
  on public.personality_profiles to salesflow_rep, salesflow_manager, salesflow_gateway;

commit;
