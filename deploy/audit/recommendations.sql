-- Deploy salesflow:audit/recommendations to pg
-- requires: audit/actions
-- Recommendations to reps. Each is an automated action, so creating one writes its audit row in the same statement.

begin;
set local role salesflow_owner;

insert into public.policies (key, value, unit, description)
values
  ('recommendations.expire_after', '"7 days"', 'interval', 'A recommendation nobody answered is dismissed after this time.');

insert into public.automation_rules (rule, trigger_type, description_en, description_de, policy_keys)
values
  ('recommendations.expire', 'time_based',
    'Dismisses a recommendation that nobody answered in time.',
    'Verwirft eine Empfehlung, auf die niemand rechtzeitig reagiert hat.',
    '{recommendations.expire_after}');

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
  withdrawn        boolean not null default false,
  confidence_score salesflow.share,
  episode          text not null default '',
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
comment on column public.ai_recommendations.user_id is 'Rep it is for.';
comment on column public.ai_recommendations.type is 'followup, playbook, message_draft, channel_switch or assessment.';
comment on column public.ai_recommendations.priority is 'low, medium, high or urgent.';
comment on column public.ai_recommendations.title is 'What to do, in a few words.';
comment on column public.ai_recommendations.description is 'What to do, in full.';
comment on column public.ai_recommendations.reasoning is 'Why, with the facts.';
comment on column public.ai_recommendations.suggested_action is '{action, channel, optimal_time, script, …}.';
comment on column public.ai_recommendations.playbook_name is 'Playbook to use.';
comment on column public.ai_recommendations.triggered_by is 'Rule that made it (automation_rules), or manual.';
comment on column public.ai_recommendations.trigger_data is 'Facts the rule judged by.';
comment on column public.ai_recommendations.status is 'pending, accepted, dismissed or completed.';
comment on column public.ai_recommendations.dismissed_reason is 'Why it was dismissed.';
comment on column public.ai_recommendations.withdrawn is 'Whether the system took it back because it no longer applied; such a one counts neither for nor against acceptance.';
comment on column public.ai_recommendations.confidence_score is 'How sure the rule is, 0–1.';
comment on column public.ai_recommendations.episode is 'Stretch of time or state it belongs to: a rule recommends once per lead and episode, answered or not.';
comment on column public.ai_recommendations.source is 'Whose words: rules, model or person.';
comment on column public.ai_recommendations.created_at is 'When it was made.';
comment on column public.ai_recommendations.expires_at is 'When it lapses; null: by policy recommendations.expire_after.';
comment on column public.ai_recommendations.accepted_at is 'When the rep took it up.';
comment on column public.ai_recommendations.completed_at is 'When it was done.';
comment on column public.ai_recommendations.dismissed_at is 'When it was dismissed.';
comment on column public.ai_recommendations.updated_at is 'When the row last changed.';

create unique index ai_recommendations_once on public.ai_recommendations (lead_id, triggered_by, episode)
  where triggered_by <> 'manual';
create index ai_recommendations_lead on public.ai_recommendations (lead_id);
create index ai_recommendations_open on public.ai_recommendations (user_id, created_at) where status = 'pending';

create function salesflow.stamp_recommendation()
  returns trigger
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
begin
  new.updated_at := now();
  if new.status is distinct from old.status then
    new.accepted_at := case when new.status in ('accepted', 'completed') then coalesce(old.accepted_at, now()) end;
    new.completed_at := case when new.status = 'completed' then now() end;
    new.dismissed_at := case when new.status = 'dismissed' then now() end;
    new.dismissed_reason := case when new.status = 'dismissed' then new.dismissed_reason end;
  end if;
  return new;
end
$$;
comment on function salesflow.stamp_recommendation() is 'Keeps the time stamps of a recommendation in step with its status.';

create trigger ai_recommendations_100_normalise
  before update on public.ai_recommendations
  for each row execute function salesflow.stamp_recommendation();

create function salesflow.audit_recommendations()
  returns trigger
  language plpgsql
  security definer
  set search_path = pg_catalog, pg_temp
