-- Deploy salesflow:lifecycle/waiting to pg
-- requires: crm/advise_contact
-- requires: lifecycle/bant_rules
-- Leads that wait too long: what each rule sees at an instant, and the job that acts on it.

begin;
set local role salesflow_owner;

insert into public.policies (key, value, unit, description, minimum, maximum)
values
  ('lifecycle.first_contact_after', '"24 hours"', 'interval', 'A new lead should be contacted within this time.', null, null),
  ('lifecycle.bant_after', '"3 days"', 'interval', 'A contacted lead should have a BANT assessment after this time.', null, null),
  ('lifecycle.profile_interactions', '5', 'contacts', 'Contacts after which a lead should have a DISC profile.', 1, null),
  ('lifecycle.negotiation_limit', '"7 days"', 'interval', 'A negotiation should not take longer.', null, null),
  ('lifecycle.inactive_warning', '"7 days"', 'interval', 'Silence after which a qualified lead is a warning.', null, null),
  ('lifecycle.inactive_critical', '"14 days"', 'interval', 'Silence after which any active lead is critical.', null, null),
  ('lifecycle.meeting_notice', '"24 hours"', 'interval', 'Time before a meeting when preparing it is recommended.', null, null);

insert into public.automation_rules (rule, trigger_type, description_en, description_de, policy_keys)
values
  ('waiting.first_contact', 'time_based', 'A new lead nobody contacted in time.',
    'Ein neuer Lead, den niemand rechtzeitig kontaktiert hat.', '{lifecycle.first_contact_after}'),
  ('waiting.bant_missing', 'time_based', 'A contacted lead without BANT assessment.',
    'Ein kontaktierter Lead ohne BANT-Bewertung.', '{lifecycle.bant_after}'),
  ('waiting.profile_missing', 'event_based', 'A lead with many contacts and no DISC profile.',
    'Ein Lead mit vielen Kontakten und ohne DISG-Profil.', '{lifecycle.profile_interactions}'),
  ('waiting.negotiation', 'time_based', 'A negotiation that takes too long.',
    'Eine Verhandlung, die zu lange dauert.', '{lifecycle.negotiation_limit}'),
  ('waiting.inactive_warning', 'time_based', 'A qualified lead gone quiet.',
    'Ein qualifizierter Lead ist verstummt.', '{lifecycle.inactive_warning,lifecycle.qualify_bant}'),
  ('waiting.inactive_critical', 'time_based', 'Any active lead gone quiet for long.',
    'Ein aktiver Lead ist lange verstummt.', '{lifecycle.inactive_critical}'),
  ('waiting.meeting', 'time_based', 'A meeting that is near: prepare it.',
    'Ein Termin steht bevor: vorbereiten.', '{lifecycle.meeting_notice}');

