-- Deploy salesflow:rules/recommendations to pg
-- requires: rules/rules
-- stateful: what reps are recommended to do.

begin;
set local role salesflow_owner;

create table public.ai_recommendations (
  id               uuid primary key default gen_random_uuid(),
  lead_id          uuid references public.leads on delete cascade,
  user_id          uuid references public.users on delete cascade,
  type             text not null check (type in ('followup', 'playbook', 'message_draft', 'channel_switch', 'assessment')),
  priority         salesflow.priority not null default 'medium',
  title            salesflow.label not null,
  description      text,
  reasoning        text,
  suggested_action salesflow.json_object not null default '{}',
  playbook_name    text references public.playbooks,
  triggered_by     text not null default 'manual',
  trigger_data     jsonb not null default '{}',
  status           text not null default 'pending' check (status in ('pending', 'accepted', 'dismissed', 'completed')),
  dismissed_reason text,
  ended_how        text check (ended_how in ('withdrawn', 'superseded', 'expired', 'undone')),
  withdrawn        boolean not null generated always as (coalesce(ended_how in ('withdrawn', 'superseded'), false)) stored,
  confidence_score salesflow.share,
  episode          text,
  source           text not null default 'person' check (source in ('rules', 'model', 'person')),
  created_at       timestamptz not null default now(),
  expires_at       salesflow.instant,
  accepted_at      timestamptz,
  completed_at     timestamptz,
  dismissed_at     timestamptz,
  updated_at       timestamptz not null default now()
);
comment on table public.ai_recommendations is 'What the system recommends a rep to do. Answer one by setting status, or with complete_recommendation() and dismiss_recommendation().';
comment on column public.ai_recommendations.id is 'Key.';
comment on column public.ai_recommendations.lead_id is 'Lead it is about.';
comment on column public.ai_recommendations.user_id is 'Rep it is for; follows the lead when that changes hands.';
comment on column public.ai_recommendations.type is 'followup, playbook, message_draft, channel_switch or assessment.';
comment on column public.ai_recommendations.priority is 'low, medium, high or urgent.';
comment on column public.ai_recommendations.title is 'What to do, in a few words.';
comment on column public.ai_recommendations.description is 'What to do, in full.';
comment on column public.ai_recommendations.reasoning is 'Why, with the facts. Never a model''s words.';
comment on column public.ai_recommendations.suggested_action is '{action, channel, optimal_time, script, …}; script is in the lead''s language.';
comment on column public.ai_recommendations.playbook_name is 'Playbook to use.';
comment on column public.ai_recommendations.triggered_by is 'Rule that made it (automation_rules), or manual.';
comment on column public.ai_recommendations.trigger_data is 'Facts the rule judged by.';
comment on column public.ai_recommendations.status is 'pending, accepted, dismissed or completed.';
comment on column public.ai_recommendations.dismissed_reason is 'Why it was dismissed.';
comment on column public.ai_recommendations.ended_how is 'Dismissed by the system: withdrawn (no longer holds), superseded (a newer one took its place), expired, undone; null: a person answered, or nobody yet.';
comment on column public.ai_recommendations.withdrawn is 'Whether the system took it back (withdrawn, superseded); such a one counts neither for nor against acceptance.';
comment on column public.ai_recommendations.confidence_score is 'How sure the rule is, 0–1.';
comment on column public.ai_recommendations.episode is 'Stretch of time or occasion it belongs to: a rule recommends once per lead and episode.';
comment on column public.ai_recommendations.source is 'Whose words: rules, model or person.';
comment on column public.ai_recommendations.created_at is 'When it was made.';
comment on column public.ai_recommendations.expires_at is 'When it lapses; null: by policy recommendations.expire_after.';
comment on column public.ai_recommendations.accepted_at is 'When the rep took it up.';
comment on column public.ai_recommendations.completed_at is 'When it was done.';
comment on column public.ai_recommendations.dismissed_at is 'When it was dismissed.';
comment on column public.ai_recommendations.updated_at is 'When the row last changed.';

create index ai_recommendations_lead on public.ai_recommendations (lead_id, created_at desc);
create index ai_recommendations_open on public.ai_recommendations (user_id, created_at) where status = 'pending';
alter table public.ai_recommendations enable row level security;
alter table public.ai_recommendations force row level security;

insert into public.policies (key, value, unit, description)
values
  ('recommendations.expire_after', '"7 days"', 'interval', 'A recommendation nobody answered is dismissed after this time.');

insert into public.action_types (action_type)
values
  ('recommendation_refreshed'), ('recommendation_reassigned'), ('recommendation_withdrawn'),
  ('recommendation_superseded'), ('recommendation_expired');

insert into public.automation_rules (rule, description_en, description_de, policy_keys, text_key)
values
  ('recommendations.expire',
    'Dismisses a recommendation that nobody answered in time.',
    'Verwirft eine Empfehlung, auf die niemand rechtzeitig reagiert hat.',
    '{recommendations.expire_after}', 'recommendations.expire');

insert into public.text_templates (key, locale, body)
values
  ('action.recommendation_created', 'en', 'Recommendation for {subject_name}: {title}'),
  ('action.recommendation_created', 'de', 'Empfehlung zu {subject_name}: {title}'),
  ('action.recommendation_refreshed', 'en', 'Recommendation for {subject_name} brought up to date: {title}'),
  ('action.recommendation_refreshed', 'de', 'Empfehlung zu {subject_name} auf den Stand gebracht: {title}'),
  ('action.recommendation_reassigned', 'en', 'Recommendation for {subject_name} handed over with the lead: {title}'),
  ('action.recommendation_reassigned', 'de', 'Empfehlung zu {subject_name} mit dem Lead übergeben: {title}'),
  ('action.recommendation_withdrawn', 'en', 'Recommendation for {subject_name} withdrawn, it no longer applies: {title}'),
  ('action.recommendation_withdrawn', 'de', 'Empfehlung zu {subject_name} zurückgezogen, sie trifft nicht mehr zu: {title}'),
  ('action.recommendation_superseded', 'en', 'Recommendation for {subject_name} superseded by a newer one: {title}'),
  ('action.recommendation_superseded', 'de', 'Empfehlung zu {subject_name} durch eine neuere ersetzt: {title}'),
  ('action.recommendation_expired', 'en', 'Recommendation for {subject_name} expired, nobody answered: {title}'),
  ('action.recommendation_expired', 'de', 'Empfehlung zu {subject_name} verfallen, niemand hat geantwortet: {title}'),
  ('recommendations.withdrawn', 'en', 'No longer applies'),
  ('recommendations.withdrawn', 'de', 'Trifft nicht mehr zu'),
  ('recommendations.superseded', 'en', 'Superseded by a newer one'),
  ('recommendations.superseded', 'de', 'Durch eine neuere ersetzt'),
  -- BI tools know this sentence, so it is the same in every language
  ('recommendations.expired', 'en', 'Auto-expired after {expire_after}'),
  ('recommendations.expired', 'de', 'Auto-expired after {expire_after}'),
  ('recommendations.undone', 'en', 'Undone'),
  ('recommendations.undone', 'de', 'Zurückgenommen');

grant select on public.ai_recommendations to salesflow_bi;
grant
  select,
  insert (lead_id, user_id, type, priority, title, description, reasoning, suggested_action, playbook_name, source, expires_at),
  update (status, dismissed_reason)
  on public.ai_recommendations to salesflow_rep, salesflow_manager, salesflow_gateway, salesflow_admin;

commit;
