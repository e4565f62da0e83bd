-- Deploy salesflow:crm/personality_profiles to pg
-- requires: crm/leads
-- stateful: DISC profiles of leads.

begin;
set local role salesflow_owner;

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
  assessed_at             salesflow.instant not null default now()
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

grant select on public.personality_profiles to salesflow_rep, salesflow_manager, salesflow_gateway, salesflow_bi;
grant select, insert, update, delete on public.personality_profiles to salesflow_admin;
grant
  insert (lead_id, dominance_score, influence_score, steadiness_score, conscientiousness_score, confidence),
  update (dominance_score, influence_score, steadiness_score, conscientiousness_score, confidence, assessed_at)
  on public.personality_profiles to salesflow_rep, salesflow_manager, salesflow_gateway;

commit;