insert into public.text_templates (key, locale, body)
values
  ('waiting.first_contact.title', 'en', 'Contact {lead_name}: waiting for {days_text}'),
  ('waiting.first_contact.title', 'de', '{lead_name} kontaktieren: wartet seit {days_text}'),
  ('waiting.first_contact.reasoning', 'en', 'New since {since_on}, no contact yet'),
  ('waiting.first_contact.reasoning', 'de', 'Neu seit {since_on}, noch kein Kontakt'),
  ('waiting.first_contact.script', 'en', 'Hi {first_name}, thank you for your interest. When would be a good time for a short call?'),
  ('waiting.first_contact.script', 'de', 'Guten Tag {lead_name}, danke für Ihr Interesse. Wann passt Ihnen ein kurzes Gespräch?'),
  ('waiting.bant_missing.title', 'en', 'Qualify {lead_name} with DEAL-MEDIC'),
  ('waiting.bant_missing.title', 'de', '{lead_name} mit DEAL-MEDIC qualifizieren'),
  ('waiting.bant_missing.reasoning', 'en', 'Contacted {days_text} ago, no BANT assessment yet'),
  ('waiting.bant_missing.reasoning', 'de', 'Vor {days_text} kontaktiert, noch keine BANT-Bewertung'),
  ('waiting.bant_missing.script', 'en', 'Hi {first_name}, so that I only show you what helps: what do you want to achieve, by when, and who decides with you?'),
  ('waiting.bant_missing.script', 'de', 'Guten Tag {lead_name}, damit ich Ihnen nur zeige, was hilft: Was möchten Sie bis wann erreichen, und wer entscheidet mit?'),
  ('waiting.profile_missing.title', 'en', 'Profile {lead_name} with NEURO-PROFILER'),
  ('waiting.profile_missing.title', 'de', '{lead_name} mit NEURO-PROFILER einschätzen'),
  ('waiting.profile_missing.reasoning', 'en', '{interactions} contacts, no DISC profile yet'),
  ('waiting.profile_missing.reasoning', 'de', '{interactions} Kontakte, noch kein DISG-Profil'),
  ('waiting.profile_missing.script', 'en', 'Hi {first_name}, how do you like to decide: numbers first, or examples from others?'),
  ('waiting.profile_missing.script', 'de', 'Guten Tag {lead_name}, wie entscheiden Sie am liebsten: erst die Zahlen oder Beispiele anderer?'),
  ('waiting.negotiation.title', 'en', 'Bring the negotiation with {lead_name} to an end'),
  ('waiting.negotiation.title', 'de', 'Verhandlung mit {lead_name} zum Abschluss bringen'),
  ('waiting.negotiation.reasoning', 'en', 'Negotiating for {days_text} (limit {limit_text})'),
  ('waiting.negotiation.reasoning', 'de', 'Seit {days_text} in Verhandlung (Grenze bei {limit_text})'),
  ('waiting.negotiation.script', 'en', 'Hi {first_name}, what is still missing for your yes? Let us settle it in ten minutes today.'),
  ('waiting.negotiation.script', 'de', 'Guten Tag {lead_name}, was fehlt noch für Ihr Ja? Lassen Sie uns das heute in zehn Minuten klären.'),
  ('waiting.inactive_warning.title', 'en', 'Get back in touch with {lead_name}: quiet for {days_text}'),
  ('waiting.inactive_warning.title', 'de', 'Wieder bei {lead_name} melden: seit {days_text} still'),
  ('waiting.inactive_warning.reasoning', 'en', 'BANT {bant}/100, last contact {contact_on}'),
  ('waiting.inactive_warning.reasoning', 'de', 'BANT {bant}/100, letzter Kontakt {contact_on}'),
  ('waiting.inactive_warning.script', 'en', 'Hi {first_name}, we have not spoken for {days_text}. Where do you stand, and what can I do to help?'),
  ('waiting.inactive_warning.script', 'de', 'Guten Tag {lead_name}, wir haben seit {days_text} nicht gesprochen. Wo stehen Sie gerade, und womit kann ich helfen?'),
  ('waiting.inactive_critical.title', 'en', 'Win back {lead_name}: quiet for {days_text}'),
  ('waiting.inactive_critical.title', 'de', '{lead_name} zurückholen: seit {days_text} still'),
  ('waiting.inactive_critical.reasoning', 'en', 'Last contact {contact_on}; best by {channel_text} at {optimal_time}'),
  ('waiting.inactive_critical.reasoning', 'de', 'Letzter Kontakt {contact_on}; am besten per {channel_text} um {optimal_time}'),
  ('waiting.inactive_critical.script', 'en', 'Hi {first_name}, I have not heard from you for {days_text}. Is this still on your list? A short yes or no helps me.'),
  ('waiting.inactive_critical.script', 'de', 'Guten Tag {lead_name}, seit {days_text} habe ich nichts von Ihnen gehört. Ist das Thema noch aktuell? Ein kurzes Ja oder Nein hilft mir.'),
  ('waiting.never', 'en', 'never'), ('waiting.never', 'de', 'nie'),
  ('waiting.meeting.title', 'en', 'Prepare the meeting with {lead_name} on {due_at}'),
  ('waiting.meeting.title', 'de', 'Termin mit {lead_name} am {due_at} vorbereiten'),
  ('waiting.meeting.reasoning', 'en', 'Meeting on {due_at}'),
  ('waiting.meeting.reasoning', 'de', 'Termin am {due_at}'),
  ('waiting.meeting.script', 'en', 'Hi {first_name}, I look forward to our meeting on {due_at}. What would make it worth your time?'),
  ('waiting.meeting.script', 'de', 'Guten Tag {lead_name}, ich freue mich auf unseren Termin am {due_at}. Was muss er Ihnen bringen?');

create function salesflow.waiting_leads(p_as_of timestamptz default now())
  returns table (
    lead_id uuid, user_id uuid, rule text, type text, priority text, playbook_name text,
    since timestamptz, episode text, facts jsonb, evidence jsonb)
  language sql
  stable
  set search_path = pg_catalog, pg_temp