as $$
begin
  insert into public.autonomous_actions
    (lead_id, user_id, action_type, action_details, trigger_type, trigger_data, rule, cause, episode, evidence, after,
      policy_version)
  select
    r.lead_id,
    r.user_id,
    'recommendation_created',
    jsonb_build_object('recommendation_id', r.id, 'type', r.type, 'priority', r.priority, 'title', r.title),
    rules.trigger_type,
    r.trigger_data,
    r.triggered_by,
    'recommendation:' || r.id,
    r.episode,
    jsonb_build_array(jsonb_build_object('table', 'leads', 'id', r.lead_id)) || coalesce(r.trigger_data -> 'evidence', '[]'),
    jsonb_build_object('status', r.status),
    (select salesflow.policy_version())  -- once, not as a default for each row
  from new_rows as r
  join public.automation_rules as rules on rules.rule = r.triggered_by;
  return null;
end
$$;
comment on function salesflow.audit_recommendations() is 'Writes the autonomous_actions row of each recommendation that a rule made.';

create trigger ai_recommendations_700_audit
  after insert on public.ai_recommendations
  referencing new table as new_rows
  for each statement execute function salesflow.audit_recommendations();

create function public.complete_recommendation(p_id uuid)
  returns public.ai_recommendations
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_row public.ai_recommendations;
begin
  update public.ai_recommendations set status = 'completed' where id = p_id returning * into v_row;
  if not found then
    raise exception 'there is no recommendation %', p_id using errcode = 'SF004';
  end if;
  return v_row;
end
$$;
comment on function public.complete_recommendation(uuid) is 'Marks a recommendation as done; the plan it came from counts it. Raises SF004 (unknown id).';

create function public.dismiss_recommendation(p_id uuid, p_reason text default null)
  returns public.ai_recommendations
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_row public.ai_recommendations;
begin
  update public.ai_recommendations set status = 'dismissed', dismissed_reason = p_reason where id = p_id returning * into v_row;
  if not found then
    raise exception 'there is no recommendation %', p_id using errcode = 'SF004';
  end if;
  return v_row;
end
$$;
comment on function public.dismiss_recommendation(uuid, text) is 'Dismisses a recommendation, with a reason the system learns from. Raises SF004 (unknown id).';

create function salesflow.expire_recommendations(p_as_of timestamptz default now())
  returns bigint
  language sql
  set search_path = pg_catalog, pg_temp
as $$
  with expired as (
    update public.ai_recommendations as r
    set status = 'dismissed', dismissed_reason = 'Auto-expired after ' || salesflow.policy_text('recommendations.expire_after')
    where r.status = 'pending'
      and salesflow.rule_is_enabled('recommendations.expire')
      and coalesce(r.expires_at, r.created_at + (select salesflow.policy_interval('recommendations.expire_after'))) < p_as_of
    returning r.id, r.lead_id, r.user_id, r.title, r.created_at
  ),
  audited as (
    insert into public.autonomous_actions
      (lead_id, user_id, action_type, action_details, trigger_type, trigger_data, rule, cause, evidence, before, after)
    select
      e.lead_id, e.user_id, 'recommendation_expired',
      jsonb_build_object('recommendation_id', e.id, 'title', e.title),
      'time_based',
      jsonb_build_object('created_at', e.created_at, 'as_of', p_as_of),
      'recommendations.expire', 'recommendation:' || e.id,
      jsonb_build_array(jsonb_build_object('table', 'ai_recommendations', 'id', e.id)),
      '{"status": "pending"}', '{"status": "dismissed"}'
    from expired as e
    on conflict on constraint autonomous_actions_once do nothing
  )
  select count(*) from expired
$$;
comment on function salesflow.expire_recommendations(timestamptz) is 'Dismisses recommendations whose time is over at the given instant; returns how many. Job expire_recommendations.';

grant select on public.ai_recommendations to salesflow_bi;
grant
  select,
  insert (lead_id, user_id, type, priority, title, description, reasoning, suggested_action, playbook_name, source, expires_at),
  update (status, dismissed_reason)
  on public.ai_recommendations to salesflow_admin;
grant execute on function public.complete_recommendation(uuid), public.dismiss_recommendation(uuid, text) to salesflow_admin;

commit;