as $$
  with policy as materialized (
    select
      salesflow.policy_interval('lifecycle.first_contact_after') as first_contact_after,
      salesflow.policy_interval('lifecycle.bant_after') as bant_after,
      salesflow.policy_number('lifecycle.profile_interactions') as profile_interactions,
      salesflow.policy_interval('lifecycle.negotiation_limit') as negotiation_limit,
      salesflow.policy_interval('lifecycle.inactive_warning') as inactive_warning,
      salesflow.policy_interval('lifecycle.inactive_critical') as inactive_critical,
      salesflow.policy_interval('lifecycle.meeting_notice') as meeting_notice,
      salesflow.policy_number('lifecycle.qualify_bant') as qualify_bant,
      salesflow.active_statuses() as active_statuses
  ),
  active as materialized (
    select
      l.id, l.user_id, l.name, l.status, l.status_since, l.last_contact_at, b.total_score as bant, b.id as bant_id,
      p.lead_id is not null as has_profile, coalesce(s.total_interactions, 0) as interactions,
      coalesce(l.last_contact_at, l.created_at) as quiet_since
    from policy
    join public.leads as l on l.status = any (policy.active_statuses)
    join public.users as u on u.id = l.user_id and u.active
    left join public.current_bant as b on b.lead_id = l.id
    left join public.personality_profiles as p on p.lead_id = l.id
    left join public.lead_context_summaries as s on s.lead_id = l.id
  ),
  waiting as (
    select a.*, 'waiting.first_contact' as rule, 'followup' as type, 'high' as priority, null as playbook_name,
      a.status_since as since, null::uuid as activity_id, null::timestamptz as due
    from active as a cross join policy
    where a.status = 'new' and a.last_contact_at is null and a.status_since <= p_as_of - policy.first_contact_after
    union all
    select a.*, 'waiting.bant_missing', 'playbook', 'high', 'DEAL-MEDIC', a.status_since, null, null
    from active as a cross join policy
    where a.status = 'contacted' and a.bant_id is null and a.status_since <= p_as_of - policy.bant_after
    union all
    select a.*, 'waiting.profile_missing', 'playbook', 'medium', 'NEURO-PROFILER', a.quiet_since, null, null
    from active as a cross join policy
    where not a.has_profile and a.interactions >= policy.profile_interactions
    union all
    select a.*, 'waiting.negotiation', 'followup', 'urgent', 'VERHANDLUNGS-JUDO', a.status_since, null, null
    from active as a cross join policy
    where a.status = 'negotiation' and a.status_since <= p_as_of - policy.negotiation_limit
    union all
    select a.*, 'waiting.inactive_warning', 'followup', 'high', null, a.quiet_since, null, null
    from active as a cross join policy
    where a.bant >= policy.qualify_bant
      and a.quiet_since <= p_as_of - policy.inactive_warning
      and a.quiet_since > p_as_of - policy.inactive_critical
    union all
    select a.*, 'waiting.inactive_critical', 'followup', 'urgent', 'SCREENSHOT-REACTIVATOR', a.quiet_since, null, null
    from active as a cross join policy
    where a.quiet_since <= p_as_of - policy.inactive_critical
    union all
    select a.*, 'waiting.meeting', 'followup', 'high', null, meeting.occurred_at, meeting.id, meeting.due_date
    from active as a
    cross join policy
    join public.activities as meeting on meeting.lead_id = a.id
    where meeting.type = 'meeting'
      and meeting.status in ('pending', 'scheduled')
      and meeting.due_date between p_as_of and p_as_of + policy.meeting_notice
  )
  select
    w.id, w.user_id, w.rule, w.type, w.priority, w.playbook_name, w.since,
    -- the stretch of waiting: it ends with the next contact, status or meeting
    case
      when w.rule = 'waiting.profile_missing' then ''
      else to_char(coalesce(w.due, w.since) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US')
    end,
    jsonb_build_object(
      'lead_name', w.name, 'first_name', salesflow.first_name(w.name), 'bant', w.bant, 'interactions', w.interactions,
      'days', floor(extract(epoch from p_as_of - w.since) / 86400),
      'limit', policy.negotiation_limit, 'since', w.since, 'due', w.due),
    jsonb_build_array(jsonb_build_object('table', 'leads', 'id', w.id))
      || case when w.bant_id is not null then jsonb_build_array(jsonb_build_object('table', 'bant_assessments', 'id', w.bant_id)) else '[]' end
      || case when w.activity_id is not null then jsonb_build_array(jsonb_build_object('table', 'activities', 'id', w.activity_id)) else '[]' end
  from waiting as w
  cross join policy
  join public.automation_rules as r on r.rule = w.rule and r.is_enabled
$$;
comment on function salesflow.waiting_leads(timestamptz) is
  'Every active lead that waits too long at the given instant, one row for each rule that says so, with the facts.';

create function salesflow.recommend_for_waiting(p_lead_ids uuid[], p_as_of timestamptz)
  returns bigint
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_count bigint;
begin
  insert into public.ai_recommendations
    (lead_id, user_id, type, priority, title, reasoning, suggested_action, playbook_name, triggered_by, trigger_data,
      episode, confidence_score, source)
  select
    w.lead_id, w.user_id, w.type, w.priority,
    salesflow.say(w.rule || '.title', u.locale, said.facts),
    salesflow.say(w.rule || '.reasoning', u.locale, said.facts),
    jsonb_strip_nulls(jsonb_build_object(
      'action', w.rule, 'channel', advice.channel, 'optimal_time', said.facts ->> 'optimal_time',
      'script', salesflow.say(w.rule || '.script', coalesce(l.locale, u.locale), said.facts))),
    w.playbook_name, w.rule, w.facts || jsonb_build_object('evidence', w.evidence), w.episode, 0.8, 'rules'
  from salesflow.waiting_leads(p_as_of) as w
  join public.leads as l on l.id = w.lead_id
  join public.users as u on u.id = w.user_id
  left join public.ai_recommendations as already
    on already.lead_id = w.lead_id and already.triggered_by = w.rule and already.episode = w.episode
  left join salesflow.contact_advice(p_lead_ids) as advice on advice.lead_id = w.lead_id
  cross join lateral (
    select w.facts || jsonb_build_object(
      'days_text', salesflow.local_days((w.facts ->> 'days')::numeric, u.locale),
      'limit_text', salesflow.local_days(extract(epoch from (w.facts ->> 'limit')::interval) / 86400, u.locale),
      'channel_text', salesflow.say_channel(advice.channel, u.locale),
      'optimal_time', to_char(make_time(advice.hour, 0, 0), 'HH24:MI'),
      'since_on', salesflow.local_date(w.since, u.time_zone, u.locale),
      'contact_on', coalesce(
        salesflow.local_date(l.last_contact_at, u.time_zone, u.locale), salesflow.say('waiting.never', u.locale)),
      'due_at', salesflow.local_date((w.facts ->> 'due')::timestamptz, u.time_zone, u.locale)
        || to_char((w.facts ->> 'due')::timestamptz at time zone u.time_zone, ' HH24:MI')) as facts
    offset 0  -- evaluated once, not once for every use
  ) as said
  where w.lead_id = any (p_lead_ids) and already.id is null
  order by w.lead_id, w.rule
  on conflict (lead_id, triggered_by, episode) where triggered_by <> 'manual' do nothing;
  get diagnostics v_count = row_count;
  return v_count;
end
$$;
comment on function salesflow.recommend_for_waiting(uuid[], timestamptz) is
  'Recommends what to do about the given leads where they wait too long; once for each stretch of waiting. Returns how many recommendations were made.';

create function salesflow.tidy_recommendations(p_as_of timestamptz default now())
  returns bigint
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_count bigint;
begin
  -- what is open goes with the lead to its new rep
  update public.ai_recommendations as r
  set user_id = l.user_id
  from public.leads as l
  where l.id = r.lead_id and r.status = 'pending' and l.user_id <> r.user_id;

  update public.ai_recommendations as r
  set status = 'dismissed', dismissed_reason = 'No longer applies', withdrawn = true
  where r.status = 'pending'
    and (
      r.triggered_by like 'waiting.%'
      and (r.lead_id, r.triggered_by, r.episode) not in (
        select w.lead_id, w.rule, w.episode from salesflow.waiting_leads(p_as_of) as w)
      or r.triggered_by like 'lifecycle.bant\_%'
      and (r.lead_id, r.triggered_by) not in (
        select b.lead_id, v.rule
        from salesflow.bant_verdicts(array(
          select b.id
          from public.current_bant as b
          where b.lead_id in (
            select o.lead_id from public.ai_recommendations as o
            where o.status = 'pending' and o.triggered_by like 'lifecycle.bant\_%'))) as v
        join public.bant_assessments as b on b.id = v.assessment_id)
    );
  get diagnostics v_count = row_count;
  return v_count;
end
$$;
comment on function salesflow.tidy_recommendations(timestamptz) is
  'Hands open recommendations to the new rep of a reassigned lead, and dismisses those that no longer apply: contacted, moved on, or superseded by a graver rule. Returns how many were dismissed.';

create function salesflow.check_inactivity(p_as_of timestamptz default now())
  returns jsonb
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
begin
  perform salesflow.tidy_recommendations(p_as_of);
  return salesflow.run_isolated(
    'salesflow.recommend_for_waiting',
    array(select distinct w.lead_id from salesflow.waiting_leads(p_as_of) as w order by w.lead_id),
    p_as_of);
end
$$;
comment on function salesflow.check_inactivity(timestamptz) is
  'Job inactivity_check: recommends what to do about every lead that waits too long, and closes what no longer applies.';

commit;
