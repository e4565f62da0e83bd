-- As PostgreSQL 15 writes it

CREATE SCHEMA salesflow;

ALTER SCHEMA salesflow OWNER TO salesflow_owner;

COMMENT ON SCHEMA salesflow IS 'Machinery of Sales Flow AI: queue, rules, job bodies, helpers. Not an interface; see public.';

CREATE EXTENSION IF NOT EXISTS plpython3u WITH SCHEMA pg_catalog;

COMMENT ON EXTENSION plpython3u IS 'PL/Python3U untrusted procedural language';

CREATE DOMAIN salesflow.contact_channel AS text
	CONSTRAINT known_channel CHECK ((VALUE = ANY (ARRAY['call'::text, 'email'::text, 'whatsapp'::text, 'sms'::text, 'linkedin'::text, 'meeting'::text])));

ALTER DOMAIN salesflow.contact_channel OWNER TO salesflow_owner;

COMMENT ON DOMAIN salesflow.contact_channel IS 'A way to reach a lead.';

CREATE DOMAIN salesflow.currency AS character(3)
	CONSTRAINT currency_form CHECK ((VALUE ~ '^[A-Z]{3}$'::text));

ALTER DOMAIN salesflow.currency OWNER TO salesflow_owner;

COMMENT ON DOMAIN salesflow.currency IS 'ISO 4217 currency: EUR.';

CREATE DOMAIN salesflow.json_array AS jsonb
	CONSTRAINT is_array CHECK ((jsonb_typeof(VALUE) = 'array'::text));

ALTER DOMAIN salesflow.json_array OWNER TO salesflow_owner;

COMMENT ON DOMAIN salesflow.json_array IS 'A JSON array.';

CREATE DOMAIN salesflow.json_object AS jsonb
	CONSTRAINT is_object CHECK ((jsonb_typeof(VALUE) = 'object'::text));

ALTER DOMAIN salesflow.json_object OWNER TO salesflow_owner;

COMMENT ON DOMAIN salesflow.json_object IS 'A JSON object.';

CREATE DOMAIN salesflow.label AS text
	CONSTRAINT label_not_empty CHECK ((VALUE <> ''::text));

ALTER DOMAIN salesflow.label OWNER TO salesflow_owner;

COMMENT ON DOMAIN salesflow.label IS 'A text that says something: not empty.';

CREATE DOMAIN salesflow.locale AS text
	CONSTRAINT locale_form CHECK ((VALUE ~ '^[a-z]{2}([-_][A-Za-z]{2})?$'::text));

ALTER DOMAIN salesflow.locale OWNER TO salesflow_owner;

COMMENT ON DOMAIN salesflow.locale IS 'Language, with or without region: de, de-AT, en_GB.';

CREATE TYPE salesflow.new_event AS (
	kind text,
	lead_id uuid,
	user_id uuid,
	payload jsonb,
	cause text,
	coalesce_key text,
	run_at timestamp with time zone
);

ALTER TYPE salesflow.new_event OWNER TO salesflow_owner;

COMMENT ON TYPE salesflow.new_event IS 'An event to enqueue. payload null: {}; cause null: enqueue always; coalesce_key null: absorb nothing; run_at null: at once.';

CREATE DOMAIN salesflow.priority AS text
	CONSTRAINT known_priority CHECK ((VALUE = ANY (ARRAY['low'::text, 'medium'::text, 'high'::text, 'urgent'::text])));

ALTER DOMAIN salesflow.priority OWNER TO salesflow_owner;

COMMENT ON DOMAIN salesflow.priority IS 'low, medium, high or urgent.';

CREATE DOMAIN salesflow.score AS smallint
	CONSTRAINT score_range CHECK (((VALUE >= 0) AND (VALUE <= 100)));

ALTER DOMAIN salesflow.score OWNER TO salesflow_owner;

COMMENT ON DOMAIN salesflow.score IS 'Points, 0–100.';

CREATE TYPE salesflow.settlement AS (
	event_id bigint,
	lease uuid,
	outcome text,
	answer jsonb,
	reason text,
	error text,
	retry_after double precision,
	usage jsonb
);

ALTER TYPE salesflow.settlement OWNER TO salesflow_owner;

COMMENT ON TYPE salesflow.settlement IS 'How an attempt ended: event and lease; outcome: answer (of the model), offline (the rules shall answer, for that reason), failure (error, of the class reason; retry_after in seconds), skip (nothing to do), release (given back, does not count); usage of the model.';

CREATE DOMAIN salesflow.share AS numeric(4,3)
	CONSTRAINT share_range CHECK (((VALUE >= (0)::numeric) AND (VALUE <= (1)::numeric)));

ALTER DOMAIN salesflow.share OWNER TO salesflow_owner;

COMMENT ON DOMAIN salesflow.share IS 'Share or probability, 0–1, to three places.';

CREATE FUNCTION salesflow.is_time_zone(p_name text) RETURNS boolean
    LANGUAGE plpgsql STABLE STRICT PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  perform now() at time zone p_name;
  return true;
exception
  when invalid_parameter_value then
    return false;
end
$$;

ALTER FUNCTION salesflow.is_time_zone(p_name text) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.is_time_zone(p_name text) IS 'Whether the server knows a time zone of that name (Europe/Berlin).';

CREATE DOMAIN salesflow.time_zone AS text
	CONSTRAINT known_time_zone CHECK (salesflow.is_time_zone(VALUE));

ALTER DOMAIN salesflow.time_zone OWNER TO salesflow_owner;

COMMENT ON DOMAIN salesflow.time_zone IS 'IANA time zone that the server knows: Europe/Berlin.';

CREATE TYPE salesflow.transition_candidate AS (
	lead_id uuid,
	at timestamp with time zone,
	cause text,
	facts jsonb,
	evidence jsonb
);

ALTER TYPE salesflow.transition_candidate OWNER TO salesflow_owner;

COMMENT ON TYPE salesflow.transition_candidate IS 'A lead that a rule would move: since when, what caused it (table:id), the facts for its reason, the rows it rests on.';

CREATE TYPE salesflow.verdict AS (
	event_id bigint,
	ending text,
	error text
);

ALTER TYPE salesflow.verdict OWNER TO salesflow_owner;

COMMENT ON TYPE salesflow.verdict IS 'What became of an answer: applied, skipped, invalid (violates its schema), rejected (could not be applied), failed; and why.';

CREATE FUNCTION public.act_as(p_user_id uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  -- guard: only a gateway may speak for others
  if not pg_has_role(session_user, 'salesflow_gateway', 'member') then
    raise exception 'role % may not act for other users', session_user
      using errcode = 'SF003', hint = 'grant salesflow_gateway to the role of your gateway.';
  end if;
  if not exists (select from public.users where id = p_user_id and active) then
    raise exception 'there is no active user %', p_user_id using errcode = 'SF004';
  end if;
  -- true: ends with the transaction, so that a pooled connection forgets it
  perform set_config('salesflow.acting_user', p_user_id::text, true);
end
$$;

ALTER FUNCTION public.act_as(p_user_id uuid) OWNER TO salesflow_owner;

COMMENT ON FUNCTION public.act_as(p_user_id uuid) IS 'Says, until the end of the transaction, for which user a gateway acts. Raises SF003 (not a gateway), SF004 (no such user).';

CREATE TABLE public.ai_recommendations (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    lead_id uuid,
    user_id uuid,
    type text NOT NULL,
    priority salesflow.priority DEFAULT 'medium'::text NOT NULL,
    title salesflow.label NOT NULL,
    description text,
    reasoning text,
    suggested_action salesflow.json_object DEFAULT '{}'::jsonb NOT NULL,
    playbook_name text,
    triggered_by text DEFAULT 'manual'::text NOT NULL,
    trigger_data jsonb DEFAULT '{}'::jsonb NOT NULL,
    status text DEFAULT 'pending'::text NOT NULL,
    dismissed_reason text,
    withdrawn boolean DEFAULT false NOT NULL,
    confidence_score salesflow.share,
    episode text DEFAULT ''::text NOT NULL,
    source text DEFAULT 'person'::text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    expires_at timestamp with time zone,
    accepted_at timestamp with time zone,
    completed_at timestamp with time zone,
    dismissed_at timestamp with time zone,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT ai_recommendations_source_check CHECK ((source = ANY (ARRAY['rules'::text, 'model'::text, 'person'::text]))),
    CONSTRAINT ai_recommendations_status_check CHECK ((status = ANY (ARRAY['pending'::text, 'accepted'::text, 'dismissed'::text, 'completed'::text]))),
    CONSTRAINT ai_recommendations_type_check CHECK ((type = ANY (ARRAY['followup'::text, 'playbook'::text, 'message_draft'::text, 'channel_switch'::text, 'assessment'::text])))
);

ALTER TABLE public.ai_recommendations OWNER TO salesflow_owner;

COMMENT ON TABLE public.ai_recommendations IS 'What the system recommends a rep to do. Answer one by setting status, or with complete_recommendation() and dismiss_recommendation().';

COMMENT ON COLUMN public.ai_recommendations.id IS 'Key.';

COMMENT ON COLUMN public.ai_recommendations.lead_id IS 'Lead it is about.';

COMMENT ON COLUMN public.ai_recommendations.user_id IS 'Rep it is for.';

COMMENT ON COLUMN public.ai_recommendations.type IS 'followup, playbook, message_draft, channel_switch or assessment.';

COMMENT ON COLUMN public.ai_recommendations.priority IS 'low, medium, high or urgent.';

COMMENT ON COLUMN public.ai_recommendations.title IS 'What to do, in a few words.';

COMMENT ON COLUMN public.ai_recommendations.description IS 'What to do, in full.';

COMMENT ON COLUMN public.ai_recommendations.reasoning IS 'Why, with the facts.';

COMMENT ON COLUMN public.ai_recommendations.suggested_action IS '{action, channel, optimal_time, script, …}.';

COMMENT ON COLUMN public.ai_recommendations.playbook_name IS 'Playbook to use.';

COMMENT ON COLUMN public.ai_recommendations.triggered_by IS 'Rule that made it (automation_rules), or manual.';

COMMENT ON COLUMN public.ai_recommendations.trigger_data IS 'Facts the rule judged by.';

COMMENT ON COLUMN public.ai_recommendations.status IS 'pending, accepted, dismissed or completed.';

COMMENT ON COLUMN public.ai_recommendations.dismissed_reason IS 'Why it was dismissed.';

COMMENT ON COLUMN public.ai_recommendations.withdrawn IS 'Whether the system took it back because it no longer applied; such a one counts neither for nor against acceptance.';

COMMENT ON COLUMN public.ai_recommendations.confidence_score IS 'How sure the rule is, 0–1.';

COMMENT ON COLUMN public.ai_recommendations.episode IS 'Stretch of time or state it belongs to: a rule recommends once per lead and episode, answered or not.';

COMMENT ON COLUMN public.ai_recommendations.source IS 'Whose words: rules, model or person.';

COMMENT ON COLUMN public.ai_recommendations.created_at IS 'When it was made.';

COMMENT ON COLUMN public.ai_recommendations.expires_at IS 'When it lapses; null: by policy recommendations.expire_after.';

COMMENT ON COLUMN public.ai_recommendations.accepted_at IS 'When the rep took it up.';

COMMENT ON COLUMN public.ai_recommendations.completed_at IS 'When it was done.';

COMMENT ON COLUMN public.ai_recommendations.dismissed_at IS 'When it was dismissed.';

COMMENT ON COLUMN public.ai_recommendations.updated_at IS 'When the row last changed.';

CREATE FUNCTION public.complete_recommendation(p_id uuid) RETURNS public.ai_recommendations
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
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

ALTER FUNCTION public.complete_recommendation(p_id uuid) OWNER TO salesflow_owner;

COMMENT ON FUNCTION public.complete_recommendation(p_id uuid) IS 'Marks a recommendation as done; the plan it came from counts it. Raises SF004 (unknown id).';

CREATE FUNCTION public.create_daily_plan(p_user_id uuid) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  perform salesflow.check_may_read_user(p_user_id);
  perform salesflow.review_users(array[p_user_id], now());
  return public.get_daily_plan(p_user_id);
end
$$;

ALTER FUNCTION public.create_daily_plan(p_user_id uuid) OWNER TO salesflow_owner;

COMMENT ON FUNCTION public.create_daily_plan(p_user_id uuid) IS 'Makes today''s plan of a user now, unless there is one, and returns it. Raises SF003 (another user''s plan), SF004 (unknown user).';

CREATE FUNCTION public.dismiss_recommendation(p_id uuid, p_reason text DEFAULT NULL::text) RETURNS public.ai_recommendations
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
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

ALTER FUNCTION public.dismiss_recommendation(p_id uuid, p_reason text) OWNER TO salesflow_owner;

COMMENT ON FUNCTION public.dismiss_recommendation(p_id uuid, p_reason text) IS 'Dismisses a recommendation, with a reason the system learns from. Raises SF004 (unknown id).';

CREATE FUNCTION public.explain_action(p_action_id uuid, p_locale text DEFAULT NULL::text) RETURNS text
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_text text;
begin
  select
    salesflow.say('audit.explain', locale.name, jsonb_build_object(
      'executed_on', salesflow.local_date(a.executed_at, coalesce(u.time_zone, 'UTC'), locale.name),
      'what', case
        when a.action_type = 'status_transition'
          then format('%s: %s → %s', l.name, a.action_details ->> 'from', a.action_details ->> 'to')
        else concat_ws(': ', a.action_type, l.name, a.action_details ->> 'title')
      end,
      'rule', a.rule,
      'description', case salesflow.language(locale.name) when 'de' then r.description_de else r.description_en end,
      'why', coalesce(
        a.action_details ->> 'reason',
        (select string_agg(fact.key || ' = ' || fact.value, ', ' order by fact.key)
         from jsonb_each_text(a.trigger_data - 'evidence') as fact),
        a.cause),
      'evidence', coalesce(
        (select string_agg((e ->> 'table') || ' ' || (e ->> 'id'), ', ') from jsonb_array_elements(a.evidence) as e),
        salesflow.say('audit.no_evidence', locale.name)),
      'policy_version', a.policy_version,
      'actor', a.actor))
    || case
      when a.undone_at is null then ''
      else salesflow.say('audit.undone', locale.name, jsonb_build_object(
        'undone_on', salesflow.local_date(a.undone_at, coalesce(u.time_zone, 'UTC'), locale.name)))
    end
  into v_text
  from public.autonomous_actions as a
  join public.automation_rules as r on r.rule = a.rule
  left join public.leads as l on l.id = a.lead_id
  left join public.users as u on u.id = a.user_id
  cross join lateral (select coalesce(p_locale, u.locale, 'en') as name) as locale
  where a.id = p_action_id;
  if not found then
    raise exception 'there is no action %', p_action_id using errcode = 'SF004';
  end if;
  return v_text;
end
$$;

ALTER FUNCTION public.explain_action(p_action_id uuid, p_locale text) OWNER TO salesflow_owner;

COMMENT ON FUNCTION public.explain_action(p_action_id uuid, p_locale text) IS 'An automated action in a few sentences: what, by which rule, why, on which rows, under which policy version. In the given language, else the user''s. Raises SF004 (unknown action).';

CREATE FUNCTION public.find_users(p_search text DEFAULT NULL::text) RETURNS TABLE(user_id uuid, name text, email text, squad text, role text, has_plan_today boolean)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  -- guard: people who may see everybody, everybody; all others themselves
  return query
  select
    u.id, u.name::text, u.email, s.name::text, u.role,
    exists (
      select from public.daily_action_plans as p
      where p.user_id = u.id and p.plan_date = (now() at time zone u.time_zone)::date)
  from public.users as u
  left join public.squads as s on s.id = u.squad_id
  where u.active
    and (u.id = salesflow.current_user_id() or has_table_privilege(session_user, 'public.users', 'select'))
    and case
      when p_search is null then true
      when p_search ~* '^[0-9a-f]{8}-' then u.id::text = lower(p_search)
      else strpos(lower(u.name), lower(p_search)) > 0 or lower(u.email) = lower(p_search)
    end
  order by lower(u.name) = lower(p_search) desc, u.name, u.id;
end
$$;

ALTER FUNCTION public.find_users(p_search text) OWNER TO salesflow_owner;

COMMENT ON FUNCTION public.find_users(p_search text) IS 'Active users by key, e-mail address or part of the name (null: all); a session sees all users only where it may, else itself.';

CREATE FUNCTION public.get_autonomous_actions_summary(p_user_id uuid, p_days integer DEFAULT 30) RETURNS jsonb
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  with actions as materialized (
    select a.*
    from public.autonomous_actions as a
    where a.user_id = p_user_id and a.executed_at > now() - make_interval(days => p_days)
  )
  select jsonb_build_object(
    'user_id', p_user_id,
    'days', p_days,
    'total_actions', (select count(*) from actions),
    'success_rate', (select round(100.0 * count(*) filter (where success) / nullif(count(*), 0), 2) from actions),
    'undone', (select count(*) from actions where undone_at is not null),
    'by_type', (
      select coalesce(jsonb_object_agg(t.action_type, t.count), '{}')
      from (select action_type, count(*) from actions group by action_type) as t),
    'recent_actions', (
      select coalesce(jsonb_agg(jsonb_build_object(
        'id', r.id, 'action_type', r.action_type, 'lead_id', r.lead_id, 'rule', r.rule, 'action_details', r.action_details,
        'success', r.success, 'executed_at', r.executed_at) order by r.executed_at desc), '[]')
      from (select * from actions order by executed_at desc limit 20) as r))
$$;

ALTER FUNCTION public.get_autonomous_actions_summary(p_user_id uuid, p_days integer) OWNER TO salesflow_owner;

COMMENT ON FUNCTION public.get_autonomous_actions_summary(p_user_id uuid, p_days integer) IS 'What the system did for a user in the last days: total, success rate in percent, counts by type, the 20 most recent actions.';

CREATE FUNCTION public.get_daily_plan(p_user_id uuid, p_plan_date date DEFAULT NULL::date) RETURNS jsonb
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_user public.users;
  v_date date;
  v_plan jsonb;
begin
  perform salesflow.check_may_read_user(p_user_id);
  select * into v_user from public.users where id = p_user_id;
  if not found then
    raise exception 'there is no user %', p_user_id using errcode = 'SF004';
  end if;
  v_date := coalesce(p_plan_date, (now() at time zone v_user.time_zone)::date);
  select jsonb_build_object(
    'plan_id', p.id,
    'plan_date', p.plan_date,
    'user_id', v_user.id,
    'user_name', v_user.name,
    'locale', v_user.locale,
    'time_zone', v_user.time_zone,
    'top_3_priorities', (
      select coalesce(jsonb_agg(
        salesflow.priority_json(i, l.name) || jsonb_build_object('company', l.company, 'status', r.status) order by i.position), '[]')
      from public.daily_plan_priorities as i
      join public.leads as l on l.id = i.lead_id
      left join public.ai_recommendations as r on r.id = i.recommendation_id
      where i.plan_id = p.id),
    'strategic_insights', p.strategic_insights,
    'risks', p.risks,
    'quick_wins', p.quick_wins,
    'goal_progress', p.goal_progress,
    'completion_status', p.completion_status,
    'actions_completed', p.actions_completed,
    'actions_total', p.actions_total,
    'source', p.source,
    'generated_at', p.generated_at)
  into v_plan
  from public.daily_action_plans as p
  where p.user_id = p_user_id and p.plan_date = v_date;
  if v_plan is null then
    raise exception 'user % has no plan for %', v_user.name, v_date
      using errcode = 'SF301', hint = 'select create_daily_plan(user_id) makes today''s; job daily_review makes it every morning.';
  end if;
  return v_plan;
end
$$;

ALTER FUNCTION public.get_daily_plan(p_user_id uuid, p_plan_date date) OWNER TO salesflow_owner;

COMMENT ON FUNCTION public.get_daily_plan(p_user_id uuid, p_plan_date date) IS 'The plan of a user for a day (default: today by the user''s clock) as one document. Raises SF003 (another user''s plan), SF004 (unknown user), SF301 (no plan for that day).';

CREATE FUNCTION public.get_lead_lifecycle_stage(p_lead_id uuid) RETURNS jsonb
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
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

ALTER FUNCTION public.get_lead_lifecycle_stage(p_lead_id uuid) OWNER TO salesflow_owner;

COMMENT ON FUNCTION public.get_lead_lifecycle_stage(p_lead_id uuid) IS 'Where a lead stands: current status, days in it, what set it, where automation may take it, the last 10 changes newest first. Raises SF004 (unknown lead).';

CREATE TABLE public.imports (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    file text,
    map jsonb,
    formats jsonb DEFAULT '{}'::jsonb NOT NULL,
    retry_of uuid,
    is_dry_run boolean NOT NULL,
    locale text NOT NULL,
    row_count bigint DEFAULT 0 NOT NULL,
    leads_inserted bigint DEFAULT 0 NOT NULL,
    leads_updated bigint DEFAULT 0 NOT NULL,
    leads_unchanged bigint DEFAULT 0 NOT NULL,
    status_changes bigint DEFAULT 0 NOT NULL,
    activities_added bigint DEFAULT 0 NOT NULL,
    assessments_added bigint DEFAULT 0 NOT NULL,
    users_created bigint DEFAULT 0 NOT NULL,
    squads_created bigint DEFAULT 0 NOT NULL,
    rows_rejected bigint DEFAULT 0 NOT NULL,
    warnings bigint DEFAULT 0 NOT NULL,
    imported_by uuid,
    db_role name DEFAULT SESSION_USER NOT NULL,
    started_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    finished_at timestamp with time zone
);

ALTER TABLE public.imports OWNER TO salesflow_owner;

COMMENT ON TABLE public.imports IS 'Every import of a file or staging table, with its counts. Rows that were left out are in import_rejects.';

COMMENT ON COLUMN public.imports.id IS 'Key.';

COMMENT ON COLUMN public.imports.file IS 'Name of the file.';

COMMENT ON COLUMN public.imports.map IS 'Map it was read by, as given or as suggested.';

COMMENT ON COLUMN public.imports.formats IS 'Order of dates (dmy, mdy) and decimal mark (de, en) found in its columns, by field.';

COMMENT ON COLUMN public.imports.retry_of IS 'Import whose rejected rows it tried again.';

COMMENT ON COLUMN public.imports.is_dry_run IS 'Whether its effects were undone: only the report was wanted.';

COMMENT ON COLUMN public.imports.locale IS 'Language of its reasons.';

COMMENT ON COLUMN public.imports.row_count IS 'Rows of the file.';

COMMENT ON COLUMN public.imports.leads_inserted IS 'Leads that were new.';

COMMENT ON COLUMN public.imports.leads_updated IS 'Leads that got another value or status.';

COMMENT ON COLUMN public.imports.leads_unchanged IS 'Leads the file said nothing new about.';

COMMENT ON COLUMN public.imports.status_changes IS 'Status changes of leads after their first status.';

COMMENT ON COLUMN public.imports.activities_added IS 'Activities added or updated.';

COMMENT ON COLUMN public.imports.assessments_added IS 'BANT assessments added or updated.';

COMMENT ON COLUMN public.imports.users_created IS 'Users created.';

COMMENT ON COLUMN public.imports.squads_created IS 'Squads created.';

COMMENT ON COLUMN public.imports.rows_rejected IS 'Rows left out; each is in import_rejects.';

COMMENT ON COLUMN public.imports.warnings IS 'Warnings in import_rejects: the row or column was taken, but look at it.';

COMMENT ON COLUMN public.imports.imported_by IS 'User of the session, if it is one.';

COMMENT ON COLUMN public.imports.db_role IS 'Database role of the session.';

COMMENT ON COLUMN public.imports.started_at IS 'Start.';

COMMENT ON COLUMN public.imports.finished_at IS 'End.';

CREATE FUNCTION public.import_leads(p_staging regclass, p_map jsonb DEFAULT NULL::jsonb, p_file text DEFAULT NULL::text, p_dry_run boolean DEFAULT false, p_locale text DEFAULT NULL::text) RETURNS public.imports
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_import_id uuid := salesflow.open_import(coalesce(p_file, p_staging::text), p_dry_run, p_locale);
  v_columns   name[] := array(
    select a.attname from pg_attribute as a where a.attrelid = p_staging and a.attnum > 0 and not a.attisdropped);
begin
  -- security invoker: the staging table is read with the caller's rights
  execute format(
    case
      when v_columns @> '{line_no,record,problem}'
        then 'insert into salesflow.import_rows (line_no, problem, record) select s.line_no, s.problem, s.record from %s as s order by s.line_no'
      when v_columns @> '{line_no,record}'
        then 'insert into salesflow.import_rows (line_no, record) select s.line_no, s.record from %s as s order by s.line_no'
      -- as in a file: the header is line 1
      else 'insert into salesflow.import_rows (line_no, record) select row_number() over () + 1, to_jsonb(s.*) from %s as s'
    end,
    p_staging);
  return salesflow.run_import(v_import_id, p_map);
end
$$;

ALTER FUNCTION public.import_leads(p_staging regclass, p_map jsonb, p_file text, p_dry_run boolean, p_locale text) OWNER TO salesflow_owner;

COMMENT ON FUNCTION public.import_leads(p_staging regclass, p_map jsonb, p_file text, p_dry_run boolean, p_locale text) IS 'Imports leads with their reps, squads, activities, BANT scores and outcomes from a table or view: COPY a file into a table with its columns as text (or into line_no bigint, record jsonb) and call this with a map (see import_targets; null: suggest_import_map()). All rows in one go, updating by external id; the same file twice changes nothing. p_dry_run only reports. Returns the counts; rows left out are in import_rejects. Raises SF101 (map does not fit), SF102 (nothing to import).';

CREATE FUNCTION public.rank_leads(p_user_id uuid, p_as_of timestamp with time zone DEFAULT now()) RETURNS TABLE("position" bigint, lead_name text, company text, expected_value numeric, value numeric, currency text, win_probability numeric, urgency numeric, decay numeric, reachability numeric, situation text, status text, bant smallint, days_quiet numeric, lead_id uuid)
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  select
    r.position, l.name, l.company, r.expected_value, r.value, r.currency, r.win_probability, r.urgency, r.decay,
    r.reachability, r.situation, r.status, r.bant, r.days_quiet, r.lead_id
  from salesflow.rank_leads(array[p_user_id], p_as_of) as r
  join public.leads as l on l.id = r.lead_id
  order by r.position
$$;

ALTER FUNCTION public.rank_leads(p_user_id uuid, p_as_of timestamp with time zone) OWNER TO salesflow_owner;

COMMENT ON FUNCTION public.rank_leads(p_user_id uuid, p_as_of timestamp with time zone) IS 'The active leads of a user, first what is worth most to act on today, with every factor of expected_value = value × win_probability × urgency × decay × reachability.';

CREATE FUNCTION public.recall_memories(p_user_id uuid, p_lead_id uuid DEFAULT NULL::uuid, p_query text DEFAULT NULL::text, p_limit integer DEFAULT 10, p_as_of timestamp with time zone DEFAULT now()) RETURNS TABLE(id uuid, lead_id uuid, memory_type text, content text, importance_score numeric, created_at timestamp with time zone, relevance numeric)
    LANGUAGE plpgsql SECURITY DEFINER ROWS 10
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  -- guard: an own memory, or the right to read them all
  if (p_user_id is null or p_user_id is distinct from salesflow.current_user_id())
    and not has_table_privilege(session_user, 'public.agent_memory', 'select')
  then
    raise exception 'role % may not recall the memories of user %', session_user, p_user_id using errcode = 'SF003';
  end if;
  return query
  with ranked as (
    select
      m.id, m.lead_id, m.memory_type, m.content, m.importance_score, m.created_at,
      round((
        m.importance_score
        * power(0.5, extract(epoch from p_as_of - coalesce(m.last_accessed_at, m.created_at))
            / extract(epoch from (select salesflow.policy_interval('memory.half_life'))))
        * (1 + ln(1 + m.access_count))
        * case when p_query is null then 1 else 0.1 + ts_rank(m.words, plainto_tsquery('simple', p_query)) end
        * case when m.lead_id = p_lead_id then 2 else 1 end
      )::numeric, 6) as relevance
    from public.agent_memory as m
    where (m.user_id = p_user_id or m.user_id is null)
      and (p_lead_id is null or m.lead_id = p_lead_id or m.lead_id is null)
      and (p_query is null or m.words @@ plainto_tsquery('simple', p_query))
    order by relevance desc, m.id
    limit p_limit
  ),
  -- a use that somebody else is counting at this moment goes uncounted: recalling never waits
  used as (
    update public.agent_memory as m
    set last_accessed_at = p_as_of, access_count = m.access_count + 1
    where m.id in (
      select u.id from public.agent_memory as u where u.id in (select r.id from ranked as r) for no key update skip locked)
  )
  select r.id, r.lead_id, r.memory_type, r.content::text, r.importance_score::numeric, r.created_at, r.relevance
  from ranked as r
  order by r.relevance desc, r.id;
end
$$;

ALTER FUNCTION public.recall_memories(p_user_id uuid, p_lead_id uuid, p_query text, p_limit integer, p_as_of timestamp with time zone) OWNER TO salesflow_owner;

COMMENT ON FUNCTION public.recall_memories(p_user_id uuid, p_lead_id uuid, p_query text, p_limit integer, p_as_of timestamp with time zone) IS 'The memories that matter most now, best first: importance, halved every memory.half_life since the last recall, raised by use, by the lead and by the words of a query. Recalling counts as use. Raises SF003 (another user''s memories).';

CREATE FUNCTION public.retry_event(p_event_id bigint) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_id bigint;
begin
  -- security definer: nobody writes the queue's tables by hand
  with dead as (
    delete from salesflow.dead_events as d where d.event_id = p_event_id returning d.*
  )
  -- a new id: the calls of the old one stay its own
  insert into salesflow.events (kind, lead_id, user_id, payload, cause, priority, last_error, created_at)
  select d.kind, d.lead_id, d.user_id, d.payload, d.cause, k.priority, d.error, d.created_at
  from dead as d
  join salesflow.event_kinds as k on k.kind = d.kind
  returning event_id into v_id;
  if v_id is null then
    raise exception 'there is no dead event %', p_event_id
      using errcode = 'SF206', hint = 'select event_id, kind, error from dead_events;';
  end if;
  perform salesflow.ring_doorbell();
  return v_id;
end
$$;

ALTER FUNCTION public.retry_event(p_event_id bigint) OWNER TO salesflow_owner;

COMMENT ON FUNCTION public.retry_event(p_event_id bigint) IS 'Puts a dead event back into the queue, with all its attempts, and returns its new id. Raises SF206 (no such dead event, or its kind is gone).';

CREATE FUNCTION public.retry_import(p_import_id uuid, p_map jsonb DEFAULT NULL::jsonb, p_dry_run boolean DEFAULT false) RETURNS public.imports
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_before    public.imports;
  v_import_id uuid;
begin
  select * into v_before from public.imports where id = p_import_id;
  if not found then
    raise exception 'there is no import %', p_import_id
      using errcode = 'SF004', hint = 'select id, file, rows_rejected from imports order by started_at;';
  end if;
  v_import_id := salesflow.open_import(v_before.file, p_dry_run, v_before.locale, p_import_id);
  insert into salesflow.import_rows (line_no, record)
  select distinct on (r.line_no) r.line_no, r.record
  from public.import_rejects as r
  where r.import_id = p_import_id and r.severity = 'rejected'
  order by r.line_no, r.id;
  return salesflow.run_import(v_import_id, coalesce(p_map, v_before.map));
end
$$;

ALTER FUNCTION public.retry_import(p_import_id uuid, p_map jsonb, p_dry_run boolean) OWNER TO salesflow_owner;

COMMENT ON FUNCTION public.retry_import(p_import_id uuid, p_map jsonb, p_dry_run boolean) IS 'Imports the rejected rows of an import again, after import_rejects.record was mended or with another map. Raises SF004 (unknown import), SF101 (map), SF102 (it has no rejected rows).';

CREATE TABLE public.policies (
    key text NOT NULL,
    value jsonb NOT NULL,
    unit text NOT NULL,
    description text NOT NULL,
    minimum numeric,
    maximum numeric,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT policies_key_check CHECK ((key ~ '^[a-z_]+(\.[a-z_]+)+$'::text)),
    CONSTRAINT policies_value_check CHECK ((jsonb_typeof(value) <> 'null'::text))
);

ALTER TABLE public.policies OWNER TO salesflow_owner;

COMMENT ON TABLE public.policies IS 'Every threshold, hour, limit and switch of the system, one row each. Change a value with set_policy() or UPDATE; each change is kept in policy_history and works from the next rule run on.';

COMMENT ON COLUMN public.policies.key IS 'Name, room first: lifecycle.qualify_bant.';

COMMENT ON COLUMN public.policies.value IS 'The value: a JSON number, string, boolean or array. Durations are strings such as "7 days".';

COMMENT ON COLUMN public.policies.unit IS 'What the value counts: points, hours, interval, local time, EUR, list, …';

COMMENT ON COLUMN public.policies.description IS 'What the value decides.';

COMMENT ON COLUMN public.policies.minimum IS 'Smallest number allowed, of a duration in seconds; null for no limit (a duration: 0).';

COMMENT ON COLUMN public.policies.maximum IS 'Largest number allowed, of a duration in seconds; null for no limit.';

COMMENT ON COLUMN public.policies.updated_at IS 'When the value last changed.';

CREATE FUNCTION public.set_policy(p_key text, p_value jsonb) RETURNS public.policies
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_row public.policies;
begin
  update public.policies set value = p_value where key = p_key returning * into v_row;
  if not found then
    raise exception 'there is no policy %', p_key
      using errcode = 'SF001', hint = 'select key, description from policies order by key;';
  end if;
  return v_row;
end
$$;

ALTER FUNCTION public.set_policy(p_key text, p_value jsonb) OWNER TO salesflow_owner;

COMMENT ON FUNCTION public.set_policy(p_key text, p_value jsonb) IS 'Changes a policy: select set_policy(''lifecycle.qualify_bant'', ''40''). Raises SF001 (unknown key), SF002 (bad value).';

CREATE FUNCTION salesflow.switch_jobs(p_active boolean) RETURNS bigint
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  perform public.set_policy('jobs.active', to_jsonb(p_active));
  if not exists (select from pg_extension where extname = 'pg_cron') then
    raise notice 'pg_cron is not in database %: no job runs by itself', current_database()
      using hint = 'Run jobs with trigger_job(), or have a superuser create extension pg_cron and grant usage on schema cron to salesflow_jobs; then start_jobs() again.';
  end if;
  return salesflow.sync_schedule();
end
$$;

ALTER FUNCTION salesflow.switch_jobs(p_active boolean) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.switch_jobs(p_active boolean) IS 'Sets policy jobs.active and brings pg_cron in line; returns how many jobs it runs.';

CREATE FUNCTION public.start_jobs() RETURNS bigint
    LANGUAGE sql
    SET search_path TO 'pg_catalog', 'pg_temp'
    BEGIN ATOMIC
 SELECT salesflow.switch_jobs(true) AS switch_jobs;
END;

ALTER FUNCTION public.start_jobs() OWNER TO salesflow_owner;

COMMENT ON FUNCTION public.start_jobs() IS 'Has pg_cron run all enabled jobs by their schedule; returns how many. 0 and a notice where pg_cron is not in this database.';

CREATE FUNCTION public.stop_jobs() RETURNS bigint
    LANGUAGE sql
    SET search_path TO 'pg_catalog', 'pg_temp'
    BEGIN ATOMIC
 SELECT salesflow.switch_jobs(false) AS switch_jobs;
END;

ALTER FUNCTION public.stop_jobs() OWNER TO salesflow_owner;

COMMENT ON FUNCTION public.stop_jobs() IS 'Takes all jobs off pg_cron until start_jobs(); a run under way ends in peace. trigger_job() still works. Returns 0.';

CREATE FUNCTION public.suggest_import_map(p_headers text[], p_sample jsonb DEFAULT NULL::jsonb) RETURNS jsonb
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_target record;
  v_header text;
  v_fits   boolean;
  v_map    jsonb := jsonb_build_object();
  v_taken  text[] := array[]::text[];
  v_parts  text[];
begin
  -- a loop over the few targets, each of which takes the best header left
  for v_target in select t.* from public.import_targets as t order by t.position loop
    for v_header in
      select h.header
      from unnest(p_headers) with ordinality as h (header, position)
      cross join array_position(v_target.headers, salesflow.normalise_header(h.header)) as match
      where match is not null and h.header <> all (v_taken)
      order by match, h.position
    loop
      -- the sample must agree: a column of which half cannot be read means something else
      execute format(
        'select coalesce(count(%s) * 2 >= count(s.cell), true) from ('
        'select salesflow.clean_cell(r ->> %L, ''{}'') as cell from jsonb_array_elements(%L::jsonb) as r) as s',
        salesflow.import_value('s.cell', v_target.kind, v_target.max_length, null, 'UTC', '0'), v_header,
        coalesce(p_sample, '[]'))
      into v_fits;
      if v_fits then
        v_parts := string_to_array(v_target.target, '.');
        v_taken := v_taken || v_header;
        v_map := case
          when v_parts[1] = 'activity' then jsonb_set(
            v_map, '{activities}', jsonb_build_array(coalesce(v_map #> '{activities,0}', '{}') || jsonb_build_object(v_parts[2], v_header)))
          else jsonb_set(v_map, v_parts[1:1], coalesce(v_map -> v_parts[1], '{}') || jsonb_build_object(v_parts[2], v_header))
        end;
        exit;
      end if;
    end loop;
  end loop;
  -- a subject or a due date without a type is no activity, an amount without an outcome a value
  if not v_map #> '{activities,0}' ? 'type' then
    v_map := v_map - 'activities';
  end if;
  if v_map ? 'outcome' and not (v_map -> 'outcome' ? 'won' or coalesce(v_map -> 'lead' ? 'status', false)) then
    v_map := v_map - 'outcome';
  end if;
  return v_map;
end
$$;

ALTER FUNCTION public.suggest_import_map(p_headers text[], p_sample jsonb) OWNER TO salesflow_owner;

COMMENT ON FUNCTION public.suggest_import_map(p_headers text[], p_sample jsonb) IS 'Import map for a file with these headers, in German or English. p_sample: an array of some rows of it as objects; a header whose cells cannot be read as what it says is then left out. What is not in the map goes to attributes.';

CREATE FUNCTION public.trigger_job(p_job_name text) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_run public.job_runs;
begin
  -- security definer: whoever was granted this may run any job, and touches no table of it
  v_run := salesflow.open_run(p_job_name, 'manual');
  if v_run.status = 'running' then
    v_run := salesflow.execute_run(v_run.id);
  end if;
  return jsonb_build_object(
      'success', v_run.status = 'succeeded',
      'job', v_run.job_name,
      'timestamp', v_run.started_at,
      'run_id', v_run.id,
      'status', v_run.status,
      'rows', coalesce(v_run.rows_affected, 0),
      'failed', coalesce(v_run.failed_items, 0),
      'duration_ms', v_run.duration_ms,
      'details', v_run.details)
    || case
      when v_run.error_message is null then '{}'
      else jsonb_strip_nulls(jsonb_build_object(
        'error', v_run.error_message, 'error_code', v_run.error_code, 'hint', v_run.error_hint))
    end;
end
$$;

ALTER FUNCTION public.trigger_job(p_job_name text) OWNER TO salesflow_owner;

COMMENT ON FUNCTION public.trigger_job(p_job_name text) IS 'Runs a job now and waits for it: {"success": true, "job": …, "timestamp": …, "run_id", "status", "rows", "failed", "duration_ms", "details"}; with "error", "error_code" and "hint" where it failed or was running already. Raises SF401 (unknown job), which lists the known ones.';

CREATE TABLE public.policy_history (
    version bigint NOT NULL,
    key text NOT NULL,
    old_value jsonb,
    new_value jsonb,
    changed_by text DEFAULT SESSION_USER NOT NULL,
    changed_at timestamp with time zone DEFAULT now() NOT NULL
);

ALTER TABLE public.policy_history OWNER TO salesflow_owner;

COMMENT ON TABLE public.policy_history IS 'Every change of a policy. version is the policy version that automated actions refer to.';

COMMENT ON COLUMN public.policy_history.version IS 'Counts all changes of all policies.';

COMMENT ON COLUMN public.policy_history.key IS 'Which policy.';

COMMENT ON COLUMN public.policy_history.old_value IS 'Value before; null when the policy was new.';

COMMENT ON COLUMN public.policy_history.new_value IS 'Value after; null when the policy was removed.';

COMMENT ON COLUMN public.policy_history.changed_by IS 'Database role of the session that changed it.';

COMMENT ON COLUMN public.policy_history.changed_at IS 'When it changed.';

CREATE FUNCTION salesflow.policy_version() RETURNS bigint
    LANGUAGE sql STABLE
    RETURN (SELECT max(policy_history.version) AS max FROM public.policy_history);

ALTER FUNCTION salesflow.policy_version() OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.policy_version() IS 'Version of the policies in force, for the audit: explains which thresholds an action followed.';

CREATE TABLE public.autonomous_actions (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    lead_id uuid,
    user_id uuid,
    action_type text NOT NULL,
    action_details jsonb DEFAULT '{}'::jsonb NOT NULL,
    trigger_type text NOT NULL,
    trigger_data jsonb DEFAULT '{}'::jsonb NOT NULL,
    success boolean DEFAULT true NOT NULL,
    error_message text,
    executed_at timestamp with time zone DEFAULT now() NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    actor text DEFAULT 'rule'::text NOT NULL,
    rule text NOT NULL,
    cause text NOT NULL,
    episode text DEFAULT ''::text NOT NULL,
    policy_version bigint DEFAULT salesflow.policy_version() NOT NULL,
    evidence salesflow.json_array DEFAULT '[]'::jsonb NOT NULL,
    before jsonb,
    after jsonb,
    undone_at timestamp with time zone,
    undone_by uuid,
    CONSTRAINT autonomous_actions_actor_check CHECK ((actor = ANY (ARRAY['rule'::text, 'model'::text, 'person'::text]))),
    CONSTRAINT autonomous_actions_trigger_type_check CHECK ((trigger_type = ANY (ARRAY['time_based'::text, 'event_based'::text, 'score_based'::text, 'manual'::text])))
);

ALTER TABLE public.autonomous_actions OWNER TO salesflow_owner;

COMMENT ON TABLE public.autonomous_actions IS 'Every action the system took by itself: what, why (rule, policy version), on which evidence, by whom, before and after. explain_action() puts a row into words, undo_action() takes it back.';

COMMENT ON COLUMN public.autonomous_actions.id IS 'Key.';

COMMENT ON COLUMN public.autonomous_actions.lead_id IS 'Lead concerned, if one.';

COMMENT ON COLUMN public.autonomous_actions.user_id IS 'User concerned: the owner of the lead or of the plan.';

COMMENT ON COLUMN public.autonomous_actions.action_type IS 'status_transition, recommendation_created, recommendation_expired, plan_created, plan_worded, intervention_created, message_sent, playbook_triggered, …';

COMMENT ON COLUMN public.autonomous_actions.action_details IS 'What was done, by type: {from, to}, {recommendation_id, title}, …';

COMMENT ON COLUMN public.autonomous_actions.trigger_type IS 'time_based, event_based, score_based or manual.';

COMMENT ON COLUMN public.autonomous_actions.trigger_data IS 'Facts the rule judged by, with their values.';

COMMENT ON COLUMN public.autonomous_actions.success IS 'Whether the action was done.';

COMMENT ON COLUMN public.autonomous_actions.error_message IS 'Why not, where it was not.';

COMMENT ON COLUMN public.autonomous_actions.executed_at IS 'When it was done.';

COMMENT ON COLUMN public.autonomous_actions.created_at IS 'When the row was written.';

COMMENT ON COLUMN public.autonomous_actions.actor IS 'rule (SQL), model (words of a language model) or person.';

COMMENT ON COLUMN public.autonomous_actions.rule IS 'Rule that acted (automation_rules).';

COMMENT ON COLUMN public.autonomous_actions.cause IS 'What set it off, as table:id, for example activity:…, event:…, lead:….';

COMMENT ON COLUMN public.autonomous_actions.episode IS 'Tells repetitions of the same cause and rule apart, for example the day; each (cause, rule, episode) acts once.';

COMMENT ON COLUMN public.autonomous_actions.policy_version IS 'Version of the policies in force (policy_history.version).';

COMMENT ON COLUMN public.autonomous_actions.evidence IS 'Rows it rests on: [{"table": …, "id": …}, …].';

COMMENT ON COLUMN public.autonomous_actions.before IS 'What it changed, before.';

COMMENT ON COLUMN public.autonomous_actions.after IS 'What it changed, after.';

COMMENT ON COLUMN public.autonomous_actions.undone_at IS 'When it was taken back.';

COMMENT ON COLUMN public.autonomous_actions.undone_by IS 'Who took it back.';

CREATE FUNCTION public.undo_action(p_action_id uuid, p_reason text DEFAULT NULL::text) RETURNS public.autonomous_actions
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_action public.autonomous_actions;
  v_reason text := coalesce(p_reason, 'undone');
begin
  select * into v_action from public.autonomous_actions where id = p_action_id for update;
  if not found then
    raise exception 'there is no action %', p_action_id using errcode = 'SF004';
  end if;
  -- guard: only once, and only what nobody has changed since
  if v_action.undone_at is not null then
    raise exception 'action % was taken back already', p_action_id
      using errcode = 'SF011', detail = format('on %s', v_action.undone_at);
  end if;
  if v_action.action_type = 'status_transition' then
    -- recorded as a person's change, so that the same rule does not redo it
    update public.leads
    set status = v_action.before ->> 'status', status_reason = v_reason
    where id = v_action.lead_id and status = v_action.after ->> 'status';
    if not found then
      raise exception 'the status of lead % has changed since action %', v_action.lead_id, p_action_id
        using errcode = 'SF011', hint = 'Set leads.status by hand.';
    end if;
  elsif v_action.action_type = 'recommendation_created' then
    update public.ai_recommendations
    set status = 'dismissed', dismissed_reason = v_reason
    where id = (v_action.action_details ->> 'recommendation_id')::uuid and status = 'pending';
    if not found then
      raise exception 'the recommendation of action % is not pending any more', p_action_id using errcode = 'SF011';
    end if;
  else
    raise exception 'an action of type % cannot be taken back', v_action.action_type
      using errcode = 'SF011', hint = 'Only status_transition and recommendation_created can.';
  end if;
  update public.autonomous_actions
  set undone_at = now(), undone_by = salesflow.current_user_id()
  where id = p_action_id
  returning * into v_action;
  return v_action;
end
$$;

ALTER FUNCTION public.undo_action(p_action_id uuid, p_reason text) OWNER TO salesflow_owner;

COMMENT ON FUNCTION public.undo_action(p_action_id uuid, p_reason text) IS 'Takes an automated action back: a status goes back to what it was, a recommendation is dismissed. Raises SF004 (unknown action), SF011 (already undone, changed since, or of a kind that cannot be).';

CREATE FUNCTION public.win_probability(p_lead_id uuid) RETURNS numeric
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$ select round(w.win_probability::numeric, 4) from salesflow.win_probabilities(array[p_lead_id]) as w $$;

ALTER FUNCTION public.win_probability(p_lead_id uuid) OWNER TO salesflow_owner;

COMMENT ON FUNCTION public.win_probability(p_lead_id uuid) IS 'Probability 0–1 that the lead is won, from its status and current BANT; null for an unknown lead.';

CREATE TABLE public.lead_statuses (
    status text NOT NULL,
    rank smallint NOT NULL,
    is_active boolean NOT NULL,
    name_en text NOT NULL,
    name_de text NOT NULL
);

ALTER TABLE public.lead_statuses OWNER TO salesflow_owner;

COMMENT ON TABLE public.lead_statuses IS 'The statuses of a lead. The graph between them is lead_status_transitions.';

COMMENT ON COLUMN public.lead_statuses.status IS 'Name, as stored in leads.status.';

COMMENT ON COLUMN public.lead_statuses.rank IS 'Place in the funnel: automation only moves a lead to a higher rank.';

COMMENT ON COLUMN public.lead_statuses.is_active IS 'Whether a lead in this status is worked on: it is ranked, watched for inactivity and counted as pipeline.';

COMMENT ON COLUMN public.lead_statuses.name_en IS 'English name.';

COMMENT ON COLUMN public.lead_statuses.name_de IS 'German name.';

CREATE FUNCTION salesflow.active_statuses() RETURNS text[]
    LANGUAGE sql STABLE
    RETURN ARRAY(SELECT lead_statuses.status FROM public.lead_statuses WHERE lead_statuses.is_active);

ALTER FUNCTION salesflow.active_statuses() OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.active_statuses() IS 'The statuses in which a lead is worked on.';

CREATE FUNCTION salesflow.agent_status() RETURNS jsonb
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  -- security definer: the agent reads no table
  with workers as (
    select
      w.name, w.model, w.problem, w.started_at, w.seen_at,
      case
        when w.stopped_at is not null then 'stopped'
        when w.alive_until <= now() then 'dead'
        when w.seen_at + w."interval" * 1.5 < now() then 'late'
        else 'alive'
      end as state,
      (select count(*) from salesflow.events as e where e.worker = w.name and e.lease is not null) as in_flight
    from salesflow.workers as w
    where coalesce(w.stopped_at, w.alive_until) > now() - interval '1 hour'
  ),
  queue as (
    select q.kind, q.waiting, q.due, q.leased, q.retrying, extract(epoch from q.oldest_age) as oldest_s, q.dead
    from public.event_queue_status as q
  ),
  today as (
    select m.cost, m.budget
    from public.model_usage as m
    left join public.users as u on u.id = m.user_id
    where m.local_day = (now() at time zone coalesce(u.time_zone, 'UTC'))::date
      and m.currency = salesflow.policy_text('events.currency')
  ),
  problems as (
    select 'no_worker' as problem
    where not exists (select from workers where state in ('alive', 'late'))
    union all
    select 'worker_late' where exists (select from workers where state = 'late')
    union all
    select 'model_' || w.problem from workers as w where w.state in ('alive', 'late') and w.problem not in ('no_model', 'no_key')
    union all
    select 'dead_events' where exists (select from salesflow.dead_events)
  )
  select jsonb_build_object(
    'is_healthy', not exists (select from problems),
    'problems', coalesce((select jsonb_agg(distinct p.problem) from problems as p), '[]'),
    'workers', coalesce((select jsonb_agg(to_jsonb(w) order by w.started_at desc) from workers as w), '[]'),
    'queue', coalesce((select jsonb_agg(to_jsonb(q) order by q.kind) from queue as q), '[]'),
    'budget', jsonb_build_object(
      'currency', salesflow.policy_text('events.currency'),
      'per_user_day', salesflow.policy_number('events.budget_per_user_day'),
      'spent_today', (select coalesce(sum(t.cost), 0) from today as t),
      'users_without_budget', (select count(*) from today as t where t.cost >= t.budget)),
    'dead', (select count(*) from salesflow.dead_events))
$$;

ALTER FUNCTION salesflow.agent_status() OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.agent_status() IS 'How the agent fares, for salesflow agent status: {is_healthy, problems: [no_worker, worker_late, model_…, dead_events], workers, queue, budget, dead}.';

CREATE FUNCTION salesflow.answer_by_rules(p_event_ids bigint[]) RETURNS SETOF salesflow.verdict
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_ids bigint[];
  v_answers jsonb[];
  v_others salesflow.verdict[];
begin
  if p_event_ids is null then
    return;
  end if;
  select
    array_agg(c.event_id) filter (where c.result is not null),
    array_agg(c.result) filter (where c.result is not null),
    array_agg(row(c.event_id, case when c.error is null then 'skipped' else 'failed' end, c.error)::salesflow.verdict)
      filter (where c.result is null)
  into v_ids, v_answers, v_others
  from salesflow.call_kinds('offline', p_event_ids) as c;
  -- the same shape, held to the same schema
  return query
    select * from salesflow.apply_answers(v_ids, v_answers, 'rules')
    union all
    select * from unnest(v_others);
end
$$;

ALTER FUNCTION salesflow.answer_by_rules(p_event_ids bigint[]) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.answer_by_rules(p_event_ids bigint[]) IS 'Lets the rules answer events, and applies that.';

CREATE FUNCTION salesflow.apply_answers(p_event_ids bigint[], p_answers jsonb[], p_source text) RETURNS SETOF salesflow.verdict
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_hashes text[];
  v_errors text[];
  v_ids bigint[];
  v_answers jsonb[];
begin
  if p_event_ids is null then
    return;
  end if;
  select array_agg(k.schema_hash order by g.position)
  into v_hashes
  from unnest(p_event_ids) with ordinality as g (event_id, position)
  join salesflow.events as e on e.event_id = g.event_id
  join salesflow.event_kinds as k on k.kind = e.kind;
  v_errors := salesflow.check_answers(v_hashes, to_jsonb(p_answers));

  return query
    select g.event_id, 'invalid', 'the answer violates its schema: ' || g.error
    from unnest(p_event_ids, v_errors) as g (event_id, error)
    where g.error is not null;

  select array_agg(g.event_id order by g.position), array_agg(g.answer order by g.position)
  into v_ids, v_answers
  from unnest(p_event_ids, p_answers, v_errors) with ordinality as g (event_id, answer, error, position)
  where g.error is null;
  return query
    select c.event_id, case when c.error is null then 'applied' else 'rejected' end, c.error
    from salesflow.call_kinds('apply', v_ids, v_answers, p_source) as c;
end
$$;

ALTER FUNCTION salesflow.apply_answers(p_event_ids bigint[], p_answers jsonb[], p_source text) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.apply_answers(p_event_ids bigint[], p_answers jsonb[], p_source text) IS 'Checks answers against the schemas of their kinds and applies those that hold.';

CREATE FUNCTION salesflow.apply_import(p_import_id uuid) RETURNS public.imports
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_import   public.imports;
  v_reason   text;
  v_currency text := salesflow.policy_text('crm.currency');
begin
  select * into v_import from public.imports where id = p_import_id;
  v_reason := salesflow.say('imports.status', v_import.locale, jsonb_build_object('file', coalesce(v_import.file, '…')));

  insert into public.leads
    (id, external_id, user_id, name, email, phone, company, status, status_cause, source, priority, deal_value, currency,
      preferred_channel, time_zone, locale, attributes, created_at)
  select
    p.lead_id, p.key, p.user_id,
    coalesce(
      p.v ->> 'lead.name', nullif(concat_ws(' ', p.v ->> 'lead.first_name', p.v ->> 'lead.last_name'), ''),
      p.v ->> 'lead.company', p.v ->> 'lead.email', p.v ->> 'lead.external_id'),
    p.v ->> 'lead.email', p.v ->> 'lead.phone', p.v ->> 'lead.company', opening.status,
    jsonb_build_object(
      'actor', 'import', 'reason', v_reason, 'cause', 'import:' || p_import_id, 'line', p.line_no, 'to', opening.status,
      'at', case when p.is_closed then created.at else coalesce(p.status_at, created.at) end),
    p.v ->> 'lead.source', coalesce(p.v ->> 'lead.priority', 'medium'),
    coalesce(p.v ->> 'lead.deal_value', case when p.status = 'won' then p.v ->> 'outcome.value' end)::numeric,
    coalesce(p.v ->> 'lead.currency', v_currency),
    p.v ->> 'lead.preferred_channel', p.v ->> 'lead.time_zone', p.v ->> 'lead.locale', p.v -> 'attributes', created.at
  from salesflow.import_plan as p
  cross join lateral (
    select case when p.is_closed then coalesce(p.v ->> 'lead.opening_status', 'new') else coalesce(p.status, 'new') end
  ) as opening (status)
  cross join lateral (
    select coalesce((p.v ->> 'lead.created_at')::timestamptz, least(p.status_at, now()))
  ) as created (at)
  where p.is_new and p.next_line is null
  order by p.row_no;
  get diagnostics v_import.leads_inserted = row_count;

  -- a closed lead began as an open one
  update public.leads as l
  set
    status = p.status,
    status_cause = jsonb_strip_nulls(jsonb_build_object(
      'actor', 'import', 'reason', coalesce(p.v ->> 'outcome.reason', v_reason), 'cause', 'import:' || p_import_id,
      'line', p.line_no, 'to', p.status, 'value', p.v -> 'outcome.value', 'at', coalesce(p.status_at, l.created_at)))
  from salesflow.import_plan as p
  where l.id = p.lead_id and p.is_new and p.is_closed and p.next_line is null and l.status <> p.status;
  get diagnostics v_import.status_changes = row_count;

  -- in key order, and judged on the rows as they are once they are ours
  perform
  from public.leads as l
  where l.id in (select p.lead_id from salesflow.import_plan as p where p.is_changed and not p.is_new and p.next_line is null)
  order by l.id
  for no key update;

  -- Only what the file says anew: what people changed since the last import stays.
  with news as materialized (
    select
      p.row_no, jsonb_object_agg(c.key, c.value) as v,
      (select jsonb_object_agg(a.key, a.value) from jsonb_each(p.v -> 'attributes') as a
        where a.value is distinct from p.before -> 'attributes' -> a.key) as attributes
    from salesflow.import_plan as p
    cross join lateral jsonb_each(p.v) as c
    where p.is_changed and not p.is_new and p.next_line is null
      and c.value <> 'null'
      and c.value is distinct from p.before -> c.key
    group by p.row_no
  ),
  wanted as (
    select
      l.id,
      case when n.v ?| '{user.external_id,user.email,user.name}' then coalesce(p.user_id, l.user_id) else l.user_id end as user_id,
      coalesce(n.v ->> 'lead.name', nullif(concat_ws(' ', n.v ->> 'lead.first_name', n.v ->> 'lead.last_name'), ''), l.name) as name,
      coalesce(n.v ->> 'lead.email', l.email) as email,
      coalesce(n.v ->> 'lead.phone', l.phone) as phone,
      coalesce(n.v ->> 'lead.company', l.company) as company,
      case when p.status is distinct from p.last_status then coalesce(p.status, l.status) else l.status end as status,
      coalesce(n.v ->> 'lead.source', l.source) as source,
      coalesce(n.v ->> 'lead.priority', l.priority) as priority,
      coalesce(n.v ->> 'lead.deal_value', case when p.status = 'won' then n.v ->> 'outcome.value' end, l.deal_value::text)::numeric(14, 2)
        as deal_value,
      coalesce(n.v ->> 'lead.currency', l.currency) as currency,
      coalesce(n.v ->> 'lead.preferred_channel', l.preferred_channel) as preferred_channel,
      coalesce(n.v ->> 'lead.time_zone', l.time_zone) as time_zone,
      coalesce(n.v ->> 'lead.locale', l.locale) as locale,
      l.attributes || coalesce(n.attributes, '{}') as attributes,
      jsonb_strip_nulls(jsonb_build_object(
        'actor', 'import', 'reason', coalesce(p.v ->> 'outcome.reason', v_reason), 'cause', 'import:' || p_import_id,
        'line', p.line_no, 'to', p.status, 'value', p.v -> 'outcome.value', 'at', coalesce(p.status_at, now()))) as cause
    from news as n
    join salesflow.import_plan as p using (row_no)
    join public.leads as l on l.id = p.lead_id
  ),
  updated as (
    update public.leads as l
    set
      user_id = w.user_id, name = w.name, email = w.email, phone = w.phone, company = w.company, status = w.status,
      status_cause = case when l.status = w.status then l.status_cause else w.cause end,
      source = w.source, priority = w.priority, deal_value = w.deal_value, currency = w.currency,
      preferred_channel = w.preferred_channel, time_zone = w.time_zone, locale = w.locale, attributes = w.attributes
    from wanted as w
    where l.id = w.id
      and (l.user_id, l.name, l.email, l.phone, l.company, l.status, l.source, l.priority, l.deal_value, l.currency,
          l.preferred_channel, l.time_zone, l.locale, l.attributes)
        is distinct from (w.user_id, w.name, w.email, w.phone, w.company, w.status, w.source, w.priority, w.deal_value,
          w.currency, w.preferred_channel, w.time_zone, w.locale, w.attributes)
    returning l.status_cause is not distinct from w.cause as has_moved
  )
  select count(*), v_import.status_changes + count(*) filter (where has_moved)
  into v_import.leads_updated, v_import.status_changes
  from updated;
  select count(*) - v_import.leads_updated into v_import.leads_unchanged
  from salesflow.import_plan as p
  where not p.is_new and p.next_line is null;

  insert into public.activities as a
    (lead_id, user_id, type, direction, channel, title, description, status, priority, due_date, occurred_at, outcome, external_id)
  select distinct on (found.external_id)
    p.lead_id, p.user_id, act.type, act.direction, act.channel, act.title, act.description, act.status,
    coalesce(act.priority, 'medium'), act.due_date::timestamptz,
    coalesce(act.occurred_at, p.v ->> 'lead.created_at', now()::text)::timestamptz, act.outcome, found.external_id
  from salesflow.import_plan as p
  cross join (
    select distinct 'activity.' || split_part(f.key, '.', 2) || '.' as prefix
    from salesflow.import_fields as f
    where f.section = 'activity'
  ) as spec
  cross join lateral (
    select
      p.v ->> (spec.prefix || 'type') as type, p.v ->> (spec.prefix || 'direction') as direction,
      p.v ->> (spec.prefix || 'channel') as channel, p.v ->> (spec.prefix || 'title') as title,
      p.v ->> (spec.prefix || 'description') as description, p.v ->> (spec.prefix || 'status') as status,
      p.v ->> (spec.prefix || 'priority') as priority, p.v ->> (spec.prefix || 'due_date') as due_date,
      p.v ->> (spec.prefix || 'occurred_at') as occurred_at, p.v ->> (spec.prefix || 'outcome') as outcome,
      p.v ->> (spec.prefix || 'external_id') as external_id
  ) as act
  cross join lateral (
    -- without a key of its own an activity is known by what it says
    select coalesce(act.external_id, 'import:' || md5(p.lead_id || spec.prefix || (to_jsonb(act) - 'status' - 'priority')::text))
  ) as found (external_id)
  where p.is_changed
    and act.type is not null
    -- "Call on …" in a constant is no call while its other cells are blank
    and exists (
      select
      from salesflow.import_fields as f
      where f.key like spec.prefix || '%' and cardinality(f.columns) > 0 and p.v ->> f.key is not null)
  order by found.external_id, p.row_no desc
  on conflict (external_id) where external_id is not null do update
  set
    type = excluded.type, direction = excluded.direction, channel = excluded.channel, title = excluded.title,
    description = excluded.description, due_date = excluded.due_date, occurred_at = excluded.occurred_at, outcome = excluded.outcome,
    status = case
      when exists (select from salesflow.import_fields as f where f.target = 'activity.status') then excluded.status
      else a.status
    end
  where a.external_id not like 'import:%'
    and a.lead_id = excluded.lead_id
    and (a.type, a.direction, a.channel, a.title, a.description, a.due_date, a.occurred_at, a.outcome, a.status)
      is distinct from (excluded.type, excluded.direction, excluded.channel, excluded.title, excluded.description,
        excluded.due_date, excluded.occurred_at, excluded.outcome, case
          when exists (select from salesflow.import_fields as f where f.target = 'activity.status') then excluded.status
          else a.status
        end);
  get diagnostics v_import.activities_added = row_count;

  insert into public.bant_assessments as b
    (lead_id, user_id, budget_score, authority_score, need_score, timeline_score,
      budget_notes, authority_notes, need_notes, timeline_notes, next_steps, assessed_at)
  select distinct on (p.lead_id, assessed.at)
    p.lead_id, p.user_id,
    (p.v ->> 'bant.budget')::smallint, (p.v ->> 'bant.authority')::smallint,
    (p.v ->> 'bant.need')::smallint, (p.v ->> 'bant.timeline')::smallint,
    p.v ->> 'bant.budget_notes', p.v ->> 'bant.authority_notes', p.v ->> 'bant.need_notes', p.v ->> 'bant.timeline_notes',
    p.v ->> 'bant.next_steps', assessed.at
  from salesflow.import_plan as p
  cross join lateral (select coalesce((p.v ->> 'bant.assessed_at')::timestamptz, now())) as assessed (at)
  where p.is_changed
    -- of undated assessments of one lead the last counts
    and (p.next_line is null or p.v ->> 'bant.assessed_at' is not null)
    and exists (
      select
      from salesflow.import_fields as f
      where f.section = 'bant' and f.target <> 'bant.assessed_at' and p.v ->> f.key is not null)
    and exists (
      select
      from salesflow.import_fields as f
      where f.section = 'bant' and p.v -> f.key is distinct from p.before -> f.key)
  order by p.lead_id, assessed.at, p.row_no desc
  on conflict (lead_id, assessed_at) do update
  set
    budget_score = excluded.budget_score, authority_score = excluded.authority_score,
    need_score = excluded.need_score, timeline_score = excluded.timeline_score,
    budget_notes = excluded.budget_notes, authority_notes = excluded.authority_notes,
    need_notes = excluded.need_notes, timeline_notes = excluded.timeline_notes, next_steps = excluded.next_steps
  where (b.budget_score, b.authority_score, b.need_score, b.timeline_score, b.budget_notes, b.authority_notes,
      b.need_notes, b.timeline_notes, b.next_steps)
    is distinct from (excluded.budget_score, excluded.authority_score, excluded.need_score, excluded.timeline_score,
      excluded.budget_notes, excluded.authority_notes, excluded.need_notes, excluded.timeline_notes, excluded.next_steps);
  get diagnostics v_import.assessments_added = row_count;

  -- files of the same leads may say different things: each adds to what the others said
  insert into salesflow.import_states as s (lead_id, v, status)
  select p.lead_id, p.v, p.status
  from salesflow.import_plan as p
  where p.is_changed and p.next_line is null
  order by p.lead_id
  on conflict (lead_id) do update
  set
    v = s.v || excluded.v || jsonb_build_object('attributes', s.v -> 'attributes' || (excluded.v -> 'attributes')),
    status = coalesce(excluded.status, s.status);
  return v_import;
end
$$;

ALTER FUNCTION salesflow.apply_import(p_import_id uuid) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.apply_import(p_import_id uuid) IS 'Writes leads, status changes, activities and BANT assessments of the planned import; returns the import with its counts.';

CREATE FUNCTION salesflow.audit_recommendations() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
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

ALTER FUNCTION salesflow.audit_recommendations() OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.audit_recommendations() IS 'Writes the autonomous_actions row of each recommendation that a rule made.';

CREATE FUNCTION salesflow.bant_verdicts(p_assessment_ids uuid[]) RETURNS TABLE(assessment_id uuid, rule text)
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  select b.id, verdict.rule
  from public.bant_assessments as b
  join public.leads as l on l.id = b.lead_id
  cross join lateral (
    values
      ('lifecycle.bant_high', b.total_score >= (select salesflow.policy_number('lifecycle.meeting_bant'))
        and l.status not in ('meeting_scheduled', 'proposal_sent', 'negotiation')),
      ('lifecycle.bant_yellow', b.traffic_light = 'yellow'),
      ('lifecycle.bant_red', b.traffic_light = 'red')
  ) as verdict (rule, holds)
  join public.automation_rules as r on r.rule = verdict.rule and r.is_enabled
  where b.id = any (p_assessment_ids)
    and verdict.holds
    and l.status = any ((select salesflow.active_statuses())::text[])
$$;

ALTER FUNCTION salesflow.bant_verdicts(p_assessment_ids uuid[]) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.bant_verdicts(p_assessment_ids uuid[]) IS 'Which recommendation rule each of the given assessments calls for.';

CREATE FUNCTION salesflow.call_kinds(p_role text, p_event_ids bigint[], p_answers jsonb[] DEFAULT NULL::jsonb[], p_source text DEFAULT NULL::text) RETURNS TABLE(event_id bigint, result jsonb, error text)
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET enable_seqscan TO 'off'
    AS $_$
declare
  v_group record;
  v_name text[];
  v_call text;
  v_results jsonb[];
  v_message text;
begin
  for v_group in
    select
      case p_role when 'context' then k.context_fn when 'offline' then k.offline_fn when 'apply' then k.apply_fn end as fn,
      array_agg(g.event_id order by g.position) as ids,
      array_agg(e order by g.position) as events,
      array_agg(g.answer order by g.position) as answers
    from unnest(p_event_ids, p_answers) with ordinality as g (event_id, answer, position)
    join salesflow.events as e on e.event_id = g.event_id
    join salesflow.event_kinds as k on k.kind = e.kind
    group by 1
  loop
    if v_group.fn is null then
      return query select id, null::jsonb, 'there are no rules for this kind' from unnest(v_group.ids) as id;
      continue;
    end if;
    perform set_config('enable_seqscan', 'on', true);  -- what we know of the queue is not true of their tables
    v_name := parse_ident(v_group.fn);
    if p_role = 'apply' then
      v_call := format(
        'with applied as materialized (select %I.%I($1[i], $2[i], $3) from generate_subscripts($1, 1) as i)
        select null::jsonb[] from (select count(*) from applied) as done',
        v_name[1], v_name[2]);
    else
      v_call := format(
        'select array_agg(%I.%I($1[i])) from generate_subscripts($1, 1) as i', v_name[1], v_name[2]);
    end if;
    -- all at once; only where that fails singly, so that one event cannot undo the others
    begin
      execute v_call into v_results using v_group.events, v_group.answers, p_source;
      return query select g.id, g.result, null::text from unnest(v_group.ids, v_results) as g (id, result);
    exception
      when others then
        for i in 1 .. cardinality(v_group.ids) loop
          begin
            execute v_call into v_results using v_group.events[i:i], v_group.answers[i:i], p_source;
            return query select v_group.ids[i], v_results[1], null::text;
          exception
            when others then
              get stacked diagnostics v_message = message_text;
              return query select v_group.ids[i], null::jsonb, format('%s %s: %s', v_group.fn, sqlstate, v_message);
          end;
        end loop;
    end;
  end loop;
end
$_$;

ALTER FUNCTION salesflow.call_kinds(p_role text, p_event_ids bigint[], p_answers jsonb[], p_source text) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.call_kinds(p_role text, p_event_ids bigint[], p_answers jsonb[], p_source text) IS 'Calls the context, offline or apply function of each event''s kind, a set at a time. An event whose function raises gets the error, and the others their results.';

CREATE FUNCTION salesflow.charge_calls(p_calls jsonb) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_currency text := salesflow.policy_text('events.currency');
begin
  with reported as (
    select
      r.event_id, r.attempt, r.kind, r.lead_id, r.user_id, u.position,
      -- the version that was asked, should the prompt have changed meanwhile
      coalesce((u.call ->> 'prompt_version')::integer, r.prompt_version) as prompt_version,
      coalesce(u.call ->> 'model', 'unknown') as model,
      t.tokens_in, least((u.call ->> 'tokens_cached')::integer, t.tokens_in) as tokens_cached, t.tokens_out,
      (u.call ->> 'latency_ms')::numeric::integer as latency_ms,
      -- the last call of an attempt decided it; those before say themselves why they did not
      case when u.position = jsonb_array_length(c.calls) then r.outcome else coalesce(u.call ->> 'outcome', 'error') end as outcome
    from jsonb_to_recordset(p_calls) as r (
      event_id bigint, attempt smallint, kind text, prompt_version integer, lead_id uuid, user_id uuid,
      outcome text, usage jsonb)
    cross join lateral (
      select case jsonb_typeof(r.usage) when 'array' then r.usage when 'object' then jsonb_build_array(r.usage) else '[]' end
    ) as c (calls)
    cross join lateral jsonb_array_elements(c.calls) with ordinality as u (call, position)
    cross join lateral (
      select
        greatest(coalesce((u.call ->> 'tokens_in')::integer, 0), 0), greatest(coalesce((u.call ->> 'tokens_out')::integer, 0), 0)
    ) as t (tokens_in, tokens_out)
  ),
  prices as (
    select d.model, p.input_price, p.cached_price, p.output_price
    from (select distinct r.model from reported as r) as d
    cross join lateral salesflow.model_price(d.model, v_currency) as p
  ),
  charged as (
    insert into salesflow.model_calls
      (event_id, attempt, position, kind, prompt_version, lead_id, user_id, local_day, model,
        tokens_in, tokens_cached, tokens_out, cost, currency, latency_ms, outcome)
    select
      r.event_id, r.attempt, r.position, r.kind, r.prompt_version, r.lead_id, r.user_id,
      (now() at time zone coalesce(u.time_zone, 'UTC'))::date, r.model,
      r.tokens_in, coalesce(r.tokens_cached, 0), r.tokens_out,
      coalesce(
        ((r.tokens_in - coalesce(r.tokens_cached, 0)) * p.input_price + coalesce(r.tokens_cached, 0) * p.cached_price
          + r.tokens_out * p.output_price) * 0.000001,
        0),
      v_currency, r.latency_ms, r.outcome
    from reported as r
    join prices as p on p.model = r.model
    left join public.users as u on u.id = r.user_id
    on conflict on constraint model_calls_pkey do nothing
    returning user_id, local_day, tokens_in, tokens_cached, tokens_out, cost
  )
  insert into salesflow.model_days as d
    (user_id, local_day, currency, calls, tokens_in, tokens_cached, tokens_out, cost)
  select
    coalesce(c.user_id, '00000000-0000-0000-0000-000000000000') as payer, c.local_day, v_currency,
    count(*), sum(c.tokens_in), sum(c.tokens_cached), sum(c.tokens_out), sum(c.cost)
  from charged as c
  group by payer, c.local_day
  order by payer, c.local_day
  on conflict on constraint model_days_pkey do update
  set
    calls = d.calls + excluded.calls,
    tokens_in = d.tokens_in + excluded.tokens_in,
    tokens_cached = d.tokens_cached + excluded.tokens_cached,
    tokens_out = d.tokens_out + excluded.tokens_out,
    cost = d.cost + excluded.cost;
end
$$;

ALTER FUNCTION salesflow.charge_calls(p_calls jsonb) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.charge_calls(p_calls jsonb) IS 'Enters model calls into the ledger and the sums of the day: [{event_id, attempt, kind, prompt_version, lead_id, user_id, outcome, usage}, …], usage being {model, tokens_in, tokens_cached, tokens_out, latency_ms, prompt_version} or an array of them.';

CREATE FUNCTION salesflow.check_answers(p_schema_hashes text[], p_answers jsonb) RETURNS text[]
    LANGUAGE plpython3u STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $_$
import json

validators = GD.setdefault("salesflow.validators", {})
if len(validators) > 200:
    validators.clear()

def validator(key):
    found = validators.get(key)
    if found is None:
        import fastjsonschema

        def refuse(uri):
            raise fastjsonschema.JsonSchemaDefinitionException("may not refer to " + uri)

        plan = SD.get("plan")
        if plan is None:
            plan = SD["plan"] = plpy.prepare(
                "select k.schema from salesflow.event_kinds as k where k.schema_hash = $1 limit 1", ["text"])
        schema = json.loads(plan.execute([key], 1)[0]["schema"])
        found = validators[key] = fastjsonschema.compile(
            schema, handlers={"http": refuse, "https": refuse, "ftp": refuse, "file": refuse}, use_default=False)
    return found

def error(key, answer):
    try:
        validator(key)(answer)
    except ValueError as problem:  # JsonSchemaValueException is one
        # names the place and the rule; the value itself may be private or endless
        return getattr(problem, "message", str(problem))[:500]
    return None

return [error(key, answer) for key, answer in zip(p_schema_hashes, json.loads(p_answers))]
$_$;

ALTER FUNCTION salesflow.check_answers(p_schema_hashes text[], p_answers jsonb) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.check_answers(p_schema_hashes text[], p_answers jsonb) IS 'For each answer of a JSON array, what violates the schema of that hash (event_kinds.schema_hash); null where nothing does.';

CREATE FUNCTION salesflow.check_health(p_as_of timestamp with time zone DEFAULT now()) RETURNS jsonb
    LANGUAGE sql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  with health as materialized (
    select * from public.system_health
  ),
  changed as (
    insert into public.health_log (check_name, status, previous_status, value, threshold, changed_at)
    select h.check_name, h.status, coalesce(last.status, 'ok'), h.value, h.threshold, p_as_of
    from health as h
    left join lateral (
      select l.status from public.health_log as l where l.check_name = h.check_name order by l.id desc limit 1
    ) as last on true
    where h.status <> coalesce(last.status, 'ok')
    returning *
  ),
  told as (
    insert into public.notifications (user_id, kind, title, body, data, dedupe_key)
    select
      u.id, 'system_health',
      salesflow.say('health.notification.title', u.locale, to_jsonb(c)),
      salesflow.say('health.notification.body', u.locale, to_jsonb(c) || jsonb_build_object(
        'unit', h.unit, 'hint', case salesflow.language(u.locale) when 'de' then h.hint_de else h.hint_en end)),
      to_jsonb(c), format('health:%s:%s', c.id, u.id)
    from changed as c
    join health as h on h.check_name = c.check_name
    cross join public.users as u
    where u.role = 'admin' and u.active
    on conflict (dedupe_key) do nothing
  )
  select jsonb_build_object(
    'rows', (select count(*) from changed),
    'details', (select jsonb_object_agg(h.check_name, h.status) from health as h))
$$;

ALTER FUNCTION salesflow.check_health(p_as_of timestamp with time zone) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.check_health(p_as_of timestamp with time zone) IS 'Job health_check: looks at system_health, writes changes of state to health_log and tells every administrator. Returns {"rows": changes, "details": {check: status}}.';

CREATE FUNCTION salesflow.check_import_map(p_map jsonb, p_headers text[]) RETURNS void
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_problem text;
  v_hint    text;
begin
  select
    case
      when r.kind is null then format('there is no target %s', r.target)
      when jsonb_typeof(r.spec) <> 'object' then format('%s is neither a column name nor an object', r.key)
      when (select count(*) from jsonb_object_keys(r.spec) as k where k in ('column', 'template', 'const')) <> 1
        then format('%s needs one of column, template, const', r.key)
      when unknown.key is not null then format('%s has an unknown key "%s"', r.key, unknown.key)
      when r.spec ? 'template' and cardinality(r.columns) = 0 then format('the template of %s has no {column}', r.key)
      when jsonb_typeof(r.spec -> 'values') <> 'object' then format('values of %s is not an object', r.key)
      when r.spec ->> 'format' not in ('de', 'en', 'dmy', 'mdy') then format('%s has the unknown format "%s"', r.key, r.spec ->> 'format')
      when missing.name is not null then format('%s reads the column "%s", which the file does not have', r.key, missing.name)
    end,
    case
      when r.kind is null then 'select target, description from import_targets order by position;'
      when unknown.key is not null then 'Keys: column, template, const, values, else, default, format.'
      when missing.name is not null then 'Columns of the file: ' || left(array_to_string(p_headers, ', '), 1000)
    end
  into v_problem, v_hint
  from salesflow.import_rules(p_map, p_headers) as r
  left join lateral (
    select k as key
    from jsonb_object_keys(case when jsonb_typeof(r.spec) = 'object' then r.spec else '{}' end) as k
    where k not in ('column', 'template', 'const', 'values', 'else', 'default', 'format')
    limit 1
  ) as unknown on true
  left join lateral (
    select name from unnest(r.columns) as name where name <> all (p_headers) limit 1
  ) as missing on true
  where r.kind is null
    or jsonb_typeof(r.spec) <> 'object'
    or (select count(*) from jsonb_object_keys(r.spec) as k where k in ('column', 'template', 'const')) <> 1
    or unknown.key is not null
    or missing.name is not null
    or r.spec ? 'template' and cardinality(r.columns) = 0
    or jsonb_typeof(r.spec -> 'values') <> 'object'
    or r.spec ->> 'format' not in ('de', 'en', 'dmy', 'mdy')
  order by r.n
  limit 1;
  if v_problem is null then
    select format('activities %s say no type', split_part(r.key, '.', 2)), 'Add "type": {"const": "call"}, or a column.'
    into v_problem, v_hint
    from salesflow.import_rules(p_map, p_headers) as r
    where r.section = 'activity'
    group by split_part(r.key, '.', 2)
    having not bool_or(r.target = 'activity.type')
    limit 1;
  end if;
  if v_problem is null and not exists (select from salesflow.import_rules(p_map, p_headers)) then
    v_problem := 'it maps nothing';
    v_hint := 'No column was recognised. Columns of the file: ' || left(array_to_string(p_headers, ', '), 1000);
  end if;
  if v_problem is null then
    select
      format('option %s is %s', o.key, o.value),
      'Options: null_values, keep, drop (lists of text), dates (dmy, mdy), numbers (de, en), time_zone, shift_dates (interval).'
    into v_problem, v_hint
    from jsonb_each(coalesce(p_map -> 'options', '{}')) as o
    where not case o.key
      when 'null_values' then jsonb_typeof(o.value) = 'array'
      when 'keep' then jsonb_typeof(o.value) = 'array'
      when 'drop' then jsonb_typeof(o.value) = 'array'
      when 'dates' then o.value in ('"dmy"', '"mdy"')
      when 'numbers' then o.value in ('"de"', '"en"')
      when 'time_zone' then coalesce(salesflow.is_time_zone(o.value #>> '{}'), false)
      -- its own cast says what is wrong with it
      when 'shift_dates' then (o.value #>> '{}')::interval is not null
      else false
    end
    limit 1;
  end if;
  if v_problem is not null then
    raise exception 'the import map does not fit: %', v_problem using errcode = 'SF101',
        hint = coalesce(v_hint, 'A field is a column name or an object: column, template or const; with column also values, else, format; default.');
  end if;
end
$$;

ALTER FUNCTION salesflow.check_import_map(p_map jsonb, p_headers text[]) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.check_import_map(p_map jsonb, p_headers text[]) IS 'Raises SF101 for a map that says something unknown or does not fit the columns of the file.';

CREATE FUNCTION salesflow.check_inactivity(p_as_of timestamp with time zone DEFAULT now()) RETURNS jsonb
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  perform salesflow.tidy_recommendations(p_as_of);
  return salesflow.run_isolated(
    'salesflow.recommend_for_waiting',
    array(select distinct w.lead_id from salesflow.waiting_leads(p_as_of) as w order by w.lead_id),
    p_as_of);
end
$$;

ALTER FUNCTION salesflow.check_inactivity(p_as_of timestamp with time zone) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.check_inactivity(p_as_of timestamp with time zone) IS 'Job inactivity_check: recommends what to do about every lead that waits too long, and closes what no longer applies.';

CREATE FUNCTION salesflow.check_may_read_user(p_user_id uuid) RETURNS void
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  -- guard: oneself, or a role that may read every plan
  if p_user_id is distinct from salesflow.current_user_id()
    and not has_table_privilege(session_user, 'public.daily_action_plans', 'select')
  then
    raise exception 'role % may not see the plans of user %', session_user, p_user_id
      using errcode = 'SF003', hint = 'A login role sees its own plan once users.db_role names it.';
  end if;
end
$$;

ALTER FUNCTION salesflow.check_may_read_user(p_user_id uuid) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.check_may_read_user(p_user_id uuid) IS 'Raises SF003 unless the session is this user or may read all plans.';

CREATE FUNCTION salesflow.claim_events(p_worker text, p_batch integer) RETURNS TABLE(event_id bigint, lease uuid, kind text, attempt smallint, mode text, reason text, model text, instructions text, input jsonb, schema jsonb, prompt_version integer, max_output_tokens integer, deadline timestamp with time zone)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET enable_seqscan TO 'off'
    AS $$
declare
  v_worker salesflow.workers;
  v_ids bigint[];
  v_poor bigint[] := array[]::bigint[];
  v_inputs jsonb[];
  v_ended salesflow.settlement[];
begin
  select * into v_worker from salesflow.workers as w where w.name = p_worker and w.stopped_at is null;
  if not found then
    raise exception 'there is no worker %', p_worker using errcode = 'SF204', hint = 'Call salesflow.register_worker() first.';
  end if;
  p_batch := least(p_batch, salesflow.policy_number('events.max_batch')::integer);
  if p_batch <= 0 then
    return;
  end if;
  perform salesflow.tidy_events();
  v_ids := salesflow.lease_events(p_worker, v_worker.model, p_batch);

  -- less than asked for: it will sleep, and wants to be woken (see ring_doorbell)
  if v_worker.is_waiting <> (cardinality(v_ids) < p_batch) then
    update salesflow.workers as w set is_waiting = not v_worker.is_waiting where w.name = p_worker;
  end if;
  if v_ids = '{}' then
    return;
  end if;

  if v_worker.model is not null then
    v_poor := salesflow.over_budget(v_ids);
    if v_poor <> '{}' then
      update salesflow.events as e set model = null where e.event_id = any (v_poor);
    end if;
    -- the requests; an event that has none is over before it began
    select
      array_agg(c.result order by array_position(v_ids, g.id)),
      array_agg(
        row(e.event_id, e.lease, case when c.error is null then 'skip' else 'failure' end, null,
          case when c.error is null then 'nothing_to_do' else 'context' end, c.error, null, null)::salesflow.settlement)
        filter (where c.result is null and g.id <> all (v_poor))
    into v_inputs, v_ended
    from unnest(v_ids) as g (id)
    join salesflow.events as e on e.event_id = g.id
    left join salesflow.call_kinds('context', array(select id from unnest(v_ids) as id where id <> all (v_poor))) as c
      on c.event_id = g.id;
    if v_ended is not null then
      perform salesflow.settle_events(v_ended);
    end if;
  end if;

  return query
    select
      e.event_id, e.lease, e.kind, e.attempt,
      case when e.model is null then 'offline' else 'model' end,
      case when e.event_id = any (v_poor) then 'budget' when e.model is null then v_worker.problem end,
      e.model,
      case when e.model is not null then k.instructions end,
      g.input,
      case when e.model is not null then k.schema end,
      k.prompt_version, k.max_output_tokens, e.leased_until
    from unnest(v_ids, v_inputs) with ordinality as g (id, input, position)
    join salesflow.events as e on e.event_id = g.id
    join salesflow.event_kinds as k on k.kind = e.kind
    where e.lease is not null
    order by g.position;
end
$$;

ALTER FUNCTION salesflow.claim_events(p_worker text, p_batch integer) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.claim_events(p_worker text, p_batch integer) IS 'Leases up to that many due events and hands each out as a finished request. mode model: ask model with instructions, input and schema before deadline, then complete_event() or fail_event(). mode offline: call complete_offline() with the reason (no_model, budget, …). Raises SF204 (worker not registered).';

CREATE FUNCTION salesflow.clean_cell(p_text text, p_blank text[]) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE WHEN (p_text IS NULL) THEN NULL::text WHEN ((p_blank <> '{}'::text[]) AND (lower(btrim(p_text, ' 	
 ﻿'::text)) = ANY (p_blank))) THEN NULL::text WHEN (p_text ~ '[\u0001-\u0008\u000b\u000c\u000e-\u001f\u007f]'::text) THEN NULLIF(btrim(regexp_replace(p_text, '[\u0001-\u0008\u000b\u000c\u000e-\u001f\u007f]'::text, ''::text, 'g'::text), ' 	
 ﻿'::text), ''::text) ELSE NULLIF(btrim(p_text, ' 	
 ﻿'::text), ''::text) END;

ALTER FUNCTION salesflow.clean_cell(p_text text, p_blank text[]) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.clean_cell(p_text text, p_blank text[]) IS 'Cell without blanks at its ends and without control characters; null when empty or one of the (lower-case) words that mean nothing.';

CREATE FUNCTION salesflow.clean_up(p_as_of timestamp with time zone DEFAULT now()) RETURNS jsonb
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_rule text;
  v_count bigint := salesflow.purge_cron_history(p_as_of - salesflow.policy_interval('jobs.keep_cron_history'));
  v_total bigint := v_count;
  v_details jsonb := jsonb_build_object('jobs.cron_history', v_count);
begin
  for v_rule in select rule from public.retention_rules order by rule loop
    v_count := (salesflow.run_isolated('salesflow.delete_expired', array[v_rule], p_as_of) ->> 'rows')::bigint;
    v_total := v_total + v_count;
    v_details := v_details || jsonb_build_object(v_rule, v_count);
  end loop;
  return jsonb_build_object('rows', v_total, 'details', v_details);
end
$$;

ALTER FUNCTION salesflow.clean_up(p_as_of timestamp with time zone) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.clean_up(p_as_of timestamp with time zone) IS 'Job cleanup: everything retention_rules says, and pg_cron''s history of our jobs. A rule that fails does not stop the others.';

CREATE FUNCTION salesflow.complete_event(p_event_id bigint, p_lease uuid, p_answer jsonb, p_usage jsonb DEFAULT NULL::jsonb) RETURNS text
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  select s.status
  from salesflow.settle_events(array[
    row(p_event_id, p_lease, 'answer', p_answer, null, null, null, p_usage)::salesflow.settlement]) as s
$$;

ALTER FUNCTION salesflow.complete_event(p_event_id bigint, p_lease uuid, p_answer jsonb, p_usage jsonb) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.complete_event(p_event_id bigint, p_lease uuid, p_answer jsonb, p_usage jsonb) IS 'Takes the model''s answer: checks it against the schema, applies, audits, charges and removes the event, in one commit. Returns applied, retry (it was invalid), dead, or lost.';

CREATE FUNCTION salesflow.complete_events(p_completions jsonb) RETURNS TABLE(event_id bigint, status text, detail text)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  return query
    select s.*
    from salesflow.settle_events(array(
      select
        row(
          c.event_id, c.lease,
          case when c.release then 'release' when c.error is not null then 'failure' when c.offline is not null then 'offline'
            else 'answer' end,
          c.answer, coalesce(c.offline, c.reason), c.error, c.retry_after, c.usage)::salesflow.settlement
      from jsonb_to_recordset(p_completions) as c (
        event_id bigint, lease uuid, answer jsonb, offline text, error text, reason text, retry_after double precision,
        release boolean, usage jsonb)
    )) as s;
end
$$;

ALTER FUNCTION salesflow.complete_events(p_completions jsonb) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.complete_events(p_completions jsonb) IS 'Ends many attempts in one commit, each by itself: [{event_id, lease, usage, and one of: answer | offline: reason | error, reason: class, retry_after: seconds | release: true}, …]. usage: {model, tokens_in, tokens_cached, tokens_out, latency_ms} or an array of them. status: applied, skipped, retry, dead, released or lost.';

CREATE FUNCTION salesflow.complete_offline(p_event_id bigint, p_lease uuid, p_reason text, p_usage jsonb DEFAULT NULL::jsonb) RETURNS text
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  select s.status
  from salesflow.settle_events(array[
    row(p_event_id, p_lease, 'offline', null, p_reason, null, null, p_usage)::salesflow.settlement]) as s
$$;

ALTER FUNCTION salesflow.complete_offline(p_event_id bigint, p_lease uuid, p_reason text, p_usage jsonb) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.complete_offline(p_event_id bigint, p_lease uuid, p_reason text, p_usage jsonb) IS 'Lets the rules answer, for the given reason. Returns applied, skipped (nothing was left to do), retry, dead, or lost.';

CREATE FUNCTION salesflow.contact_advice(p_lead_ids uuid[]) RETURNS TABLE(lead_id uuid, channel text, hour integer, responses bigint)
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  with policy as materialized (
    select
      salesflow.policy_list('crm.contact_types') as contact_types,
      salesflow.policy_number('contact.default_hour')::integer as default_hour,
      salesflow.policy_number('contact.earliest_hour')::integer as earliest_hour,
      salesflow.policy_number('contact.latest_hour')::integer as latest_hour
  )
  select
    l.id,
    coalesce(
      l.preferred_channel,
      habit.channel,
      case when l.phone is not null then 'call' when l.email is not null then 'email' end),
    least(policy.latest_hour, greatest(policy.earliest_hour, coalesce(habit.hour, policy.default_hour))),
    coalesce(habit.responses, 0)
  from public.leads as l
  cross join policy
  left join public.users as u on u.id = l.user_id
  left join lateral (
    select
      mode() within group (order by a.type) as channel,
      mode() within group (order by extract(hour from a.occurred_at at time zone coalesce(l.time_zone, u.time_zone, 'UTC'))::integer) as hour,
      count(*) as responses
    from public.activities as a
    where a.lead_id = l.id
      and a.direction = 'inbound'
      and a.status = 'completed'
      and a.type = any (policy.contact_types)
  ) as habit on true
  where l.id = any (p_lead_ids)
$$;

ALTER FUNCTION salesflow.contact_advice(p_lead_ids uuid[]) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.contact_advice(p_lead_ids uuid[]) IS 'Best channel (its wish, else the one it answers on, else telephone or e-mail if known; null: none known) and hour (local time of the lead, 0–23) for each lead, with the number of responses this rests on.';

CREATE FUNCTION salesflow.count_completed_priorities() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_plan_ids uuid[] := array(
    select i.plan_id
    from new_rows as n
    join public.daily_plan_priorities as i on i.recommendation_id = n.id
    where (n.id, n.status = 'completed') not in (select o.id, o.status = 'completed' from old_rows as o));
begin
  if v_plan_ids = '{}' then
    return null;
  end if;
  -- a statement of its own: the count must see what was committed while we waited for the lock
  perform from public.daily_action_plans as p where p.id = any (v_plan_ids) order by p.id for no key update;

  update public.daily_action_plans as p
  set actions_completed = counted.completed
  from (
    select i.plan_id, (count(*) filter (where r.status = 'completed'))::integer as completed
    from public.daily_plan_priorities as i
    join public.ai_recommendations as r on r.id = i.recommendation_id
    where i.plan_id = any (v_plan_ids)
    group by i.plan_id
  ) as counted
  where p.id = counted.plan_id and p.actions_completed is distinct from counted.completed;
  return null;
end
$$;

ALTER FUNCTION salesflow.count_completed_priorities() OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.count_completed_priorities() IS 'Moves the counters of a plan when a recommendation of it is completed or reopened.';

CREATE FUNCTION salesflow.cron_entries() RETURNS TABLE(entry_id bigint, job_name text, schedule text, command text)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  if to_regclass('cron.job') is not null then
    return query execute
      'select jobid, substr(jobname, 11), schedule, command from cron.job '
      'where username = current_user and database = current_database() and jobname like ''salesflow.%''';
  end if;
end
$$;

ALTER FUNCTION salesflow.cron_entries() OWNER TO salesflow_jobs;

COMMENT ON FUNCTION salesflow.cron_entries() IS 'What pg_cron has of our jobs; no row where it is not in this database. Belongs to salesflow_jobs, who alone sees its entries.';

CREATE FUNCTION salesflow.current_user_id() RETURNS uuid
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  -- security definer: every session may ask who it is, without a privilege on users
  select case
    when pg_has_role(session_user, 'salesflow_gateway', 'member')
      and current_setting('salesflow.acting_user', true) <> ''
    then current_setting('salesflow.acting_user', true)::uuid
    else (select u.id from public.users as u where u.db_role = session_user and u.active)
  end
$$;

ALTER FUNCTION salesflow.current_user_id() OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.current_user_id() IS 'The user this session acts as: by its login role (users.db_role), or, for members of salesflow_gateway alone, the one named by act_as(). Null for a session that is nobody.';

CREATE FUNCTION salesflow.date_order_hint(p_text text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE WHEN ((p_text ~ '^[0-9]{1,2}[-./][0-9]{1,2}[-./][0-9]{2}'::text) IS NOT TRUE) THEN NULL::text WHEN (p_text ~ '^(1[3-9]|[23][0-9])'::text) THEN 'dmy'::text WHEN (p_text ~ '^[0-9]{1,2}[-./](1[3-9]|[23][0-9])'::text) THEN 'mdy'::text WHEN ((p_text ~ '^[0-9]+[.]'::text) OR (p_text ~ '^0?([0-9]+)[-/]0?\1[-/]'::text)) THEN NULL::text ELSE 'either'::text END;

ALTER FUNCTION salesflow.date_order_hint(p_text text) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.date_order_hint(p_text text) IS 'Which way a date must be read: dmy, mdy, either (03/04/2026), null when it does not matter.';

CREATE FUNCTION salesflow.delete_expired(p_rules text[], p_as_of timestamp with time zone) RETURNS bigint
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $_$
declare
  v_rule public.retention_rules;
  v_count bigint;
  v_total bigint := 0;
begin
  for v_rule in select * from public.retention_rules where rule = any (p_rules) order by rule loop
    execute format(
      'delete from %1$s where ctid = any (array(select ctid from %1$s where %2$s < $1 and (%3$s) limit $2))',
      v_rule.table_name::regclass, v_rule.clock, v_rule.condition)
    using p_as_of - salesflow.policy_interval(v_rule.keep_policy), salesflow.policy_number('jobs.cleanup_rows');
    get diagnostics v_count = row_count;
    v_total := v_total + v_count;
  end loop;
  return v_total;
end
$_$;

ALTER FUNCTION salesflow.delete_expired(p_rules text[], p_as_of timestamp with time zone) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.delete_expired(p_rules text[], p_as_of timestamp with time zone) IS 'Deletes what the given retention rules say is over at an instant, at most jobs.cleanup_rows of each; returns how many rows.';

CREATE FUNCTION salesflow.end_stale_runs() RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  -- a running row without its lock: the session is gone, however it went
  update public.job_runs as r
  set status = 'failed', finished_at = clock_timestamp(), error_code = 'SF403', error_message = 'interrupted',
    error_hint = 'The session or the server ended during the run; nothing of it was kept.'
  where r.status = 'running'
    and not salesflow.is_job_running(r.job_name);

  -- out of time: cancelled, if it is ours to cancel; the run then records that itself
  perform pg_cancel_backend(l.pid)
  from public.job_runs as r
  join public.jobs as j on j.name = r.job_name
  join pg_locks as l
    on l.locktype = 'advisory'
    and l.database = (select d.oid from pg_database as d where d.datname = current_database())
    and (l.classid, l.objid) = (hashtext('salesflow.jobs')::oid, hashtext(r.job_name)::oid)
    and l.granted
  join pg_stat_activity as a on a.pid = l.pid and a.usename = current_user
  where r.status = 'running'
    and r.started_at + j.timeout < clock_timestamp()
    and l.pid <> pg_backend_pid();
end
$$;

ALTER FUNCTION salesflow.end_stale_runs() OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.end_stale_runs() IS 'Marks runs whose session died as failed (SF403) and cancels scheduled runs that exceed their timeout.';

CREATE FUNCTION salesflow.enqueue_event(p_kind text, p_lead_id uuid DEFAULT NULL::uuid, p_user_id uuid DEFAULT NULL::uuid, p_payload jsonb DEFAULT '{}'::jsonb, p_cause text DEFAULT NULL::text, p_coalesce_key text DEFAULT NULL::text, p_run_at timestamp with time zone DEFAULT NULL::timestamp with time zone) RETURNS bigint
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_id bigint;
  v_is_due boolean;
  v_priority smallint;
begin
  select k.priority into v_priority from salesflow.event_kinds as k where k.kind = p_kind;
  if not found then
    raise exception 'there is no event kind %', p_kind
      using errcode = 'SF201', hint = 'select kind from salesflow.event_kinds order by kind;';
  end if;
  if p_cause is not null then
    insert into salesflow.event_causes (kind, cause) values (p_kind, p_cause) on conflict do nothing;
    if not found then
      return null;
    end if;
  end if;
  insert into salesflow.events as e
    (kind, lead_id, user_id, payload, cause, coalesce_key, priority, is_due, run_at)
  values (
    p_kind, p_lead_id, p_user_id, coalesce(p_payload, '{}'), p_cause, p_coalesce_key, v_priority,
    coalesce(p_run_at, now()) <= now(), coalesce(p_run_at, now()))
  on conflict (kind, coalesce_key) where coalesce_key is not null do update
  set
    lead_id = excluded.lead_id,
    user_id = excluded.user_id,
    payload = excluded.payload,
    cause = excluded.cause,
    run_at = least(e.run_at, excluded.run_at),
    is_due = e.is_due or excluded.is_due
  returning e.event_id, e.is_due into v_id, v_is_due;
  if v_is_due then
    perform salesflow.ring_doorbell();
  end if;
  return v_id;
end
$$;

ALTER FUNCTION salesflow.enqueue_event(p_kind text, p_lead_id uuid, p_user_id uuid, p_payload jsonb, p_cause text, p_coalesce_key text, p_run_at timestamp with time zone) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.enqueue_event(p_kind text, p_lead_id uuid, p_user_id uuid, p_payload jsonb, p_cause text, p_coalesce_key text, p_run_at timestamp with time zone) IS 'Enqueues one event; returns its id, or that of the waiting one that absorbed it, or null when its cause had its event already. Raises SF201 (unknown kind).';

CREATE FUNCTION salesflow.enqueue_events(p_events salesflow.new_event[]) RETURNS bigint[]
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_ids bigint[];
  v_is_due boolean;
  v_unknown text;
begin
  -- most triggers fire for one row: the same by simple statements, five times as fast
  if cardinality(p_events) = 1 then
    return array_remove(
      array[salesflow.enqueue_event(
        p_events[1].kind, p_events[1].lead_id, p_events[1].user_id, p_events[1].payload, p_events[1].cause,
        p_events[1].coalesce_key, p_events[1].run_at)],
      null);
  end if;
  select n.kind into v_unknown
  from unnest(p_events) as n
  where not exists (select from salesflow.event_kinds as k where k.kind = n.kind)
  limit 1;
  if found then
    raise exception 'there is no event kind %', v_unknown
      using errcode = 'SF201', hint = 'select kind from salesflow.event_kinds order by kind;';
  end if;

  with given as materialized (
    select n.*
    from unnest(p_events) with ordinality as
      n (kind, lead_id, user_id, payload, cause, coalesce_key, run_at, position)
  ),
  fresh_causes as (
    insert into salesflow.event_causes as c (kind, cause)
    select distinct g.kind, g.cause from given as g where g.cause is not null order by g.kind, g.cause
    on conflict (kind, cause) do nothing
    returning c.kind, c.cause
  ),
  owed as (
    select distinct on (g.kind, g.cause, case when g.cause is null then g.position end) g.*
    from given as g
    left join fresh_causes as c on c.kind = g.kind and c.cause = g.cause
    where g.cause is null or c.cause is not null
    order by g.kind, g.cause, case when g.cause is null then g.position end, g.position
  ),
  -- of those that coalesce among themselves the newest stays, at the earliest of their times
  merged as (
    select
      o.*,
      min(coalesce(o.run_at, now())) over key as first_at,
      o.coalesce_key is null or row_number() over (key order by o.position desc) = 1 as is_newest
    from owed as o
    window key as (partition by o.kind, o.coalesce_key)
  ),
  enqueued as (
    insert into salesflow.events as e
      (kind, lead_id, user_id, payload, cause, coalesce_key, priority, is_due, run_at)
    select
      m.kind, m.lead_id, m.user_id, coalesce(m.payload, '{}'), m.cause, m.coalesce_key, k.priority,
      at.run_at <= now(), at.run_at
    from merged as m
    join salesflow.event_kinds as k on k.kind = m.kind
    cross join lateral (
      select case when m.coalesce_key is null then coalesce(m.run_at, now()) else m.first_at end
    ) as at (run_at)
    where m.is_newest
    -- keys in their order, so that two sets that absorb the same events queue instead of deadlocking
    order by m.coalesce_key is not null, case when m.coalesce_key is not null then m.kind end, m.coalesce_key, m.position
    on conflict (kind, coalesce_key) where coalesce_key is not null do update
    set
      lead_id = excluded.lead_id,
      user_id = excluded.user_id,
      payload = excluded.payload,
      cause = excluded.cause,
      run_at = least(e.run_at, excluded.run_at),
      is_due = e.is_due or excluded.is_due
    returning e.event_id, e.is_due
  )
  select array_agg(q.event_id order by q.event_id), bool_or(q.is_due) into v_ids, v_is_due from enqueued as q;

  if v_is_due then
    perform salesflow.ring_doorbell();
  end if;
  return coalesce(v_ids, '{}');
end
$$;

ALTER FUNCTION salesflow.enqueue_events(p_events salesflow.new_event[]) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.enqueue_events(p_events salesflow.new_event[]) IS 'Enqueues a set of events in one statement and returns the ids of those that wait now: new ones and ones that absorbed some. A cause that had its event of that kind is left out. Raises SF201 (unknown kind). From a trigger: select salesflow.enqueue_events(array_agg(row(…)::salesflow.new_event)) from new_rows.';

CREATE FUNCTION salesflow.exchange(p_worker text, p_completions jsonb, p_batch integer) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET enable_seqscan TO 'off'
    AS $$
declare
  v_results jsonb := jsonb_build_array();
  v_events jsonb;
  v_kinds jsonb;
begin
  if p_completions <> '[]' then
    select jsonb_agg(jsonb_build_object('event_id', c.event_id, 'status', c.status, 'detail', c.detail))
    into v_results
    from salesflow.complete_events(p_completions) as c;
  else
    -- a claim alone need not wait for the disk: should a crash forget it, the events were never claimed
    perform set_config('synchronous_commit', 'off', true);
  end if;
  select
    jsonb_agg(to_jsonb(c) - '{instructions,schema,max_output_tokens,position}'::text[] order by c.position),
    -- what all requests of a kind share, once
    jsonb_object_agg(
      c.kind, jsonb_build_object('instructions', c.instructions, 'schema', c.schema, 'max_output_tokens', c.max_output_tokens))
      filter (where c.mode = 'model')
  into v_events, v_kinds
  from salesflow.claim_events(p_worker, p_batch) with ordinality as
    c (event_id, lease, kind, attempt, mode, reason, model, instructions, input, schema, prompt_version,
      max_output_tokens, deadline, position);
  return jsonb_build_object(
    'results', v_results,
    'events', coalesce(v_events, '[]'),
    'kinds', coalesce(v_kinds, '{}'),
    'is_drained', (select w.is_waiting from salesflow.workers as w where w.name = p_worker),
    'next_due_in', (
      select extract(epoch from e.run_at - clock_timestamp())
      from salesflow.events as e
      where e.lease is null and not e.is_due
      order by e.run_at
      limit 1));
end
$$;

ALTER FUNCTION salesflow.exchange(p_worker text, p_completions jsonb, p_batch integer) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.exchange(p_worker text, p_completions jsonb, p_batch integer) IS 'complete_events() and claim_events() in one round trip and one commit. Returns {results: [{event_id, status, detail}], events: [rows of claim_events], kinds: {kind: {instructions, schema, max_output_tokens}}, is_drained: no more was due, next_due_in: seconds until something is}.';

CREATE TABLE public.job_runs (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    job_name text NOT NULL,
    triggered_by text NOT NULL,
    status text DEFAULT 'running'::text NOT NULL,
    started_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    finished_at timestamp with time zone,
    duration_ms numeric(14,3) GENERATED ALWAYS AS ((EXTRACT(epoch FROM (finished_at - started_at)) * (1000)::numeric)) STORED,
    rows_affected bigint,
    failed_items bigint,
    error_code text,
    error_message text,
    error_hint text,
    error_context text,
    details salesflow.json_object DEFAULT '{}'::jsonb NOT NULL,
    CONSTRAINT job_runs_check CHECK (((status = 'running'::text) = (finished_at IS NULL))),
    CONSTRAINT job_runs_status_check CHECK ((status = ANY (ARRAY['running'::text, 'succeeded'::text, 'partial'::text, 'failed'::text, 'skipped'::text]))),
    CONSTRAINT job_runs_triggered_by_check CHECK ((triggered_by = ANY (ARRAY['schedule'::text, 'manual'::text])))
);

ALTER TABLE public.job_runs OWNER TO salesflow_owner;

COMMENT ON TABLE public.job_runs IS 'Every run of every job.';

COMMENT ON COLUMN public.job_runs.id IS 'Key.';

COMMENT ON COLUMN public.job_runs.job_name IS 'The job.';

COMMENT ON COLUMN public.job_runs.triggered_by IS 'schedule (pg_cron) or manual (trigger_job).';

COMMENT ON COLUMN public.job_runs.status IS 'running; succeeded; partial (single items failed, see job_failures, all others are done); failed (nothing was done); skipped (the job was running already).';

COMMENT ON COLUMN public.job_runs.started_at IS 'Begin.';

COMMENT ON COLUMN public.job_runs.finished_at IS 'End; null while it runs.';

COMMENT ON COLUMN public.job_runs.duration_ms IS 'How long it took, in milliseconds.';

COMMENT ON COLUMN public.job_runs.rows_affected IS 'How much it did, in the unit of the job: plans, recommendations, rows.';

COMMENT ON COLUMN public.job_runs.failed_items IS 'How many single users, leads, views or tables failed.';

COMMENT ON COLUMN public.job_runs.error_code IS 'SQLSTATE of the error that failed the run. SF402: not deployed yet, SF403: the server or session died during the run.';

COMMENT ON COLUMN public.job_runs.error_message IS 'What the error said.';

COMMENT ON COLUMN public.job_runs.error_hint IS 'What to do about it.';

COMMENT ON COLUMN public.job_runs.error_context IS 'Where it happened.';

COMMENT ON COLUMN public.job_runs.details IS 'What the job says about itself.';

CREATE FUNCTION salesflow.execute_run(p_run_id uuid) RETURNS public.job_runs
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $_$
declare
  v_run public.job_runs;
  v_job public.jobs;
  v_body regprocedure;
  v_result jsonb;
begin
  select r.* into strict v_run from public.job_runs as r where r.id = p_run_id;
  select j.* into strict v_job from public.jobs as j where j.name = v_run.job_name;
  -- run_isolated() files its failures under this run; a body may ask whether a person wants it now
  perform set_config('salesflow.job_run', p_run_id::text, true), set_config('salesflow.triggered_by', v_run.triggered_by, true);
  begin
    v_body := to_regprocedure(v_job.body || '(timestamp with time zone)');
    if v_body is null then
      raise exception 'job % has nothing to run: function %(timestamptz) is not deployed', v_job.name, v_job.body
        using errcode = 'SF402', hint = v_job.description_en;
    end if;
    execute format('select to_jsonb(%s($1))', v_body::regproc) into v_result using v_run.started_at;
    v_run.rows_affected := case jsonb_typeof(v_result) when 'object' then v_result ->> 'rows' else v_result #>> '{}' end::bigint;
    v_run.details := case jsonb_typeof(v_result) when 'object' then coalesce(v_result -> 'details', '{}') else '{}' end;
    v_run.failed_items := (select count(*) from public.job_failures as f where f.run_id = p_run_id);
    v_run.status := case when v_run.failed_items > 0 then 'partial' else 'succeeded' end;
  exception
    -- "others" leaves out a cancelled statement, and that is how a run out of time ends
    when others or query_canceled or assert_failure then
      get stacked diagnostics
        v_run.error_code = returned_sqlstate, v_run.error_message = message_text,
        v_run.error_hint = pg_exception_hint, v_run.error_context = pg_exception_context;
      v_run.status := 'failed';
  end;
  perform set_config('salesflow.job_run', '', true), set_config('salesflow.triggered_by', '', true);
  update public.job_runs as r
  set status = v_run.status, finished_at = clock_timestamp(), rows_affected = v_run.rows_affected,
    failed_items = v_run.failed_items, error_code = v_run.error_code, error_message = v_run.error_message,
    error_hint = nullif(v_run.error_hint, ''), error_context = v_run.error_context, details = v_run.details
  where r.id = p_run_id
  returning r.* into v_run;
  return v_run;
end
$_$;

ALTER FUNCTION salesflow.execute_run(p_run_id uuid) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.execute_run(p_run_id uuid) IS 'Does the work of an open run and records what came of it. Never raises an error of the work: a failed run is undone and says why.';

CREATE FUNCTION salesflow.expire_recommendations(p_as_of timestamp with time zone DEFAULT now()) RETURNS bigint
    LANGUAGE sql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
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

ALTER FUNCTION salesflow.expire_recommendations(p_as_of timestamp with time zone) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.expire_recommendations(p_as_of timestamp with time zone) IS 'Dismisses recommendations whose time is over at the given instant; returns how many. Job expire_recommendations.';

CREATE FUNCTION salesflow.fail_event(p_event_id bigint, p_lease uuid, p_error text, p_retry_after double precision DEFAULT NULL::double precision, p_usage jsonb DEFAULT NULL::jsonb, p_reason text DEFAULT 'error'::text) RETURNS text
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  select s.status
  from salesflow.settle_events(array[
    row(p_event_id, p_lease, 'failure', null, p_reason, p_error, p_retry_after, p_usage)::salesflow.settlement]) as s
$$;

ALTER FUNCTION salesflow.fail_event(p_event_id bigint, p_lease uuid, p_error text, p_retry_after double precision, p_usage jsonb, p_reason text) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.fail_event(p_event_id bigint, p_lease uuid, p_error text, p_retry_after double precision, p_usage jsonb, p_reason text) IS 'Records a failed attempt: back-off with jitter (retry_after: seconds the model asked for), after the last attempt the rules, or where there are none dead_events. Returns retry, applied (by rules), skipped, dead, or lost.';

CREATE FUNCTION salesflow.find_import_people(p_import_id uuid) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  -- one row a person: of each fact, what the last row says that says it
  insert into salesflow.import_people
    (key, row_no, section, external_id, email, name, role, time_zone, locale, active, squad_key, squad_name)
  select
    p.key, max(p.row_no), min(p.section), max(p.external_id), max(p.email), (array_agg(p.name order by p.row_no desc))[1],
    (array_agg(p.role order by p.row_no desc) filter (where p.role is not null))[1],
    (array_agg(p.time_zone order by p.row_no desc) filter (where p.time_zone is not null))[1],
    (array_agg(p.locale order by p.row_no desc) filter (where p.locale is not null))[1],
    (array_agg(p.active order by p.row_no desc) filter (where p.active is not null))[1],
    (array_agg(p.squad_key order by p.row_no desc))[1], (array_agg(p.squad_name order by p.row_no desc))[1]
  from (
    select
      coalesce('key:' || who.external_id, 'email:' || who.email, 'name:' || lower(who.name)) as key,
      max(i.row_no) as row_no, who.*, i.v ->> 'squad.external_id' as squad_key, i.v ->> 'squad.name' as squad_name
    from salesflow.import_items as i
    cross join lateral (
      values
        ('user', i.v ->> 'user.external_id', i.v ->> 'user.email', i.v ->> 'user.name', i.v ->> 'user.role',
          i.v ->> 'user.time_zone', i.v ->> 'user.locale', (i.v ->> 'user.active')::boolean),
        ('manager', i.v ->> 'manager.external_id', i.v ->> 'manager.email', i.v ->> 'manager.name', 'manager',
          i.v ->> 'user.time_zone', i.v ->> 'user.locale', null)
    ) as who (section, external_id, email, name, role, time_zone, locale, active)
    where not i.is_bad
      and coalesce(who.external_id, who.email, who.name) is not null
    group by who.section, who.external_id, who.email, who.name, who.role, who.time_zone, who.locale, who.active,
      squad_key, squad_name
  ) as p
  group by p.key;

  -- by key, else by e-mail, else by name where neither contradicts
  with found as materialized (
    select
      p.key, p.row_no, p.section, p.name, u.id, matched.rank,
      row_number() over (partition by p.key order by matched.rank, u.active desc, u.created_at, u.id) as position,
      count(*) over (partition by p.key, matched.rank) as namesakes
    from salesflow.import_people as p
    cross join public.users as u
    cross join lateral (
      select case
        when u.external_id = p.external_id then 1
        when lower(u.email) = p.email then 2
        when lower(u.name) = lower(p.name)
          and (u.external_id is null or p.external_id is null)
          and (u.email is null or p.email is null)
        then 3
      end
    ) as matched (rank)
    where matched.rank is not null
  ),
  taken as (
    update salesflow.import_people as p
    set user_id = f.id, is_new = false
    from found as f
    where p.key = f.key and f.position = 1
  )
  insert into public.import_rejects (import_id, line_no, severity, target, value, code, reason)
  select
    i.id, item.line_no, 'warning', f.section || '.name', f.name, 'ambiguous_user',
    salesflow.say('imports.reason.ambiguous_user', i.locale)
  from found as f
  join salesflow.import_items as item on item.row_no = f.row_no
  join public.imports as i on i.id = p_import_id
  where f.position = 1 and f.rank = 3 and f.namesakes > 1
  order by item.row_no;
end
$$;

ALTER FUNCTION salesflow.find_import_people(p_import_id uuid) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.find_import_people(p_import_id uuid) IS 'Gathers the reps and managers of the running import and finds those we know.';

CREATE FUNCTION salesflow.find_squad(p_external_id text, p_name text) RETURNS uuid
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  select s.id
  from public.squads as s
  where s.external_id = p_external_id
    or lower(s.name) = lower(p_name) and (s.external_id is null or p_external_id is null)
  order by s.external_id is not null desc, s.created_at
  limit 1
$$;

ALTER FUNCTION salesflow.find_squad(p_external_id text, p_name text) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.find_squad(p_external_id text, p_name text) IS 'Squad by its imported key, else by its name in any case; null when there is none.';

CREATE FUNCTION salesflow.first_name(p_name text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN split_part(regexp_replace(btrim(p_name), '^((herr|frau|mr|mrs|ms|dr|prof)\.?\s+)+'::text, ''::text, 'i'::text), ' '::text, 1);

ALTER FUNCTION salesflow.first_name(p_name text) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.first_name(p_name text) IS 'First name of a full name, without titles.';

CREATE FUNCTION salesflow.follow_activities() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_count bigint;
  v_new record;
  v_is_ruled boolean;
begin
  if tg_op = 'INSERT' then
    select count(*) into v_count from (select from new_rows limit 2) as few;
  end if;

  if tg_op = 'UPDATE' then
    v_is_ruled := exists (
      select
      from new_rows as a
      join public.leads as l on l.id = a.lead_id
      where l.status = 'new' or a.type = 'meeting');
  elsif v_count = 1 then
    select n.lead_id, n.type, n.direction, n.status, n.occurred_at into v_new from new_rows as n;
    -- One row, as people and webhooks write it: plain statements with kept plans cost half of the set below.
    -- Both come to the same, a property test holds them to it.
    if v_new.status = 'completed'
      and (select p.value from public.policies as p where p.key = 'crm.contact_types') ? v_new.type
    then
      update public.leads as l
      set last_contact_at = greatest(l.last_contact_at, v_new.occurred_at)
      where l.id = v_new.lead_id
      returning l.status = 'new' into v_is_ruled;
      insert into public.lead_context_summaries as s
        (lead_id, total_interactions, inbound_interactions, first_interaction_at, last_interaction_at, last_inbound_at)
      values (
        v_new.lead_id, 1, (v_new.direction is not distinct from 'inbound')::integer, v_new.occurred_at, v_new.occurred_at,
        case when v_new.direction = 'inbound' then v_new.occurred_at end)
      on conflict (lead_id) do update
      set
        total_interactions = s.total_interactions + 1,
        inbound_interactions = s.inbound_interactions + excluded.inbound_interactions,
        first_interaction_at = least(s.first_interaction_at, excluded.first_interaction_at),
        last_interaction_at = greatest(s.last_interaction_at, excluded.last_interaction_at),
        last_inbound_at = greatest(s.last_inbound_at, excluded.last_inbound_at),
        updated_at = now();
    else
      v_is_ruled := (select l.status = 'new' from public.leads as l where l.id = v_new.lead_id);
    end if;
    v_is_ruled := v_is_ruled or v_new.type = 'meeting';
  elsif v_count > 1 then
    -- New contacts only add to what is known, so an insert never reads the history of a lead.
    with touched as materialized (
      select
        a.lead_id,
        (count(*) filter (where a.is_contact))::integer as contacts,
        (count(*) filter (where a.is_contact and a.direction = 'inbound'))::integer as inbound,
        min(a.occurred_at) filter (where a.is_contact) as first_at,
        max(a.occurred_at) filter (where a.is_contact) as last_at,
        max(a.occurred_at) filter (where a.is_contact and a.direction = 'inbound') as last_inbound_at,
        bool_or(a.type = 'meeting') as has_meeting
      from (
        select
          n.lead_id, n.type, n.direction, n.occurred_at,
          n.status = 'completed'
            and (select p.value from public.policies as p where p.key = 'crm.contact_types') ? n.type as is_contact
        from new_rows as n
      ) as a
      group by a.lead_id
    ),
    -- In key order, so that two bulk loads of the same leads queue instead of deadlocking; leads without a
    -- contact too, because the rules that follow may move those. It carries the facts along: a join of two
    -- CTEs is planned for a handful of rows and would be quadratic in a bulk load.
    locked as materialized (
      select t.*, l.status = 'new' as is_new
      from touched as t
      join public.leads as l on l.id = t.lead_id
      order by l.id
      for no key update of l
    ),
    contacted as (
      update public.leads as l
      set last_contact_at = greatest(l.last_contact_at, t.last_at)
      from locked as t
      where l.id = t.lead_id
        and t.contacts > 0
        and (l.last_contact_at < t.last_at or l.last_contact_at is null)
    ),
    summarised as (
      insert into public.lead_context_summaries as s
        (lead_id, total_interactions, inbound_interactions, first_interaction_at, last_interaction_at, last_inbound_at)
      select t.lead_id, t.contacts, t.inbound, t.first_at, t.last_at, t.last_inbound_at
      from locked as t
      where t.contacts > 0
      order by t.lead_id
      on conflict (lead_id) do update
      set
        total_interactions = s.total_interactions + excluded.total_interactions,
        inbound_interactions = s.inbound_interactions + excluded.inbound_interactions,
        first_interaction_at = least(s.first_interaction_at, excluded.first_interaction_at),
        last_interaction_at = greatest(s.last_interaction_at, excluded.last_interaction_at),
        last_inbound_at = greatest(s.last_inbound_at, excluded.last_inbound_at),
        updated_at = now()
    )
    select bool_or(t.is_new or t.has_meeting) into v_is_ruled from locked as t;
  end if;
  -- most activities are with leads past these rules
  if v_is_ruled is not true then
    return null;
  end if;

  perform salesflow.transition_leads('lifecycle.first_activity', 'contacted', array_agg(first))
  from (
    select distinct on (a.lead_id) row(
      a.lead_id, a.occurred_at, 'activity:' || a.id,
      jsonb_build_object('activity_type', a.type, 'at', a.occurred_at),
      jsonb_build_array(jsonb_build_object('table', 'activities', 'id', a.id)))::salesflow.transition_candidate as first
    from new_rows as a
    join public.leads as l on l.id = a.lead_id
    where l.status = 'new'
      and (a.status = 'completed' or a.type = 'meeting' and a.status <> 'cancelled')
    order by a.lead_id, a.occurred_at, a.id
  ) as candidates;

  perform salesflow.transition_leads('lifecycle.meeting_scheduled', 'meeting_scheduled', array_agg(first))
  from (
    select distinct on (a.lead_id) row(
      a.lead_id, a.occurred_at, 'activity:' || a.id,
      jsonb_build_object('activity_type', a.type, 'at', coalesce(a.due_date, a.occurred_at)),
      jsonb_build_array(jsonb_build_object('table', 'activities', 'id', a.id)))::salesflow.transition_candidate as first
    from new_rows as a
    where a.type = 'meeting'
      and a.status in ('pending', 'scheduled')
      and (a.due_date is null or a.due_date > now())
    order by a.lead_id, a.occurred_at, a.id
  ) as candidates;
  return null;
end
$$;

ALTER FUNCTION salesflow.follow_activities() OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.follow_activities() IS 'What activities do to their leads, in one pass: new ones add to last_contact_at and to the counts of lead_context_summaries; a first activity and a planned meeting move the lead.';

CREATE FUNCTION salesflow.follow_bant() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_lead_ids uuid[] := array(select distinct lead_id from new_rows);
  v_qualify numeric := salesflow.policy_number('lifecycle.qualify_bant');
  v_yellow numeric := salesflow.policy_number('bant.yellow');
begin
  -- before anything else and in key order, so that two bulk loads of the same leads queue instead of deadlocking
  perform from public.leads as l where l.id = any (v_lead_ids) order by l.id for no key update;

  perform salesflow.transition_leads('lifecycle.bant_qualified', 'qualified', array_agg(row(
      b.lead_id, b.assessed_at, 'bant_assessment:' || b.id,
      jsonb_build_object('bant', b.total_score, 'traffic_light', b.traffic_light, 'threshold', v_qualify),
      jsonb_build_array(jsonb_build_object('table', 'bant_assessments', 'id', b.id)))::salesflow.transition_candidate))
  from new_rows as b
  where b.total_score >= v_qualify
    -- an assessment that was overtaken by one already there says nothing about today
    and not exists (
      select
      from public.bant_assessments as later
      where later.lead_id = b.lead_id
        and later.assessed_at > b.assessed_at
        and later.id not in (select n.id from new_rows as n));

  with letters as materialized (
    select
      t.locale,
      max(t.body) filter (where t.key = 'bant.budget') as budget,
      max(t.body) filter (where t.key = 'bant.authority') as authority,
      max(t.body) filter (where t.key = 'bant.need') as need,
      max(t.body) filter (where t.key = 'bant.timeline') as timeline,
      max(t.body) filter (where t.key = 'bant.nothing') as nothing
    from public.text_templates as t
    where t.key like 'bant.%'
    group by t.locale
  )
  insert into public.ai_recommendations
    (lead_id, user_id, type, priority, title, reasoning, playbook_name, triggered_by, trigger_data, episode,
      confidence_score, suggested_action, source)
  select
    l.id, l.user_id,
    case verdict.rule when 'lifecycle.bant_high' then 'followup' else 'playbook' end,
    case verdict.rule when 'lifecycle.bant_high' then 'urgent' else 'medium' end,
    salesflow.render(title.parts, facts.v),
    salesflow.render(reasoning.parts, facts.v),
    case when verdict.rule <> 'lifecycle.bant_high' then 'DEAL-MEDIC' end,
    verdict.rule,
    facts.v || jsonb_build_object('evidence', jsonb_build_array(jsonb_build_object('table', 'bant_assessments', 'id', b.id))),
    -- one recommendation for each stretch of the same colour, however often it is assessed
    (select count(*)
     from public.bant_assessments as earlier
     where earlier.lead_id = b.lead_id
       and earlier.assessed_at < b.assessed_at
       and earlier.traffic_light is distinct from b.traffic_light),
    case verdict.rule when 'lifecycle.bant_high' then 0.9 else 0.7 end,
    jsonb_build_object('action', case verdict.rule
      when 'lifecycle.bant_high' then 'schedule_meeting'
      when 'lifecycle.bant_yellow' then 'requalify'
      else 'nurture' end),
    'rules'
  from new_rows as b
  join salesflow.bant_verdicts(array(select n.id from new_rows as n)) as verdict on verdict.assessment_id = b.id
  join public.leads as l on l.id = b.lead_id
  join public.users as u on u.id = l.user_id
  join letters on letters.locale = salesflow.language(u.locale)
  join public.text_templates as title on title.key = verdict.rule || '.title' and title.locale = letters.locale
  join public.text_templates as reasoning on reasoning.key = verdict.rule || '.reasoning' and reasoning.locale = letters.locale
  cross join lateral (
    select jsonb_build_object(
      'lead_name', l.name, 'bant', b.total_score, 'budget', b.budget_score, 'authority', b.authority_score,
      'need', b.need_score, 'timeline', b.timeline_score,
      'weak', coalesce(nullif(concat_ws(', ',
        case when b.budget_score < v_yellow then letters.budget end,
        case when b.authority_score < v_yellow then letters.authority end,
        case when b.need_score < v_yellow then letters.need end,
        case when b.timeline_score < v_yellow then letters.timeline end), ''), letters.nothing)) as v
    offset 0  -- evaluated once, not once for every use
  ) as facts
  where not exists (
    select
    from public.bant_assessments as later
    where later.lead_id = b.lead_id
      and later.assessed_at > b.assessed_at
      and later.id not in (select n.id from new_rows as n))
  order by b.assessed_at
  on conflict (lead_id, triggered_by, episode) where triggered_by <> 'manual' do nothing;

  -- what the newest assessment no longer calls for is off the table
  -- (array and hashed NOT IN: their plans stay good for one lead and for 100,000 without statistics)
  update public.ai_recommendations as r
  set status = 'dismissed', dismissed_reason = 'Superseded by a newer assessment', withdrawn = true
  where r.lead_id = any (v_lead_ids)
    and r.status = 'pending'
    and r.triggered_by in ('lifecycle.bant_high', 'lifecycle.bant_yellow', 'lifecycle.bant_red')
    and ((r.lead_id, r.triggered_by) not in (
      select b.lead_id, v.rule
      from salesflow.bant_verdicts(array(
        select distinct on (c.lead_id) c.id
        from public.bant_assessments as c
        where c.lead_id = any (v_lead_ids)
        order by c.lead_id, c.assessed_at desc)) as v
      join public.bant_assessments as b on b.id = v.assessment_id)
    -- and so is an earlier stretch of the same colour
    or exists (
      select
      from public.ai_recommendations as newer
      where newer.lead_id = r.lead_id
        and newer.triggered_by = r.triggered_by
        and newer.episode::integer > r.episode::integer));
  return null;
end
$$;

ALTER FUNCTION salesflow.follow_bant() OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.follow_bant() IS 'Qualifies leads by BANT and recommends what their traffic light calls for.';

CREATE FUNCTION salesflow.guard_event_kind() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_problem text := salesflow.schema_problem(new.schema);
begin
  -- guard: a kind that cannot work is not registered
  if v_problem is not null then
    raise exception 'the schema of event kind % cannot be used', new.kind using errcode = 'SF203', detail = v_problem;
  end if;
  new.context_fn := salesflow.kind_function(new.context_fn, '(salesflow.events)', 'jsonb');
  new.apply_fn := salesflow.kind_function(new.apply_fn, '(salesflow.events,jsonb,text)', 'void', true);
  if new.offline_fn is not null then
    new.offline_fn := salesflow.kind_function(new.offline_fn, '(salesflow.events)', 'jsonb');
  end if;
  new.updated_at := now();
  if tg_op = 'UPDATE' then
    new.prompt_version := old.prompt_version
      + ((new.instructions, new.schema, new.model) is distinct from (old.instructions, old.schema, old.model))::integer;
  else
    -- a kind that comes back does not write over its past
    new.prompt_version := coalesce(
      (select max(h.prompt_version) + 1 from salesflow.event_kind_history as h where h.kind = new.kind), 1);
  end if;
  return new;
end
$$;

ALTER FUNCTION salesflow.guard_event_kind() OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.guard_event_kind() IS 'Verifies functions and schema of an event kind and counts its prompt version. Raises SF202 (no such function), SF203 (bad schema).';

CREATE FUNCTION salesflow.guard_event_kind_in_use() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  if exists (select from salesflow.events as e where e.kind = old.kind) then
    raise exception 'event kind % still has events', old.kind
      using errcode = 'SF205', hint = 'Let them finish, or delete them from salesflow.events.';
  end if;
  return old;
end
$$;

ALTER FUNCTION salesflow.guard_event_kind_in_use() OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.guard_event_kind_in_use() IS 'Stands in for the foreign key that salesflow.events does without. Raises SF205.';

CREATE FUNCTION salesflow.guard_policy() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $_$
begin
  -- guard: same JSON type, durations and numbers that mean something
  if tg_op = 'UPDATE' and jsonb_typeof(new.value) <> jsonb_typeof(old.value) then
    raise exception 'policy % takes a JSON %, not a %', new.key, jsonb_typeof(old.value), jsonb_typeof(new.value)
      using errcode = 'SF002', hint = format('It is %s now (%s).', old.value, new.unit);
  end if;
  if jsonb_typeof(new.value) = 'number' and not coalesce(
    (new.value #>> '{}')::numeric between coalesce(new.minimum, '-infinity') and coalesce(new.maximum, 'infinity'), true)
  then
    raise exception 'policy % must lie between % and %', new.key, coalesce(new.minimum::text, 'any'), coalesce(new.maximum::text, 'any')
      using errcode = 'SF002', detail = format('Given: %s %s', new.value, new.unit);
  end if;
  if new.unit = 'ISO 4217' and new.value #>> '{}' !~ '^[A-Z]{3}$' then
    raise exception 'policy % takes a currency, for example "EUR"', new.key
      using errcode = 'SF002', detail = format('Given: %s', new.value);
  end if;
  if new.unit = 'interval' then
    begin
      if not extract(epoch from (new.value #>> '{}')::interval)
        between coalesce(new.minimum, 0) and coalesce(new.maximum, 'infinity')
      then
        raise invalid_datetime_format;
      end if;
    exception
      when invalid_datetime_format or interval_field_overflow then
        raise exception 'policy % takes a duration, for example "7 days"', new.key
          using errcode = 'SF002', detail = format('Given: %s', new.value),
            hint = format('At least %s.', make_interval(secs => coalesce(new.minimum, 0)::double precision));
    end;
  elsif new.unit = 'local time' then
    begin
      perform (new.value #>> '{}')::time;
    exception
      when invalid_datetime_format or datetime_field_overflow then
        raise exception 'policy % takes a time of day, for example "08:00"', new.key
          using errcode = 'SF002', detail = format('Given: %s', new.value);
    end;
  end if;
  new.updated_at := now();
  return new;
end
$_$;

ALTER FUNCTION salesflow.guard_policy() OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.guard_policy() IS 'Rejects a policy value of the wrong type or outside its limits. Raises SF002.';

CREATE FUNCTION salesflow.guard_status_graph() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
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

ALTER FUNCTION salesflow.guard_status_graph() OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.guard_status_graph() IS 'Keeps the status graph free of loops. Raises SF010.';

CREATE FUNCTION salesflow.heartbeat(p_worker text, p_leases uuid[], p_model text, p_problem text DEFAULT NULL::text) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_extended integer;
begin
  update salesflow.workers as w
  set
    model = p_model,
    problem = case when p_model is null then coalesce(p_problem, 'no_model') end,
    seen_at = now(),
    alive_until = now() + w."interval" * salesflow.policy_number('events.missed_heartbeats')::double precision
  where w.name = p_worker and w.stopped_at is null;
  if not found then
    raise exception 'there is no worker %', p_worker using errcode = 'SF204', hint = 'Call salesflow.register_worker() first.';
  end if;
  perform salesflow.release_lost_workers();
  -- a lease is only written anew when it has run half its time
  update salesflow.events as e
  set leased_until = now() + k.lease
  from salesflow.event_kinds as k
  where k.kind = e.kind
    and e.lease = any (p_leases)
    and e.worker = p_worker
    and e.leased_until < now() + k.lease / 2;
  get diagnostics v_extended = row_count;
  return v_extended;
end
$$;

ALTER FUNCTION salesflow.heartbeat(p_worker text, p_leases uuid[], p_model text, p_problem text) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.heartbeat(p_worker text, p_leases uuid[], p_model text, p_problem text) IS 'Says that a worker lives, which events it works on (their leases are extended when half over; returns how many were), and which model it asks now (null: none, and why). Raises SF204 (not registered).';

CREATE FUNCTION salesflow.import_rules(p_map jsonb, p_headers text[]) RETURNS TABLE(n integer, key text, section text, target text, kind text, max_length integer, spec jsonb, columns text[])
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_wrong record;
begin
  if jsonb_typeof(p_map) is distinct from 'object' then
    raise exception 'an import map is a JSON object'
      using errcode = 'SF101', hint = 'select suggest_import_map(''{Name,E-Mail}'') shows one.';
  end if;
  select part.key, part.value into v_wrong
  from jsonb_each(p_map) as part
  where jsonb_typeof(part.value) <> case
    when part.key in ('lead', 'user', 'manager', 'squad', 'bant', 'outcome', 'options') then 'object'
    when part.key = 'activities' then 'array'
    when part.key = 'about' then 'string'
    else 'unknown'
  end
  limit 1;
  if found then
    raise exception 'the map has a part "%" of type %', v_wrong.key, jsonb_typeof(v_wrong.value)
      using errcode = 'SF101',
        hint = 'Parts: about (text), lead, user, manager, squad, bant, outcome, options (objects), activities (array of objects).';
  end if;

  return query
  with sections as (
    select part.key as section, part.key as name, part.value
    from jsonb_each(p_map) as part
    where part.key not in ('options', 'about', 'activities')
    union all
    select 'activity', 'activity.' || number, a
    from jsonb_array_elements(coalesce(p_map -> 'activities', '[]')) with ordinality as activities (a, number)
  ),
  fields as (
    select
      s.section, s.name, f.key as field,
      case when jsonb_typeof(f.value) = 'string' then jsonb_build_object('column', f.value) else f.value end as spec
    from sections as s
    cross join lateral jsonb_each(case when jsonb_typeof(s.value) = 'object' then s.value else '{"": null}' end) as f
  )
  select
    (row_number() over (order by t.position, f.name))::integer, f.name || '.' || f.field, f.section,
    f.section || '.' || f.field, t.kind, t.max_length, f.spec,
    -- a column is found by its name, else by its letters
    array(
      select coalesce(
        (select h from unnest(p_headers) as h where h = wanted),
        (select min(h) from unnest(p_headers) as h
          where salesflow.normalise_header(h) = salesflow.normalise_header(wanted) having count(*) = 1),
        wanted)
      from (
        select f.spec ->> 'column' where f.spec ? 'column'
        union all
        select m[1] from regexp_matches(f.spec ->> 'template', '\{([^{}]+)\}', 'g') as m
      ) as named (wanted))
  from fields as f
  left join public.import_targets as t on t.target = f.section || '.' || f.field;
end
$$;

ALTER FUNCTION salesflow.import_rules(p_map jsonb, p_headers text[]) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.import_rules(p_map jsonb, p_headers text[]) IS 'The fields of an import map, one row each, with the columns of the file they read. kind is null for a target that does not exist. Raises SF101.';

CREATE FUNCTION salesflow.import_source(p_spec jsonb, p_columns text[], p_blank text[]) RETURNS text
    LANGUAGE sql IMMUTABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $_$
  select case when p_spec ? 'default' then format('coalesce(%s, %L)', source.sql, p_spec ->> 'default') else source.sql end
  from (
    select case
      when p_spec ? 'const' then format('%L::text', p_spec ->> 'const')
      when p_spec ? 'column' and p_spec ? 'values' then format(
        'salesflow.translate_cell(%s, %L::jsonb, %L)', cells.sql[1],
        (select jsonb_object_agg(lower(v.key), coalesce(v.value, '')) from jsonb_each_text(p_spec -> 'values') as v),
        p_spec ->> 'else')
      when p_spec ? 'column' then cells.sql[1]
      -- a blank cell takes its separator with it: "Acme – " is "Acme"
      else format(
        'case when coalesce(%s) is not null then btrim(concat(%s), %L) end',
        array_to_string(cells.sql, ', '),
        (select string_agg(
            case when part[1] ~ '^\{[^{}]+\}$' then cells.sql[placeholder] else format('%L', part[1]) end, ', ' order by position)
          from (
            select p.part, p.position, count(*) filter (where p.part[1] ~ '^\{[^{}]+\}$') over (order by p.position) as placeholder
            from regexp_matches(p_spec ->> 'template', '\{[^{}]+\}|[^{]+|\{', 'g') with ordinality as p (part, position)
          ) as parts),
        ' -–—,;:/|·')
    end as sql
    from (
      select array(
        select format('salesflow.clean_cell(r.record ->> %L, %L)', c.name, p_blank)
        from unnest(p_columns) with ordinality as c (name, position)
        order by c.position
      ) as sql
    ) as cells
  ) as source
$_$;

ALTER FUNCTION salesflow.import_source(p_spec jsonb, p_columns text[], p_blank text[]) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.import_source(p_spec jsonb, p_columns text[], p_blank text[]) IS 'SQL expression for the cell of one field, from a row r(record jsonb). All names and values of the map are literals in it.';

CREATE FUNCTION salesflow.import_squads() RETURNS bigint
    LANGUAGE sql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  with named as materialized (
    select f.*, salesflow.find_squad(f.external_id, f.name) as id
    from (
      select distinct on (coalesce(i.v ->> 'squad.external_id', lower(i.v ->> 'squad.name')))
        i.v ->> 'squad.external_id' as external_id, i.v ->> 'squad.name' as name, i.v ->> 'squad.region' as region
      from salesflow.import_items as i
      where not i.is_bad
        and coalesce(i.v ->> 'squad.external_id', i.v ->> 'squad.name') is not null
      order by coalesce(i.v ->> 'squad.external_id', lower(i.v ->> 'squad.name')), i.row_no desc
    ) as f
  ),
  updated as (
    update public.squads as s
    set external_id = coalesce(n.external_id, s.external_id), region = coalesce(n.region, s.region)
    from named as n
    where s.id = n.id
      and (s.external_id, s.region) is distinct from (coalesce(n.external_id, s.external_id), coalesce(n.region, s.region))
  ),
  created as (
    insert into public.squads (name, external_id, region)
    select coalesce(n.name, n.external_id), n.external_id, n.region
    from named as n
    where n.id is null
    order by 1
    returning id
  )
  select count(*) from created
$$;

ALTER FUNCTION salesflow.import_squads() OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.import_squads() IS 'Creates and updates the squads of the running import; returns how many were created.';

CREATE FUNCTION salesflow.import_users(p_import_id uuid) RETURNS bigint
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_count bigint;
begin
  -- of what we know only the gaps are filled, of what a file says outright all is taken
  with wanted as (
    select
      u.id, coalesce(u.external_id, p.external_id) as external_id, coalesce(u.email, p.email) as email,
      case when u.role = 'admin' then u.role else coalesce(p.role, u.role) end as role,
      coalesce(salesflow.find_squad(p.squad_key, p.squad_name), u.squad_id) as squad_id,
      coalesce(p.time_zone, u.time_zone) as time_zone, coalesce(p.locale, u.locale) as locale,
      coalesce(p.active, u.active) as active
    from salesflow.import_people as p
    join public.users as u on u.id = p.user_id
  )
  update public.users as u
  set
    external_id = w.external_id, email = w.email, role = w.role, squad_id = w.squad_id, time_zone = w.time_zone,
    locale = w.locale, active = w.active
  from wanted as w
  where u.id = w.id
    and (u.external_id, u.email, u.role, u.squad_id, u.time_zone, u.locale, u.active)
      is distinct from (w.external_id, w.email, w.role, w.squad_id, w.time_zone, w.locale, w.active);

  insert into public.users (id, name, email, role, squad_id, time_zone, locale, active, external_id)
  select
    p.user_id, coalesce(p.name, split_part(p.email, '@', 1), p.external_id), p.email, coalesce(p.role, 'rep'),
    salesflow.find_squad(p.squad_key, p.squad_name),
    coalesce(p.time_zone, i.map #>> '{options,time_zone}', salesflow.policy_text('imports.time_zone')),
    coalesce(p.locale, i.locale), coalesce(p.active, true), p.external_id
  from public.imports as i
  join salesflow.import_people as p on p.is_new
  where i.id = p_import_id
  order by p.row_no, p.key;
  get diagnostics v_count = row_count;
  return v_count;
end
$$;

ALTER FUNCTION salesflow.import_users(p_import_id uuid) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.import_users(p_import_id uuid) IS 'Creates and updates the reps and managers of the running import; returns how many were created.';

CREATE FUNCTION salesflow.import_value(p_source text, p_kind text, p_max_length integer, p_format text, p_zone text, p_shift text) RETURNS text
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $_$
  select case
    when p_kind = 'email' then format(
      'case when length(%1$s) <= %2$s and %1$s ~ %3$L then lower(%1$s) end', p_source, p_max_length,
      '^[^[:space:][:cntrl:]@<>",;()]+@[^[:space:][:cntrl:]@<>",;()]+\.[[:alnum:]-]{2,}$')
    when p_kind = 'text' and p_max_length is null then p_source
    when p_kind = 'text' then format('case when length(%1$s) <= %2$s then %1$s end', p_source, p_max_length)
    when p_kind = 'money' then format(
      '(select v::numeric(14, 2)::text from (select salesflow.parse_number(%s, %L) as v) as money where v >= 0 and v < 1e12 - 0.005)',
      p_source, p_format)
    when p_kind = 'score' then format(
      '(select round(v)::text from (select salesflow.parse_number(%s, %L) as v) as score where v between 0 and 100)', p_source, p_format)
    when p_kind = 'timestamp' then format(
      '(salesflow.parse_timestamp(%s, %L, %L)%s)::text', p_source, p_format, p_zone, format(' + %L::interval', p_shift))
    when p_kind = 'time_zone' then format('case when salesflow.is_time_zone(%1$s) then %1$s end', p_source)
    else format(
      'coalesce(%L::jsonb ->> lower(%s)%s)', salesflow.import_words(p_kind), p_source,
      case p_kind
        when 'currency' then format(', substring(upper(%s) from ''^[A-Z]{3}$'')', p_source)
        when 'locale' then format(', substring(%s from ''^[a-z]{2}[-_][A-Za-z]{2}$'')', p_source)
        else ''
      end)
  end
$_$;

ALTER FUNCTION salesflow.import_value(p_source text, p_kind text, p_max_length integer, p_format text, p_zone text, p_shift text) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.import_value(p_source text, p_kind text, p_max_length integer, p_format text, p_zone text, p_shift text) IS 'SQL expression that reads a cell of a kind: text as stored, or null when it cannot be read.';

CREATE FUNCTION salesflow.import_words(p_kind text) RETURNS jsonb
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$ select jsonb_object_agg(w.word, w.value) from salesflow.import_words as w where w.kind = p_kind $$;

ALTER FUNCTION salesflow.import_words(p_kind text) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.import_words(p_kind text) IS 'Words of a closed set as one JSON object {word: value}; null for a kind that has none.';

CREATE FUNCTION salesflow.is_cron_schedule(p_schedule text) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $_$
  select p_schedule ~ ('^' || string_agg(
    format('(%1$s|%2$s)(,(%1$s|%2$s))*', field.number, format('(\*|%1$s-%1$s)(/[1-9][0-9]?)?', field.number)),
    ' ' order by field.position) || '$')
  from (values
    (1, '[0-5]?[0-9]'),
    (2, '([01]?[0-9]|2[0-3])'),
    (3, '(0?[1-9]|[12][0-9]|3[01])'),
    (4, '(0?[1-9]|1[0-2])'),
    (5, '[0-7]')
  ) as field (position, number)
$_$;

ALTER FUNCTION salesflow.is_cron_schedule(p_schedule text) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.is_cron_schedule(p_schedule text) IS 'Whether a text is a schedule of exactly five numeric fields: pg_cron accepts a sixth and then reads all of them wrongly.';

CREATE FUNCTION salesflow.is_job_running(p_job_name text) RETURNS boolean
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  select exists (
    select
    from pg_locks as l
    where l.locktype = 'advisory'
      and l.database = (select d.oid from pg_database as d where d.datname = current_database())
      and (l.classid, l.objid) = (hashtext('salesflow.jobs')::oid, hashtext(p_job_name)::oid)
      and l.granted)
$$;

ALTER FUNCTION salesflow.is_job_running(p_job_name text) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.is_job_running(p_job_name text) IS 'Whether a job is running now: a run holds the advisory lock (salesflow.jobs, name) of its job for as long as it lives.';

CREATE FUNCTION salesflow.kind_function(p_name text, p_arguments text, p_result regtype, p_volatile boolean DEFAULT false) RETURNS text
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_name text;
begin
  select format('%I.%I', n.nspname, p.proname)
  into v_name
  from pg_catalog.pg_proc as p
  join pg_catalog.pg_namespace as n on n.oid = p.pronamespace
  where p.oid = to_regprocedure(p_name || p_arguments)
    and p.prorettype = p_result
    and not p.proretset
    and (p.provolatile = 'v' or not p_volatile);
  if v_name is null then
    raise exception 'there is no function % that returns %', p_name || p_arguments, p_result
      using errcode = 'SF202',
        hint = case when p_volatile then 'Create it before the kind, with its schema in the name, volatile.'
          else 'Create it before the kind, with its schema in the name.' end;
  end if;
  return v_name;
end
$$;

ALTER FUNCTION salesflow.kind_function(p_name text, p_arguments text, p_result regtype, p_volatile boolean) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.kind_function(p_name text, p_arguments text, p_result regtype, p_volatile boolean) IS 'Qualified name of the function of an event kind. Raises SF202 when there is none of that name, arguments and result.';

CREATE FUNCTION salesflow.language(p_locale text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE WHEN (p_locale ~* '^de'::text) THEN 'de'::text ELSE 'en'::text END;

ALTER FUNCTION salesflow.language(p_locale text) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.language(p_locale text) IS 'Language we speak for a locale such as de-AT: de or en (en for null and all others).';

CREATE FUNCTION salesflow.lease_events(p_worker text, p_model text, p_batch integer) RETURNS bigint[]
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET enable_seqscan TO 'off'
    AS $$
declare
  v_ids bigint[];
begin
  for i in 1 .. 3 loop
    begin
      with head as materialized (
        select e.event_id
        from salesflow.events as e
        where e.lease is null
          and e.is_due
          -- in order and one at a time per lead; "offset 0" keeps this a look-up per row, never a join of all
          and (e.lead_id is null
            or e.event_id = (
              select o.event_id
              from salesflow.events as o
              where o.lead_id = e.lead_id and o.lease is null and (o.is_due or o.attempt > 0)
              order by o.priority, o.event_id
              limit 1)
            and not exists (
              select from salesflow.events as o where o.lead_id = e.lead_id and o.lease is not null offset 0))
        order by e.priority, e.event_id
        limit p_batch
        for update skip locked
      ),
      leased as (
        update salesflow.events as e
        set
          lease = gen_random_uuid(),
          leased_until = now() + k.lease,
          worker = p_worker,
          model = case when p_model is not null then coalesce(k.model, p_model) end,
          claimed_at = now(),
          attempt = e.attempt + 1,
          coalesce_key = null
        from salesflow.event_kinds as k
        where e.event_id = any (array(select head.event_id from head))
          and k.kind = e.kind
        returning e.event_id, e.priority
      )
      select array_agg(l.event_id order by l.priority, l.event_id) into v_ids from leased as l;
      return coalesce(v_ids, '{}');
    exception
      -- another claim took another event of the same lead since our snapshot: look again
      when unique_violation then
        v_ids := null;
    end;
  end loop;
  return array[]::bigint[];
end
$$;

ALTER FUNCTION salesflow.lease_events(p_worker text, p_model text, p_batch integer) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.lease_events(p_worker text, p_model text, p_batch integer) IS 'Leases up to that many due events to a worker: priority, then age; per lead one at a time and in order. A failed event keeps its place in the line of its lead, one that is only scheduled holds up nobody.';

CREATE FUNCTION salesflow.local_date(p_at timestamp with time zone, p_time_zone text, p_locale text) RETURNS text
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN to_char((p_at AT TIME ZONE p_time_zone), CASE salesflow.language(p_locale) WHEN 'de'::text THEN 'DD.MM.YYYY'::text ELSE 'YYYY-MM-DD'::text END);

ALTER FUNCTION salesflow.local_date(p_at timestamp with time zone, p_time_zone text, p_locale text) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.local_date(p_at timestamp with time zone, p_time_zone text, p_locale text) IS 'Date of an instant in a time zone, written as the language of the locale does.';

CREATE FUNCTION salesflow.local_days(p_days numeric, p_locale text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE WHEN (salesflow.language(p_locale) = 'de'::text) THEN CASE WHEN (p_days < (1)::numeric) THEN 'weniger als einem Tag'::text WHEN (p_days < (2)::numeric) THEN 'einem Tag'::text ELSE ((floor(p_days))::text || ' Tagen'::text) END ELSE CASE WHEN (p_days < (1)::numeric) THEN 'less than a day'::text WHEN (p_days < (2)::numeric) THEN '1 day'::text ELSE ((floor(p_days))::text || ' days'::text) END END;

ALTER FUNCTION salesflow.local_days(p_days numeric, p_locale text) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.local_days(p_days numeric, p_locale text) IS 'Whole days in words: 3 days; in German the dative, as after "seit" and "vor".';

CREATE FUNCTION salesflow.local_money(p_amount numeric, p_currency text, p_locale text) RETURNS text
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN ((CASE salesflow.language(p_locale) WHEN 'de'::text THEN translate(to_char(p_amount, 'FM999,999,999,999,990'::text), ','::text, '.'::text) ELSE to_char(p_amount, 'FM999,999,999,999,990'::text) END || ' '::text) || p_currency);

ALTER FUNCTION salesflow.local_money(p_amount numeric, p_currency text, p_locale text) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.local_money(p_amount numeric, p_currency text, p_locale text) IS 'Amount in whole units with its currency, grouped as the language of the locale does.';

CREATE FUNCTION salesflow.policy(p_key text) RETURNS jsonb
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_value jsonb;
begin
  select value into v_value from public.policies where key = p_key;
  if not found then
    raise exception 'there is no policy %', p_key
      using errcode = 'SF001', hint = 'select key, description from policies order by key;';
  end if;
  return v_value;
end
$$;

ALTER FUNCTION salesflow.policy(p_key text) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.policy(p_key text) IS 'Value of a policy. Raises SF001 for an unknown key: a missing threshold must never pass as null.';

CREATE FUNCTION salesflow.policy_text(p_key text) RETURNS text
    LANGUAGE sql STABLE
    RETURN (salesflow.policy(p_key) #>> '{}'::text[]);

ALTER FUNCTION salesflow.policy_text(p_key text) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.policy_text(p_key text) IS 'Value of a policy as text.';

CREATE TABLE salesflow.model_prices (
    model text NOT NULL,
    input_price numeric NOT NULL,
    cached_price numeric NOT NULL,
    output_price numeric NOT NULL,
    currency character(3) DEFAULT salesflow.policy_text('events.currency'::text) NOT NULL,
    CONSTRAINT model_prices_cached_price_check CHECK ((cached_price >= (0)::numeric)),
    CONSTRAINT model_prices_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text)),
    CONSTRAINT model_prices_input_price_check CHECK ((input_price >= (0)::numeric)),
    CONSTRAINT model_prices_output_price_check CHECK ((output_price >= (0)::numeric))
);

ALTER TABLE salesflow.model_prices OWNER TO salesflow_owner;

COMMENT ON TABLE salesflow.model_prices IS 'Prices of models per million tokens. The row with the longest matching beginning of a model''s name counts; the one with the empty name is for all others.';

COMMENT ON COLUMN salesflow.model_prices.model IS 'Beginning of the model''s name; '''' matches every model.';

COMMENT ON COLUMN salesflow.model_prices.input_price IS 'Per million input tokens.';

COMMENT ON COLUMN salesflow.model_prices.cached_price IS 'Per million input tokens that the provider had cached.';

COMMENT ON COLUMN salesflow.model_prices.output_price IS 'Per million output tokens.';

COMMENT ON COLUMN salesflow.model_prices.currency IS 'ISO 4217 currency of the prices. Only prices in the policy''s events.currency count.';

CREATE FUNCTION salesflow.model_price(p_model text, p_currency text) RETURNS salesflow.model_prices
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_price salesflow.model_prices;
begin
  select p.*
  into v_price
  from salesflow.model_prices as p
  where starts_with(p_model, p.model) and p.currency = p_currency
  order by length(p.model) desc
  limit 1;
  return v_price;
end
$$;

ALTER FUNCTION salesflow.model_price(p_model text, p_currency text) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.model_price(p_model text, p_currency text) IS 'Price of a model in a currency: the row with the longest matching beginning; nulls without one.';

CREATE FUNCTION salesflow.normalise_activity() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  new.status := case when new.due_date > greatest(new.occurred_at, now()) then 'scheduled' else 'completed' end;
  return new;
end
$$;

ALTER FUNCTION salesflow.normalise_activity() OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.normalise_activity() IS 'Status of an activity that names none: scheduled when due in the future, else completed.';

CREATE FUNCTION salesflow.normalise_header(p_header text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN regexp_replace(replace(replace(replace(replace(lower(p_header), 'ä'::text, 'ae'::text), 'ö'::text, 'oe'::text), 'ü'::text, 'ue'::text), 'ß'::text, 'ss'::text), '[^a-z0-9]'::text, ''::text, 'g'::text);

ALTER FUNCTION salesflow.normalise_header(p_header text) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.normalise_header(p_header text) IS 'Header as letters and digits only: "E-Mail Adresse" is emailadresse, "Währung" is waehrung.';

CREATE FUNCTION salesflow.normalise_lead() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  new.name := btrim(new.name);
  new.email := nullif(lower(btrim(new.email)), '');
  new.phone := nullif(btrim(new.phone), '');
  new.company := nullif(btrim(new.company), '');
  if tg_op = 'INSERT' then
    new.status_since := coalesce((new.status_cause ->> 'at')::timestamptz, new.created_at);
    return new;
  end if;
  new.updated_at := now();
  if new.status is distinct from old.status then
    -- a change that brings no cause of its own is a person's: the old cause does not speak for it
    if new.status_cause is not distinct from old.status_cause then
      new.status_cause := null;
    end if;
    if new.status_reason is not distinct from old.status_reason then
      new.status_reason := null;
    end if;
    new.status_since := coalesce((new.status_cause ->> 'at')::timestamptz, now());
  end if;
  return new;
end
$$;

ALTER FUNCTION salesflow.normalise_lead() OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.normalise_lead() IS 'Trims names, lowers addresses, keeps updated_at and status_since.';

CREATE FUNCTION salesflow.number_format_hint(p_text text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE WHEN (p_text ~ '^[^.,]*$'::text) THEN NULL::text WHEN (p_text ~ '[.].*,[0-9]'::text) THEN 'de'::text WHEN (p_text ~ ',.*[.][0-9]'::text) THEN 'en'::text WHEN (p_text ~ '[.].*[.]'::text) THEN 'de'::text WHEN (p_text ~ ',.*,'::text) THEN 'en'::text WHEN (p_text ~ '(^|[^0-9])[1-9][0-9]{0,2}[.,][0-9]{3}([^0-9]|$)'::text) THEN 'either'::text WHEN (p_text ~ ',[0-9]'::text) THEN 'de'::text WHEN (p_text ~ '[.][0-9]'::text) THEN 'en'::text ELSE NULL::text END;

ALTER FUNCTION salesflow.number_format_hint(p_text text) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.number_format_hint(p_text text) IS 'Which way a number must be read: de, en, either (1.234 and 1,234), null when it does not tell.';

CREATE FUNCTION salesflow.open_import(p_file text, p_dry_run boolean, p_locale text, p_retry_of uuid DEFAULT NULL::uuid) RETURNS uuid
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_id uuid;
begin
  -- one at a time: two files of the same leads would deadlock, and the workshop is shared
  perform pg_advisory_xact_lock(hashtext('salesflow.import'));
  insert into public.imports (file, is_dry_run, retry_of, locale, imported_by)
  values (
    p_file, p_dry_run, p_retry_of,
    salesflow.language(coalesce(p_locale, (select u.locale from public.users as u where u.id = salesflow.current_user_id()))),
    salesflow.current_user_id())
  returning id into v_id;
  return v_id;
end
$$;

ALTER FUNCTION salesflow.open_import(p_file text, p_dry_run boolean, p_locale text, p_retry_of uuid) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.open_import(p_file text, p_dry_run boolean, p_locale text, p_retry_of uuid) IS 'Begins an import, waiting for a running one to end.';

CREATE FUNCTION salesflow.open_run(p_job_name text, p_triggered_by text) RETURNS public.job_runs
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_run public.job_runs;
  v_is_free boolean;
begin
  if not exists (select from public.jobs where name = p_job_name) then
    raise exception 'there is no job %', coalesce(p_job_name, 'null')
      using errcode = 'SF401', hint = 'Known: ' || (select string_agg(name, ', ' order by name) from public.jobs) || '.';
  end if;
  perform salesflow.end_stale_runs();
  -- by schedule the lock must outlive the commit that makes the run visible
  v_is_free := case
    when p_triggered_by = 'schedule' then pg_try_advisory_lock(hashtext('salesflow.jobs'), hashtext(p_job_name))
    else pg_try_advisory_xact_lock(hashtext('salesflow.jobs'), hashtext(p_job_name))
  end;
  insert into public.job_runs (job_name, triggered_by, status, finished_at, error_message)
  select
    p_job_name, p_triggered_by,
    case when v_is_free then 'running' else 'skipped' end,
    case when not v_is_free then clock_timestamp() end,
    case when not v_is_free then 'the job is running already' end
  returning * into v_run;
  return v_run;
end
$$;

ALTER FUNCTION salesflow.open_run(p_job_name text, p_triggered_by text) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.open_run(p_job_name text, p_triggered_by text) IS 'Begins a run: takes the lock of the job and writes the running row, or a skipped one where the job runs already. Raises SF401 (unknown job).';

CREATE FUNCTION salesflow.over_budget(p_event_ids bigint[]) RETURNS bigint[]
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_nobody constant uuid := uuid '00000000-0000-0000-0000-000000000000';
  v_currency text := salesflow.policy_text('events.currency');
  v_input numeric := salesflow.policy_number('events.reserved_input_tokens');
  v_budget numeric := salesflow.policy_number('events.budget_per_user_day');
  v_over bigint[];
begin
  -- all that is in flight for the users of these events: what others hold first, then these in their order
  with payers as materialized (
    select
      coalesce(e.user_id, v_nobody) as user_id,
      (now() at time zone coalesce(min(u.time_zone), 'UTC'))::date as local_day
    from salesflow.events as e
    left join public.users as u on u.id = e.user_id
    where e.event_id = any (p_event_ids)
    group by 1
  ),
  in_flight as materialized (
    select e.event_id, e.kind, e.model, e.priority, p.user_id, p.local_day, e.event_id = any (p_event_ids) as is_asked
    from salesflow.events as e
    join payers as p on p.user_id = coalesce(e.user_id, v_nobody)
    where e.lease is not null and e.model is not null
  ),
  estimates as materialized (
    select
      f.kind, f.model,
      (v_input * price.input_price + k.max_output_tokens * price.output_price) * 0.000001 as cost
    from (select distinct kind, model from in_flight) as f
    join salesflow.event_kinds as k on k.kind = f.kind
    cross join lateral salesflow.model_price(f.model, v_currency) as price
  ),
  running as (
    select
      f.event_id, f.is_asked,
      coalesce(d.cost, 0) + sum(coalesce(x.cost, 0)) over (
        partition by f.user_id order by f.is_asked, f.priority, f.event_id rows unbounded preceding) as total
    from in_flight as f
    join estimates as x on x.kind = f.kind and x.model = f.model
    left join salesflow.model_days as d
      on d.user_id = f.user_id and d.local_day = f.local_day and d.currency = v_currency
  )
  select array_agg(r.event_id) into v_over from running as r where r.is_asked and r.total > v_budget;
  return coalesce(v_over, '{}');
end
$$;

ALTER FUNCTION salesflow.over_budget(p_event_ids bigint[]) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.over_budget(p_event_ids bigint[]) IS 'Which of these leased events their user''s day has no money left for: what is spent, and what the calls in flight may come to, against events.budget_per_user_day. Two claims in the same instant do not see each other: together they may pass the limit by what one of them reserves.';

CREATE FUNCTION salesflow.parse_odd_number(p_text text, p_format text) RETURNS numeric
    LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $_$
declare
  v_text text := regexp_replace(
    p_text, '€|\$|£|%|[[:space:]\u00a0\u2007\u2009\u202f''’]|EUR|USD|CHF|GBP', '', 'gi');
  v_point text := p_format;
begin
  -- "1.200,-" is a German way to say no cents
  v_text := regexp_replace(replace(v_text, '−', '-'), ',(-|–|—){1,2}$', '');
  if v_point is null then
    v_point := case
      -- both kinds: the last one is the decimal mark
      when v_text ~ '[.].*,' then 'de'
      when v_text ~ ',.*[.]' then 'en'
      -- one comma that cannot group thousands
      when v_text ~ '^[+-]?[0-9]*,[0-9]*$' and v_text !~ '^[+-]?[1-9][0-9]{0,2},[0-9]{3}$' then 'de'
      -- dots that group thousands
      when v_text ~ '^[+-]?[1-9][0-9]{0,2}([.][0-9]{3})+$' then 'de'
      else 'en'
    end;
  end if;
  if v_point = 'de' then
    v_text := translate(v_text, '.,', ',.');
  end if;
  if v_text ~* '^[+-]?([0-9]{1,30}|[1-9][0-9]{0,2}(,[0-9]{3}){1,9}|(?=[.]))([.][0-9]{1,30})?(e[+-]?[0-9]{1,2})?$' then
    return replace(v_text, ',', '')::numeric;
  end if;
  return null;
end
$_$;

ALTER FUNCTION salesflow.parse_odd_number(p_text text, p_format text) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.parse_odd_number(p_text text, p_format text) IS 'parse_number() of everything but plain digits.';

CREATE FUNCTION salesflow.parse_number(p_text text, p_format text DEFAULT NULL::text) RETURNS numeric
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE WHEN (p_text ~ '^-?[0-9]{1,18}$'::text) THEN (p_text)::numeric WHEN ((p_format = 'de'::text) AND (p_text ~ '^-?[0-9]{1,15},[0-9]{1,15}$'::text)) THEN (replace(p_text, ','::text, '.'::text))::numeric WHEN ((p_format = 'en'::text) AND (p_text ~ '^-?[0-9]{1,15}[.][0-9]{1,15}$'::text)) THEN (p_text)::numeric ELSE salesflow.parse_odd_number(p_text, p_format) END;

ALTER FUNCTION salesflow.parse_number(p_text text, p_format text) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.parse_number(p_text text, p_format text) IS 'Number in a text as people write it: 1.234,56 · 1,234.56 · 1''234 · € 1.200 · 12 % (12). Format de (decimal comma), en (decimal point) or null: by the look of it, where 1.234 and 1,234 are thousands. Null when it is no number.';

CREATE FUNCTION salesflow.parse_odd_timestamp(p_text text, p_order text, p_zone text) RETURNS timestamp with time zone
    LANGUAGE plpgsql STABLE PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $_$
declare
  v_date  text;
  v_time  text;
  v_part  text[];
  v_year  integer;
  v_month integer;
  v_day   integer;
  v_clock text[];
  v_hour  integer;
  v_local timestamp;
  v_shift interval;
begin
  -- Shapes are matched without captures, which cost ten times as much as splitting afterwards.
  if p_text ~ '^([0-9]{1,2}([./-])[0-9]{1,2}[./-]([0-9]{4}|[0-9]{2})|[0-9]{4}[./-][0-9]{1,2}[./-][0-9]{1,2})($|[T ,])' then
    v_date := split_part(translate(p_text, 'T,', '  '), ' ', 1);
    v_time := ltrim(substr(p_text, length(v_date) + 1), 'T, ');
    v_part := string_to_array(translate(v_date, './', '--'), '-');
    -- 1.2/2026 is no date
    if left(ltrim(v_date, '0123456789'), 1) <> right(rtrim(v_date, '0123456789'), 1) then
      return null;
    end if;
    if length(v_part[1]) = 4 then
      v_year := v_part[1]::integer; v_month := v_part[2]::integer; v_day := v_part[3]::integer;
    -- 12/31/2026 unless something says otherwise; 31.12.2026 and 31-12-2026 likewise
    elsif coalesce(p_order, case when v_date like '%/%' and v_part[1]::integer <= 12 then 'mdy' else 'dmy' end) = 'mdy' then
      v_month := v_part[1]::integer; v_day := v_part[2]::integer; v_year := v_part[3]::integer;
    else
      v_day := v_part[1]::integer; v_month := v_part[2]::integer; v_year := v_part[3]::integer;
    end if;
  elsif p_text ~ '^[12][0-9]{7}$' then
    v_year := left(p_text, 4)::integer; v_month := substr(p_text, 5, 2)::integer; v_day := right(p_text, 2)::integer;
  else
    -- 31. Dezember 2026 · 31-Dec-26 · Dec 31, 2026
    v_part := regexp_match(p_text,
      '^(?:([0-9]{1,2})(?:st|nd|rd|th)?[-. ]+([[:alpha:]]{3,9})|([[:alpha:]]{3,9})\.? +([0-9]{1,2})(?:st|nd|rd|th)?)'
      '[-., ]+([0-9]{4}|[0-9]{2})(?:,?\s+(.*))?$', 'i');
    if v_part is null then
      return null;
    end if;
    v_month := case left(replace(translate(lower(coalesce(v_part[2], v_part[3])), 'ä', 'a'), 'mae', 'mar'), 3)
      when 'jan' then 1 when 'feb' then 2 when 'mar' then 3 when 'apr' then 4 when 'mai' then 5 when 'may' then 5
      when 'jun' then 6 when 'jul' then 7 when 'aug' then 8 when 'sep' then 9 when 'okt' then 10 when 'oct' then 10
      when 'nov' then 11 when 'dez' then 12 when 'dec' then 12
    end;
    v_day := coalesce(v_part[1], v_part[4])::integer;
    v_year := v_part[5]::integer;
    v_time := v_part[6];
  end if;

  -- hour, minute, second, half of the day, zone
  if v_time ~ '^[0-9]{1,2}:[0-9]{2}(:[0-9]{2})?$' then
    v_clock := string_to_array(v_time, ':');
  elsif v_time <> '' then
    v_clock := regexp_match(v_time,
      '^([0-9]{1,2}):([0-9]{2})(?::([0-9]{2}(?:[.,][0-9]{1,9})?))?\s*([ap]\.?m\.?)?(?:\s*Uhr)?\s*(Z|UTC|GMT|[+-][0-9]{2}(?::?[0-9]{2})?)?$',
      'i');
    if v_clock is null then
      return null;
    end if;
  end if;
  v_hour := coalesce(v_clock[1]::integer, 0);
  if v_clock[4] is not null then
    if v_hour not between 1 and 12 then
      return null;
    end if;
    v_hour := v_hour % 12 + case when v_clock[4] ~* '^p' then 12 else 0 end;
  end if;
  if v_year < 100 then
    v_year := v_year + case when v_year < 70 then 2000 else 1900 end;
  end if;
  if v_month is null or v_month not between 1 and 12 or v_year not between 1900 and 2199 or v_day < 1
    or v_day > extract(day from make_date(v_year, v_month, 1) + interval '1 month - 1 day')
    or v_hour > 23 or v_clock[2] > '59' or v_clock[3] >= '60'
  then
    return null;
  end if;
  v_local := make_timestamp(
    v_year, v_month, v_day, v_hour, coalesce(v_clock[2]::integer, 0),
    coalesce(replace(v_clock[3], ',', '.')::double precision, 0));
  if v_clock[5] is null then
    return v_local at time zone p_zone;
  elsif v_clock[5] ~* '^[zug]' then
    return v_local at time zone 'UTC';
  end if;
  -- not by its name: PostgreSQL reads "+02" as a POSIX zone, which lies west
  v_shift := make_interval(
    hours => substr(v_clock[5], 2, 2)::integer,
    mins => coalesce(nullif(replace(substr(v_clock[5], 4), ':', ''), ''), '0')::integer);
  return case
    when v_shift <= interval '16 hours'
      then (v_local at time zone 'UTC') - case left(v_clock[5], 1) when '-' then -1 else 1 end * v_shift
  end;
end
$_$;

ALTER FUNCTION salesflow.parse_odd_timestamp(p_text text, p_order text, p_zone text) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.parse_odd_timestamp(p_text text, p_order text, p_zone text) IS 'parse_timestamp() of everything but the plainest dates.';

CREATE FUNCTION salesflow.parse_timestamp(p_text text, p_order text DEFAULT NULL::text, p_zone text DEFAULT 'UTC'::text) RETURNS timestamp with time zone
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN CASE WHEN (p_text ~ '^(19|20)[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])( ([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9])?$'::text) THEN ((p_text)::timestamp without time zone AT TIME ZONE p_zone) WHEN (p_text ~ '^(19|20)[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])[T ]([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]([.][0-9]{1,6})?(Z|[+-](0[0-9]|1[0-4]):[0-5][0-9])$'::text) THEN (p_text)::timestamp with time zone WHEN ((p_order = 'dmy'::text) AND (p_text ~ '^(0?[1-9]|1[0-9]|2[0-8])[.](0?[1-9]|1[0-2])[.](19|20)[0-9]{2}$'::text)) THEN ((make_date(("right"(p_text, 4))::integer, (split_part(p_text, '.'::text, 2))::integer, (split_part(p_text, '.'::text, 1))::integer))::timestamp without time zone AT TIME ZONE p_zone) WHEN ((p_order = 'mdy'::text) AND (p_text ~ '^(0?[1-9]|1[0-2])/(0?[1-9]|1[0-9]|2[0-8])/(19|20)[0-9]{2}$'::text)) THEN ((make_date(("right"(p_text, 4))::integer, (split_part(p_text, '/'::text, 1))::integer, (split_part(p_text, '/'::text, 2))::integer))::timestamp without time zone AT TIME ZONE p_zone) ELSE salesflow.parse_odd_timestamp(p_text, p_order, p_zone) END;

ALTER FUNCTION salesflow.parse_timestamp(p_text text, p_order text, p_zone text) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.parse_timestamp(p_text text, p_order text, p_zone text) IS 'Instant in a text as people write it: 31.12.2026 · 12/31/2026 2:30 PM · 2026-12-31T14:30:00+01:00 · 31. Dezember 2026. Order dmy, mdy or null (dots and dashes dmy; slashes mdy while that is possible); a text without a zone is in p_zone. Null when it is no date from 1900 to 2199.';

CREATE FUNCTION salesflow.plan_import(p_import_id uuid) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_map     jsonb;
  v_locale  text;
  v_blank   text[];
  v_used    text[];
  v_open    text[];
begin
  select i.map, i.locale into v_map, v_locale from public.imports as i where i.id = p_import_id;
  v_blank := array(select lower(btrim(w)) from jsonb_array_elements_text(coalesce(v_map #> '{options,null_values}', '[]')) as w);
  -- A column that its field says in full stays out of attributes. When an open lead is meant to close is no outcome.
  select
    array_agg(used.name), coalesce(array_agg(used.name) filter (where used.outcome_only), '{}')
  into v_used, v_open
  from (
    select c.name, bool_and(f.target in ('outcome.at', 'outcome.reason', 'outcome.value')) as outcome_only
    from salesflow.import_fields as f
    cross join unnest(f.columns) as c (name)
    where f.consumes
      and c.name not in (select jsonb_array_elements_text(coalesce(v_map #> '{options,keep}', '[]')))
    group by c.name
  ) as used;
  v_used := coalesce(v_used, '{}') || array(select jsonb_array_elements_text(coalesce(v_map #> '{options,drop}', '[]')));

  insert into salesflow.import_plan
    (row_no, line_no, key, next_line, lead_id, is_new, is_changed, user_id, status, is_closed, status_at, v, before, last_status)
  with read as materialized (
    select
      i.row_no, i.line_no,
      coalesce(
        i.v ->> 'lead.external_id',
        'email:' || (i.v ->> 'lead.email'),
        'row:' || md5(lower(concat_ws(
          chr(31), i.v ->> 'lead.name', i.v ->> 'lead.first_name', i.v ->> 'lead.last_name', i.v ->> 'lead.company',
          i.v ->> 'lead.phone', i.v ->> 'lead.created_at')))) as key,
      coalesce('key:' || (i.v ->> 'user.external_id'), 'email:' || (i.v ->> 'user.email'), 'name:' || lower(i.v ->> 'user.name'))
        as user_key,
      case when i.v ->> 'lead.external_id' is null then i.v ->> 'lead.email' end as match_email,
      coalesce(
        i.v ->> 'outcome.status', case when i.v ->> 'outcome.won' = 'true' then 'won' end, i.v ->> 'lead.status') as status,
      i.v, i.record, gen_random_uuid() as new_id
    from salesflow.import_items as i
    where not i.is_bad
      and coalesce(
        i.v ->> 'lead.external_id', i.v ->> 'lead.name', i.v ->> 'lead.first_name', i.v ->> 'lead.last_name',
        i.v ->> 'lead.company', i.v ->> 'lead.email') is not null
  ),
  whole as materialized (
    select
      r.row_no, r.line_no, r.key, r.user_key, r.match_email, r.status,
      lead(r.line_no) over same_lead as next_line,
      first_value(r.new_id) over same_lead as new_id,
      s.is_active is false as is_closed,
      (case when s.is_active is false then coalesce(r.v ->> 'outcome.at', r.v ->> 'lead.status_at')
        else r.v ->> 'lead.status_at' end)::timestamptz as status_at,
      r.v || jsonb_build_object('attributes', kept.attributes) as v
    from read as r
    left join public.lead_statuses as s on s.status = r.status
    cross join lateral (
      select case
        when v_blank = '{}' then rest.record
        else coalesce(
          (select jsonb_object_agg(c.key, c.value) from jsonb_each(rest.record) as c
            where lower(btrim(c.value #>> '{}')) <> all (v_blank)),
          '{}')
      end
      from (
        select jsonb_strip_nulls(
          r.record - v_used
          || case
            when v_open <> '{}' and s.is_active is not false
            then (select jsonb_object_agg(o.name, r.record -> o.name) from unnest(v_open) as o (name))
            else '{}'
          end)
      ) as rest (record)
    ) as kept (attributes)
    window same_lead as (partition by r.key order by r.row_no)
  )
  select
    w.row_no, w.line_no, w.key, w.next_line,
    coalesce(l.id, e.id, w.new_id), coalesce(l.id, e.id) is null, (state.v @> w.v) is not true,
    p.user_id, w.status, w.is_closed, w.status_at, w.v, state.v, state.status
  from whole as w
  left join public.leads as l on l.external_id = w.key
  left join lateral (
    select same.id from public.leads as same
    where l.id is null and w.match_email is not null and lower(same.email) = w.match_email
    order by same.created_at, same.id
    limit 1
  ) as e on true
  left join salesflow.import_states as state on state.lead_id = coalesce(l.id, e.id)
  left join salesflow.import_people as p on p.key = w.user_key;

  -- what only now can be seen
  insert into public.import_rejects (import_id, line_no, severity, column_name, target, value, code, reason, record)
  select
    p_import_id, i.line_no, 'rejected', null, 'lead.name', null, 'no_name', salesflow.say('imports.reason.no_name', v_locale), i.record
  from salesflow.import_items as i
  where not i.is_bad
    and not exists (select from salesflow.import_plan as p where p.row_no = i.row_no)
    and exists (select from salesflow.import_fields as f where f.section in ('lead', 'activity', 'bant', 'outcome'))
  order by i.row_no;

  with reversed as (
    delete from salesflow.import_plan as p
    where p.status_at < (p.v ->> 'lead.created_at')::timestamptz
    returning p.row_no
  )
  insert into public.import_rejects (import_id, line_no, severity, column_name, target, value, code, reason, record)
  select
    p_import_id, i.line_no, 'rejected', f.columns[1], f.target, i.record ->> f.columns[1], 'closed_before_created',
    salesflow.say('imports.reason.closed_before_created', v_locale), i.record
  from reversed
  join salesflow.import_items as i using (row_no)
  left join lateral (
    select * from salesflow.import_fields as f
    where f.target in ('outcome.at', 'lead.status_at') and i.v ->> f.key is not null
    order by f.target desc limit 1
  ) as f on true
  order by i.row_no;

  -- a file of activities has many rows a lead; elsewhere a second one is news
  insert into public.import_rejects (import_id, line_no, severity, column_name, target, value, code, reason, record)
  select
    p_import_id, p.line_no, 'warning', f.columns[1], 'lead.external_id', p.key, 'duplicate',
    salesflow.say('imports.reason.duplicate', v_locale, jsonb_build_object('line_no', p.next_line)), i.record
  from salesflow.import_plan as p
  join salesflow.import_items as i using (row_no)
  left join salesflow.import_fields as f on f.target = 'lead.external_id'
  where p.next_line is not null
    and not exists (select from salesflow.import_fields as a where a.section in ('activity', 'bant'))
  order by p.row_no;
  analyze salesflow.import_plan;
end
$$;

ALTER FUNCTION salesflow.plan_import(p_import_id uuid) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.plan_import(p_import_id uuid) IS 'Finds the lead and rep of each row that could be read, and what is new about them.';

CREATE TABLE salesflow.events (
    event_id bigint NOT NULL,
    kind text NOT NULL,
    lead_id uuid,
    user_id uuid,
    payload jsonb DEFAULT '{}'::jsonb NOT NULL,
    cause text,
    coalesce_key text,
    priority smallint NOT NULL,
    attempt smallint DEFAULT 0 NOT NULL,
    is_due boolean DEFAULT true NOT NULL,
    run_at timestamp with time zone DEFAULT now() NOT NULL,
    lease uuid,
    leased_until timestamp with time zone,
    worker text,
    model text,
    claimed_at timestamp with time zone,
    last_error text,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT events_payload_check CHECK ((jsonb_typeof(payload) = 'object'::text))
)
WITH (fillfactor='70', autovacuum_vacuum_scale_factor='0', autovacuum_vacuum_threshold='2000', autovacuum_vacuum_cost_delay='0', autovacuum_analyze_scale_factor='0', autovacuum_analyze_threshold='5000');

ALTER TABLE salesflow.events OWNER TO salesflow_owner;

COMMENT ON TABLE salesflow.events IS 'Events that wait for an answer or are being answered. A finished one leaves for event_log, a hopeless one for dead_events, in the commit of its effects. No foreign keys: they would lock a row of event_kinds and leads for each event.';

COMMENT ON COLUMN salesflow.events.event_id IS 'Key; counts up, so it is also the age.';

COMMENT ON COLUMN salesflow.events.kind IS 'What is to be done (event_kinds).';

COMMENT ON COLUMN salesflow.events.lead_id IS 'Lead it is about: events of one lead are answered one at a time and in order. Null: independent of all others.';

COMMENT ON COLUMN salesflow.events.user_id IS 'User it is done for, whose budget pays; null: nobody''s, which has a budget of its own.';

COMMENT ON COLUMN salesflow.events.payload IS 'Facts and ids for the functions of the kind; the model sees none of it unless the context function says so.';

COMMENT ON COLUMN salesflow.events.cause IS 'What set it off, as table:id. A kind answers each cause once.';

COMMENT ON COLUMN salesflow.events.coalesce_key IS 'While it waits, an event of the same kind and key is absorbed into this one. Cleared when work begins.';

COMMENT ON COLUMN salesflow.events.priority IS 'Small goes first, then age.';

COMMENT ON COLUMN salesflow.events.attempt IS 'Attempts begun.';

COMMENT ON COLUMN salesflow.events.is_due IS 'Whether it stands in line; false: it waits for run_at.';

COMMENT ON COLUMN salesflow.events.run_at IS 'Not before this.';

COMMENT ON COLUMN salesflow.events.lease IS 'Token of whoever works on it; only its bearer can finish the event.';

COMMENT ON COLUMN salesflow.events.leased_until IS 'When others may take it over.';

COMMENT ON COLUMN salesflow.events.worker IS 'Who works on it (workers.name).';

COMMENT ON COLUMN salesflow.events.model IS 'Model that is being asked, while leased; null: nobody asks one.';

COMMENT ON COLUMN salesflow.events.claimed_at IS 'When this attempt began.';

COMMENT ON COLUMN salesflow.events.last_error IS 'Why the attempt before failed.';

COMMENT ON COLUMN salesflow.events.created_at IS 'When it was enqueued.';

CREATE FUNCTION salesflow.plan_wording_apply(p_event salesflow.events, p_answer jsonb, p_source text) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_plan public.daily_action_plans;
  v_known text;
  v_insights text;
  v_reworded integer;
begin
  if p_source <> 'model' then
    return;  -- the rules' words are there already
  end if;
  -- in the order of whoever completes a recommendation: it first, then its plan
  perform
  from public.ai_recommendations as r
  join public.daily_plan_priorities as i on i.recommendation_id = r.id
  where i.plan_id = (p_event.payload ->> 'plan_id')::uuid
  order by r.id
  for no key update of r;
  select * into v_plan from public.daily_action_plans where id = (p_event.payload ->> 'plan_id')::uuid for update;
  if not found then
    return;
  end if;
  v_known := salesflow.plan_wording_context(p_event)::text;
  v_insights := p_answer ->> 'strategic_insights';
  if not salesflow.words_are_safe(v_insights, v_known) then
    v_insights := null;
  end if;

  with proposed as (
    select i.position, i.recommendation_id, w.action, w.suggested_script
    from public.daily_plan_priorities as i
    join jsonb_to_recordset(p_answer -> 'priorities') as w (position numeric, action text, suggested_script text)
      on w.position = i.position
    where i.plan_id = v_plan.id
      and salesflow.words_are_safe(w.action, v_known, 200)
      and salesflow.words_are_safe(w.suggested_script, v_known)
  ),
  reworded as (
    update public.daily_plan_priorities as i
    set action = p.action, suggested_script = p.suggested_script
    from proposed as p
    where i.plan_id = v_plan.id and i.position = p.position
    returning i.recommendation_id, i.action, i.suggested_script
  ),
  recommended as (
    update public.ai_recommendations as r
    set
      title = w.action,
      suggested_action = r.suggested_action || jsonb_build_object('script', w.suggested_script),
      source = 'model'
    from reworded as w
    where r.id = w.recommendation_id and r.status = 'pending'
  )
  select count(*) into v_reworded from reworded;

  update public.daily_action_plans as p
  set
    strategic_insights = coalesce(v_insights, p.strategic_insights),
    source = case when v_insights is not null or v_reworded > 0 then 'model' else p.source end,
    top_priorities = (
      select coalesce(jsonb_agg(salesflow.priority_json(i, l.name) order by i.position), '[]')
      from public.daily_plan_priorities as i
      join public.leads as l on l.id = i.lead_id
      where i.plan_id = p.id)
  where p.id = v_plan.id;

  insert into public.autonomous_actions
    (user_id, action_type, action_details, trigger_type, actor, rule, cause, evidence, before, after)
  select
    p.user_id, 'plan_worded',
    jsonb_build_object('plan_id', p.id, 'priorities', p.actions_total, 'reworded', v_reworded),
    'event_based', 'model', 'review.plan_wording', 'plan:' || p.id,
    jsonb_build_array(jsonb_build_object('table', 'daily_action_plans', 'id', p.id)),
    jsonb_build_object('strategic_insights', v_plan.strategic_insights, 'top_priorities', v_plan.top_priorities),
    jsonb_build_object('strategic_insights', p.strategic_insights, 'top_priorities', p.top_priorities)
  from public.daily_action_plans as p
  where p.id = v_plan.id
  on conflict on constraint autonomous_actions_once do nothing;
end
$$;

ALTER FUNCTION salesflow.plan_wording_apply(p_event salesflow.events, p_answer jsonb, p_source text) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.plan_wording_apply(p_event salesflow.events, p_answer jsonb, p_source text) IS 'Takes over the model''s words where they are safe; a priority whose words are not keeps the rules''. Reasoning, numbers, leads and order are never taken.';

CREATE FUNCTION salesflow.plan_wording_context(p_event salesflow.events) RETURNS jsonb
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  select jsonb_build_object(
    'language', salesflow.language(u.locale),
    'rep_name', u.name,
    'strategic_insights', p.strategic_insights,
    'risks', p.risks,
    'priorities', jsonb_agg(jsonb_build_object(
      'position', i.position,
      'lead_name', l.name,
      'company', l.company,
      'script_language', salesflow.language(coalesce(l.locale, u.locale)),
      'personality_type', d.primary_type,
      'key_facts', s.key_facts,
      'pain_points', s.pain_points,
      'objections_raised', s.objections_raised,
      'action', i.action,
      'reasoning', i.reasoning,
      'channel', i.channel,
      'suggested_script', i.suggested_script) order by i.position))
  from public.daily_action_plans as p
  join public.users as u on u.id = p.user_id
  join public.daily_plan_priorities as i on i.plan_id = p.id
  join public.leads as l on l.id = i.lead_id
  left join public.personality_profiles as d on d.lead_id = l.id
  left join public.lead_context_summaries as s on s.lead_id = l.id
  where p.id = (p_event.payload ->> 'plan_id')::uuid
    -- the plan of a day gone by needs no better words
    and p.plan_date >= (now() at time zone u.time_zone)::date - 1
  group by p.id, u.id
$$;

ALTER FUNCTION salesflow.plan_wording_context(p_event salesflow.events) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.plan_wording_context(p_event salesflow.events) IS 'What the model sees of a plan: words and facts, no keys.';

CREATE FUNCTION salesflow.plan_wording_offline(p_event salesflow.events) RETURNS jsonb
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  select jsonb_build_object(
    'strategic_insights', coalesce(p.strategic_insights, ''),
    'priorities', jsonb_agg(jsonb_build_object(
      'position', i.position, 'action', i.action, 'suggested_script', i.suggested_script) order by i.position))
  from public.daily_action_plans as p
  join public.daily_plan_priorities as i on i.plan_id = p.id
  where p.id = (p_event.payload ->> 'plan_id')::uuid
  group by p.id
$$;

ALTER FUNCTION salesflow.plan_wording_offline(p_event salesflow.events) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.plan_wording_offline(p_event salesflow.events) IS 'The words the plan has by rules.';

CREATE FUNCTION salesflow.policy_interval(p_key text) RETURNS interval
    LANGUAGE sql STABLE
    RETURN ((salesflow.policy(p_key) #>> '{}'::text[]))::interval;

ALTER FUNCTION salesflow.policy_interval(p_key text) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.policy_interval(p_key text) IS 'Value of a policy as a duration.';

CREATE FUNCTION salesflow.policy_list(p_key text) RETURNS text[]
    LANGUAGE sql STABLE
    RETURN ARRAY(SELECT jsonb_array_elements_text(salesflow.policy(p_key)) AS jsonb_array_elements_text);

ALTER FUNCTION salesflow.policy_list(p_key text) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.policy_list(p_key text) IS 'Value of a policy as a list of words.';

CREATE FUNCTION salesflow.policy_number(p_key text) RETURNS numeric
    LANGUAGE sql STABLE
    RETURN ((salesflow.policy(p_key) #>> '{}'::text[]))::numeric;

ALTER FUNCTION salesflow.policy_number(p_key text) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.policy_number(p_key text) IS 'Value of a policy as a number, in the policy''s unit.';

CREATE TABLE public.daily_plan_priorities (
    plan_id uuid NOT NULL,
    "position" smallint NOT NULL,
    lead_id uuid NOT NULL,
    recommendation_id uuid,
    situation text NOT NULL,
    action text NOT NULL,
    reasoning text NOT NULL,
    suggested_script text NOT NULL,
    urgency text NOT NULL,
    channel text,
    optimal_time time without time zone,
    expected_value numeric(14,2) NOT NULL,
    value numeric(14,2) NOT NULL,
    currency salesflow.currency NOT NULL,
    win_probability salesflow.share NOT NULL,
    urgency_factor salesflow.share NOT NULL,
    decay salesflow.share NOT NULL,
    reachability salesflow.share NOT NULL,
    evidence jsonb DEFAULT '[]'::jsonb NOT NULL
);

ALTER TABLE public.daily_plan_priorities OWNER TO salesflow_owner;

COMMENT ON TABLE public.daily_plan_priorities IS 'The priorities of a plan as rows, with every factor of their rank: expected_value = value × win_probability × urgency_factor × decay × reachability. daily_action_plans.top_priorities says the same as JSON.';

COMMENT ON COLUMN public.daily_plan_priorities.plan_id IS 'The plan.';

COMMENT ON COLUMN public.daily_plan_priorities."position" IS '1 comes first.';

COMMENT ON COLUMN public.daily_plan_priorities.lead_id IS 'The lead.';

COMMENT ON COLUMN public.daily_plan_priorities.recommendation_id IS 'Recommendation made for it; completing that one completes the priority.';

COMMENT ON COLUMN public.daily_plan_priorities.situation IS 'Situation the lead was in (review_situations).';

COMMENT ON COLUMN public.daily_plan_priorities.action IS 'What to do.';

COMMENT ON COLUMN public.daily_plan_priorities.reasoning IS 'Why, with the facts. Always the rules'' words.';

COMMENT ON COLUMN public.daily_plan_priorities.suggested_script IS 'What to say to the lead, in the lead''s language.';

COMMENT ON COLUMN public.daily_plan_priorities.urgency IS 'critical, high, medium or low.';

COMMENT ON COLUMN public.daily_plan_priorities.channel IS 'phone, email, whatsapp, sms, linkedin or meeting; null when no way to the lead is known.';

COMMENT ON COLUMN public.daily_plan_priorities.optimal_time IS 'Best time, by the lead''s clock.';

COMMENT ON COLUMN public.daily_plan_priorities.expected_value IS 'Expected value of acting today, in currency.';

COMMENT ON COLUMN public.daily_plan_priorities.value IS 'Value of the deal, or what stood in for it (average of the rep''s deals, else policy).';

COMMENT ON COLUMN public.daily_plan_priorities.currency IS 'ISO 4217.';

COMMENT ON COLUMN public.daily_plan_priorities.win_probability IS '0–1.';

COMMENT ON COLUMN public.daily_plan_priorities.urgency_factor IS '0–1, from the situation.';

COMMENT ON COLUMN public.daily_plan_priorities.decay IS '0–1, what silence has left of the deal.';

COMMENT ON COLUMN public.daily_plan_priorities.reachability IS '0–1, whether acting today makes sense.';

COMMENT ON COLUMN public.daily_plan_priorities.evidence IS 'Rows it rests on: [{"table": …, "id": …}, …].';

CREATE FUNCTION salesflow.priority_json(p_priority public.daily_plan_priorities, p_lead_name text) RETURNS jsonb
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  select jsonb_build_object(
    'position', p_priority.position,
    'lead_id', p_priority.lead_id,
    'lead_name', p_lead_name,
    'action', p_priority.action,
    'reasoning', p_priority.reasoning,
    'urgency', p_priority.urgency,
    'win_probability', p_priority.win_probability,
    'expected_value', p_priority.expected_value,
    'currency', p_priority.currency,
    'suggested_script', p_priority.suggested_script,
    'optimal_time', to_char(p_priority.optimal_time, 'HH24:MI'),
    'channel', p_priority.channel,
    'recommendation_id', p_priority.recommendation_id)
$$;

ALTER FUNCTION salesflow.priority_json(p_priority public.daily_plan_priorities, p_lead_name text) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.priority_json(p_priority public.daily_plan_priorities, p_lead_name text) IS 'A priority as it stands in daily_action_plans.top_priorities.';

CREATE FUNCTION salesflow.purge_cron_history(p_before timestamp with time zone) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $_$
declare
  v_count bigint := 0;
begin
  if to_regclass('cron.job_run_details') is not null then
    execute 'delete from cron.job_run_details where username = current_user and end_time < $1' using p_before;
    get diagnostics v_count = row_count;
  end if;
  return v_count;
end
$_$;

ALTER FUNCTION salesflow.purge_cron_history(p_before timestamp with time zone) OWNER TO salesflow_jobs;

COMMENT ON FUNCTION salesflow.purge_cron_history(p_before timestamp with time zone) IS 'Deletes what pg_cron logged of our jobs before an instant, which it never does itself; returns how many rows. Belongs to salesflow_jobs, who alone may.';

CREATE FUNCTION salesflow.rank_leads(p_user_ids uuid[], p_as_of timestamp with time zone) RETURNS TABLE(user_id uuid, lead_id uuid, "position" bigint, expected_value numeric, value numeric, currency text, win_probability numeric, urgency numeric, decay numeric, reachability numeric, situation text, urgency_label text, status text, days_in_status numeric, last_contact_at timestamp with time zone, days_quiet numeric, bant smallint, traffic_light text, bant_id uuid, activity_id uuid, activity_title text, activity_due timestamp with time zone)
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  with policy as materialized (
    select
      salesflow.active_statuses() as active_statuses,
      salesflow.policy_number('review.default_deal_value')::double precision as default_deal_value,
      salesflow.policy_interval('review.decay_grace') as decay_grace,
      extract(epoch from salesflow.policy_interval('review.decay_half_life'))::double precision as decay_half_life,
      salesflow.policy_number('review.decay_floor')::double precision as decay_floor,
      salesflow.policy_number('review.reach_unknown')::double precision as reach_unknown,
      salesflow.policy_number('review.reach_just_contacted')::double precision as reach_just_contacted,
      salesflow.policy_interval('review.contact_pause') as contact_pause,
      salesflow.policy_interval('review.reply_window') as reply_window,
      salesflow.policy_interval('review.proposal_patience') as proposal_patience,
      salesflow.policy_interval('lifecycle.negotiation_limit') as negotiation_limit,
      salesflow.policy_interval('lifecycle.meeting_notice') as meeting_notice,
      salesflow.policy_interval('lifecycle.inactive_warning') as inactive_warning,
      salesflow.policy_interval('lifecycle.inactive_critical') as inactive_critical,
      salesflow.policy_number('lifecycle.meeting_bant') as meeting_bant,
      salesflow.policy_number('lifecycle.qualify_bant') as qualify_bant
  ),
  -- the one open activity that presses most: a meeting soon, or what is longest overdue
  pressing as materialized (
    select distinct on (a.lead_id) a.lead_id, a.id, a.type, a.title, a.due_date
    from policy
    join public.activities as a on a.due_date <= p_as_of + policy.meeting_notice
    where a.status in ('pending', 'scheduled', 'in_progress')
      and (a.type = 'meeting' and a.due_date >= p_as_of or a.type <> 'meeting' and a.due_date < p_as_of)
    order by a.lead_id, (a.type = 'meeting') desc, a.due_date
  ),
  -- what a deal of the rep is usually worth, lost and won ones included
  usual as materialized (
    select l.user_id, avg(l.deal_value) as deal_value
    from public.leads as l
    where l.user_id = any (p_user_ids) and l.deal_value > 0
    group by l.user_id
  ),
  owned as materialized (
    select
      l.id, l.user_id, l.status, l.currency::text as currency, l.last_contact_at,
      coalesce(l.deal_value, usual.deal_value)::double precision as value,
      p_as_of - l.status_since as in_status,
      p_as_of - coalesce(l.last_contact_at, l.created_at) as quiet,
      l.phone is null and l.email is null and l.preferred_channel is null as unreachable,
      s.last_inbound_at = l.last_contact_at as lead_spoke_last
    from policy
    join public.leads as l on l.status = any (policy.active_statuses)
    left join public.lead_context_summaries as s on s.lead_id = l.id
    left join usual on usual.user_id = l.user_id
    where l.user_id = any (p_user_ids)
  ),
  judged as (
    select
      o.*, b.total_score as bant, b.traffic_light, b.id as bant_id, d.id as activity_id, d.title as activity_title, d.due_date as activity_due,
      case
        when o.lead_spoke_last and o.quiet <= policy.reply_window then 'reply_waiting'
        when o.status = 'negotiation' and o.in_status >= policy.negotiation_limit then 'negotiation_stalled'
        when d.type = 'meeting' then 'meeting_soon'
        when o.status = 'proposal_sent' and o.in_status >= policy.proposal_patience then 'proposal_waiting'
        when o.status = 'negotiation' then 'negotiation'
        when d.id is not null then 'task_overdue'
        when b.total_score >= policy.meeting_bant and o.status in ('new', 'nurture', 'contacted', 'qualified') then 'ready_to_meet'
        when o.status = 'new' and o.last_contact_at is null then 'first_contact'
        when o.quiet >= policy.inactive_critical then 'inactive_critical'
        when o.quiet >= policy.inactive_warning and b.total_score >= policy.qualify_bant then 'inactive_warning'
        when o.status = 'contacted' and b.id is null then 'bant_missing'
        when o.status = 'proposal_sent' then 'proposal_out'
        else 'keep_in_touch'
      end as situation
    from owned as o
    cross join policy
    left join pressing as d on d.lead_id = o.id
    left join lateral (
      select a.id, a.total_score, a.traffic_light
      from public.bant_assessments as a
      where a.lead_id = o.id
      order by a.assessed_at desc
      limit 1
    ) as b on true
  ),
  weighed as (
    select
      j.*, situation_row.urgency, situation_row.label, w.win_probability,
      coalesce(j.value, policy.default_deal_value) as known_value,
      greatest(policy.decay_floor,
        power(0.5, greatest(0, extract(epoch from j.quiet - policy.decay_grace)::double precision) / policy.decay_half_life)) as decay,
      case
        when j.quiet < policy.contact_pause and j.last_contact_at is not null and j.situation <> 'reply_waiting'
          then policy.reach_just_contacted
        when j.unreachable then policy.reach_unknown
        else 1
      end as reachability
    from judged as j
    cross join policy
    join public.review_situations as situation_row on situation_row.situation = j.situation
    join salesflow.win_probabilities(array(select o.id from owned as o)) as w on w.lead_id = j.id
  ),
  valued as (
    select w.*, w.known_value * w.win_probability * w.urgency::double precision * w.decay * w.reachability as expected_value
    from weighed as w
  )
  select
    v.user_id, v.id,
    row_number() over (partition by v.user_id order by v.expected_value desc, v.id),
    round(v.expected_value::numeric, 2), round(v.known_value::numeric, 2), v.currency,
    round(v.win_probability::numeric, 3), v.urgency, round(v.decay::numeric, 3), round(v.reachability::numeric, 2),
    v.situation, v.label, v.status,
    round(extract(epoch from v.in_status) / 86400, 1), v.last_contact_at, round(extract(epoch from v.quiet) / 86400, 1),
    v.bant, v.traffic_light, v.bant_id, v.activity_id, v.activity_title, v.activity_due
  from valued as v
$$;

ALTER FUNCTION salesflow.rank_leads(p_user_ids uuid[], p_as_of timestamp with time zone) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.rank_leads(p_user_ids uuid[], p_as_of timestamp with time zone) IS 'All active leads of the given users, ranked by the expected value of acting today: value × win_probability × urgency × decay × reachability. decay is what silence has left of the deal (half every review.decay_half_life after review.decay_grace), reachability whether acting today makes sense.';

CREATE FUNCTION salesflow.read_import(p_import_id uuid, p_map jsonb) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    SET "DateStyle" TO 'ISO, YMD'
    AS $_$
declare
  v_headers text[];
  v_blank   text[];
  v_map     jsonb := p_map;
  v_options jsonb;
  v_field   record;
  v_one     bigint;
  v_other   bigint;
  v_either  bigint;
  v_format  text;
  v_sources text;
  v_values  text;
begin
  select array_agg(distinct k) into v_headers
  from (select r.record from salesflow.import_rows as r where r.problem is null order by r.row_no limit 1000) as first
  cross join jsonb_object_keys(first.record) as k;
  if v_headers is null then
    raise exception 'there is nothing to import'
      using errcode = 'SF102', hint = 'The file or staging table has no row that fits its header.';
  end if;
  if v_map is null then
    v_map := public.suggest_import_map(v_headers, (
      select jsonb_agg(first.record)
      from (select r.record from salesflow.import_rows as r where r.problem is null order by r.row_no limit 200) as first));
  end if;
  perform salesflow.check_import_map(v_map, v_headers);
  v_options := coalesce(v_map -> 'options', '{}');
  v_blank := array(select lower(btrim(w)) from jsonb_array_elements_text(coalesce(v_options -> 'null_values', '[]')) as w);

  insert into salesflow.import_fields
  select
    r.n, r.key, r.section, r.target, r.kind, r.max_length, r.columns, r.spec ? 'column',
    coalesce(
      r.spec ->> 'format',
      v_options ->> case when r.kind = 'timestamp' then 'dates' when r.kind in ('money', 'score') then 'numbers' end,
      -- a handful of rejected rows is read as the whole file was
      (select b.formats ->> r.key from public.imports as i join public.imports as b on b.id = i.retry_of where i.id = p_import_id)),
    salesflow.import_source(r.spec, r.columns, v_blank)
  from salesflow.import_rules(v_map, v_headers) as r;

  -- a column is read one way, from its first row to its last
  for v_field in
    select f.* from salesflow.import_fields as f
    where f.format is null and f.kind in ('timestamp', 'money', 'score') and cardinality(f.columns) > 0
  loop
    execute format(
      'select count(*) filter (where hint in (''de'', ''dmy'')) as one, count(*) filter (where hint in (''en'', ''mdy'')) as other, '
      'count(*) filter (where hint = ''either'') as either '
      'from (select %s(cell) as hint from (select distinct %s as cell from salesflow.import_rows as r) as cells) as hints',
      case v_field.kind when 'timestamp' then 'salesflow.date_order_hint' else 'salesflow.number_format_hint' end, v_field.source)
    into v_one, v_other, v_either;
    v_format := case
      when v_one > v_other then case v_field.kind when 'timestamp' then 'dmy' else 'de' end
      when v_other > 0 then case v_field.kind when 'timestamp' then 'mdy' else 'en' end
    end;
    update salesflow.import_fields set format = v_format where n = v_field.n;
    if v_format is null and v_either > 0 then
      insert into public.import_rejects (import_id, severity, column_name, target, code, reason)
      select
        i.id, 'warning', array_to_string(v_field.columns, ', '), v_field.target, said.code,
        salesflow.say('imports.reason.' || said.code, i.locale, '{"order": "12/31/2026, 31-12-2026"}')
      from public.imports as i
      cross join (select case v_field.kind when 'timestamp' then 'ambiguous_dates' else 'ambiguous_numbers' end) as said (code)
      where i.id = p_import_id;
    end if;
  end loop;

  select
    string_agg(f.source, ', ' order by f.n),
    string_agg(
      salesflow.import_value(
        format('r.raw[%s]', f.n), f.kind, f.max_length, f.format,
        coalesce(v_options ->> 'time_zone', salesflow.policy_text('imports.time_zone')), coalesce(v_options ->> 'shift_dates', '0')),
      ', ' order by f.n)
  into v_sources, v_values
  from salesflow.import_fields as f;
  -- offset 0 keeps the planner from copying an expression to every place its result is used
  execute format(
    'insert into salesflow.import_items (row_no, line_no, record, raw, v, is_bad) '
    'select r.row_no, r.line_no, r.record, r.raw, jsonb_object($1, r.vals), '
    'cardinality(array_remove(r.raw, null)) <> cardinality(array_remove(r.vals, null)) '
    'from (select r.*, array[%s] as vals from ('
    'select r.row_no, r.line_no, r.record, array[%s] as raw from salesflow.import_rows as r '
    'where r.problem is null or r.problem in (''unwrapped'', ''replaced_characters'') offset 0) as r offset 0) as r',
    v_values, v_sources)
  using (select array_agg(f.key order by f.n) from salesflow.import_fields as f);
  analyze salesflow.import_items;

  update public.imports
  set
    map = v_map, row_count = (select count(*) from salesflow.import_rows),
    formats = (select coalesce(jsonb_object_agg(f.key, f.format), '{}') from salesflow.import_fields as f where f.format is not null)
  where id = p_import_id;
  perform salesflow.reject_rows(p_import_id);
  insert into public.import_rejects (import_id, line_no, severity, code, reason, record)
  select i.id, r.line_no, 'warning', r.problem, salesflow.say('imports.reason.' || r.problem, i.locale), r.record
  from public.imports as i
  join salesflow.import_rows as r on r.problem in ('unwrapped', 'replaced_characters')
  where i.id = p_import_id
  order by r.row_no;
end
$_$;

ALTER FUNCTION salesflow.read_import(p_import_id uuid, p_map jsonb) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.read_import(p_import_id uuid, p_map jsonb) IS 'Reads the rows of the running import by its map, or by one suggested; what cannot be read is in import_rejects. Raises SF101 (map), SF102 (no rows).';

CREATE FUNCTION salesflow.recommend_for_waiting(p_lead_ids uuid[], p_as_of timestamp with time zone) RETURNS bigint
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
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
      'channel_text', salesflow.say('channel.' || coalesce(advice.channel, 'unknown'), u.locale),
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

ALTER FUNCTION salesflow.recommend_for_waiting(p_lead_ids uuid[], p_as_of timestamp with time zone) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.recommend_for_waiting(p_lead_ids uuid[], p_as_of timestamp with time zone) IS 'Recommends what to do about the given leads where they wait too long; once for each stretch of waiting. Returns how many recommendations were made.';

CREATE FUNCTION salesflow.record_event_kind() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  -- security definer: whoever may change a prompt must leave a trace and may not edit it
  insert into salesflow.event_kind_history (kind, prompt_version, instructions, schema, model)
  select n.kind, n.prompt_version, n.instructions, n.schema, n.model
  from new_rows as n
  on conflict (kind, prompt_version) do nothing;
  return null;
end
$$;

ALTER FUNCTION salesflow.record_event_kind() OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.record_event_kind() IS 'Keeps each version of a prompt.';

CREATE FUNCTION salesflow.record_first_status() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
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

ALTER FUNCTION salesflow.record_first_status() OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.record_first_status() IS 'Writes the first history row of new leads.';

CREATE FUNCTION salesflow.record_policy_change() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  -- security definer: whoever may change a policy must leave a trace and may not edit it
  insert into public.policy_history (key, old_value, new_value)
  select coalesce(n.key, o.key), o.value, n.value
  from (select old.key, old.value where tg_op <> 'INSERT') as o
  full join (select new.key, new.value where tg_op <> 'DELETE') as n using (key)
  where o.value is distinct from n.value;
  return null;
end
$$;

ALTER FUNCTION salesflow.record_policy_change() OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.record_policy_change() IS 'Writes one policy_history row per changed policy.';

CREATE FUNCTION salesflow.record_status_change() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET enable_nestloop TO 'off'
    AS $$
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

ALTER FUNCTION salesflow.record_status_change() OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.record_status_change() IS 'Writes the history row of each status change, and the audit row where automation made it.';

CREATE FUNCTION salesflow.recount_changed_contacts() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  if tg_op = 'DELETE' then
    perform salesflow.recount_contacts(array(select distinct lead_id from old_rows));
  else
    -- rows that are in one table and not in the other, by hashing: linear for any number of rows
    perform salesflow.recount_contacts(array(
      select changed.lead_id
      from (
        (select id, lead_id, type, status, direction, occurred_at from old_rows
         except all
         select id, lead_id, type, status, direction, occurred_at from new_rows)
        union all
        (select id, lead_id, type, status, direction, occurred_at from new_rows
         except all
         select id, lead_id, type, status, direction, occurred_at from old_rows)
      ) as changed
      group by changed.lead_id
    ));
  end if;
  return null;
end
$$;

ALTER FUNCTION salesflow.recount_changed_contacts() OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.recount_changed_contacts() IS 'Recounts the contacts of leads whose activities changed or went.';

CREATE FUNCTION salesflow.recount_contacts(p_lead_ids uuid[]) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  -- a statement of its own: the count must see what was committed while we waited for the lock
  perform from public.leads as l where l.id = any (p_lead_ids) order by l.id for no key update;

  with counted as materialized (
    select
      l.id as lead_id,
      count(a.id)::integer as contacts,
      (count(*) filter (where a.direction = 'inbound'))::integer as inbound,
      min(a.occurred_at) as first_at,
      max(a.occurred_at) as last_at,
      max(a.occurred_at) filter (where a.direction = 'inbound') as last_inbound_at
    from public.leads as l
    left join public.activities as a
      on a.lead_id = l.id
      and a.status = 'completed'
      and (select p.value from public.policies as p where p.key = 'crm.contact_types') ? a.type
    where l.id = any (p_lead_ids)
    group by l.id
  ),
  contacted as (
    update public.leads as l
    set last_contact_at = c.last_at
    from counted as c
    where l.id = c.lead_id
      and l.last_contact_at is distinct from c.last_at
  )
  insert into public.lead_context_summaries as s
    (lead_id, total_interactions, inbound_interactions, first_interaction_at, last_interaction_at, last_inbound_at)
  select c.lead_id, c.contacts, c.inbound, c.first_at, c.last_at, c.last_inbound_at
  from counted as c
  order by c.lead_id
  on conflict (lead_id) do update
  set
    total_interactions = excluded.total_interactions,
    inbound_interactions = excluded.inbound_interactions,
    first_interaction_at = excluded.first_interaction_at,
    last_interaction_at = excluded.last_interaction_at,
    last_inbound_at = excluded.last_inbound_at,
    updated_at = now();
end
$$;

ALTER FUNCTION salesflow.recount_contacts(p_lead_ids uuid[]) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.recount_contacts(p_lead_ids uuid[]) IS 'Counts the contacts of the given leads anew from their activities.';

CREATE FUNCTION salesflow.refresh_materialized_views(p_names text[], p_as_of timestamp with time zone) RETURNS bigint
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_view record;
  v_count bigint := 0;
begin
  for v_view in
    select c.oid::regclass as name, m.ispopulated
    from pg_matviews as m
    join pg_class as c on c.relname = m.matviewname and c.relnamespace = m.schemaname::regnamespace
    where m.schemaname = 'public' and m.matviewname = any (p_names)
    -- a view can rest only on those made before it
    order by c.oid
  loop
    -- readers go on reading the old rows; only a view that was never filled has none to read
    execute format('refresh materialized view %s %s', case when v_view.ispopulated then 'concurrently' else '' end, v_view.name);
    v_count := v_count + 1;
  end loop;
  return v_count;
end
$$;

ALTER FUNCTION salesflow.refresh_materialized_views(p_names text[], p_as_of timestamp with time zone) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.refresh_materialized_views(p_names text[], p_as_of timestamp with time zone) IS 'Refreshes the named materialized views of schema public, concurrently; they show the present, whatever the instant. Returns how many.';

CREATE FUNCTION salesflow.refresh_views(p_as_of timestamp with time zone DEFAULT now()) RETURNS jsonb
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  return salesflow.run_isolated('salesflow.refresh_materialized_views', array(
    select m.matviewname::text
    from pg_matviews as m
    join pg_class as c on c.relname = m.matviewname and c.relnamespace = m.schemaname::regnamespace
    where m.schemaname = 'public' and m.matviewowner = 'salesflow_owner'
    order by c.oid), p_as_of);
end
$$;

ALTER FUNCTION salesflow.refresh_views(p_as_of timestamp with time zone) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.refresh_views(p_as_of timestamp with time zone) IS 'Job refresh_views: all our materialized views. One that cannot be refreshed does not stop the others.';

CREATE FUNCTION salesflow.register_worker(p_worker text, p_model text DEFAULT NULL::text, p_problem text DEFAULT NULL::text, p_interval interval DEFAULT '00:00:10'::interval) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_number integer := nextval('salesflow.worker_locks');
begin
  -- the lock lives and dies with this session: it is how others see at once that the worker is gone
  perform pg_advisory_lock('salesflow.worker_locks'::regclass::oid::integer, v_number);
  insert into salesflow.workers as w (name, model, problem, is_waiting, "interval", lock_number, alive_until)
  values (
    p_worker, p_model, case when p_model is null then coalesce(p_problem, 'no_model') end, true, p_interval, v_number,
    now() + p_interval * salesflow.policy_number('events.missed_heartbeats')::double precision)
  on conflict (name) do update
  set
    model = excluded.model,
    problem = excluded.problem,
    is_waiting = true,
    "interval" = excluded."interval",
    lock_number = excluded.lock_number,
    seen_at = now(),
    alive_until = excluded.alive_until,
    stopped_at = null;
  perform salesflow.release_lost_workers();
end
$$;

ALTER FUNCTION salesflow.register_worker(p_worker text, p_model text, p_problem text, p_interval interval) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.register_worker(p_worker text, p_model text, p_problem text, p_interval interval) IS 'Announces a worker, in the session that it listens with: name, model it asks (null: none, all goes by rules), why it has none, how often it will call heartbeat(). Call again after a lost connection. Takes over at once what dead workers held.';

CREATE FUNCTION salesflow.reject_rows(p_import_id uuid) RETURNS void
    LANGUAGE sql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  insert into public.import_rejects (import_id, line_no, severity, column_name, target, value, code, reason, record)
  select
    i.id, found.line_no, 'rejected', found.column_name, found.target, left(found.value, 1000), found.code,
    salesflow.say(
      'imports.reason.' || found.code, i.locale,
      jsonb_build_object('max_length', found.max_length, 'target', found.target)),
    found.record
  from public.imports as i
  cross join lateral (
    select r.row_no, 0 as n, r.line_no, null as column_name, null as target, null as value, r.problem as code,
      null::integer as max_length, r.record
    from salesflow.import_rows as r
    where r.problem is not null and r.problem not in ('unwrapped', 'replaced_characters')
    union all
    select
      item.row_no, f.n, item.line_no, array_to_string(f.columns, ', '), f.target,
      coalesce(item.record ->> f.columns[1], cell.raw),
      case
        when length(cell.raw) > f.max_length then 'too_long'
        when f.kind = 'timestamp' then 'bad_timestamp' || coalesce('_' || f.format, '')
        when f.kind in ('email', 'money', 'score', 'time_zone') then 'bad_' || f.kind
        else 'unknown_word'
      end,
      f.max_length, item.record
    from salesflow.import_items as item
    cross join unnest(item.raw) with ordinality as cell (raw, n)
    join salesflow.import_fields as f on f.n = cell.n
    where item.is_bad and cell.raw is not null and item.v ->> f.key is null
    union all
    select item.row_no, f.n, item.line_no, array_to_string(f.columns, ', '), f.target, null, 'no_type', null, item.record
    from salesflow.import_fields as f
    join salesflow.import_items as item on not item.is_bad and item.v ->> f.key is null
    where f.target = 'activity.type'
      and exists (
        select
        from salesflow.import_fields as other
        where other.key like split_part(f.key, 'type', 1) || '%' and cardinality(other.columns) > 0
          and item.v ->> other.key is not null)
  ) as found
  where i.id = p_import_id
  order by found.row_no, found.n
$$;

ALTER FUNCTION salesflow.reject_rows(p_import_id uuid) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.reject_rows(p_import_id uuid) IS 'Writes a reject for every row the reader or the map could not read.';

CREATE FUNCTION salesflow.release_lost_workers() RETURNS integer
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_lost salesflow.settlement[];
begin
  -- a session that is gone holds its lock no more
  with lost as materialized (
    select w.name
    from salesflow.workers as w
    where w.name in (select e.worker from salesflow.events as e where e.lease is not null)
      and not exists (
        select
        from pg_catalog.pg_locks as l
        where l.locktype = 'advisory'
          and l.database = (select d.oid from pg_catalog.pg_database as d where d.datname = current_database())
          and l.classid = 'salesflow.worker_locks'::regclass
          and l.objid = w.lock_number::oid
          and l.granted)
  )
  select array_agg(
    row(e.event_id, e.lease, 'failure', null, 'worker_gone', 'worker is gone: ' || e.worker, 0, null)::salesflow.settlement)
  into v_lost
  from salesflow.events as e
  join lost as l on l.name = e.worker
  where e.lease is not null;
  if v_lost is null then
    return 0;
  end if;
  perform salesflow.settle_events(v_lost);
  perform salesflow.ring_doorbell();
  return cardinality(v_lost);
end
$$;

ALTER FUNCTION salesflow.release_lost_workers() OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.release_lost_workers() IS 'Takes back at once what workers hold whose listening session is gone; returns how many events. A worker that only lost its connection is fenced off too: its answers then count as lost and are asked for again.';

CREATE FUNCTION salesflow.remember(p_user_id uuid, p_lead_id uuid, p_memory_type text, p_content text, p_importance numeric DEFAULT 0.5, p_context jsonb DEFAULT '{}'::jsonb, p_source text DEFAULT 'rules'::text, p_cause text DEFAULT NULL::text) RETURNS uuid
    LANGUAGE sql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  insert into public.agent_memory as m
    (user_id, lead_id, memory_type, content, importance_score, context, source, cause)
  values (p_user_id, p_lead_id, p_memory_type, p_content, p_importance, p_context, p_source, p_cause)
  on conflict (cause) do update set content = m.content
  returning id
$$;

ALTER FUNCTION salesflow.remember(p_user_id uuid, p_lead_id uuid, p_memory_type text, p_content text, p_importance numeric, p_context jsonb, p_source text, p_cause text) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.remember(p_user_id uuid, p_lead_id uuid, p_memory_type text, p_content text, p_importance numeric, p_context jsonb, p_source text, p_cause text) IS 'Keeps a memory; the same cause is kept once. Returns its id.';

CREATE FUNCTION salesflow.render(p_parts text[], p_values jsonb) RETURNS text
    LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_text text := p_parts[1];
begin
  for i in 2 .. cardinality(p_parts) by 2 loop
    v_text := v_text || coalesce(p_values ->> p_parts[i], '{' || p_parts[i] || '}') || p_parts[i + 1];
  end loop;
  return v_text;
end
$$;

ALTER FUNCTION salesflow.render(p_parts text[], p_values jsonb) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.render(p_parts text[], p_values jsonb) IS 'The parts of a text template with the names among them replaced by the values of the JSON object. Values are text, never templates. Sets join text_templates and call this; say() is for one text at a time.';

CREATE FUNCTION salesflow.repaint_traffic_lights() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  update public.bant_assessments
  set traffic_light = salesflow.traffic_light(total_score)
  where traffic_light is distinct from salesflow.traffic_light(total_score);
  return null;
end
$$;

ALTER FUNCTION salesflow.repaint_traffic_lights() OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.repaint_traffic_lights() IS 'Repaints stored traffic lights when their thresholds change.';

CREATE FUNCTION salesflow.request_plan_wording(p_plan_ids uuid[]) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  perform salesflow.enqueue_events(array_agg(row(
      'review.plan_wording', null, p.user_id, jsonb_build_object('plan_id', p.id), 'plan:' || p.id, null, null
    )::salesflow.new_event order by p.generated_at, p.id))
  from public.daily_action_plans as p
  where p.id = any (p_plan_ids)
    and p.actions_total > 0
    and salesflow.rule_is_enabled('review.plan_wording')
  having count(*) > 0;
end
$$;

ALTER FUNCTION salesflow.request_plan_wording(p_plan_ids uuid[]) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.request_plan_wording(p_plan_ids uuid[]) IS 'Asks the model to word the given plans, unless the rule is off.';

CREATE FUNCTION salesflow.review_insights(p_locale text, p_portfolio jsonb) RETURNS text
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  select case
    when coalesce((p_portfolio ->> 'active')::bigint, 0) = 0 then salesflow.say('review.insight.empty', p_locale)
    else (
      select string_agg(salesflow.say('review.insight.' || line, p_locale, words.v), ' ' order by position)
      from (values (1, 'answer', 'answer'), (2, 'ready', 'ready'), (3, 'fresh', 'fresh'), (4, 'quiet', 'quiet'), (5, 'pipeline', 'active'))
        as lines (position, line, counted)
      cross join (
        select p_portfolio || jsonb_object_agg(money.key, salesflow.local_money(money.value::numeric, p_portfolio ->> 'currency', p_locale)) as v
        from jsonb_each_text(p_portfolio) as money
        where money.key like '%\_value' and money.value is not null
      ) as words
      where (p_portfolio ->> counted)::bigint > 0)
  end
$$;

ALTER FUNCTION salesflow.review_insights(p_locale text, p_portfolio jsonb) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.review_insights(p_locale text, p_portfolio jsonb) IS 'The state of a portfolio in a few sentences; only what there is to say is said.';

CREATE FUNCTION salesflow.review_users(p_user_ids uuid[], p_as_of timestamp with time zone) RETURNS bigint
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET work_mem TO '64MB'
    AS $$
declare
  v_plans uuid[];
begin
  -- 1. whoever inserts the plan of a day makes it: a concurrent run finds it there and leaves it
  with made as (
    insert into public.daily_action_plans (user_id, plan_date, generated_at)
    select u.id, (p_as_of at time zone u.time_zone)::date, p_as_of
    from public.users as u
    where u.id = any (p_user_ids) and u.active
    order by u.id
    on conflict (user_id, plan_date) do nothing
    returning id
  )
  select array_agg(id) into v_plans from made;
  if v_plans is null then
    return 0;
  end if;

  -- 2. what an earlier plan recommended and nobody took up gives way to the new one
  update public.ai_recommendations as r
  set status = 'dismissed', dismissed_reason = 'Superseded by a newer plan', withdrawn = true
  from public.daily_action_plans as p
  where p.id = any (v_plans)
    and r.user_id = p.user_id
    and r.triggered_by = 'review.daily_plan'
    and r.status = 'pending';

  -- 3. rank everything once; from it priorities, recommendations, risks, quick wins, insights and goals
  with plan as materialized (
    select p.id, p.plan_date, u.id as user_id, u.locale, u.time_zone, date_trunc('month', p_as_of at time zone u.time_zone) at time zone u.time_zone as month_start
    from public.daily_action_plans as p
    join public.users as u on u.id = p.user_id
    where p.id = any (v_plans)
  ),
  ranked as materialized (
    select
      r.*,
      r.value * r.win_probability as expected_deal,
      r.situation in ('negotiation_stalled', 'proposal_waiting', 'inactive_critical', 'inactive_warning') as is_risk,
      r.win_probability >= (select salesflow.policy_number('review.quick_win_probability')) as is_quick_win
    from salesflow.rank_leads(array(select user_id from plan), p_as_of) as r
  ),
  numbered as (
    select
      r.*,
      case when r.position <= (select salesflow.policy_number('review.priorities')) then r.position end as priority_number,
      row_number() over (
        partition by r.user_id, r.is_risk, r.position <= (select salesflow.policy_number('review.priorities'))
        order by r.expected_deal desc, r.lead_id) as risk_number,
      row_number() over (
        partition by r.user_id, r.is_quick_win, r.position <= (select salesflow.policy_number('review.priorities'))
        order by r.win_probability desc, r.expected_deal desc, r.lead_id) as quick_win_number
    from ranked as r
    where r.is_risk or r.is_quick_win or r.position <= (select salesflow.policy_number('review.priorities'))
  ),
  chosen as materialized (
    select
      n.*,
      n.priority_number is null and n.is_risk
        and n.risk_number <= (select salesflow.policy_number('review.risks')) as named_risk,
      n.priority_number is null and n.is_quick_win
        and n.quick_win_number <= (select salesflow.policy_number('review.quick_wins')) as named_quick_win
    from numbered as n
  ),
  -- what a text may mention of a lead, said in the language of its rep
  said as materialized (
    select
      plan.id as plan_id, plan.locale, c.*, coalesce(l.locale, plan.locale) as script_locale, told.facts,
      message.id as message_id,
      salesflow.render(action.parts, told.facts) as action
    from chosen as c
    join plan on plan.user_id = c.user_id
    join public.leads as l on l.id = c.lead_id
    join public.lead_statuses as s on s.status = c.status
    join public.text_templates as action
      on action.key = 'review.' || c.situation || '.action' and action.locale = salesflow.language(plan.locale)
    join public.text_templates as bant
      on bant.key = 'review.bant.' || coalesce(c.traffic_light, 'unknown') and bant.locale = action.locale
    join public.text_templates as never on never.key = 'review.never' and never.locale = action.locale
    join public.text_templates as summary on summary.key = 'review.facts' and summary.locale = action.locale
    join public.text_templates as heard on heard.key = 'review.heard' and heard.locale = action.locale
    left join lateral (
      select a.id, a.description
      from public.activities as a
      where a.lead_id = c.lead_id and a.direction = 'inbound' and a.status = 'completed' and a.description <> ''
      order by a.occurred_at desc
      limit 1
    ) as message on c.situation = 'reply_waiting'
    cross join lateral (
      select jsonb_build_object(
        'lead_name', l.name,
        'first_name', salesflow.first_name(l.name),
        'status_text', case action.locale when 'de' then s.name_de else s.name_en end,
        'status_days', salesflow.local_days(c.days_in_status, plan.locale),
        'quiet_days', salesflow.local_days(c.days_quiet, plan.locale),
        'contact_on', coalesce(salesflow.local_date(c.last_contact_at, plan.time_zone, plan.locale), never.body),
        'bant_text', salesflow.render(bant.parts, jsonb_build_object('bant', c.bant)),
        'value_text', salesflow.local_money(c.value, c.currency, plan.locale),
        'probability', round(100 * c.win_probability),
        'heard', case
          when message.id is null then ''
          else salesflow.render(heard.parts, jsonb_build_object(
            'message', regexp_replace(left(message.description, 120), '\s+', ' ', 'g')
              || case when length(message.description) > 120 then '…' else '' end))
        end,
        'task', coalesce(c.activity_title, '…'),
        'due_at', coalesce(
          salesflow.local_date(c.activity_due, plan.time_zone, plan.locale)
            || to_char(c.activity_due at time zone plan.time_zone, ' HH24:MI'), '…')) as v
      offset 0  -- evaluated once, not once for every use
    ) as known
    cross join lateral (
      select known.v || jsonb_build_object('facts', salesflow.render(summary.parts, known.v)) as facts offset 0
    ) as told
    where c.priority_number is not null or c.named_risk or c.named_quick_win
  ),
  priorities as (
    insert into public.daily_plan_priorities
      (plan_id, position, lead_id, recommendation_id, situation, action, reasoning, suggested_script, urgency, channel,
        optimal_time, expected_value, value, currency, win_probability, urgency_factor, decay, reachability, evidence)
    select
      s.plan_id, s.priority_number, s.lead_id, gen_random_uuid(), s.situation, s.action,
      salesflow.say('review.' || s.situation || '.reasoning', s.locale, s.facts),
      salesflow.say('review.' || s.situation || '.script', s.script_locale, s.facts),
      s.urgency_label, case advice.channel when 'call' then 'phone' else advice.channel end, make_time(advice.hour, 0, 0),
      s.expected_value, s.value, s.currency, s.win_probability, s.urgency, s.decay, s.reachability,
      jsonb_build_array(jsonb_build_object('table', 'leads', 'id', s.lead_id))
        || case when s.bant_id is null then '[]' else jsonb_build_array(jsonb_build_object('table', 'bant_assessments', 'id', s.bant_id)) end
        || case when coalesce(s.activity_id, s.message_id) is null then '[]'
          else jsonb_build_array(jsonb_build_object('table', 'activities', 'id', coalesce(s.message_id, s.activity_id))) end
    from said as s
    join salesflow.contact_advice(array(select lead_id from said where priority_number is not null)) as advice
      on advice.lead_id = s.lead_id
    where s.priority_number is not null
    returning *
  ),
  recommendations as (
    insert into public.ai_recommendations
      (id, lead_id, user_id, type, priority, title, reasoning, suggested_action, triggered_by, trigger_data, episode, confidence_score, source)
    select
      i.recommendation_id, i.lead_id, plan.user_id, 'followup',
      case i.urgency when 'critical' then 'urgent' else i.urgency end,
      i.action, i.reasoning,
      jsonb_strip_nulls(jsonb_build_object(
        'action', i.situation, 'channel', i.channel, 'optimal_time', to_char(i.optimal_time, 'HH24:MI'), 'script', i.suggested_script)),
      'review.daily_plan',
      jsonb_build_object('plan_id', i.plan_id, 'position', i.position, 'expected_value', i.expected_value, 'evidence', i.evidence),
      -- not the day: a lead that changes hands may be in two plans of it
      i.plan_id::text,
      i.win_probability,
      'rules'
    from priorities as i
    join plan on plan.id = i.plan_id
  ),
  portfolio as (
    select
      r.user_id,
      count(*) as active,
      sum(r.value) as pipeline_value,
      sum(r.expected_deal) as expected_value,
      max(r.currency) as currency,
      count(*) filter (where r.is_quick_win) as ready,
      sum(r.value) filter (where r.is_quick_win) as ready_value,
      count(*) filter (where r.situation = 'reply_waiting') as answer,
      count(*) filter (where r.situation = 'first_contact') as fresh,
      count(*) filter (where r.situation in ('inactive_warning', 'inactive_critical')) as quiet,
      sum(r.value) filter (where r.situation in ('inactive_warning', 'inactive_critical')) as quiet_value
    from ranked as r
    group by r.user_id
  ),
  outcomes as (
    select
      l.user_id,
      count(*) filter (where h.to_status = 'won' and h.created_at >= plan.month_start) as won_this_month,
      sum(l.deal_value) filter (where h.to_status = 'won' and h.created_at >= plan.month_start) as revenue_this_month,
      count(*) filter (where h.to_status = 'won') as won,
      count(*) as decided
    from public.lead_status_history as h
    join public.leads as l on l.id = h.lead_id
    join plan on plan.user_id = l.user_id
    where h.to_status in ('won', 'lost')
      and h.created_at > p_as_of - (select salesflow.policy_interval('review.conversion_window'))
      and h.created_at <= p_as_of
    group by l.user_id
  ),
  worded as (
    select
      s.plan_id,
      jsonb_agg(salesflow.say('review.risk', s.locale, s.facts || jsonb_build_object('action_needed', s.action)) order by s.risk_number)
        filter (where s.named_risk) as risks,
      jsonb_agg(salesflow.say('review.quick_win', s.locale, s.facts || jsonb_build_object('action_needed', s.action)) order by s.quick_win_number)
        filter (where s.named_quick_win) as quick_wins
    from said as s
    group by s.plan_id
  ),
  listed as (
    select i.plan_id, count(*)::integer as total, jsonb_agg(salesflow.priority_json(row(i.*)::public.daily_plan_priorities, l.name) order by i.position) as top_priorities
    from priorities as i
    join public.leads as l on l.id = i.lead_id
    group by i.plan_id
  )
  update public.daily_action_plans as p
  set
    top_priorities = coalesce(listed.top_priorities, '[]'),
    actions_total = coalesce(listed.total, 0),
    risks = coalesce(worded.risks, '[]'),
    quick_wins = coalesce(worded.quick_wins, '[]'),
    strategic_insights = salesflow.review_insights(plan.locale, to_jsonb(portfolio)),
    goal_progress = jsonb_build_object(
      'deals_closed_this_month', coalesce(outcomes.won_this_month, 0),
      'revenue_this_month', coalesce(outcomes.revenue_this_month, 0),
      'pipeline_value', coalesce(round(portfolio.pipeline_value, 2), 0),
      'expected_pipeline_value', coalesce(round(portfolio.expected_value, 2), 0),
      'conversion_days', round(extract(epoch from (select salesflow.policy_interval('review.conversion_window'))) / 86400),
      'conversion_rate', round(outcomes.won::numeric / nullif(outcomes.decided, 0), 3),
      'currency', portfolio.currency)
  from plan
  left join portfolio on portfolio.user_id = plan.user_id
  left join outcomes on outcomes.user_id = plan.user_id
  left join worded on worded.plan_id = plan.id
  left join listed on listed.plan_id = plan.id
  where p.id = plan.id;

  -- 4. the audit, the memory, the notification, the request for better words
  insert into public.autonomous_actions
    (user_id, action_type, action_details, trigger_type, trigger_data, rule, cause, evidence, after)
  select
    p.user_id, 'plan_created',
    jsonb_build_object('plan_id', p.id, 'plan_date', p.plan_date, 'priorities', p.actions_total),
    'time_based', jsonb_build_object('as_of', p_as_of), 'review.daily_plan', 'plan:' || p.id,
    (select coalesce(jsonb_agg(jsonb_build_object('table', 'leads', 'id', e ->> 'lead_id')), '[]') from jsonb_array_elements(p.top_priorities) as e),
    jsonb_build_object('top_priorities', p.top_priorities)
  from public.daily_action_plans as p
  where p.id = any (v_plans);

  insert into public.agent_memory (user_id, memory_type, content, importance_score, context, cause)
  select
    p.user_id, 'insight',
    salesflow.say('review.memory', u.locale, jsonb_build_object(
      'plan_on', salesflow.local_date(p_as_of, u.time_zone, u.locale),
      'actions', (select string_agg(e ->> 'action', '; ') from jsonb_array_elements(p.top_priorities) as e),
      'insight', p.strategic_insights)),
    0.25, jsonb_build_object('plan_id', p.id), 'plan:' || p.id
  from public.daily_action_plans as p
  join public.users as u on u.id = p.user_id
  where p.id = any (v_plans) and p.actions_total > 0
  on conflict (cause) do nothing;

  insert into public.notifications (user_id, kind, title, body, data, dedupe_key)
  select
    p.user_id, 'daily_plan',
    salesflow.say('review.notification.title', u.locale, jsonb_build_object('plan_on', salesflow.local_date(p_as_of, u.time_zone, u.locale))),
    salesflow.say('review.notification.body', u.locale, jsonb_build_object(
      'first_action', coalesce(p.top_priorities -> 0 ->> 'action', salesflow.say('review.notification.none', u.locale)))),
    jsonb_build_object('plan_id', p.id), 'plan:' || p.id
  from public.daily_action_plans as p
  join public.users as u on u.id = p.user_id
  where p.id = any (v_plans)
  on conflict (dedupe_key) do nothing;

  perform salesflow.request_plan_wording(v_plans);
  return cardinality(v_plans);
end
$$;

ALTER FUNCTION salesflow.review_users(p_user_ids uuid[], p_as_of timestamp with time zone) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.review_users(p_user_ids uuid[], p_as_of timestamp with time zone) IS 'Makes the plan of the day for each of the given users that has none: priorities, recommendations, risks, quick wins, insights, goals, audit, memory, notification. Returns the number of plans made.';

CREATE FUNCTION salesflow.ring_doorbell() RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_now bigint;
begin
  if not exists (select from salesflow.workers as w where w.is_waiting and w.stopped_at is null and w.alive_until > now()) then
    return;
  end if;
  v_now := extract(epoch from clock_timestamp()) * 1000;
  if abs(v_now - (select r.last_value from salesflow.last_ring as r)) >= salesflow.policy_number('events.ring_pause') then
    perform setval('salesflow.last_ring', v_now);
    perform pg_notify('salesflow_events', '');
  end if;
end
$$;

ALTER FUNCTION salesflow.ring_doorbell() OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.ring_doorbell() IS 'Wakes the workers, if one waits. At most one notification per transaction gets through, without payload.';

CREATE TABLE public.automation_rules (
    rule text NOT NULL,
    trigger_type text NOT NULL,
    description_en text NOT NULL,
    description_de text NOT NULL,
    policy_keys text[] DEFAULT '{}'::text[] NOT NULL,
    is_enabled boolean DEFAULT true NOT NULL,
    CONSTRAINT automation_rules_rule_check CHECK ((rule ~ '^[a-z_]+(\.[a-z_]+)+$'::text)),
    CONSTRAINT automation_rules_trigger_type_check CHECK ((trigger_type = ANY (ARRAY['time_based'::text, 'event_based'::text, 'score_based'::text, 'manual'::text])))
);

ALTER TABLE public.automation_rules OWNER TO salesflow_owner;

COMMENT ON TABLE public.automation_rules IS 'Everything the system does by itself, one row a rule. A rule that is not enabled does nothing.';

COMMENT ON COLUMN public.automation_rules.rule IS 'Name, room first: lifecycle.first_activity.';

COMMENT ON COLUMN public.automation_rules.trigger_type IS 'What sets it off: time_based, event_based, score_based or manual.';

COMMENT ON COLUMN public.automation_rules.description_en IS 'When it acts and what it does, in English.';

COMMENT ON COLUMN public.automation_rules.description_de IS 'When it acts and what it does, in German.';

COMMENT ON COLUMN public.automation_rules.policy_keys IS 'Policies it obeys.';

COMMENT ON COLUMN public.automation_rules.is_enabled IS 'Switch.';

CREATE FUNCTION salesflow.rule_is_enabled(p_rule text) RETURNS boolean
    LANGUAGE sql STABLE
    RETURN COALESCE((SELECT r.is_enabled FROM public.automation_rules r WHERE (r.rule = rule_is_enabled.p_rule)), false);

ALTER FUNCTION salesflow.rule_is_enabled(p_rule text) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.rule_is_enabled(p_rule text) IS 'Whether a rule may act; false for an unknown one.';

CREATE FUNCTION salesflow.run_daily_review(p_as_of timestamp with time zone DEFAULT now()) RETURNS jsonb
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  -- a person who asks for the review now need not wait for the hour, only the schedule does
  return salesflow.run_isolated('salesflow.review_users', array(
    select u.id
    from public.users as u
    cross join lateral (select p_as_of at time zone u.time_zone as at) as local
    where u.active
      and salesflow.rule_is_enabled('review.daily_plan')
      and (u.role = 'rep' or exists (select from public.leads as l where l.user_id = u.id and l.status = any ((select salesflow.active_statuses())::text[])))
      and (
        current_setting('salesflow.triggered_by', true) = 'manual'
        or local.at::time >= coalesce(u.review_time, (select salesflow.policy_text('review.local_time'))::time)
          and extract(isodow from local.at)::text = any ((select salesflow.policy_list('review.weekdays'))::text[])
      )
      and not exists (select from public.daily_action_plans as p where p.user_id = u.id and p.plan_date = local.at::date)
    order by u.id), p_as_of);
end
$$;

ALTER FUNCTION salesflow.run_daily_review(p_as_of timestamp with time zone) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.run_daily_review(p_as_of timestamp with time zone) IS 'Job daily_review: plans for all active users whose local clock has passed their hour and who have none for that day.';

CREATE FUNCTION salesflow.run_import(p_import_id uuid, p_map jsonb) RETURNS public.imports
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_import  public.imports;
  v_users   bigint;
  v_squads  bigint;
begin
  -- security definer: status_cause is nobody's to write; reached through import_leads() and retry_import()
  perform salesflow.read_import(p_import_id, p_map);
  perform salesflow.find_import_people(p_import_id);
  perform salesflow.plan_import(p_import_id);
  begin
    v_squads := salesflow.import_squads();
    v_users := salesflow.import_users(p_import_id);
    v_import := salesflow.apply_import(p_import_id);
    if v_import.is_dry_run then
      raise exception 'a dry run leaves no effects' using errcode = 'SF199';
    end if;
  exception
    -- the counts are in variables, which a rollback keeps
    when sqlstate 'SF199' then null;
  end;

  update public.imports as i
  set
    leads_inserted = v_import.leads_inserted, leads_updated = v_import.leads_updated,
    leads_unchanged = v_import.leads_unchanged, status_changes = v_import.status_changes,
    activities_added = v_import.activities_added, assessments_added = v_import.assessments_added,
    users_created = v_users, squads_created = v_squads,
    rows_rejected = (
      select count(distinct r.line_no) from public.import_rejects as r where r.import_id = i.id and r.severity = 'rejected'),
    warnings = (select count(*) from public.import_rejects as r where r.import_id = i.id and r.severity = 'warning'),
    finished_at = clock_timestamp()
  where i.id = p_import_id
  returning * into v_import;
  delete from salesflow.import_rows;
  delete from salesflow.import_fields;
  delete from salesflow.import_items;
  delete from salesflow.import_people;
  delete from salesflow.import_plan;
  return v_import;
end
$$;

ALTER FUNCTION salesflow.run_import(p_import_id uuid, p_map jsonb) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.run_import(p_import_id uuid, p_map jsonb) IS 'Imports the rows in salesflow.import_rows and empties it. Raises SF101 (map), SF102 (no rows).';

CREATE FUNCTION salesflow.run_isolated(p_function text, p_items anyarray, p_as_of timestamp with time zone) RETURNS jsonb
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $_$
declare
  v_function regprocedure := to_regprocedure(format('%s(%s, timestamp with time zone)', p_function, pg_typeof(p_items)));
  v_first integer[] := array[]::integer[];
  v_last integer[] := array[]::integer[];
  v_from integer;
  v_to integer;
  v_count bigint;
  v_rows bigint := 0;
  v_failed bigint := 0;
  v_message text;
  v_context text;
begin
  if v_function is null then
    raise exception 'there is no function %(%, timestamptz)', p_function, pg_typeof(p_items)
      using errcode = 'undefined_function';
  end if;
  if cardinality(p_items) > 0 then
    v_first := array[array_lower(p_items, 1)];
    v_last := array[array_upper(p_items, 1)];
  end if;
  -- a stack of slices: one statement for all, halves of what fails, until the bad items stand alone
  while cardinality(v_first) > 0 loop
    v_from := v_first[cardinality(v_first)];
    v_to := v_last[cardinality(v_last)];
    v_first := trim_array(v_first, 1);
    v_last := trim_array(v_last, 1);
    begin
      execute format('select %s($1, $2)', v_function::regproc) into v_count using p_items[v_from:v_to], p_as_of;
      v_rows := v_rows + coalesce(v_count, 0);
    exception
      when others then
        if v_from < v_to then
          v_first := v_first || array[(v_from + v_to) / 2 + 1, v_from];
          v_last := v_last || array[v_to, (v_from + v_to) / 2];
        else
          get stacked diagnostics v_message = message_text, v_context = pg_exception_context;
          insert into public.job_failures (run_id, function, item, error_code, error_message, error_context)
          values (
            nullif(current_setting('salesflow.job_run', true), '')::uuid,
            v_function::regproc::text, p_items[v_from]::text, sqlstate, v_message, v_context);
          v_failed := v_failed + 1;
        end if;
    end;
  end loop;
  return jsonb_build_object('rows', v_rows, 'failed', v_failed);
end
$_$;

ALTER FUNCTION salesflow.run_isolated(p_function text, p_items anyarray, p_as_of timestamp with time zone) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.run_isolated(p_function text, p_items anyarray, p_as_of timestamp with time zone) IS 'Calls function(items, as_of) for all items in one statement. If that fails it halves the items until the bad ones stand alone, records those in job_failures, and has done all others. Returns {"rows": sum of what the function returned, "failed": number of failed items}.';

CREATE PROCEDURE salesflow.run_job(IN p_job_name text)
    LANGUAGE plpgsql
    AS $$
declare
  v_run public.job_runs;
begin
  v_run := salesflow.open_run(p_job_name, 'schedule');
  -- from here on everybody sees the run, and it stays if the server dies
  commit;
  if v_run.status = 'running' then
    v_run := salesflow.execute_run(v_run.id);
    commit;
    perform pg_advisory_unlock(hashtext('salesflow.jobs'), hashtext(p_job_name));
  end if;
  if v_run.status = 'failed' then
    raise exception 'job % failed: %', p_job_name, v_run.error_message
      using errcode = 'SF404', detail = format('job_runs.id %s, SQLSTATE %s', v_run.id, v_run.error_code), hint = coalesce(v_run.error_hint, '');
  end if;
end
$$;

ALTER PROCEDURE salesflow.run_job(IN p_job_name text) OWNER TO salesflow_owner;

COMMENT ON PROCEDURE salesflow.run_job(IN p_job_name text) IS 'One scheduled run of a job, for pg_cron. Commits as it goes. Raises SF404 once a failure is recorded, so that pg_cron''s history shows it too.';

CREATE TABLE public.text_templates (
    key text NOT NULL,
    locale text NOT NULL,
    body text NOT NULL,
    parts text[] GENERATED ALWAYS AS (regexp_split_to_array(body, '[{}]'::text)) STORED NOT NULL,
    CONSTRAINT text_templates_body_check CHECK ((regexp_replace(body, '\{\w+\}'::text, ''::text, 'g'::text) !~ '[{}]'::text)),
    CONSTRAINT text_templates_key_check CHECK ((key ~ '^[a-z_]+(\.[a-z_0-9]+)+$'::text)),
    CONSTRAINT text_templates_locale_check CHECK ((locale = ANY (ARRAY['de'::text, 'en'::text])))
);

ALTER TABLE public.text_templates OWNER TO salesflow_owner;

COMMENT ON TABLE public.text_templates IS 'Everything the system says to people by itself, in German and English. {name} is replaced by a value; unknown names stay as they are.';

COMMENT ON COLUMN public.text_templates.key IS 'What is said, room first: review.first_contact.action.';

COMMENT ON COLUMN public.text_templates.locale IS 'Language: de or en.';

COMMENT ON COLUMN public.text_templates.body IS 'The text, with {placeholders}; no other braces.';

COMMENT ON COLUMN public.text_templates.parts IS 'The body cut at its placeholders: text, name, text, name, text.';

CREATE FUNCTION salesflow.say(p_key text, p_locale text, p_values jsonb DEFAULT '{}'::jsonb) RETURNS text
    LANGUAGE sql STABLE
    RETURN COALESCE((SELECT salesflow.render(t.parts, say.p_values) AS render FROM public.text_templates t WHERE ((t.key = say.p_key) AND (t.locale = salesflow.language(say.p_locale)))), p_key);

ALTER FUNCTION salesflow.say(p_key text, p_locale text, p_values jsonb) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.say(p_key text, p_locale text, p_values jsonb) IS 'A text template in the language of a locale with its {placeholders} replaced by the values of the JSON object; the key itself where no template exists.';

CREATE FUNCTION salesflow.schema_problem(p_schema jsonb) RETURNS text
    LANGUAGE plpython3u IMMUTABLE STRICT
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
import json
import fastjsonschema

def refuse(uri):
    raise fastjsonschema.JsonSchemaDefinitionException("may not refer to " + uri)

try:
    fastjsonschema.compile(json.loads(p_schema), handlers={"http": refuse, "https": refuse, "ftp": refuse, "file": refuse},
                           use_default=False)
except Exception as problem:
    return f"{type(problem).__name__}: {problem}"
return None
$$;

ALTER FUNCTION salesflow.schema_problem(p_schema jsonb) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.schema_problem(p_schema jsonb) IS 'What is wrong with a JSON schema (draft 4, 6 or 7); null if nothing is.';

CREATE FUNCTION salesflow.set_traffic_light() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  -- a generated column is computed after this trigger, so the total is taken from its parts
  new.traffic_light := salesflow.traffic_light(
    round((new.budget_score + new.authority_score + new.need_score + new.timeline_score) / 4.0));
  return new;
end
$$;

ALTER FUNCTION salesflow.set_traffic_light() OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.set_traffic_light() IS 'Keeps the traffic light of an assessment.';

CREATE FUNCTION salesflow.settle_events(p_given salesflow.settlement[]) RETURNS TABLE(event_id bigint, status text, detail text)
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET enable_seqscan TO 'off'
    AS $$
declare
  v_held salesflow.settlement[];
  v_ids bigint[];
  v_answered bigint[];
  v_answers jsonb[];
  v_offline bigint[];
  v_verdicts salesflow.verdict[];
  v_hopeless bigint[];
  v_rescued salesflow.verdict[];
  v_calls jsonb;
  v_status text[];
  v_detail text[];
begin
  -- fence: only the bearer of the lease has a say, and only once
  with fenced as materialized (
    select e.event_id, e.lease
    from salesflow.events as e
    where e.event_id = any (array(select g.event_id from unnest(p_given) as g))
      and (e.event_id, e.lease) in (select g.event_id, g.lease from unnest(p_given) as g)
    order by e.event_id
    for update
  )
  select array_agg(h.given)
  into v_held
  from (
    select distinct on (f.event_id) g::salesflow.settlement as given
    from fenced as f
    join unnest(p_given) as g on g.event_id = f.event_id and g.lease = f.lease
    order by f.event_id
  ) as h;

  select
    array_agg(g.event_id) filter (where g.outcome = 'answer'),
    array_agg(coalesce(g.answer, 'null')) filter (where g.outcome = 'answer'),
    array_agg(g.event_id) filter (where g.outcome = 'offline')
  into v_answered, v_answers, v_offline
  from unnest(v_held) as g;

  select array_agg(row(v.event_id, v.ending, v.error)::salesflow.verdict)
  into v_verdicts
  from (
    select a.event_id, a.ending, a.error from salesflow.apply_answers(v_answered, v_answers, 'model') as a
    union all
    select r.event_id, r.ending, r.error from salesflow.answer_by_rules(v_offline) as r
    union all
    select
      g.event_id,
      case g.outcome when 'skip' then 'skipped' when 'release' then 'released' else 'failed' end,
      case when g.outcome = 'failure' then coalesce(g.error, 'unknown error') end
    from unnest(v_held) as g
    where g.outcome not in ('answer', 'offline')
  ) as v;

  -- attempts used up: the rules answer, unless it is they who failed
  select array_agg(v.event_id)
  into v_hopeless
  from unnest(v_verdicts) as v
  join salesflow.events as e on e.event_id = v.event_id
  join salesflow.event_kinds as k on k.kind = e.kind
  where v.error is not null
    and e.attempt >= k.max_attempts
    and k.offline_fn is not null
    and v.event_id <> all (coalesce(v_offline, '{}'));
  if v_hopeless is not null then
    v_rescued := array(select row(v.event_id, v.ending, v.error)::salesflow.verdict from salesflow.answer_by_rules(v_hopeless) as v);
  end if;

  with endings as materialized (
    select
      g.event_id, e.attempt, e.kind, k.prompt_version, e.lead_id, e.user_id, g.usage,
      case
        when end_.error is null then end_.ending
        when e.attempt < k.max_attempts and (g.outcome <> 'offline' or k.offline_fn is not null) then 'retry'
        else 'dead'
      end as status,
      case when end_.ending = 'applied' then
        case when g.outcome = 'answer' and r.event_id is null then 'model' else 'rules' end
      end as source,
      case when r.event_id is not null then 'attempts' else g.reason end as reason,
      coalesce(end_.error, v.error) as error,
      case when g.outcome = 'answer' then v.ending else coalesce(g.reason, 'error') end as call_outcome,
      case
        when end_.ending = 'released' or g.retry_after <= 0 then interval '0'
        when g.retry_after is not null then
          least(make_interval(secs => least(g.retry_after, 1e9)), (select salesflow.policy_interval('events.retry_after_max')))
          + random() * k.backoff
        -- full jitter: those that failed together do not come back together
        else random() * least(k.backoff * 2 ^ least(e.attempt - 1, 30), (select salesflow.policy_interval('events.backoff_max')))
      end as pause
    from unnest(v_held) as g
    join salesflow.events as e on e.event_id = g.event_id
    join salesflow.event_kinds as k on k.kind = e.kind
    join unnest(v_verdicts) as v on v.event_id = g.event_id
    left join unnest(v_rescued) as r on r.event_id = g.event_id
    cross join lateral (select coalesce(r.ending, v.ending), case when r.event_id is null then v.error else r.error end)
      as end_ (ending, error)
  ),
  gone as (
    delete from salesflow.events as e
    where e.event_id = any (array(select d.event_id from endings as d where d.status in ('applied', 'skipped', 'dead')))
    returning e.*
  ),
  logged as (
    insert into salesflow.event_log
      (event_id, kind, lead_id, user_id, cause, outcome, source, reason, attempts, last_error, waited, took)
    select
      e.event_id, e.kind, e.lead_id, e.user_id, e.cause, d.status, d.source, d.reason, e.attempt,
      coalesce(d.error, e.last_error), e.claimed_at - e.created_at, clock_timestamp() - e.claimed_at
    from gone as e
    join endings as d on d.event_id = e.event_id
    where d.status in ('applied', 'skipped')
  ),
  buried as (
    insert into salesflow.dead_events (event_id, kind, lead_id, user_id, payload, cause, attempts, error, created_at)
    select e.event_id, e.kind, e.lead_id, e.user_id, e.payload, e.cause, e.attempt, left(d.error, 2000), e.created_at
    from gone as e
    join endings as d on d.event_id = e.event_id
    where d.status = 'dead'
  ),
  back as (
    update salesflow.events as e
    set
      lease = null,
      leased_until = null,
      worker = null,
      model = null,
      attempt = e.attempt - (d.status = 'released')::integer,
      is_due = d.pause <= interval '0',
      run_at = now() + d.pause,
      last_error = coalesce(left(d.error, 2000), e.last_error)
    from endings as d
    where e.event_id = d.event_id
      and d.status in ('retry', 'released')
      and e.event_id = any (array(select d.event_id from endings as d where d.status in ('retry', 'released')))
  )
  select
    array_agg(d.event_id), array_agg(d.status), array_agg(coalesce(d.source, d.error)),
    jsonb_agg(jsonb_build_object(
      'event_id', d.event_id, 'attempt', d.attempt, 'kind', d.kind, 'prompt_version', d.prompt_version,
      'lead_id', d.lead_id, 'user_id', d.user_id, 'outcome', d.call_outcome, 'usage', d.usage))
      filter (where d.usage is not null)
  into v_ids, v_status, v_detail, v_calls
  from endings as d;

  -- last, because all of one user's answers meet in the row of his day
  if v_calls is not null then
    perform salesflow.charge_calls(v_calls);
  end if;
  if 'released' = any (v_status) then
    perform salesflow.ring_doorbell();
  end if;
  return query
    select g.event_id, coalesce(d.status, 'lost'), case when d.event_id is null then 'the lease is not held any more' else d.detail end
    from unnest(p_given) with ordinality as g (event_id, lease, outcome, answer, reason, error, retry_after, usage, position)
    left join unnest(v_held) as h on h.event_id = g.event_id and h.lease = g.lease
    left join unnest(v_ids, v_status, v_detail) as d (event_id, status, detail) on d.event_id = h.event_id
    order by g.position;
end
$$;

ALTER FUNCTION salesflow.settle_events(p_given salesflow.settlement[]) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.settle_events(p_given salesflow.settlement[]) IS 'Ends attempts, each by itself. status: applied, skipped, retry, dead, released, or lost (the lease is somebody else''s by now; nothing was done). detail: whose answer (model, rules), or what went wrong.';

CREATE FUNCTION salesflow.stamp_recommendation() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
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

ALTER FUNCTION salesflow.stamp_recommendation() OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.stamp_recommendation() IS 'Keeps the time stamps of a recommendation in step with its status.';

CREATE FUNCTION salesflow.stop_worker(p_worker text) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_held salesflow.settlement[];
begin
  update salesflow.workers as w
  set stopped_at = now(), is_waiting = false, seen_at = now(), alive_until = now()
  where w.name = p_worker;
  select array_agg(row(e.event_id, e.lease, 'release', null, null, null, null, null)::salesflow.settlement)
  into v_held
  from salesflow.events as e
  where e.worker = p_worker and e.lease is not null;
  if v_held is null then
    return 0;
  end if;
  perform salesflow.settle_events(v_held);
  return cardinality(v_held);
end
$$;

ALTER FUNCTION salesflow.stop_worker(p_worker text) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.stop_worker(p_worker text) IS 'Says good-bye: gives back all that the worker still holds, without counting the attempts, and returns how many events.';

CREATE FUNCTION salesflow.sync_changed_schedule() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  perform salesflow.sync_schedule();
  return null;
end
$$;

ALTER FUNCTION salesflow.sync_changed_schedule() OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.sync_changed_schedule() IS 'Tells pg_cron when jobs or the switch jobs.active change.';

CREATE FUNCTION salesflow.sync_schedule() RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $_$
declare
  v_wanted record;
begin
  if to_regclass('cron.job') is null then
    return 0;
  end if;
  for v_wanted in
    select e.entry_id, j.name, j.schedule, format('call salesflow.run_job(%L)', j.name) as command, j.name is not null as is_wanted
    from salesflow.cron_entries() as e
    full join (
      select name, jobs.schedule from public.jobs where is_enabled and salesflow.policy('jobs.active') = 'true'
    ) as j on j.name = e.job_name
    where (j.schedule, format('call salesflow.run_job(%L)', j.name)) is distinct from (e.schedule, e.command)
    order by j.name
  loop
    if v_wanted.is_wanted then
      execute 'select cron.schedule($1, $2, $3)'
      using 'salesflow.' || v_wanted.name, v_wanted.schedule, v_wanted.command;
    else
      execute 'select cron.unschedule($1)' using v_wanted.entry_id;
    end if;
  end loop;
  return (select count(*) from salesflow.cron_entries());
end
$_$;

ALTER FUNCTION salesflow.sync_schedule() OWNER TO salesflow_jobs;

COMMENT ON FUNCTION salesflow.sync_schedule() IS 'Makes pg_cron run exactly the enabled jobs, or none while policy jobs.active is false; returns how many. Belongs to salesflow_jobs: pg_cron runs a job as whoever schedules it.';

CREATE FUNCTION salesflow.tidy_events(p_limit integer DEFAULT 100) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET enable_seqscan TO 'off'
    AS $$
declare
  v_expired salesflow.settlement[];
begin
  update salesflow.events as e
  set is_due = true
  where e.event_id = any (array(
    select s.event_id
    from salesflow.events as s
    where s.lease is null and not s.is_due and s.run_at <= now()
    order by s.run_at
    limit p_limit
    for update skip locked));

  select array_agg(
    row(e.event_id, e.lease, 'failure', null, 'lease_expired', 'lease expired at ' || e.worker, 0, null)::salesflow.settlement)
  into v_expired
  from (
    select x.event_id, x.lease, x.worker
    from salesflow.events as x
    where x.lease is not null and x.leased_until < now()
    order by x.leased_until
    limit p_limit
    for update skip locked
  ) as e;
  if v_expired is not null then
    perform salesflow.settle_events(v_expired);
  end if;
end
$$;

ALTER FUNCTION salesflow.tidy_events(p_limit integer) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.tidy_events(p_limit integer) IS 'The housekeeping of a claim, bounded: puts in line what has become due, and takes back expired leases as failed attempts.';

CREATE FUNCTION salesflow.tidy_recommendations(p_as_of timestamp with time zone DEFAULT now()) RETURNS bigint
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
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

ALTER FUNCTION salesflow.tidy_recommendations(p_as_of timestamp with time zone) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.tidy_recommendations(p_as_of timestamp with time zone) IS 'Hands open recommendations to the new rep of a reassigned lead, and dismisses those that no longer apply: contacted, moved on, or superseded by a graver rule. Returns how many were dismissed.';

CREATE FUNCTION salesflow.touch_updated_at() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  new.updated_at := now();
  return new;
end
$$;

ALTER FUNCTION salesflow.touch_updated_at() OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.touch_updated_at() IS 'Keeps updated_at.';

CREATE FUNCTION salesflow.traffic_light(p_total numeric) RETURNS text
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
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

ALTER FUNCTION salesflow.traffic_light(p_total numeric) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.traffic_light(p_total numeric) IS 'Traffic light of a BANT total (0–100); null for null.';

CREATE FUNCTION salesflow.transition_leads(p_rule text, p_to_status text, p_candidates salesflow.transition_candidate[]) RETURNS bigint
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_count bigint;
begin
  if p_candidates is null or not salesflow.rule_is_enabled(p_rule) then
    return 0;
  end if;
  with candidates as materialized (
    select distinct on (c.lead_id) c.* from unnest(p_candidates) as c order by c.lead_id, c.at, c.cause
  ),
  -- in key order, and judged on the row as it is once it is ours
  locked as materialized (
    select c.*, u.locale, u.time_zone
    from candidates as c
    join public.leads as l on l.id = c.lead_id
    left join public.users as u on u.id = l.user_id
    order by l.id
    for no key update of l
  )
  update public.leads as l
  set
    status = p_to_status,
    status_cause = jsonb_build_object(
      'actor', 'rule',
      'rule', p_rule,
      'trigger_type', (select r.trigger_type from public.automation_rules as r where r.rule = p_rule),
      'reason', salesflow.say(p_rule || '.reason', c.locale, c.facts || jsonb_build_object(
        'activity_text', case when c.facts ? 'activity_type' then salesflow.say('activity.' || (c.facts ->> 'activity_type'), c.locale) end,
        'at_on', salesflow.local_date((c.facts ->> 'at')::timestamptz, coalesce(c.time_zone, 'UTC'), c.locale))),
      'cause', c.cause,
      'facts', c.facts,
      'evidence', c.evidence,
      'policy_version', (select salesflow.policy_version()),
      'at', greatest(l.status_since, least(c.at, now())))
  from locked as c
  where l.id = c.lead_id
    and (l.status, p_to_status) in (select t.from_status, t.to_status from public.lead_status_transitions as t)
    -- a person who took the lead back from here, or from beyond, is not overruled;
    -- one who opened a closed lead again is: that lead starts anew
    and not exists (
      select
      from public.lead_status_history as h
      join public.lead_statuses as f on f.status = h.from_status
      join public.lead_statuses as t on t.status = h.to_status
      join public.lead_statuses as wanted on wanted.status = p_to_status
      where h.lead_id = c.lead_id
        and not h.automated
        and t.rank < wanted.rank
        and wanted.rank <= f.rank
        and (f.is_active or f.status = wanted.status));
  get diagnostics v_count = row_count;
  return v_count;
end
$$;

ALTER FUNCTION salesflow.transition_leads(p_rule text, p_to_status text, p_candidates salesflow.transition_candidate[]) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.transition_leads(p_rule text, p_to_status text, p_candidates salesflow.transition_candidate[]) IS 'Moves leads to a status on behalf of a rule: only along the status graph, never against a person, never when the rule is off. Returns how many moved; history and audit follow by trigger.';

CREATE FUNCTION salesflow.translate_cell(p_text text, p_values jsonb, p_else text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE WHEN (p_text IS NULL) THEN NULL::text WHEN (p_values ? lower(p_text)) THEN NULLIF((p_values ->> lower(p_text)), ''::text) ELSE COALESCE(p_else, p_text) END;

ALTER FUNCTION salesflow.translate_cell(p_text text, p_values jsonb, p_else text) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.translate_cell(p_text text, p_values jsonb, p_else text) IS 'Cell by a value map with lower-case keys; p_else, or the cell itself, where the map has none. An empty value means none.';

CREATE FUNCTION salesflow.waiting_leads(p_as_of timestamp with time zone DEFAULT now()) RETURNS TABLE(lead_id uuid, user_id uuid, rule text, type text, priority text, playbook_name text, since timestamp with time zone, episode text, facts jsonb, evidence jsonb)
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
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

ALTER FUNCTION salesflow.waiting_leads(p_as_of timestamp with time zone) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.waiting_leads(p_as_of timestamp with time zone) IS 'Every active lead that waits too long at the given instant, one row for each rule that says so, with the facts.';

CREATE FUNCTION salesflow.win_probabilities(p_lead_ids uuid[]) RETURNS TABLE(lead_id uuid, win_probability double precision)
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  with prior as materialized (
    select s.status, ln(p.share / (1 - p.share)) as log_odds
    from public.lead_statuses as s
    cross join lateral (
      -- a prior of exactly 0 or 1 has no log odds
      select least(0.999, greatest(0.001, salesflow.policy_number('win.prior.' || s.status)))::double precision as share
    ) as p
    where s.is_active and s.status in (select substring(key from 'win\.prior\.(.*)') from public.policies)
  ),
  weight as materialized (
    select (salesflow.policy_number('win.bant_weight') / 50)::double precision as per_point
  )
  select
    l.id,
    case
      when l.status = 'won' then 1
      when l.status in ('lost', 'unqualified') then 0
      else 1 / (1 + exp(-(prior.log_odds + (select weight.per_point from weight) * coalesce(b.total_score - 50, 0))))
    end
  from public.leads as l
  left join prior on prior.status = l.status
  left join lateral (
    select a.total_score
    from public.bant_assessments as a
    where a.lead_id = l.id
    order by a.assessed_at desc
    limit 1
  ) as b on true
  where l.id = any (p_lead_ids)
$$;

ALTER FUNCTION salesflow.win_probabilities(p_lead_ids uuid[]) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.win_probabilities(p_lead_ids uuid[]) IS 'Probability 0–1 that each lead is won. Log odds of the status''s prior (policies win.prior.…) plus win.bant_weight × (BANT − 50) / 50; unknown BANT changes nothing. Rises with rank of the status and with BANT. Final statuses: 1 or 0.';

CREATE FUNCTION salesflow.words_are_safe(p_words text, p_known text, p_longest integer DEFAULT 1000) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN ((p_words ~ '\S'::text) AND (length(p_words) <= p_longest) AND (p_words !~ '(://|@|[[:alnum:]]\.[[:alpha:]]{2}|[{}])'::text) AND (p_words !~ '[٠-٩۰-۹०-९]'::text) AND (NOT (EXISTS (SELECT FROM regexp_matches(NORMALIZE(words_are_safe.p_words, NFKC), '\d+(?:[.,]\d+)*'::text, 'g'::text) used(number) WHERE (NOT (regexp_replace(used.number[1], '[.,]'::text, ''::text, 'g'::text) IN (SELECT regexp_replace(shown.number[1], '[.,]'::text, ''::text, 'g'::text) AS regexp_replace FROM regexp_matches(words_are_safe.p_known, '\d+(?:[.,]\d+)*'::text, 'g'::text) shown(number))))))));

ALTER FUNCTION salesflow.words_are_safe(p_words text, p_known text, p_longest integer) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.words_are_safe(p_words text, p_known text, p_longest integer) IS 'Whether words of a model may be shown: not empty nor longer than p_longest characters, no link, domain, address or placeholder, and no number that is not in the text it was shown.';

CREATE TABLE public.activities (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    lead_id uuid NOT NULL,
    user_id uuid,
    type text NOT NULL,
    direction text,
    channel text,
    title text,
    description text,
    status text NOT NULL,
    priority salesflow.priority DEFAULT 'medium'::text NOT NULL,
    due_date timestamp with time zone,
    occurred_at timestamp with time zone DEFAULT now() NOT NULL,
    outcome text,
    attributes salesflow.json_object DEFAULT '{}'::jsonb NOT NULL,
    external_id text,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT activities_direction_check CHECK ((direction = ANY (ARRAY['inbound'::text, 'outbound'::text, 'internal'::text]))),
    CONSTRAINT activities_status_check CHECK ((status = ANY (ARRAY['pending'::text, 'scheduled'::text, 'in_progress'::text, 'completed'::text, 'cancelled'::text]))),
    CONSTRAINT activities_type_check CHECK ((type = ANY (ARRAY['call'::text, 'email'::text, 'whatsapp'::text, 'sms'::text, 'linkedin'::text, 'meeting'::text, 'note'::text, 'task'::text, 'proposal'::text, 'web'::text, 'other'::text])))
);

ALTER TABLE public.activities OWNER TO salesflow_owner;

COMMENT ON TABLE public.activities IS 'What happened with a lead and what is planned: calls, messages, meetings, notes, tasks.';

COMMENT ON COLUMN public.activities.id IS 'Key.';

COMMENT ON COLUMN public.activities.lead_id IS 'The lead.';

COMMENT ON COLUMN public.activities.user_id IS 'Rep who did or will do it.';

COMMENT ON COLUMN public.activities.type IS 'call, email, whatsapp, sms, linkedin, meeting, note, task, proposal, web or other.';

COMMENT ON COLUMN public.activities.direction IS 'inbound (from the lead), outbound (to the lead) or internal; null when unknown.';

COMMENT ON COLUMN public.activities.channel IS 'Channel where the type does not say it, for example zoom.';

COMMENT ON COLUMN public.activities.title IS 'Subject.';

COMMENT ON COLUMN public.activities.description IS 'Text of the message or note. Comes from outside: never trusted.';

COMMENT ON COLUMN public.activities.status IS 'pending, scheduled, in_progress, completed or cancelled. Left out: scheduled when due_date lies in the future, else completed.';

COMMENT ON COLUMN public.activities.priority IS 'low, medium, high or urgent.';

COMMENT ON COLUMN public.activities.due_date IS 'When a planned activity is due; of a meeting, when it begins.';

COMMENT ON COLUMN public.activities.occurred_at IS 'When it happened or was planned.';

COMMENT ON COLUMN public.activities.outcome IS 'Result in a word: answered, no_answer, positive, negative, …';

COMMENT ON COLUMN public.activities.attributes IS 'Any other column of the customer''s CRM.';

COMMENT ON COLUMN public.activities.external_id IS 'Key in the CRM it was imported from; imports update by it.';

COMMENT ON COLUMN public.activities.created_at IS 'When it was entered.';

CREATE TABLE public.agent_memory (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    user_id uuid,
    lead_id uuid,
    memory_type text NOT NULL,
    content salesflow.label NOT NULL,
    context salesflow.json_object DEFAULT '{}'::jsonb NOT NULL,
    importance_score salesflow.share DEFAULT 0.5 NOT NULL,
    source text DEFAULT 'rules'::text NOT NULL,
    cause text,
    last_accessed_at timestamp with time zone,
    access_count integer DEFAULT 0 NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    words tsvector GENERATED ALWAYS AS (to_tsvector('simple'::regconfig, (content)::text)) STORED,
    CONSTRAINT agent_memory_memory_type_check CHECK ((memory_type = ANY (ARRAY['conversation'::text, 'insight'::text, 'pattern'::text, 'feedback'::text]))),
    CONSTRAINT agent_memory_source_check CHECK ((source = ANY (ARRAY['rules'::text, 'model'::text, 'person'::text])))
)
WITH (fillfactor='90');

ALTER TABLE public.agent_memory OWNER TO salesflow_owner;

COMMENT ON TABLE public.agent_memory IS 'What the agent remembers. Written by remember(), found by recall_memories().';

COMMENT ON COLUMN public.agent_memory.id IS 'Key.';

COMMENT ON COLUMN public.agent_memory.user_id IS 'User it concerns; null: all.';

COMMENT ON COLUMN public.agent_memory.lead_id IS 'Lead it concerns; null: none in particular.';

COMMENT ON COLUMN public.agent_memory.memory_type IS 'conversation, insight, pattern or feedback.';

COMMENT ON COLUMN public.agent_memory.content IS 'What is remembered. May rest on text from outside: never trusted.';

COMMENT ON COLUMN public.agent_memory.context IS 'Where it comes from.';

COMMENT ON COLUMN public.agent_memory.importance_score IS 'How much it matters, 0–1.';

COMMENT ON COLUMN public.agent_memory.source IS 'Who said so: rules, model or person.';

COMMENT ON COLUMN public.agent_memory.cause IS 'What it was remembered for; the same cause is remembered once.';

COMMENT ON COLUMN public.agent_memory.last_accessed_at IS 'Last recall.';

COMMENT ON COLUMN public.agent_memory.access_count IS 'Number of recalls.';

COMMENT ON COLUMN public.agent_memory.created_at IS 'When it was remembered.';

COMMENT ON COLUMN public.agent_memory.words IS 'Its words, for search in any language.';

CREATE TABLE public.bant_assessments (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    lead_id uuid NOT NULL,
    user_id uuid,
    budget_score salesflow.score,
    authority_score salesflow.score,
    need_score salesflow.score,
    timeline_score salesflow.score,
    budget_notes text,
    authority_notes text,
    need_notes text,
    timeline_notes text,
    next_steps text,
    total_score smallint GENERATED ALWAYS AS (round(((((((budget_score)::smallint + (authority_score)::smallint) + (need_score)::smallint) + (timeline_score)::smallint))::numeric / 4.0))) STORED,
    traffic_light text,
    assessed_at timestamp with time zone DEFAULT now() NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT bant_assessments_traffic_light_check CHECK ((traffic_light = ANY (ARRAY['green'::text, 'yellow'::text, 'red'::text])))
);

ALTER TABLE public.bant_assessments OWNER TO salesflow_owner;

COMMENT ON TABLE public.bant_assessments IS 'BANT assessments of leads (budget, authority, need, timeline). A lead may have many; the one assessed last counts (current_bant).';

COMMENT ON COLUMN public.bant_assessments.id IS 'Key.';

COMMENT ON COLUMN public.bant_assessments.lead_id IS 'The lead.';

COMMENT ON COLUMN public.bant_assessments.user_id IS 'Who assessed.';

COMMENT ON COLUMN public.bant_assessments.budget_score IS '0–100; null: not known yet, which is not 0.';

COMMENT ON COLUMN public.bant_assessments.authority_score IS '0–100; null: not known yet.';

COMMENT ON COLUMN public.bant_assessments.need_score IS '0–100; null: not known yet.';

COMMENT ON COLUMN public.bant_assessments.timeline_score IS '0–100; null: not known yet.';

COMMENT ON COLUMN public.bant_assessments.budget_notes IS 'What is known of the budget.';

COMMENT ON COLUMN public.bant_assessments.authority_notes IS 'Who decides.';

COMMENT ON COLUMN public.bant_assessments.need_notes IS 'What the lead needs.';

COMMENT ON COLUMN public.bant_assessments.timeline_notes IS 'By when.';

COMMENT ON COLUMN public.bant_assessments.next_steps IS 'What was agreed.';

COMMENT ON COLUMN public.bant_assessments.total_score IS 'Mean of the four scores, rounded; null until all four are known.';

COMMENT ON COLUMN public.bant_assessments.traffic_light IS 'green, yellow or red by policies bant.green and bant.yellow; null while the total is.';

COMMENT ON COLUMN public.bant_assessments.assessed_at IS 'When it was assessed.';

COMMENT ON COLUMN public.bant_assessments.created_at IS 'When it was entered.';

CREATE VIEW public.current_bant WITH (security_invoker='true') AS
 SELECT DISTINCT ON (b.lead_id) b.id,
    b.lead_id,
    b.user_id,
    b.budget_score,
    b.authority_score,
    b.need_score,
    b.timeline_score,
    b.budget_notes,
    b.authority_notes,
    b.need_notes,
    b.timeline_notes,
    b.next_steps,
    b.total_score,
    b.traffic_light,
    b.assessed_at,
    b.created_at
   FROM public.bant_assessments b
  ORDER BY b.lead_id, b.assessed_at DESC;

ALTER TABLE public.current_bant OWNER TO salesflow_owner;

COMMENT ON VIEW public.current_bant IS 'The assessment of each lead that counts: the one assessed last.';

COMMENT ON COLUMN public.current_bant.id IS 'Key.';

COMMENT ON COLUMN public.current_bant.lead_id IS 'The lead.';

COMMENT ON COLUMN public.current_bant.user_id IS 'Who assessed.';

COMMENT ON COLUMN public.current_bant.budget_score IS '0–100; null: not known yet, which is not 0.';

COMMENT ON COLUMN public.current_bant.authority_score IS '0–100; null: not known yet.';

COMMENT ON COLUMN public.current_bant.need_score IS '0–100; null: not known yet.';

COMMENT ON COLUMN public.current_bant.timeline_score IS '0–100; null: not known yet.';

COMMENT ON COLUMN public.current_bant.budget_notes IS 'What is known of the budget.';

COMMENT ON COLUMN public.current_bant.authority_notes IS 'Who decides.';

COMMENT ON COLUMN public.current_bant.need_notes IS 'What the lead needs.';

COMMENT ON COLUMN public.current_bant.timeline_notes IS 'By when.';

COMMENT ON COLUMN public.current_bant.next_steps IS 'What was agreed.';

COMMENT ON COLUMN public.current_bant.total_score IS 'Mean of the four scores, rounded; null until all four are known.';

COMMENT ON COLUMN public.current_bant.traffic_light IS 'green, yellow or red by policies bant.green and bant.yellow; null while the total is.';

COMMENT ON COLUMN public.current_bant.assessed_at IS 'When it was assessed.';

COMMENT ON COLUMN public.current_bant.created_at IS 'When it was entered.';

CREATE TABLE public.daily_action_plans (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    user_id uuid NOT NULL,
    plan_date date NOT NULL,
    top_priorities salesflow.json_array DEFAULT '[]'::jsonb NOT NULL,
    strategic_insights text,
    goal_progress jsonb DEFAULT '{}'::jsonb NOT NULL,
    risks salesflow.json_array DEFAULT '[]'::jsonb NOT NULL,
    quick_wins salesflow.json_array DEFAULT '[]'::jsonb NOT NULL,
    completion_status text GENERATED ALWAYS AS (
CASE
    WHEN ((actions_total > 0) AND (actions_completed >= actions_total)) THEN 'completed'::text
    WHEN (actions_completed > 0) THEN 'in_progress'::text
    ELSE 'pending'::text
END) STORED NOT NULL,
    actions_completed integer DEFAULT 0 NOT NULL,
    actions_total integer DEFAULT 0 NOT NULL,
    source text DEFAULT 'rules'::text NOT NULL,
    generated_at timestamp with time zone DEFAULT now() NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT daily_action_plans_actions_completed_check CHECK ((actions_completed >= 0)),
    CONSTRAINT daily_action_plans_actions_total_check CHECK ((actions_total >= 0)),
    CONSTRAINT daily_action_plans_source_check CHECK ((source = ANY (ARRAY['rules'::text, 'model'::text])))
);

ALTER TABLE public.daily_action_plans OWNER TO salesflow_owner;

COMMENT ON TABLE public.daily_action_plans IS 'What each user should do first on a day, and why. One plan per user and local day, made by job daily_review.';

COMMENT ON COLUMN public.daily_action_plans.id IS 'Key.';

COMMENT ON COLUMN public.daily_action_plans.user_id IS 'Whose plan.';

COMMENT ON COLUMN public.daily_action_plans.plan_date IS 'Day in the user''s time zone.';

COMMENT ON COLUMN public.daily_action_plans.top_priorities IS 'What to do first: [{position, lead_id, lead_name, action, reasoning, urgency, win_probability, suggested_script, optimal_time, channel, expected_value, recommendation_id}, …].';

COMMENT ON COLUMN public.daily_action_plans.strategic_insights IS 'The state of the portfolio in a few sentences.';

COMMENT ON COLUMN public.daily_action_plans.goal_progress IS '{deals_closed_this_month, revenue_this_month, pipeline_value, expected_pipeline_value, conversion_rate (0–1) of the last conversion_days, currency}.';

COMMENT ON COLUMN public.daily_action_plans.risks IS 'Deals in danger, an array of texts.';

COMMENT ON COLUMN public.daily_action_plans.quick_wins IS 'Deals that need little more, an array of texts.';

COMMENT ON COLUMN public.daily_action_plans.completion_status IS 'pending, in_progress or completed; follows from the two counts.';

COMMENT ON COLUMN public.daily_action_plans.actions_completed IS 'Priorities whose recommendation is completed; kept by trigger.';

COMMENT ON COLUMN public.daily_action_plans.actions_total IS 'Number of priorities.';

COMMENT ON COLUMN public.daily_action_plans.source IS 'Whose words: rules or model. Numbers and choice are always the rules''.';

COMMENT ON COLUMN public.daily_action_plans.generated_at IS 'Instant the plan judges at.';

COMMENT ON COLUMN public.daily_action_plans.created_at IS 'When the row was written.';

CREATE VIEW public.dashboard_agent_memory WITH (security_invoker='true') AS
 SELECT m.memory_type,
    count(*) AS count,
    round(avg((m.importance_score)::numeric), 2) AS avg_importance,
    round(avg(m.access_count), 1) AS avg_access_count
   FROM public.agent_memory m
  WHERE (m.created_at > (now() - salesflow.policy_interval('analytics.window'::text)))
  GROUP BY m.memory_type
  ORDER BY (count(*)) DESC;

ALTER TABLE public.dashboard_agent_memory OWNER TO salesflow_owner;

COMMENT ON VIEW public.dashboard_agent_memory IS 'What the agent remembers, by type (policy analytics.window).';

COMMENT ON COLUMN public.dashboard_agent_memory.memory_type IS 'conversation, insight, pattern or feedback.';

COMMENT ON COLUMN public.dashboard_agent_memory.count IS 'Memories kept in the period.';

COMMENT ON COLUMN public.dashboard_agent_memory.avg_importance IS 'Mean importance, 0–1.';

COMMENT ON COLUMN public.dashboard_agent_memory.avg_access_count IS 'Mean number of recalls.';

CREATE VIEW public.dashboard_autonomous_actions WITH (security_invoker='true') AS
 SELECT (a.executed_at)::date AS date,
    a.action_type,
    count(*) AS count,
    count(*) FILTER (WHERE a.success) AS successful,
    round(((100.0 * (count(*) FILTER (WHERE a.success))::numeric) / (count(*))::numeric), 2) AS success_rate
   FROM public.autonomous_actions a
  WHERE (a.executed_at > (now() - salesflow.policy_interval('analytics.actions_window'::text)))
  GROUP BY ((a.executed_at)::date), a.action_type
  ORDER BY ((a.executed_at)::date) DESC, (count(*)) DESC;

ALTER TABLE public.dashboard_autonomous_actions OWNER TO salesflow_owner;

COMMENT ON VIEW public.dashboard_autonomous_actions IS 'What the system did by itself, by day and type, in the last days (policy analytics.actions_window).';

COMMENT ON COLUMN public.dashboard_autonomous_actions.date IS 'Day, in the session''s time zone.';

COMMENT ON COLUMN public.dashboard_autonomous_actions.action_type IS 'Type of action.';

COMMENT ON COLUMN public.dashboard_autonomous_actions.count IS 'Number of actions.';

COMMENT ON COLUMN public.dashboard_autonomous_actions.successful IS 'Those that succeeded.';

COMMENT ON COLUMN public.dashboard_autonomous_actions.success_rate IS 'Percent.';

CREATE VIEW public.dashboard_daily_review WITH (security_invoker='true') AS
 SELECT p.plan_date,
    count(*) AS users_with_plans,
    sum(p.actions_completed) AS total_actions_completed,
    sum(p.actions_total) AS total_actions_planned,
    round(((100.0 * (sum(p.actions_completed))::numeric) / (NULLIF(sum(p.actions_total), 0))::numeric), 2) AS completion_rate
   FROM public.daily_action_plans p
  WHERE (p.plan_date > (CURRENT_DATE - salesflow.policy_interval('analytics.window'::text)))
  GROUP BY p.plan_date
  ORDER BY p.plan_date DESC;

ALTER TABLE public.dashboard_daily_review OWNER TO salesflow_owner;

COMMENT ON VIEW public.dashboard_daily_review IS 'Daily plans and how much of them was done, by day (policy analytics.window).';

COMMENT ON COLUMN public.dashboard_daily_review.plan_date IS 'Day of the plans, by each user''s clock.';

COMMENT ON COLUMN public.dashboard_daily_review.users_with_plans IS 'Users who had a plan.';

COMMENT ON COLUMN public.dashboard_daily_review.total_actions_completed IS 'Priorities done.';

COMMENT ON COLUMN public.dashboard_daily_review.total_actions_planned IS 'Priorities planned.';

COMMENT ON COLUMN public.dashboard_daily_review.completion_rate IS 'Percent; null where nothing was planned.';

CREATE TABLE public.lead_status_history (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    lead_id uuid NOT NULL,
    from_status text,
    to_status text NOT NULL,
    changed_by uuid,
    reason text,
    automated boolean DEFAULT false NOT NULL,
    metadata jsonb DEFAULT '{}'::jsonb NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    "position" bigint NOT NULL
);

ALTER TABLE public.lead_status_history OWNER TO salesflow_owner;

COMMENT ON TABLE public.lead_status_history IS 'Every status a lead had: one row per change, by anybody on any path, written by trigger.';

COMMENT ON COLUMN public.lead_status_history.id IS 'Key.';

COMMENT ON COLUMN public.lead_status_history.lead_id IS 'The lead.';

COMMENT ON COLUMN public.lead_status_history.from_status IS 'Status before; null for the lead''s first.';

COMMENT ON COLUMN public.lead_status_history.to_status IS 'Status after.';

COMMENT ON COLUMN public.lead_status_history.changed_by IS 'User whose session changed it; null for the system or a session that is nobody.';

COMMENT ON COLUMN public.lead_status_history.reason IS 'Why.';

COMMENT ON COLUMN public.lead_status_history.automated IS 'Whether a rule or the model did it, not a person or an import.';

COMMENT ON COLUMN public.lead_status_history.metadata IS 'Rule, cause, facts and evidence: see leads.status_cause; {"actor": "person", "role": …} for people.';

COMMENT ON COLUMN public.lead_status_history.created_at IS 'When the lead took the status.';

COMMENT ON COLUMN public.lead_status_history."position" IS 'Order of the rows where instants are equal.';

CREATE VIEW public.dashboard_status_velocity WITH (security_invoker='true') AS
 SELECT d.from_status,
    count(*) AS transitions,
    round(avg(d.days), 1) AS avg_days,
    round((percentile_cont((0.5)::double precision) WITHIN GROUP (ORDER BY ((d.days)::double precision)))::numeric, 1) AS median_days
   FROM ( SELECT h.from_status,
            (EXTRACT(epoch FROM (h.created_at - lag(h.created_at) OVER (PARTITION BY h.lead_id ORDER BY h.created_at, h."position"))) / (86400)::numeric) AS days
           FROM public.lead_status_history h) d
  WHERE ((d.from_status IS NOT NULL) AND (d.days IS NOT NULL))
  GROUP BY d.from_status
  ORDER BY (round(avg(d.days), 1));

ALTER TABLE public.dashboard_status_velocity OWNER TO salesflow_owner;

COMMENT ON VIEW public.dashboard_status_velocity IS 'How long leads stay in each status before they leave it.';

COMMENT ON COLUMN public.dashboard_status_velocity.from_status IS 'The status they left.';

COMMENT ON COLUMN public.dashboard_status_velocity.transitions IS 'How often a lead left it.';

COMMENT ON COLUMN public.dashboard_status_velocity.avg_days IS 'Mean days in it.';

COMMENT ON COLUMN public.dashboard_status_velocity.median_days IS 'Median days in it.';

CREATE TABLE public.leads (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    external_id text,
    user_id uuid,
    name salesflow.label NOT NULL,
    email text,
    phone text,
    company text,
    status text DEFAULT 'new'::text NOT NULL,
    status_since timestamp with time zone DEFAULT now() NOT NULL,
    status_reason text,
    status_cause jsonb,
    source text,
    priority salesflow.priority DEFAULT 'medium'::text NOT NULL,
    deal_value numeric(14,2),
    currency salesflow.currency DEFAULT salesflow.policy_text('crm.currency'::text) NOT NULL,
    preferred_channel salesflow.contact_channel,
    time_zone salesflow.time_zone,
    locale salesflow.locale,
    attributes salesflow.json_object DEFAULT '{}'::jsonb NOT NULL,
    last_contact_at timestamp with time zone,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT leads_deal_value_check CHECK ((deal_value >= (0)::numeric))
)
WITH (fillfactor='85');

ALTER TABLE public.leads OWNER TO salesflow_owner;

COMMENT ON TABLE public.leads IS 'Leads and the deal with each: whom we sell to, what it is worth, where it stands.';

COMMENT ON COLUMN public.leads.id IS 'Key.';

COMMENT ON COLUMN public.leads.external_id IS 'Key in the CRM the lead was imported from; imports update by it.';

COMMENT ON COLUMN public.leads.user_id IS 'Rep who owns the lead; null while nobody does.';

COMMENT ON COLUMN public.leads.name IS 'Name of the person or, for a company without a person, of the deal.';

COMMENT ON COLUMN public.leads.email IS 'E-mail address, stored in lower case.';

COMMENT ON COLUMN public.leads.phone IS 'Telephone number as entered.';

COMMENT ON COLUMN public.leads.company IS 'Company.';

COMMENT ON COLUMN public.leads.status IS 'Status (lead_statuses). Anybody may set it; automation only moves it forward along lead_status_transitions.';

COMMENT ON COLUMN public.leads.status_since IS 'Since when the lead has its status.';

COMMENT ON COLUMN public.leads.status_reason IS 'Reason given by the person who set the status; kept in the history, cleared by the next change.';

COMMENT ON COLUMN public.leads.status_cause IS 'What set the status when no person did: {actor, rule, reason, trigger_type, cause, evidence, at}. Written by the system only; null after a person''s change.';

COMMENT ON COLUMN public.leads.source IS 'Where the lead came from.';

COMMENT ON COLUMN public.leads.priority IS 'low, medium, high or urgent; set by people.';

COMMENT ON COLUMN public.leads.deal_value IS 'Expected value of the deal, in currency; null when unknown.';

COMMENT ON COLUMN public.leads.currency IS 'ISO 4217 currency of deal_value.';

COMMENT ON COLUMN public.leads.preferred_channel IS 'Channel the lead asked to be contacted on.';

COMMENT ON COLUMN public.leads.time_zone IS 'IANA time zone of the lead; null: that of its rep.';

COMMENT ON COLUMN public.leads.locale IS 'Language of the lead; null: that of its rep.';

COMMENT ON COLUMN public.leads.attributes IS 'Any other column of the customer''s CRM.';

COMMENT ON COLUMN public.leads.last_contact_at IS 'Last completed contact in either direction (activities of the types in policy crm.contact_types); kept by trigger.';

COMMENT ON COLUMN public.leads.created_at IS 'When the lead came to be (an import keeps the date of its file).';

COMMENT ON COLUMN public.leads.updated_at IS 'When somebody last changed the row.';

CREATE TABLE public.users (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    name salesflow.label NOT NULL,
    email text,
    role text DEFAULT 'rep'::text NOT NULL,
    squad_id uuid,
    time_zone salesflow.time_zone DEFAULT 'Europe/Berlin'::text NOT NULL,
    locale salesflow.locale DEFAULT 'de'::text NOT NULL,
    review_time time without time zone,
    autonomy text DEFAULT 'assistant'::text NOT NULL,
    active boolean DEFAULT true NOT NULL,
    db_role name,
    external_id text,
    attributes salesflow.json_object DEFAULT '{}'::jsonb NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT users_autonomy_check CHECK ((autonomy = ANY (ARRAY['observer'::text, 'assistant'::text, 'autopilot'::text]))),
    CONSTRAINT users_email_check CHECK ((email ~~ '%_@_%'::text)),
    CONSTRAINT users_role_check CHECK ((role = ANY (ARRAY['rep'::text, 'manager'::text, 'admin'::text])))
);

ALTER TABLE public.users OWNER TO salesflow_owner;

COMMENT ON TABLE public.users IS 'The people who sell: reps, their managers, administrators.';

COMMENT ON COLUMN public.users.id IS 'Key.';

COMMENT ON COLUMN public.users.name IS 'Full name.';

COMMENT ON COLUMN public.users.email IS 'Address for notifications, unique.';

COMMENT ON COLUMN public.users.role IS 'rep, manager or admin.';

COMMENT ON COLUMN public.users.squad_id IS 'Squad the person belongs to (a manager: leads).';

COMMENT ON COLUMN public.users.time_zone IS 'IANA time zone; the daily review runs by this clock.';

COMMENT ON COLUMN public.users.locale IS 'Language of everything the system says to the person: de… or en….';

COMMENT ON COLUMN public.users.review_time IS 'Local time from which the daily plan is made; null for the policy review.local_time.';

COMMENT ON COLUMN public.users.autonomy IS 'How much may happen without asking: observer (nothing), assistant (drafts), autopilot (may send what policy allows).';

COMMENT ON COLUMN public.users.active IS 'Whether the person works here now; only active users get plans.';

COMMENT ON COLUMN public.users.db_role IS 'Database login role of the person: a session of that role acts as this user.';

COMMENT ON COLUMN public.users.external_id IS 'Key in the system the person was imported from.';

COMMENT ON COLUMN public.users.attributes IS 'Any other column of an import.';

COMMENT ON COLUMN public.users.created_at IS 'When the person was entered.';

COMMENT ON COLUMN public.users.updated_at IS 'When the row last changed.';

CREATE TABLE salesflow.dead_events (
    event_id bigint NOT NULL,
    kind text NOT NULL,
    lead_id uuid,
    user_id uuid,
    payload jsonb NOT NULL,
    cause text,
    attempts smallint NOT NULL,
    error text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    died_at timestamp with time zone DEFAULT now() NOT NULL
);

ALTER TABLE salesflow.dead_events OWNER TO salesflow_owner;

COMMENT ON TABLE salesflow.dead_events IS 'Events that could not be answered, not by rules either. They stay until somebody retries or deletes them.';

COMMENT ON COLUMN salesflow.dead_events.event_id IS 'The event; retry_event() takes it.';

COMMENT ON COLUMN salesflow.dead_events.kind IS 'What was to be done.';

COMMENT ON COLUMN salesflow.dead_events.lead_id IS 'Lead concerned.';

COMMENT ON COLUMN salesflow.dead_events.user_id IS 'User it was to be done for.';

COMMENT ON COLUMN salesflow.dead_events.payload IS 'Facts and ids.';

COMMENT ON COLUMN salesflow.dead_events.cause IS 'What set it off.';

COMMENT ON COLUMN salesflow.dead_events.attempts IS 'Attempts made.';

COMMENT ON COLUMN salesflow.dead_events.error IS 'What went wrong at the end.';

COMMENT ON COLUMN salesflow.dead_events.created_at IS 'When it was enqueued.';

COMMENT ON COLUMN salesflow.dead_events.died_at IS 'When it was given up.';

CREATE VIEW public.dead_events WITH (security_invoker='true') AS
 SELECT d.event_id,
    d.kind,
    d.lead_id,
    l.name AS lead_name,
    d.user_id,
    u.name AS user_name,
    d.payload,
    d.cause,
    d.attempts,
    d.error,
    d.created_at,
    d.died_at
   FROM ((salesflow.dead_events d
     LEFT JOIN public.leads l ON ((l.id = d.lead_id)))
     LEFT JOIN public.users u ON ((u.id = d.user_id)));

ALTER TABLE public.dead_events OWNER TO salesflow_owner;

COMMENT ON VIEW public.dead_events IS 'Events that were given up, with the error. Mend what it names, then select retry_event(event_id).';

COMMENT ON COLUMN public.dead_events.event_id IS 'The event; retry_event() takes it.';

COMMENT ON COLUMN public.dead_events.kind IS 'What was to be done.';

COMMENT ON COLUMN public.dead_events.lead_id IS 'Lead concerned.';

COMMENT ON COLUMN public.dead_events.lead_name IS 'Name of the lead.';

COMMENT ON COLUMN public.dead_events.user_id IS 'User it was to be done for.';

COMMENT ON COLUMN public.dead_events.user_name IS 'Name of the user.';

COMMENT ON COLUMN public.dead_events.payload IS 'Facts and ids.';

COMMENT ON COLUMN public.dead_events.cause IS 'What set it off.';

COMMENT ON COLUMN public.dead_events.attempts IS 'Attempts made.';

COMMENT ON COLUMN public.dead_events.error IS 'What went wrong at the end.';

COMMENT ON COLUMN public.dead_events.created_at IS 'When it was enqueued.';

COMMENT ON COLUMN public.dead_events.died_at IS 'When it was given up.';

CREATE TABLE salesflow.event_kinds (
    kind text NOT NULL,
    description_en text NOT NULL,
    description_de text NOT NULL,
    instructions text NOT NULL,
    schema jsonb NOT NULL,
    schema_hash text GENERATED ALWAYS AS (md5((schema)::text)) STORED NOT NULL,
    prompt_version integer DEFAULT 1 NOT NULL,
    model text,
    max_output_tokens integer DEFAULT 2000 NOT NULL,
    priority smallint DEFAULT 50 NOT NULL,
    max_attempts smallint DEFAULT 5 NOT NULL,
    lease interval DEFAULT '00:01:00'::interval NOT NULL,
    backoff interval DEFAULT '00:00:05'::interval NOT NULL,
    context_fn text NOT NULL,
    offline_fn text,
    apply_fn text NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT event_kinds_backoff_check CHECK ((backoff >= '00:00:00'::interval)),
    CONSTRAINT event_kinds_description_de_check CHECK ((description_de <> ''::text)),
    CONSTRAINT event_kinds_description_en_check CHECK ((description_en <> ''::text)),
    CONSTRAINT event_kinds_instructions_check CHECK ((instructions <> ''::text)),
    CONSTRAINT event_kinds_kind_check CHECK ((kind ~ '^[a-z_]+(\.[a-z_]+)+$'::text)),
    CONSTRAINT event_kinds_lease_check CHECK ((lease > '00:00:00'::interval)),
    CONSTRAINT event_kinds_max_attempts_check CHECK ((max_attempts > 0)),
    CONSTRAINT event_kinds_max_output_tokens_check CHECK ((max_output_tokens > 0)),
    CONSTRAINT event_kinds_schema_check CHECK ((schema @> '{"type": "object", "additionalProperties": false}'::jsonb))
);

ALTER TABLE salesflow.event_kinds OWNER TO salesflow_owner;

COMMENT ON TABLE salesflow.event_kinds IS 'What can be asked of a model, one row each: the prompt, the schema of the answer, and three functions. context(salesflow.events) returns jsonb: what the model may see; null when there is nothing left to do. offline(salesflow.events) returns jsonb: the same answer by rules; null likewise. apply(salesflow.events, answer jsonb, source text) returns void: the effects, source being model or rules.';

COMMENT ON COLUMN salesflow.event_kinds.kind IS 'Name, room first: review.wording.';

COMMENT ON COLUMN salesflow.event_kinds.description_en IS 'What it does, in English.';

COMMENT ON COLUMN salesflow.event_kinds.description_de IS 'What it does, in German.';

COMMENT ON COLUMN salesflow.event_kinds.instructions IS 'The prompt (system message).';

COMMENT ON COLUMN salesflow.event_kinds.schema IS 'JSON schema of the answer. For structured outputs: an object without additional properties, all properties required.';

COMMENT ON COLUMN salesflow.event_kinds.schema_hash IS 'Key of the compiled schema.';

COMMENT ON COLUMN salesflow.event_kinds.prompt_version IS 'Counts changes of instructions, schema and model (event_kind_history).';

COMMENT ON COLUMN salesflow.event_kinds.model IS 'Model to ask; null: the one the worker is set to.';

COMMENT ON COLUMN salesflow.event_kinds.max_output_tokens IS 'Longest answer, in tokens.';

COMMENT ON COLUMN salesflow.event_kinds.priority IS 'Small goes first.';

COMMENT ON COLUMN salesflow.event_kinds.max_attempts IS 'Attempts before the rules answer, or where there are none before it is given up.';

COMMENT ON COLUMN salesflow.event_kinds.lease IS 'How long a worker may be silent about an event before others take it over.';

COMMENT ON COLUMN salesflow.event_kinds.backoff IS 'Base of the pause after a failure: random between none and base × 2^(attempts - 1).';

COMMENT ON COLUMN salesflow.event_kinds.context_fn IS 'Function (salesflow.events) returns jsonb: what the model may see.';

COMMENT ON COLUMN salesflow.event_kinds.offline_fn IS 'Function (salesflow.events) returns jsonb: the answer by rules; null: there are no rules for it.';

COMMENT ON COLUMN salesflow.event_kinds.apply_fn IS 'Function (salesflow.events, jsonb, text) returns void, volatile: the effects of an answer.';

COMMENT ON COLUMN salesflow.event_kinds.updated_at IS 'When the row last changed.';

CREATE VIEW public.event_queue_status WITH (security_invoker='true') AS
 SELECT k.kind,
    count(e.event_id) FILTER (WHERE (e.lease IS NULL)) AS waiting,
    count(e.event_id) FILTER (WHERE ((e.lease IS NULL) AND (e.run_at <= now()))) AS due,
    count(e.event_id) FILTER (WHERE (e.lease IS NOT NULL)) AS leased,
    count(e.event_id) FILTER (WHERE ((e.attempt > 0) AND (e.lease IS NULL))) AS retrying,
    (now() - min(e.run_at) FILTER (WHERE ((e.lease IS NULL) AND (e.run_at <= now())))) AS oldest_age,
    ( SELECT count(*) AS count
           FROM salesflow.dead_events d
          WHERE (d.kind = k.kind)) AS dead
   FROM (salesflow.event_kinds k
     LEFT JOIN salesflow.events e ON ((e.kind = k.kind)))
  GROUP BY k.kind;

ALTER TABLE public.event_queue_status OWNER TO salesflow_owner;

COMMENT ON VIEW public.event_queue_status IS 'The queue of events at a glance, one row per kind.';

COMMENT ON COLUMN public.event_queue_status.kind IS 'Kind of the events.';

COMMENT ON COLUMN public.event_queue_status.waiting IS 'Waiting, due or not.';

COMMENT ON COLUMN public.event_queue_status.due IS 'Waiting and due.';

COMMENT ON COLUMN public.event_queue_status.leased IS 'Being worked on.';

COMMENT ON COLUMN public.event_queue_status.retrying IS 'Waiting to be tried again.';

COMMENT ON COLUMN public.event_queue_status.oldest_age IS 'For how long the oldest due one has been so; null when none is.';

COMMENT ON COLUMN public.event_queue_status.dead IS 'Given up (dead_events).';

CREATE TABLE public.health_log (
    id bigint NOT NULL,
    check_name text NOT NULL,
    status text NOT NULL,
    previous_status text NOT NULL,
    value numeric,
    threshold numeric,
    changed_at timestamp with time zone NOT NULL,
    CONSTRAINT health_log_previous_status_check CHECK ((previous_status = ANY (ARRAY['ok'::text, 'warning'::text, 'critical'::text]))),
    CONSTRAINT health_log_status_check CHECK ((status = ANY (ARRAY['ok'::text, 'warning'::text, 'critical'::text])))
);

ALTER TABLE public.health_log OWNER TO salesflow_owner;

COMMENT ON TABLE public.health_log IS 'Every change of the state of a check, as job health_check saw it.';

COMMENT ON COLUMN public.health_log.id IS 'Key.';

COMMENT ON COLUMN public.health_log.check_name IS 'The check (system_health).';

COMMENT ON COLUMN public.health_log.status IS 'State from then on.';

COMMENT ON COLUMN public.health_log.previous_status IS 'State before; ok where nothing was known.';

COMMENT ON COLUMN public.health_log.value IS 'What was measured.';

COMMENT ON COLUMN public.health_log.threshold IS 'The limit then.';

COMMENT ON COLUMN public.health_log.changed_at IS 'When the job saw it.';

ALTER TABLE public.health_log ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.health_log_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.import_rejects (
    id bigint NOT NULL,
    import_id uuid NOT NULL,
    line_no bigint,
    severity text NOT NULL,
    column_name text,
    target text,
    value text,
    code text NOT NULL,
    reason text NOT NULL,
    record jsonb,
    CONSTRAINT import_rejects_severity_check CHECK ((severity = ANY (ARRAY['rejected'::text, 'warning'::text])))
);

ALTER TABLE public.import_rejects OWNER TO salesflow_owner;

COMMENT ON TABLE public.import_rejects IS 'Why a row of an import was left out, or what to look at in one that was taken. Mend record here (or the map) and call retry_import().';

COMMENT ON COLUMN public.import_rejects.id IS 'Key.';

COMMENT ON COLUMN public.import_rejects.import_id IS 'The import.';

COMMENT ON COLUMN public.import_rejects.line_no IS 'Line of the file on which the row begins, the header being 1; null: the whole column.';

COMMENT ON COLUMN public.import_rejects.severity IS 'rejected (the row was left out) or warning (it was taken).';

COMMENT ON COLUMN public.import_rejects.column_name IS 'Column of the file; several for a template.';

COMMENT ON COLUMN public.import_rejects.target IS 'What it was to become (import_targets).';

COMMENT ON COLUMN public.import_rejects.value IS 'The cell, up to 1,000 characters.';

COMMENT ON COLUMN public.import_rejects.code IS 'Reason as a word: bad_timestamp, unknown_word, too_long, …';

COMMENT ON COLUMN public.import_rejects.reason IS 'Reason as a sentence, in the language of the import.';

COMMENT ON COLUMN public.import_rejects.record IS 'The row, whole: {column: cell}.';

ALTER TABLE public.import_rejects ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.import_rejects_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.import_targets (
    target text NOT NULL,
    kind text NOT NULL,
    max_length integer,
    "position" smallint NOT NULL,
    headers text[] DEFAULT '{}'::text[] NOT NULL,
    description text NOT NULL,
    CONSTRAINT import_targets_max_length_check CHECK ((max_length > 0)),
    CONSTRAINT import_targets_target_check CHECK ((target ~ '^[a-z]+\.[a-z_]+$'::text))
);

ALTER TABLE public.import_targets OWNER TO salesflow_owner;

COMMENT ON TABLE public.import_targets IS 'Everything a column of an imported file can become, and the headers it is recognised by. Add headers of your CRM: update import_targets set headers = headers || ''{kundennr}'' where target = ''lead.external_id''.';

COMMENT ON COLUMN public.import_targets.target IS 'Section and field of a map: lead.deal_value.';

COMMENT ON COLUMN public.import_targets.kind IS 'How a cell is read: text, email, money, score (0–100), timestamp, time_zone, or a closed set of words (status, priority, boolean, …).';

COMMENT ON COLUMN public.import_targets.max_length IS 'Longest text allowed, in characters; null for no limit.';

COMMENT ON COLUMN public.import_targets."position" IS 'Order in which suggestions are made: the first target takes the header.';

COMMENT ON COLUMN public.import_targets.headers IS 'Headers in German and English, letters and digits only, in lower case, best first.';

COMMENT ON COLUMN public.import_targets.description IS 'What it becomes.';

CREATE TABLE public.job_failures (
    id bigint NOT NULL,
    run_id uuid,
    function text NOT NULL,
    item text NOT NULL,
    error_code text NOT NULL,
    error_message text NOT NULL,
    error_context text,
    failed_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);

ALTER TABLE public.job_failures OWNER TO salesflow_owner;

COMMENT ON TABLE public.job_failures IS 'Single users, leads, views or tables that a job could not do while it did all others.';

COMMENT ON COLUMN public.job_failures.id IS 'Key.';

COMMENT ON COLUMN public.job_failures.run_id IS 'The run; null when the work was done outside a job.';

COMMENT ON COLUMN public.job_failures.function IS 'Function that failed.';

COMMENT ON COLUMN public.job_failures.item IS 'Id or name of the item it failed for.';

COMMENT ON COLUMN public.job_failures.error_code IS 'SQLSTATE.';

COMMENT ON COLUMN public.job_failures.error_message IS 'What the error said.';

COMMENT ON COLUMN public.job_failures.error_context IS 'Where it happened.';

COMMENT ON COLUMN public.job_failures.failed_at IS 'When.';

ALTER TABLE public.job_failures ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.job_failures_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.jobs (
    name text NOT NULL,
    schedule text NOT NULL,
    body text NOT NULL,
    description_en text NOT NULL,
    description_de text NOT NULL,
    is_enabled boolean DEFAULT true NOT NULL,
    timeout interval NOT NULL,
    overdue_after interval NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT jobs_body_check CHECK ((body ~ '^salesflow\.[a-z_]+$'::text)),
    CONSTRAINT jobs_name_check CHECK ((name ~ '^[a-z_]+$'::text)),
    CONSTRAINT jobs_overdue_after_check CHECK ((overdue_after > '00:00:00'::interval)),
    CONSTRAINT jobs_schedule_has_five_fields CHECK (salesflow.is_cron_schedule(schedule)),
    CONSTRAINT jobs_timeout_check CHECK ((timeout > '00:00:00'::interval))
);

ALTER TABLE public.jobs OWNER TO salesflow_owner;

COMMENT ON TABLE public.jobs IS 'The jobs. pg_cron follows this table: change schedule or is_enabled here. Run one now with trigger_job(), see them all in job_status.';

COMMENT ON COLUMN public.jobs.name IS 'Name, as trigger_job() takes it.';

COMMENT ON COLUMN public.jobs.schedule IS 'When it runs: minute hour day month weekday, in GMT. What depends on local time ticks often and picks the users whose hour has come.';

COMMENT ON COLUMN public.jobs.body IS 'Function that does the work: body(as_of timestamptz) returns the number of rows done, or {"rows": …, "details": {…}}.';

COMMENT ON COLUMN public.jobs.description_en IS 'What it does, in English.';

COMMENT ON COLUMN public.jobs.description_de IS 'What it does, in German.';

COMMENT ON COLUMN public.jobs.is_enabled IS 'Whether it runs by schedule; trigger_job() runs it either way.';

COMMENT ON COLUMN public.jobs.timeout IS 'A scheduled run that takes longer is cancelled by the next job that starts. The role''s statement_timeout ends any run.';

COMMENT ON COLUMN public.jobs.overdue_after IS 'Without a success for this long the health check calls it overdue.';

COMMENT ON COLUMN public.jobs.created_at IS 'When the job was entered.';

CREATE VIEW public.job_status WITH (security_invoker='true') AS
 SELECT j.name,
    j.schedule,
    j.is_enabled,
    (e.job_name IS NOT NULL) AS is_scheduled,
    salesflow.is_job_running(j.name) AS is_running,
    last.status AS last_status,
    last.started_at AS last_started_at,
    last.duration_ms AS last_duration_ms,
    last.rows_affected AS last_rows,
    last.error_message AS last_error,
    week.runs AS runs_7d,
    week.success_rate AS success_rate_7d,
    week.avg_duration_ms AS avg_duration_ms_7d,
    ok.finished_at AS last_success_at,
    ((e.job_name IS NOT NULL) AND ((COALESCE(ok.finished_at, j.created_at) + j.overdue_after) < now())) AS is_overdue,
    j.description_en,
    j.description_de
   FROM ((((public.jobs j
     LEFT JOIN salesflow.cron_entries() e(entry_id, job_name, schedule, command) ON ((e.job_name = j.name)))
     LEFT JOIN LATERAL ( SELECT r.id,
            r.job_name,
            r.triggered_by,
            r.status,
            r.started_at,
            r.finished_at,
            r.duration_ms,
            r.rows_affected,
            r.failed_items,
            r.error_code,
            r.error_message,
            r.error_hint,
            r.error_context,
            r.details
           FROM public.job_runs r
          WHERE ((r.job_name = j.name) AND (r.status <> 'skipped'::text))
          ORDER BY r.started_at DESC
         LIMIT 1) last ON (true))
     LEFT JOIN LATERAL ( SELECT r.finished_at
           FROM public.job_runs r
          WHERE ((r.job_name = j.name) AND (r.status = ANY (ARRAY['succeeded'::text, 'partial'::text])))
          ORDER BY r.started_at DESC
         LIMIT 1) ok ON (true))
     CROSS JOIN LATERAL ( SELECT count(*) AS runs,
            round(((100.0 * (count(*) FILTER (WHERE (r.status = 'succeeded'::text)))::numeric) / (NULLIF(count(*), 0))::numeric), 2) AS success_rate,
            round(avg(r.duration_ms), 1) AS avg_duration_ms
           FROM public.job_runs r
          WHERE ((r.job_name = j.name) AND (r.status = ANY (ARRAY['succeeded'::text, 'partial'::text, 'failed'::text])) AND (r.started_at > (now() - '7 days'::interval)))) week);

ALTER TABLE public.job_status OWNER TO salesflow_owner;

COMMENT ON VIEW public.job_status IS 'The jobs at a glance: whether each is scheduled, running, overdue, and how its runs of the last 7 days went.';

COMMENT ON COLUMN public.job_status.name IS 'Name of the job.';

COMMENT ON COLUMN public.job_status.schedule IS 'When it runs, in GMT.';

COMMENT ON COLUMN public.job_status.is_enabled IS 'Whether it should run by schedule.';

COMMENT ON COLUMN public.job_status.is_scheduled IS 'Whether pg_cron has it; false for all where pg_cron is not in this database.';

COMMENT ON COLUMN public.job_status.is_running IS 'Whether it is running now.';

COMMENT ON COLUMN public.job_status.last_status IS 'How the last run went (job_runs.status), skipped ones aside.';

COMMENT ON COLUMN public.job_status.last_started_at IS 'When it last began.';

COMMENT ON COLUMN public.job_status.last_duration_ms IS 'How long that took, in milliseconds.';

COMMENT ON COLUMN public.job_status.last_rows IS 'How much that did.';

COMMENT ON COLUMN public.job_status.last_error IS 'What its error said.';

COMMENT ON COLUMN public.job_status.runs_7d IS 'Finished runs of the last 7 days, skipped ones aside.';

COMMENT ON COLUMN public.job_status.success_rate_7d IS 'Percent of them that succeeded; null without runs.';

COMMENT ON COLUMN public.job_status.avg_duration_ms_7d IS 'Their mean duration in milliseconds.';

COMMENT ON COLUMN public.job_status.last_success_at IS 'End of the last run that did its work (succeeded or partial).';

COMMENT ON COLUMN public.job_status.is_overdue IS 'Whether a scheduled job has been without success for longer than jobs.overdue_after.';

COMMENT ON COLUMN public.job_status.description_en IS 'What it does, in English.';

COMMENT ON COLUMN public.job_status.description_de IS 'What it does, in German.';

CREATE TABLE public.lead_context_summaries (
    lead_id uuid NOT NULL,
    short_summary text,
    detailed_summary text,
    key_facts salesflow.json_array DEFAULT '[]'::jsonb NOT NULL,
    pain_points salesflow.json_array DEFAULT '[]'::jsonb NOT NULL,
    objections_raised salesflow.json_array DEFAULT '[]'::jsonb NOT NULL,
    total_interactions integer DEFAULT 0 NOT NULL,
    inbound_interactions integer DEFAULT 0 NOT NULL,
    first_interaction_at timestamp with time zone,
    last_interaction_at timestamp with time zone,
    last_inbound_at timestamp with time zone,
    updated_at timestamp with time zone DEFAULT now() NOT NULL
)
WITH (fillfactor='80');

ALTER TABLE public.lead_context_summaries OWNER TO salesflow_owner;

COMMENT ON TABLE public.lead_context_summaries IS 'What is known of a lead at a glance: summary, facts, and counts of contacts (kept by trigger).';

COMMENT ON COLUMN public.lead_context_summaries.lead_id IS 'The lead.';

COMMENT ON COLUMN public.lead_context_summaries.short_summary IS 'One or two sentences.';

COMMENT ON COLUMN public.lead_context_summaries.detailed_summary IS 'The whole story.';

COMMENT ON COLUMN public.lead_context_summaries.key_facts IS 'Facts worth remembering, an array of texts.';

COMMENT ON COLUMN public.lead_context_summaries.pain_points IS 'Problems the lead named, an array of texts.';

COMMENT ON COLUMN public.lead_context_summaries.objections_raised IS 'Objections so far, an array of texts.';

COMMENT ON COLUMN public.lead_context_summaries.total_interactions IS 'Completed contacts in either direction.';

COMMENT ON COLUMN public.lead_context_summaries.inbound_interactions IS 'Completed contacts that came from the lead.';

COMMENT ON COLUMN public.lead_context_summaries.first_interaction_at IS 'First contact.';

COMMENT ON COLUMN public.lead_context_summaries.last_interaction_at IS 'Last contact, the same as leads.last_contact_at.';

COMMENT ON COLUMN public.lead_context_summaries.last_inbound_at IS 'Last time the lead itself reached out.';

COMMENT ON COLUMN public.lead_context_summaries.updated_at IS 'When the row last changed.';

ALTER TABLE public.lead_status_history ALTER COLUMN "position" ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.lead_status_history_position_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.lead_status_transitions (
    from_status text NOT NULL,
    to_status text NOT NULL
);

ALTER TABLE public.lead_status_transitions OWNER TO salesflow_owner;

COMMENT ON TABLE public.lead_status_transitions IS 'Status graph: the steps automation may take. People may set any status; automation only follows these edges, and only forward.';

COMMENT ON COLUMN public.lead_status_transitions.from_status IS 'Status before.';

COMMENT ON COLUMN public.lead_status_transitions.to_status IS 'Status after; of a higher rank.';

CREATE TABLE salesflow.model_days (
    user_id uuid NOT NULL,
    local_day date NOT NULL,
    currency character(3) NOT NULL,
    calls integer NOT NULL,
    tokens_in bigint NOT NULL,
    tokens_cached bigint NOT NULL,
    tokens_out bigint NOT NULL,
    cost numeric NOT NULL
)
WITH (fillfactor='70');

ALTER TABLE salesflow.model_days OWNER TO salesflow_owner;

COMMENT ON TABLE salesflow.model_days IS 'Sum of model_calls per user and local day, so that the budget is a look at one row.';

COMMENT ON COLUMN salesflow.model_days.user_id IS 'The user; all zeros for calls done for nobody.';

COMMENT ON COLUMN salesflow.model_days.local_day IS 'Day by the user''s clock.';

COMMENT ON COLUMN salesflow.model_days.currency IS 'ISO 4217 currency of cost.';

COMMENT ON COLUMN salesflow.model_days.calls IS 'Calls of a model.';

COMMENT ON COLUMN salesflow.model_days.tokens_in IS 'Input tokens, cached ones included.';

COMMENT ON COLUMN salesflow.model_days.tokens_cached IS 'Of these, cached.';

COMMENT ON COLUMN salesflow.model_days.tokens_out IS 'Output tokens.';

COMMENT ON COLUMN salesflow.model_days.cost IS 'Their cost.';

CREATE VIEW public.model_usage WITH (security_invoker='true') AS
 SELECT u.id AS user_id,
    u.name AS user_name,
    d.local_day,
    d.calls,
    d.tokens_in,
    d.tokens_cached,
    d.tokens_out,
    d.cost,
    d.currency,
    ( SELECT salesflow.policy_number('events.budget_per_user_day'::text) AS policy_number) AS budget
   FROM (salesflow.model_days d
     LEFT JOIN public.users u ON ((u.id = d.user_id)));

ALTER TABLE public.model_usage OWNER TO salesflow_owner;

COMMENT ON VIEW public.model_usage IS 'What the model was used for and cost, per user and local day.';

COMMENT ON COLUMN public.model_usage.user_id IS 'The user; null for calls done for nobody.';

COMMENT ON COLUMN public.model_usage.user_name IS 'Name of the user.';

COMMENT ON COLUMN public.model_usage.local_day IS 'Day by the user''s clock.';

COMMENT ON COLUMN public.model_usage.calls IS 'Calls of a model.';

COMMENT ON COLUMN public.model_usage.tokens_in IS 'Input tokens, cached ones included.';

COMMENT ON COLUMN public.model_usage.tokens_cached IS 'Of these, cached by the provider.';

COMMENT ON COLUMN public.model_usage.tokens_out IS 'Output tokens.';

COMMENT ON COLUMN public.model_usage.cost IS 'Their cost, in currency.';

COMMENT ON COLUMN public.model_usage.currency IS 'ISO 4217 currency.';

COMMENT ON COLUMN public.model_usage.budget IS 'What a day may cost now (policy events.budget_per_user_day).';

CREATE TABLE public.notifications (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    user_id uuid NOT NULL,
    kind text NOT NULL,
    title text NOT NULL,
    body text,
    data salesflow.json_object DEFAULT '{}'::jsonb NOT NULL,
    dedupe_key text,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    read_at timestamp with time zone
);

ALTER TABLE public.notifications OWNER TO salesflow_owner;

COMMENT ON TABLE public.notifications IS 'What users should hear of. Delivery to the outside reads from here.';

COMMENT ON COLUMN public.notifications.id IS 'Key.';

COMMENT ON COLUMN public.notifications.user_id IS 'For whom.';

COMMENT ON COLUMN public.notifications.kind IS 'daily_plan, system_health, …';

COMMENT ON COLUMN public.notifications.title IS 'Headline, in the user''s language.';

COMMENT ON COLUMN public.notifications.body IS 'Text, in the user''s language.';

COMMENT ON COLUMN public.notifications.data IS 'What it refers to: {plan_id}, …';

COMMENT ON COLUMN public.notifications.dedupe_key IS 'The same thing is told once.';

COMMENT ON COLUMN public.notifications.created_at IS 'When it was made.';

COMMENT ON COLUMN public.notifications.read_at IS 'When it was read.';

CREATE TABLE public.personality_profiles (
    lead_id uuid NOT NULL,
    dominance_score salesflow.score NOT NULL,
    influence_score salesflow.score NOT NULL,
    steadiness_score salesflow.score NOT NULL,
    conscientiousness_score salesflow.score NOT NULL,
    primary_type text GENERATED ALWAYS AS (
CASE GREATEST(dominance_score, influence_score, steadiness_score, conscientiousness_score)
    WHEN dominance_score THEN 'D'::text
    WHEN influence_score THEN 'I'::text
    WHEN steadiness_score THEN 'S'::text
    ELSE 'C'::text
END) STORED NOT NULL,
    confidence salesflow.share DEFAULT 0.5 NOT NULL,
    assessed_at timestamp with time zone DEFAULT now() NOT NULL
);

ALTER TABLE public.personality_profiles OWNER TO salesflow_owner;

COMMENT ON TABLE public.personality_profiles IS 'DISG (DISC) profile of a lead, one each.';

COMMENT ON COLUMN public.personality_profiles.lead_id IS 'The lead.';

COMMENT ON COLUMN public.personality_profiles.dominance_score IS 'D, 0–100.';

COMMENT ON COLUMN public.personality_profiles.influence_score IS 'I, 0–100.';

COMMENT ON COLUMN public.personality_profiles.steadiness_score IS 'S, 0–100.';

COMMENT ON COLUMN public.personality_profiles.conscientiousness_score IS 'C (German: G, gewissenhaft), 0–100.';

COMMENT ON COLUMN public.personality_profiles.primary_type IS 'Letter of the highest score; ties go D, I, S, C.';

COMMENT ON COLUMN public.personality_profiles.confidence IS 'How sure the profile is, 0–1.';

COMMENT ON COLUMN public.personality_profiles.assessed_at IS 'When it was made.';

CREATE TABLE public.playbook_executions (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    playbook_name text NOT NULL,
    lead_id uuid NOT NULL,
    user_id uuid,
    status text DEFAULT 'in_progress'::text NOT NULL,
    outcome text,
    notes text,
    started_at timestamp with time zone DEFAULT now() NOT NULL,
    completed_at timestamp with time zone,
    CONSTRAINT playbook_executions_status_check CHECK ((status = ANY (ARRAY['in_progress'::text, 'completed'::text, 'abandoned'::text])))
);

ALTER TABLE public.playbook_executions OWNER TO salesflow_owner;

COMMENT ON TABLE public.playbook_executions IS 'Each use of a playbook on a lead.';

COMMENT ON COLUMN public.playbook_executions.id IS 'Key.';

COMMENT ON COLUMN public.playbook_executions.playbook_name IS 'Which playbook.';

COMMENT ON COLUMN public.playbook_executions.lead_id IS 'On which lead.';

COMMENT ON COLUMN public.playbook_executions.user_id IS 'By whom.';

COMMENT ON COLUMN public.playbook_executions.status IS 'in_progress, completed or abandoned.';

COMMENT ON COLUMN public.playbook_executions.outcome IS 'What came of it.';

COMMENT ON COLUMN public.playbook_executions.notes IS 'Notes.';

COMMENT ON COLUMN public.playbook_executions.started_at IS 'Begin.';

COMMENT ON COLUMN public.playbook_executions.completed_at IS 'End.';

CREATE TABLE public.playbooks (
    name text NOT NULL,
    purpose_en text NOT NULL,
    purpose_de text NOT NULL,
    is_active boolean DEFAULT true NOT NULL
);

ALTER TABLE public.playbooks OWNER TO salesflow_owner;

COMMENT ON TABLE public.playbooks IS 'Named ways to handle a situation.';

COMMENT ON COLUMN public.playbooks.name IS 'Name, as recommendations and interventions refer to it.';

COMMENT ON COLUMN public.playbooks.purpose_en IS 'What it is for, in English.';

COMMENT ON COLUMN public.playbooks.purpose_de IS 'What it is for, in German.';

COMMENT ON COLUMN public.playbooks.is_active IS 'Whether it may be recommended.';

ALTER TABLE public.policy_history ALTER COLUMN version ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.policy_history_version_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.retention_rules (
    rule text NOT NULL,
    table_name text NOT NULL,
    clock text NOT NULL,
    keep_policy text NOT NULL,
    condition text DEFAULT 'true'::text NOT NULL,
    description text NOT NULL,
    CONSTRAINT retention_rules_rule_check CHECK ((rule ~ '^[a-z_]+(\.[a-z_]+)+$'::text)),
    CONSTRAINT retention_rules_table_name_check CHECK ((table_name ~ '^(public|salesflow)\.[a-z_]+$'::text))
);

ALTER TABLE public.retention_rules OWNER TO salesflow_owner;

COMMENT ON TABLE public.retention_rules IS 'What job cleanup deletes, one row a rule. How long a thing is kept is the policy; the rule itself is SQL, so it comes with a deployment and nobody else may write here.';

COMMENT ON COLUMN public.retention_rules.rule IS 'Name, room first: memory.unimportant.';

COMMENT ON COLUMN public.retention_rules.table_name IS 'Table, with its schema.';

COMMENT ON COLUMN public.retention_rules.clock IS 'SQL expression over a row of the table: the instant from which its time counts.';

COMMENT ON COLUMN public.retention_rules.keep_policy IS 'Policy that says how long.';

COMMENT ON COLUMN public.retention_rules.condition IS 'SQL condition: only rows that meet it are ever deleted.';

COMMENT ON COLUMN public.retention_rules.description IS 'What is deleted.';

CREATE TABLE public.review_situations (
    situation text NOT NULL,
    urgency numeric(3,2) NOT NULL,
    label text GENERATED ALWAYS AS (
CASE
    WHEN (urgency >= 0.85) THEN 'critical'::text
    WHEN (urgency >= 0.6) THEN 'high'::text
    WHEN (urgency >= 0.3) THEN 'medium'::text
    ELSE 'low'::text
END) STORED NOT NULL,
    description text NOT NULL,
    CONSTRAINT review_situations_urgency_check CHECK (((urgency >= (0)::numeric) AND (urgency <= (1)::numeric)))
);

ALTER TABLE public.review_situations OWNER TO salesflow_owner;

COMMENT ON TABLE public.review_situations IS 'The situations a lead can be in on the morning of a review. The most urgent one that holds decides the next best action.';

COMMENT ON COLUMN public.review_situations.situation IS 'Name; texts are text_templates review.<situation>.action, .reasoning and .script.';

COMMENT ON COLUMN public.review_situations.urgency IS 'How much is lost by not acting today, 0–1.';

COMMENT ON COLUMN public.review_situations.label IS 'critical, high, medium or low.';

COMMENT ON COLUMN public.review_situations.description IS 'When it holds.';

CREATE TABLE public.squads (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    name salesflow.label NOT NULL,
    external_id text,
    region text,
    created_at timestamp with time zone DEFAULT now() NOT NULL
);

ALTER TABLE public.squads OWNER TO salesflow_owner;

COMMENT ON TABLE public.squads IS 'Teams of sales reps.';

COMMENT ON COLUMN public.squads.id IS 'Key.';

COMMENT ON COLUMN public.squads.name IS 'Name of the squad, unique.';

COMMENT ON COLUMN public.squads.external_id IS 'Key in the system the squad was imported from.';

COMMENT ON COLUMN public.squads.region IS 'Region or office.';

COMMENT ON COLUMN public.squads.created_at IS 'When it was entered.';

CREATE VIEW public.success_metrics WITH (security_invoker='true') AS
 WITH period AS MATERIALIZED (
         SELECT (now() - salesflow.policy_interval('analytics.window'::text)) AS since
        ), transitions AS MATERIALIZED (
         SELECT h.lead_id,
            h.automated,
            h.to_status,
            h.created_at
           FROM public.lead_status_history h,
            period
          WHERE ((h.from_status IS NOT NULL) AND (h.created_at > period.since))
        ), recommendations AS MATERIALIZED (
         SELECT r.id,
            r.lead_id,
            r.user_id,
            r.type,
            r.priority,
            r.title,
            r.description,
            r.reasoning,
            r.suggested_action,
            r.playbook_name,
            r.triggered_by,
            r.trigger_data,
            r.status,
            r.dismissed_reason,
            r.withdrawn,
            r.confidence_score,
            r.episode,
            r.source,
            r.created_at,
            r.expires_at,
            r.accepted_at,
            r.completed_at,
            r.dismissed_at,
            r.updated_at
           FROM public.ai_recommendations r,
            period
          WHERE ((r.created_at > period.since) AND (r.source <> 'person'::text))
        ), runs AS MATERIALIZED (
         SELECT r.status,
            r.duration_ms
           FROM public.job_runs r,
            period
          WHERE ((r.started_at > period.since) AND (r.status = ANY (ARRAY['succeeded'::text, 'partial'::text, 'failed'::text])))
        ), decided AS MATERIALIZED (
         SELECT DISTINCT ON (t.lead_id) l.status,
            (t.created_at - l.created_at) AS took
           FROM (transitions t
             JOIN public.leads l ON (((l.id = t.lead_id) AND (l.status = t.to_status))))
          WHERE (t.to_status = ANY (ARRAY['won'::text, 'lost'::text]))
          ORDER BY t.lead_id, t.created_at DESC
        ), measured("position", metric, value, unit, target) AS (
         SELECT 1 AS "?column?",
            'automation_share'::text AS "?column?",
            ((100.0 * (count(*) FILTER (WHERE transitions.automated))::numeric) / (NULLIF(count(*), 0))::numeric) AS "?column?",
            '%'::text AS "?column?",
            NULL::numeric AS "numeric"
           FROM transitions
        UNION ALL
         SELECT 2,
            'automated_leads'::text,
            ((100.0 * (count(DISTINCT transitions.lead_id) FILTER (WHERE transitions.automated))::numeric) / (NULLIF(count(DISTINCT transitions.lead_id), 0))::numeric),
            '%'::text,
            NULL::numeric
           FROM transitions
        UNION ALL
         SELECT 3,
            'recommendations_per_user_day'::text,
            (((count(*))::numeric / (NULLIF(( SELECT count(*) AS count
                   FROM public.users
                  WHERE users.active), 0))::numeric) / GREATEST((1)::numeric, (EXTRACT(epoch FROM (now() - min(recommendations.created_at))) / (86400)::numeric))),
            ''::text,
            NULL::numeric
           FROM recommendations
        UNION ALL
         SELECT 4,
            'acceptance_rate'::text,
            ((100.0 * (count(*) FILTER (WHERE (recommendations.status = ANY (ARRAY['accepted'::text, 'completed'::text]))))::numeric) / (NULLIF(count(*) FILTER (WHERE ((recommendations.status <> 'pending'::text) AND (NOT recommendations.withdrawn))), 0))::numeric),
            '%'::text,
            NULL::numeric
           FROM recommendations
        UNION ALL
         SELECT 5,
            'plan_completion'::text,
            ((100.0 * (sum(daily_action_plans.actions_completed))::numeric) / (NULLIF(sum(daily_action_plans.actions_total), 0))::numeric),
            '%'::text,
            NULL::numeric
           FROM public.daily_action_plans,
            period
          WHERE (daily_action_plans.plan_date > (period.since)::date)
        UNION ALL
         SELECT 6,
            'deal_velocity'::text,
            (avg(EXTRACT(epoch FROM decided.took)) FILTER (WHERE (decided.status = 'won'::text)) / (86400)::numeric) AS "numeric",
            'days'::text,
            NULL::numeric
           FROM decided
        UNION ALL
         SELECT 7,
            'conversion_rate'::text,
            ((100.0 * (count(*) FILTER (WHERE (decided.status = 'won'::text)))::numeric) / (NULLIF(count(*), 0))::numeric),
            '%'::text,
            NULL::numeric
           FROM decided
        UNION ALL
         SELECT 8,
            'job_success_rate'::text,
            ((100.0 * (count(*) FILTER (WHERE (runs.status = 'succeeded'::text)))::numeric) / (NULLIF(count(*), 0))::numeric),
            '%'::text,
            salesflow.policy_number('health.job_success_rate'::text) AS policy_number
           FROM runs
        UNION ALL
         SELECT 9,
            'job_duration'::text,
            avg(runs.duration_ms) AS avg,
            'ms'::text,
            NULL::numeric
           FROM runs
        )
 SELECT m.metric,
    round(m.value, 2) AS value,
    m.unit,
    m.target,
    (m.value >= m.target) AS is_met,
    salesflow.say(('analytics.metric.'::text || m.metric), 'en'::text) AS description_en,
    salesflow.say(('analytics.metric.'::text || m.metric), 'de'::text) AS description_de
   FROM measured m
  ORDER BY m."position";

ALTER TABLE public.success_metrics OWNER TO salesflow_owner;

COMMENT ON VIEW public.success_metrics IS 'Is it worth it? One row a metric, over the period of policy analytics.window.';

COMMENT ON COLUMN public.success_metrics.metric IS 'Name.';

COMMENT ON COLUMN public.success_metrics.value IS 'Value in unit; null while there is nothing to measure.';

COMMENT ON COLUMN public.success_metrics.unit IS '%, days, ms, or nothing for a count.';

COMMENT ON COLUMN public.success_metrics.target IS 'Value it should reach at least, where there is one.';

COMMENT ON COLUMN public.success_metrics.is_met IS 'Whether it does.';

COMMENT ON COLUMN public.success_metrics.description_en IS 'What it measures, in English.';

COMMENT ON COLUMN public.success_metrics.description_de IS 'What it measures, in German.';

CREATE TABLE salesflow.workers (
    name text NOT NULL,
    model text,
    problem text,
    is_waiting boolean DEFAULT false NOT NULL,
    "interval" interval DEFAULT '00:00:10'::interval NOT NULL,
    lock_number integer NOT NULL,
    started_at timestamp with time zone DEFAULT now() NOT NULL,
    seen_at timestamp with time zone DEFAULT now() NOT NULL,
    alive_until timestamp with time zone NOT NULL,
    stopped_at timestamp with time zone,
    CONSTRAINT workers_interval_check CHECK (("interval" > '00:00:00'::interval)),
    CONSTRAINT workers_name_check CHECK ((name <> ''::text))
)
WITH (fillfactor='50', autovacuum_vacuum_scale_factor='0', autovacuum_vacuum_threshold='100');

ALTER TABLE salesflow.workers OWNER TO salesflow_owner;

COMMENT ON TABLE salesflow.workers IS 'Daemons, running and past. One says that it lives every interval; a session-level advisory lock (lock_number) shows at once when it is gone.';

COMMENT ON COLUMN salesflow.workers.name IS 'Name it chose: host, process, chance.';

COMMENT ON COLUMN salesflow.workers.model IS 'Model it asks; null: it has none, and all it does is by rules.';

COMMENT ON COLUMN salesflow.workers.problem IS 'Why it has no model: no_key, unauthorized, ….';

COMMENT ON COLUMN salesflow.workers.is_waiting IS 'Whether its last claim brought less than it asked for. Only then is it worth a notification.';

COMMENT ON COLUMN salesflow.workers."interval" IS 'How often it says that it lives: tells late from dead.';

COMMENT ON COLUMN salesflow.workers.lock_number IS 'Number of the advisory lock its listening session holds.';

COMMENT ON COLUMN salesflow.workers.started_at IS 'When it registered first.';

COMMENT ON COLUMN salesflow.workers.seen_at IS 'When it was last heard of.';

COMMENT ON COLUMN salesflow.workers.alive_until IS 'When it counts as dead, unless heard of before.';

COMMENT ON COLUMN salesflow.workers.stopped_at IS 'When it said good-bye; null while it runs.';

CREATE VIEW public.system_health WITH (security_invoker='true') AS
 WITH queue AS MATERIALIZED (
         SELECT count(*) AS depth,
            COALESCE(EXTRACT(epoch FROM (now() - min(e.run_at))), (0)::numeric) AS oldest_s
           FROM salesflow.events e
          WHERE ((e.lease IS NULL) AND (e.run_at <= now()))
        ), jobs AS MATERIALIZED (
         SELECT count(*) FILTER (WHERE s.is_enabled) AS enabled,
            count(*) FILTER (WHERE s.is_scheduled) AS scheduled,
            count(*) FILTER (WHERE s.is_overdue) AS overdue
           FROM public.job_status s
        ), measured("position", check_name, value, unit, threshold, bad) AS (
         SELECT 1 AS "?column?",
            'database'::text AS "?column?",
            round(((100.0 * (sum(d.numbackends))::numeric) / ((current_setting('max_connections'::text))::integer)::numeric), 1) AS round,
            '%'::text AS "?column?",
            salesflow.policy_number('health.connections'::text) AS policy_number,
            'critical'::text AS "?column?"
           FROM pg_stat_database d
        UNION ALL
         SELECT 2,
            'agent'::text,
            count(*) AS count,
            'daemons'::text,
            1,
                CASE
                    WHEN (( SELECT queue.depth
                       FROM queue) > 0) THEN 'critical'::text
                    ELSE 'warning'::text
                END AS "case"
           FROM salesflow.workers w
          WHERE ((w.stopped_at IS NULL) AND (w.alive_until > now()))
        UNION ALL
         SELECT 3,
            'queue_depth'::text,
            queue.depth,
            'events'::text,
            salesflow.policy_number('health.queue_depth'::text) AS policy_number,
            'critical'::text
           FROM queue
        UNION ALL
         SELECT 4,
            'queue_age'::text,
            round(queue.oldest_s) AS round,
            's'::text,
            EXTRACT(epoch FROM salesflow.policy_interval('health.queue_age'::text)) AS "extract",
            'critical'::text
           FROM queue
        UNION ALL
         SELECT 5,
            'dead_letters'::text,
            count(*) AS count,
            'events'::text,
            0,
            'warning'::text
           FROM salesflow.dead_events
        UNION ALL
         SELECT 6,
            'job_success'::text,
            round(((100.0 * (count(*) FILTER (WHERE (r.status = 'succeeded'::text)))::numeric) / (NULLIF(count(*), 0))::numeric), 2) AS round,
            '%'::text,
            salesflow.policy_number('health.job_success_rate'::text) AS policy_number,
            'warning'::text
           FROM (public.job_runs r
             JOIN public.jobs j ON (((j.name = r.job_name) AND j.is_enabled)))
          WHERE ((r.status = ANY (ARRAY['succeeded'::text, 'partial'::text, 'failed'::text])) AND (r.started_at > (now() - salesflow.policy_interval('health.job_window'::text))))
        UNION ALL
         SELECT 7,
            'overdue_jobs'::text,
            jobs.overdue,
            'jobs'::text,
            0,
            'critical'::text
           FROM jobs
        UNION ALL
         SELECT 8,
            'scheduler'::text,
            jobs.scheduled,
            'jobs'::text,
            jobs.enabled,
            'warning'::text
           FROM jobs
        )
 SELECT m.check_name,
        CASE
            WHEN ((m.check_name = ANY (ARRAY['agent'::text, 'job_success'::text, 'scheduler'::text])) AND (m.value < m.threshold)) THEN m.bad
            WHEN ((m.check_name <> ALL (ARRAY['agent'::text, 'job_success'::text, 'scheduler'::text])) AND (m.value > m.threshold)) THEN m.bad
            ELSE 'ok'::text
        END AS status,
    m.value,
    m.threshold,
    m.unit,
    salesflow.say((('health.'::text || m.check_name) || '.hint'::text), 'en'::text) AS hint_en,
    salesflow.say((('health.'::text || m.check_name) || '.hint'::text), 'de'::text) AS hint_de
   FROM measured m
  ORDER BY m."position";

ALTER TABLE public.system_health OWNER TO salesflow_owner;

COMMENT ON VIEW public.system_health IS 'Is everything well? One row a check, measured now. Job health_check keeps the changes in health_log.';

COMMENT ON COLUMN public.system_health.check_name IS 'database (connections), agent (daemons alive), queue_depth, queue_age, dead_letters, job_success, overdue_jobs, scheduler (jobs pg_cron has).';

COMMENT ON COLUMN public.system_health.status IS 'ok, warning or critical.';

COMMENT ON COLUMN public.system_health.value IS 'What was measured, in unit; null when there is nothing to measure yet.';

COMMENT ON COLUMN public.system_health.threshold IS 'Limit: the least for agent, job_success and scheduler, the most for all others.';

COMMENT ON COLUMN public.system_health.unit IS '%, daemons, events, s or jobs.';

COMMENT ON COLUMN public.system_health.hint_en IS 'What to do when it is not ok, in English.';

COMMENT ON COLUMN public.system_health.hint_de IS 'What to do when it is not ok, in German.';

CREATE MATERIALIZED VIEW public.view_leads_scored AS
 WITH policy AS MATERIALIZED (
         SELECT (salesflow.policy_list('analytics.engagement_days'::text))::numeric[] AS engagement_days,
            (salesflow.policy_list('analytics.engagement_points'::text))::numeric[] AS engagement_points,
            salesflow.policy_number('analytics.engagement_unknown'::text) AS engagement_unknown,
            salesflow.policy_number('analytics.unknown'::text) AS unknown,
            (salesflow.policy_list('analytics.health_weights'::text))::numeric[] AS weights,
            (salesflow.policy_list('analytics.health_bands'::text))::numeric[] AS bands,
            (salesflow.policy_list('analytics.frequency_days'::text))::numeric[] AS frequency_days
        ), recommendations AS (
         SELECT r_1.lead_id,
            count(*) AS pending,
            count(*) FILTER (WHERE ((r_1.priority)::text = 'urgent'::text)) AS urgent
           FROM public.ai_recommendations r_1
          WHERE (r_1.status = 'pending'::text)
          GROUP BY r_1.lead_id
        ), facts AS (
         SELECT l_1.id,
            (EXTRACT(epoch FROM (now() - l_1.last_contact_at)) / (86400)::numeric) AS days_since_contact,
            ((EXTRACT(epoch FROM (s_1.last_interaction_at - s_1.first_interaction_at)) / (86400)::numeric) / (NULLIF((s_1.total_interactions - 1), 0))::numeric) AS mean_gap_days,
            second.type AS personality_secondary
           FROM (((public.leads l_1
             LEFT JOIN public.lead_context_summaries s_1 ON ((s_1.lead_id = l_1.id)))
             LEFT JOIN public.personality_profiles p_1 ON ((p_1.lead_id = l_1.id)))
             LEFT JOIN LATERAL ( SELECT t.type
                   FROM ( VALUES ('D'::text,p_1.dominance_score), ('I'::text,p_1.influence_score), ('S'::text,p_1.steadiness_score), ('C'::text,p_1.conscientiousness_score)) t(type, score)
                  WHERE (t.type <> p_1.primary_type)
                  ORDER BY t.score DESC, (strpos('DISC'::text, t.type))
                 LIMIT 1) second ON (true))
        ), scored AS (
         SELECT f.id,
            f.days_since_contact,
            f.mean_gap_days,
            f.personality_secondary,
                CASE
                    WHEN (f.days_since_contact IS NULL) THEN policy_1.engagement_unknown
                    ELSE policy_1.engagement_points[(width_bucket(f.days_since_contact, policy_1.engagement_days) + 1)]
                END AS engagement_score
           FROM (facts f
             CROSS JOIN policy policy_1)
        ), healthy AS (
         SELECT s_1.id,
            s_1.days_since_contact,
            s_1.mean_gap_days,
            s_1.personality_secondary,
            s_1.engagement_score,
            b_1.id AS bant_id,
            round((((COALESCE((b_1.total_score)::numeric, policy_1.unknown) * policy_1.weights[1]) + (s_1.engagement_score * policy_1.weights[2])) + (COALESCE(((p_1.confidence)::numeric * (100)::numeric), policy_1.unknown) * policy_1.weights[3]))) AS overall_health_score
           FROM (((scored s_1
             CROSS JOIN policy policy_1)
             LEFT JOIN public.current_bant b_1 ON ((b_1.lead_id = s_1.id)))
             LEFT JOIN public.personality_profiles p_1 ON ((p_1.lead_id = s_1.id)))
        )
 SELECT l.id,
    l.user_id,
    l.name,
    l.email,
    l.phone,
    l.company,
    l.status,
    l.priority,
    l.source,
    l.deal_value,
    l.currency,
    l.created_at,
    l.updated_at,
    b.total_score AS bant_score,
    b.traffic_light AS bant_traffic_light,
    b.assessed_at AS bant_last_assessed,
    b.budget_score,
    b.authority_score,
    b.need_score,
    b.timeline_score,
    p.primary_type AS personality_type,
    h.personality_secondary,
    p.confidence AS personality_confidence,
    s.short_summary AS context_summary,
    COALESCE(s.total_interactions, 0) AS total_interactions,
    s.last_interaction_at AS last_interaction_date,
    (ARRAY['daily'::text, 'weekly'::text, 'monthly'::text, 'rare'::text])[(width_bucket(h.mean_gap_days, policy.frequency_days) + 1)] AS interaction_frequency,
    s.first_interaction_at AS first_contact_date,
    COALESCE(r.pending, (0)::bigint) AS pending_recommendations,
    COALESCE(r.urgent, (0)::bigint) AS urgent_recommendations,
    h.engagement_score,
    (floor(h.days_since_contact))::integer AS days_since_contact,
    h.overall_health_score,
    (ARRAY['critical'::text, 'needs_attention'::text, 'good'::text, 'excellent'::text])[(width_bucket(h.overall_health_score, policy.bands) + 1)] AS health_status,
    ((b.total_score IS NOT NULL) AND (p.lead_id IS NOT NULL) AND (s.first_interaction_at IS NOT NULL)) AS has_complete_profile,
    now() AS refreshed_at
   FROM ((((((healthy h
     CROSS JOIN policy)
     JOIN public.leads l ON ((l.id = h.id)))
     LEFT JOIN public.bant_assessments b ON ((b.id = h.bant_id)))
     LEFT JOIN public.personality_profiles p ON ((p.lead_id = h.id)))
     LEFT JOIN public.lead_context_summaries s ON ((s.lead_id = h.id)))
     LEFT JOIN recommendations r ON ((r.lead_id = h.id)))
  WITH NO DATA;

ALTER TABLE public.view_leads_scored OWNER TO salesflow_owner;

COMMENT ON MATERIALIZED VIEW public.view_leads_scored IS 'Which leads, and how healthy: every lead with its BANT, profile, contacts and scores, as of refreshed_at. rank_leads() ranks by the present instead.';

COMMENT ON COLUMN public.view_leads_scored.id IS 'The lead.';

COMMENT ON COLUMN public.view_leads_scored.user_id IS 'Rep who owns it.';

COMMENT ON COLUMN public.view_leads_scored.name IS 'Name.';

COMMENT ON COLUMN public.view_leads_scored.email IS 'E-mail address.';

COMMENT ON COLUMN public.view_leads_scored.phone IS 'Telephone number.';

COMMENT ON COLUMN public.view_leads_scored.company IS 'Company.';

COMMENT ON COLUMN public.view_leads_scored.status IS 'Status.';

COMMENT ON COLUMN public.view_leads_scored.priority IS 'low, medium, high or urgent; set by people.';

COMMENT ON COLUMN public.view_leads_scored.source IS 'Where it came from.';

COMMENT ON COLUMN public.view_leads_scored.deal_value IS 'Expected value of the deal, in currency.';

COMMENT ON COLUMN public.view_leads_scored.currency IS 'ISO 4217.';

COMMENT ON COLUMN public.view_leads_scored.created_at IS 'When it came to be.';

COMMENT ON COLUMN public.view_leads_scored.updated_at IS 'When somebody last changed it.';

COMMENT ON COLUMN public.view_leads_scored.bant_score IS 'BANT total of the assessment that counts, 0–100; null while not all four are known.';

COMMENT ON COLUMN public.view_leads_scored.bant_traffic_light IS 'green, yellow or red.';

COMMENT ON COLUMN public.view_leads_scored.bant_last_assessed IS 'When it was assessed.';

COMMENT ON COLUMN public.view_leads_scored.budget_score IS '0–100.';

COMMENT ON COLUMN public.view_leads_scored.authority_score IS '0–100.';

COMMENT ON COLUMN public.view_leads_scored.need_score IS '0–100.';

COMMENT ON COLUMN public.view_leads_scored.timeline_score IS '0–100.';

COMMENT ON COLUMN public.view_leads_scored.personality_type IS 'D, I, S or C.';

COMMENT ON COLUMN public.view_leads_scored.personality_secondary IS 'Letter of the second-highest score; ties go D, I, S, C.';

COMMENT ON COLUMN public.view_leads_scored.personality_confidence IS 'How sure the profile is, 0–1.';

COMMENT ON COLUMN public.view_leads_scored.context_summary IS 'What is known of the lead in one or two sentences.';

COMMENT ON COLUMN public.view_leads_scored.total_interactions IS 'Completed contacts in either direction.';

COMMENT ON COLUMN public.view_leads_scored.last_interaction_date IS 'Last contact.';

COMMENT ON COLUMN public.view_leads_scored.interaction_frequency IS 'daily, weekly, monthly or rare by the mean gap between contacts (policy analytics.frequency_days); null below two.';

COMMENT ON COLUMN public.view_leads_scored.first_contact_date IS 'First contact.';

COMMENT ON COLUMN public.view_leads_scored.pending_recommendations IS 'Recommendations nobody answered yet.';

COMMENT ON COLUMN public.view_leads_scored.urgent_recommendations IS 'Those of them that are urgent.';

COMMENT ON COLUMN public.view_leads_scored.engagement_score IS '0–100 by the days since the last contact (policies analytics.engagement_…).';

COMMENT ON COLUMN public.view_leads_scored.days_since_contact IS 'Whole days since the last contact at refreshed_at; null without any.';

COMMENT ON COLUMN public.view_leads_scored.overall_health_score IS '0–100: BANT, engagement and profile confidence, weighted by policy analytics.health_weights.';

COMMENT ON COLUMN public.view_leads_scored.health_status IS 'critical, needs_attention, good or excellent (policy analytics.health_bands).';

COMMENT ON COLUMN public.view_leads_scored.has_complete_profile IS 'Whether BANT total, DISC profile and a contact are all there.';

COMMENT ON COLUMN public.view_leads_scored.refreshed_at IS 'Instant all values stand for, the ageing ones above all.';

CREATE MATERIALIZED VIEW public.view_followups_scored AS
 WITH policy AS MATERIALIZED (
         SELECT (salesflow.policy_list('analytics.due_days'::text))::numeric[] AS due_days,
            (salesflow.policy_list('analytics.due_points'::text))::numeric[] AS due_points,
            (salesflow.policy_list('analytics.priority_points'::text))::numeric[] AS priority_points,
            (salesflow.policy_list('analytics.followup_weights'::text))::numeric[] AS weights
        )
 SELECT a.id AS activity_id,
    a.lead_id,
    COALESCE(a.user_id, l.user_id) AS user_id,
    a.type,
    a.title,
    a.description,
    a.due_date,
    a.status,
    a.priority AS activity_priority,
    a.created_at,
    l.name AS lead_name,
    l.status AS lead_status,
        CASE
            WHEN (days.until_due < policy.due_days[1]) THEN 'overdue'::text
            WHEN (days.until_due < policy.due_days[2]) THEN 'urgent'::text
            WHEN (days.until_due < policy.due_days[3]) THEN 'soon'::text
            ELSE 'scheduled'::text
        END AS urgency,
    round((days.until_due * (24)::numeric), 1) AS hours_until_due,
    l.overall_health_score,
    l.bant_score,
    l.bant_traffic_light,
    l.personality_type,
    l.pending_recommendations AS ai_suggestions_count,
    l.days_since_contact,
    round((((policy.priority_points[array_position(ARRAY['low'::text, 'medium'::text, 'high'::text, 'urgent'::text], (a.priority)::text)] * policy.weights[1]) + (
        CASE
            WHEN (days.until_due IS NULL) THEN policy.due_points[cardinality(policy.due_points)]
            ELSE policy.due_points[(width_bucket(days.until_due, policy.due_days) + 1)]
        END * policy.weights[2])) + (l.overall_health_score * policy.weights[3]))) AS action_priority_score,
    now() AS refreshed_at
   FROM (((public.activities a
     CROSS JOIN policy)
     JOIN public.view_leads_scored l ON ((l.id = a.lead_id)))
     CROSS JOIN LATERAL ( SELECT (EXTRACT(epoch FROM (a.due_date - now())) / (86400)::numeric) AS until_due) days)
  WHERE (a.status = ANY (ARRAY['pending'::text, 'scheduled'::text, 'in_progress'::text]))
  WITH NO DATA;

ALTER TABLE public.view_followups_scored OWNER TO salesflow_owner;

COMMENT ON MATERIALIZED VIEW public.view_followups_scored IS 'What to do next: every open activity with its urgency, as of refreshed_at; the facts of its lead are as of the refresh of view_leads_scored.';

COMMENT ON COLUMN public.view_followups_scored.activity_id IS 'The activity.';

COMMENT ON COLUMN public.view_followups_scored.lead_id IS 'Its lead.';

COMMENT ON COLUMN public.view_followups_scored.user_id IS 'Who is to do it: the activity''s user, else the lead''s owner.';

COMMENT ON COLUMN public.view_followups_scored.type IS 'Type of the activity.';

COMMENT ON COLUMN public.view_followups_scored.title IS 'Subject.';

COMMENT ON COLUMN public.view_followups_scored.description IS 'Text. Comes from outside: never trusted.';

COMMENT ON COLUMN public.view_followups_scored.due_date IS 'When it is due.';

COMMENT ON COLUMN public.view_followups_scored.status IS 'pending, scheduled or in_progress.';

COMMENT ON COLUMN public.view_followups_scored.activity_priority IS 'low, medium, high or urgent.';

COMMENT ON COLUMN public.view_followups_scored.created_at IS 'When it was entered.';

COMMENT ON COLUMN public.view_followups_scored.lead_name IS 'Name of the lead.';

COMMENT ON COLUMN public.view_followups_scored.lead_status IS 'Status of the lead.';

COMMENT ON COLUMN public.view_followups_scored.urgency IS 'overdue, urgent, soon or scheduled, by the first three steps of policy analytics.due_days; scheduled without a due date.';

COMMENT ON COLUMN public.view_followups_scored.hours_until_due IS 'Hours until due at refreshed_at; negative when overdue.';

COMMENT ON COLUMN public.view_followups_scored.overall_health_score IS 'Health of the lead, 0–100.';

COMMENT ON COLUMN public.view_followups_scored.bant_score IS 'BANT total of the lead.';

COMMENT ON COLUMN public.view_followups_scored.bant_traffic_light IS 'green, yellow or red.';

COMMENT ON COLUMN public.view_followups_scored.personality_type IS 'D, I, S or C.';

COMMENT ON COLUMN public.view_followups_scored.ai_suggestions_count IS 'Recommendations for the lead that nobody answered yet.';

COMMENT ON COLUMN public.view_followups_scored.days_since_contact IS 'Whole days since the last contact with the lead.';

COMMENT ON COLUMN public.view_followups_scored.action_priority_score IS '0–100: priority, due date and health, weighted by policy analytics.followup_weights.';

COMMENT ON COLUMN public.view_followups_scored.refreshed_at IS 'Instant the values stand for.';

CREATE MATERIALIZED VIEW public.view_personality_insights AS
 WITH closed AS (
         SELECT l.id AS lead_id,
            max(h.created_at) AS closed_at
           FROM (public.leads l
             JOIN public.lead_status_history h ON (((h.lead_id = l.id) AND (h.to_status = l.status))))
          WHERE (l.status = ANY (ARRAY['won'::text, 'lost'::text]))
          GROUP BY l.id
        ), by_type AS (
         SELECT l.user_id,
            p.primary_type AS type,
            count(*) AS profiles,
            sum((p.confidence)::numeric) AS confidence,
            count(*) FILTER (WHERE (l.status = 'won'::text)) AS won,
            round((((count(*) FILTER (WHERE (l.status = 'won'::text)))::numeric * 1.0) / (NULLIF(count(*) FILTER (WHERE (l.status = ANY (ARRAY['won'::text, 'lost'::text]))), 0))::numeric), 4) AS win_rate,
            round((avg(EXTRACT(epoch FROM (c.closed_at - l.created_at))) FILTER (WHERE (l.status = 'won'::text)) / (86400)::numeric), 1) AS close_days
           FROM ((public.personality_profiles p
             JOIN public.leads l ON ((l.id = p.lead_id)))
             LEFT JOIN closed c ON ((c.lead_id = l.id)))
          WHERE (l.user_id IS NOT NULL)
          GROUP BY l.user_id, p.primary_type
        )
 SELECT t.user_id,
    (COALESCE(sum(t.profiles) FILTER (WHERE (t.type = 'D'::text)), (0)::numeric))::bigint AS count_dominant,
    (COALESCE(sum(t.profiles) FILTER (WHERE (t.type = 'I'::text)), (0)::numeric))::bigint AS count_influence,
    (COALESCE(sum(t.profiles) FILTER (WHERE (t.type = 'S'::text)), (0)::numeric))::bigint AS count_steadiness,
    (COALESCE(sum(t.profiles) FILTER (WHERE (t.type = 'C'::text)), (0)::numeric))::bigint AS count_conscientiousness,
    max(t.win_rate) FILTER (WHERE (t.type = 'D'::text)) AS win_rate_dominant,
    max(t.win_rate) FILTER (WHERE (t.type = 'I'::text)) AS win_rate_influence,
    max(t.win_rate) FILTER (WHERE (t.type = 'S'::text)) AS win_rate_steadiness,
    max(t.win_rate) FILTER (WHERE (t.type = 'C'::text)) AS win_rate_conscientiousness,
    max(t.close_days) FILTER (WHERE (t.type = 'D'::text)) AS avg_close_days_dominant,
    max(t.close_days) FILTER (WHERE (t.type = 'I'::text)) AS avg_close_days_influence,
    max(t.close_days) FILTER (WHERE (t.type = 'S'::text)) AS avg_close_days_steadiness,
    max(t.close_days) FILTER (WHERE (t.type = 'C'::text)) AS avg_close_days_conscientiousness,
    (array_agg(t.type ORDER BY t.win_rate DESC, t.won DESC, (strpos('DISC'::text, t.type))) FILTER (WHERE (t.win_rate IS NOT NULL)))[1] AS best_performing_type,
    round((sum(t.confidence) / sum(t.profiles)), 2) AS avg_confidence_score,
    (sum(t.profiles))::bigint AS total_profiles,
    now() AS refreshed_at
   FROM by_type t
  GROUP BY t.user_id
  WITH NO DATA;

ALTER TABLE public.view_personality_insights OWNER TO salesflow_owner;

COMMENT ON MATERIALIZED VIEW public.view_personality_insights IS 'How each user does with each DISC type of lead. Win rates count decided deals only: won ÷ (won + lost).';

COMMENT ON COLUMN public.view_personality_insights.user_id IS 'The user.';

COMMENT ON COLUMN public.view_personality_insights.count_dominant IS 'Leads of type D.';

COMMENT ON COLUMN public.view_personality_insights.count_influence IS 'Leads of type I.';

COMMENT ON COLUMN public.view_personality_insights.count_steadiness IS 'Leads of type S.';

COMMENT ON COLUMN public.view_personality_insights.count_conscientiousness IS 'Leads of type C.';

COMMENT ON COLUMN public.view_personality_insights.win_rate_dominant IS 'Win rate with type D, 0–1; null before the first decision.';

COMMENT ON COLUMN public.view_personality_insights.win_rate_influence IS 'Win rate with type I, 0–1.';

COMMENT ON COLUMN public.view_personality_insights.win_rate_steadiness IS 'Win rate with type S, 0–1.';

COMMENT ON COLUMN public.view_personality_insights.win_rate_conscientiousness IS 'Win rate with type C, 0–1.';

COMMENT ON COLUMN public.view_personality_insights.avg_close_days_dominant IS 'Mean days from creation to won, type D.';

COMMENT ON COLUMN public.view_personality_insights.avg_close_days_influence IS 'Mean days from creation to won, type I.';

COMMENT ON COLUMN public.view_personality_insights.avg_close_days_steadiness IS 'Mean days from creation to won, type S.';

COMMENT ON COLUMN public.view_personality_insights.avg_close_days_conscientiousness IS 'Mean days from creation to won, type C.';

COMMENT ON COLUMN public.view_personality_insights.best_performing_type IS 'Type with the highest win rate; ties go to more wins, then D, I, S, C.';

COMMENT ON COLUMN public.view_personality_insights.avg_confidence_score IS 'Mean confidence of the profiles, 0–1.';

COMMENT ON COLUMN public.view_personality_insights.total_profiles IS 'Leads with a profile.';

COMMENT ON COLUMN public.view_personality_insights.refreshed_at IS 'Instant the values stand for.';

CREATE TABLE salesflow.event_causes (
    kind text NOT NULL,
    cause text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL
);

ALTER TABLE salesflow.event_causes OWNER TO salesflow_owner;

COMMENT ON TABLE salesflow.event_causes IS 'Causes that have had their event, finished or absorbed ones too: the one place that says whether an effect is still owed, under any isolation level.';

COMMENT ON COLUMN salesflow.event_causes.kind IS 'Kind of the event.';

COMMENT ON COLUMN salesflow.event_causes.cause IS 'What set it off, as table:id.';

COMMENT ON COLUMN salesflow.event_causes.created_at IS 'When it was seen first.';

CREATE TABLE salesflow.event_kind_history (
    kind text NOT NULL,
    prompt_version integer NOT NULL,
    instructions text NOT NULL,
    schema jsonb NOT NULL,
    model text,
    changed_by text DEFAULT SESSION_USER NOT NULL,
    changed_at timestamp with time zone DEFAULT now() NOT NULL
);

ALTER TABLE salesflow.event_kind_history OWNER TO salesflow_owner;

COMMENT ON TABLE salesflow.event_kind_history IS 'Every version of every prompt: what a model was asked can always be told.';

COMMENT ON COLUMN salesflow.event_kind_history.kind IS 'The kind.';

COMMENT ON COLUMN salesflow.event_kind_history.prompt_version IS 'Its version.';

COMMENT ON COLUMN salesflow.event_kind_history.instructions IS 'The prompt of that version.';

COMMENT ON COLUMN salesflow.event_kind_history.schema IS 'The schema of that version.';

COMMENT ON COLUMN salesflow.event_kind_history.model IS 'The model of that version, where the kind named one.';

COMMENT ON COLUMN salesflow.event_kind_history.changed_by IS 'Database role of the session that changed it.';

COMMENT ON COLUMN salesflow.event_kind_history.changed_at IS 'When it came into force.';

CREATE TABLE salesflow.event_log (
    event_id bigint NOT NULL,
    kind text NOT NULL,
    lead_id uuid,
    user_id uuid,
    cause text,
    outcome text NOT NULL,
    source text,
    reason text,
    attempts smallint NOT NULL,
    last_error text,
    waited interval NOT NULL,
    took interval NOT NULL,
    finished_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT event_log_outcome_check CHECK ((outcome = ANY (ARRAY['applied'::text, 'skipped'::text]))),
    CONSTRAINT event_log_source_check CHECK ((source = ANY (ARRAY['model'::text, 'rules'::text])))
);

ALTER TABLE salesflow.event_log OWNER TO salesflow_owner;

COMMENT ON TABLE salesflow.event_log IS 'What became of each event that ended well, kept for events.log_retention.';

COMMENT ON COLUMN salesflow.event_log.event_id IS 'The event.';

COMMENT ON COLUMN salesflow.event_log.kind IS 'What was to be done.';

COMMENT ON COLUMN salesflow.event_log.lead_id IS 'Lead concerned.';

COMMENT ON COLUMN salesflow.event_log.user_id IS 'User it was done for.';

COMMENT ON COLUMN salesflow.event_log.cause IS 'What set it off.';

COMMENT ON COLUMN salesflow.event_log.outcome IS 'applied, or skipped: there was nothing left to do.';

COMMENT ON COLUMN salesflow.event_log.source IS 'Whose answer was applied: model or rules.';

COMMENT ON COLUMN salesflow.event_log.reason IS 'Why the rules answered: no_model, budget, attempts, refusal, truncated, quota, unauthorized, …';

COMMENT ON COLUMN salesflow.event_log.attempts IS 'Attempts it took.';

COMMENT ON COLUMN salesflow.event_log.last_error IS 'What went wrong before it ended well.';

COMMENT ON COLUMN salesflow.event_log.waited IS 'From enqueuing to the last attempt.';

COMMENT ON COLUMN salesflow.event_log.took IS 'Length of the last attempt.';

COMMENT ON COLUMN salesflow.event_log.finished_at IS 'When it ended.';

ALTER TABLE salesflow.events ALTER COLUMN event_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME salesflow.events_event_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE UNLOGGED TABLE salesflow.import_fields (
    n integer NOT NULL,
    key text NOT NULL,
    section text NOT NULL,
    target text NOT NULL,
    kind text NOT NULL,
    max_length integer,
    columns text[] NOT NULL,
    consumes boolean NOT NULL,
    format text,
    source text NOT NULL
);

ALTER TABLE salesflow.import_fields OWNER TO salesflow_owner;

COMMENT ON TABLE salesflow.import_fields IS 'Fields of the running import''s map.';

COMMENT ON COLUMN salesflow.import_fields.n IS 'Number.';

COMMENT ON COLUMN salesflow.import_fields.key IS 'Name; an activity''s has its number: activity.1.type.';

COMMENT ON COLUMN salesflow.import_fields.section IS 'Section of the target.';

COMMENT ON COLUMN salesflow.import_fields.target IS 'Target.';

COMMENT ON COLUMN salesflow.import_fields.kind IS 'Kind of the target.';

COMMENT ON COLUMN salesflow.import_fields.max_length IS 'Longest text allowed.';

COMMENT ON COLUMN salesflow.import_fields.columns IS 'Columns it reads.';

COMMENT ON COLUMN salesflow.import_fields.consumes IS 'Whether it says all there is in its column, which then stays out of attributes.';

COMMENT ON COLUMN salesflow.import_fields.format IS 'Order of dates or decimal mark, as given or found.';

COMMENT ON COLUMN salesflow.import_fields.source IS 'SQL expression of its cell.';

CREATE UNLOGGED TABLE salesflow.import_items (
    row_no bigint NOT NULL,
    line_no bigint NOT NULL,
    record jsonb NOT NULL,
    raw text[] NOT NULL,
    v jsonb NOT NULL,
    is_bad boolean NOT NULL
);

ALTER TABLE salesflow.import_items OWNER TO salesflow_owner;

COMMENT ON TABLE salesflow.import_items IS 'Rows of the running import, read by the map.';

COMMENT ON COLUMN salesflow.import_items.row_no IS 'Row.';

COMMENT ON COLUMN salesflow.import_items.line_no IS 'Line of the file.';

COMMENT ON COLUMN salesflow.import_items.record IS 'The row as it came.';

COMMENT ON COLUMN salesflow.import_items.raw IS 'Its cells, by number of the field.';

COMMENT ON COLUMN salesflow.import_items.v IS 'Its values, by key of the field.';

COMMENT ON COLUMN salesflow.import_items.is_bad IS 'Whether a cell could not be read.';

CREATE UNLOGGED TABLE salesflow.import_people (
    key text NOT NULL,
    row_no bigint NOT NULL,
    section text NOT NULL,
    external_id text,
    email text,
    name text,
    role text,
    time_zone text,
    locale text,
    active boolean,
    squad_key text,
    squad_name text,
    user_id uuid DEFAULT gen_random_uuid() NOT NULL,
    is_new boolean DEFAULT true NOT NULL
);

ALTER TABLE salesflow.import_people OWNER TO salesflow_owner;

COMMENT ON TABLE salesflow.import_people IS 'Reps and managers of the running import, one row each.';

COMMENT ON COLUMN salesflow.import_people.key IS 'What tells them apart: key, e-mail or name.';

COMMENT ON COLUMN salesflow.import_people.row_no IS 'Last row that names the person.';

COMMENT ON COLUMN salesflow.import_people.section IS 'user or manager.';

COMMENT ON COLUMN salesflow.import_people.external_id IS 'Key in the file''s system.';

COMMENT ON COLUMN salesflow.import_people.email IS 'E-mail.';

COMMENT ON COLUMN salesflow.import_people.name IS 'Name.';

COMMENT ON COLUMN salesflow.import_people.role IS 'Role, if the file says one.';

COMMENT ON COLUMN salesflow.import_people.time_zone IS 'Time zone, if the file says one.';

COMMENT ON COLUMN salesflow.import_people.locale IS 'Language, if the file says one.';

COMMENT ON COLUMN salesflow.import_people.active IS 'Whether active, if the file says it.';

COMMENT ON COLUMN salesflow.import_people.squad_key IS 'External id of the squad.';

COMMENT ON COLUMN salesflow.import_people.squad_name IS 'Name of the squad.';

COMMENT ON COLUMN salesflow.import_people.user_id IS 'The user.';

COMMENT ON COLUMN salesflow.import_people.is_new IS 'Whether the user is new.';

CREATE UNLOGGED TABLE salesflow.import_plan (
    row_no bigint NOT NULL,
    line_no bigint NOT NULL,
    key text NOT NULL,
    next_line bigint,
    lead_id uuid NOT NULL,
    is_new boolean NOT NULL,
    is_changed boolean NOT NULL,
    user_id uuid,
    status text,
    is_closed boolean NOT NULL,
    status_at timestamp with time zone,
    v jsonb NOT NULL,
    before jsonb,
    last_status text
);

ALTER TABLE salesflow.import_plan OWNER TO salesflow_owner;

COMMENT ON TABLE salesflow.import_plan IS 'What the running import will do, row by row.';

COMMENT ON COLUMN salesflow.import_plan.row_no IS 'Row.';

COMMENT ON COLUMN salesflow.import_plan.line_no IS 'Line of the file.';

COMMENT ON COLUMN salesflow.import_plan.key IS 'External id of the lead.';

COMMENT ON COLUMN salesflow.import_plan.next_line IS 'Line where the same lead comes again; null in its last, which counts.';

COMMENT ON COLUMN salesflow.import_plan.lead_id IS 'The lead, also of a new one.';

COMMENT ON COLUMN salesflow.import_plan.is_new IS 'Whether the lead is new.';

COMMENT ON COLUMN salesflow.import_plan.is_changed IS 'Whether the row says something new.';

COMMENT ON COLUMN salesflow.import_plan.user_id IS 'Its rep.';

COMMENT ON COLUMN salesflow.import_plan.status IS 'Status in the file.';

COMMENT ON COLUMN salesflow.import_plan.is_closed IS 'Whether that status is one in which nobody works on the lead.';

COMMENT ON COLUMN salesflow.import_plan.status_at IS 'Since when, if the file says it.';

COMMENT ON COLUMN salesflow.import_plan.v IS 'Values by key, with attributes.';

COMMENT ON COLUMN salesflow.import_plan.before IS 'Values of the last import.';

COMMENT ON COLUMN salesflow.import_plan.last_status IS 'Status of the last import.';

CREATE UNLOGGED TABLE salesflow.import_rows (
    row_no bigint NOT NULL,
    line_no bigint NOT NULL,
    problem text,
    record jsonb NOT NULL
);

ALTER TABLE salesflow.import_rows OWNER TO salesflow_owner;

COMMENT ON TABLE salesflow.import_rows IS 'Rows of the running import, as they came.';

COMMENT ON COLUMN salesflow.import_rows.row_no IS 'Order.';

COMMENT ON COLUMN salesflow.import_rows.line_no IS 'Line of the file.';

COMMENT ON COLUMN salesflow.import_rows.problem IS 'What the reader of the file found wrong with it: code of a reason.';

COMMENT ON COLUMN salesflow.import_rows.record IS '{column: cell}.';

ALTER TABLE salesflow.import_rows ALTER COLUMN row_no ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME salesflow.import_rows_row_no_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE salesflow.import_states (
    lead_id uuid NOT NULL,
    v jsonb NOT NULL,
    status text
);

ALTER TABLE salesflow.import_states OWNER TO salesflow_owner;

COMMENT ON TABLE salesflow.import_states IS 'What files last said of each imported lead. An import applies what differs from it, so that the same file twice changes nothing and what people changed since stays.';

COMMENT ON COLUMN salesflow.import_states.lead_id IS 'The lead.';

COMMENT ON COLUMN salesflow.import_states.v IS 'Values by key, with attributes.';

COMMENT ON COLUMN salesflow.import_states.status IS 'Status in the file.';

CREATE TABLE salesflow.import_words (
    kind text NOT NULL,
    word text NOT NULL,
    value text NOT NULL,
    CONSTRAINT import_words_word_check CHECK ((word = lower(word)))
);

ALTER TABLE salesflow.import_words OWNER TO salesflow_owner;

COMMENT ON TABLE salesflow.import_words IS 'Words of closed sets in German and English, as files have them.';

COMMENT ON COLUMN salesflow.import_words.kind IS 'Which set: status, priority, channel, activity_type, direction, activity_status, role, boolean, locale, currency.';

COMMENT ON COLUMN salesflow.import_words.word IS 'Word in lower case.';

COMMENT ON COLUMN salesflow.import_words.value IS 'Our value.';

CREATE SEQUENCE salesflow.last_ring
    START WITH 0
    INCREMENT BY 1
    MINVALUE 0
    NO MAXVALUE
    CACHE 1;

ALTER TABLE salesflow.last_ring OWNER TO salesflow_owner;

COMMENT ON SEQUENCE salesflow.last_ring IS 'When the doorbell was last rung, in milliseconds since 1970. A sequence, because all transactions see it at once and none waits for it.';

CREATE TABLE salesflow.model_calls (
    event_id bigint NOT NULL,
    attempt smallint NOT NULL,
    "position" smallint NOT NULL,
    kind text NOT NULL,
    prompt_version integer NOT NULL,
    lead_id uuid,
    user_id uuid,
    local_day date NOT NULL,
    model text NOT NULL,
    tokens_in integer DEFAULT 0 NOT NULL,
    tokens_cached integer DEFAULT 0 NOT NULL,
    tokens_out integer DEFAULT 0 NOT NULL,
    cost numeric DEFAULT 0 NOT NULL,
    currency character(3) NOT NULL,
    latency_ms integer,
    outcome text NOT NULL,
    called_at timestamp with time zone DEFAULT now() NOT NULL
);

ALTER TABLE salesflow.model_calls OWNER TO salesflow_owner;

COMMENT ON TABLE salesflow.model_calls IS 'Every call of a model that an answer or a failure reported, and what it cost. The key makes a report count once, however often it is sent.';

COMMENT ON COLUMN salesflow.model_calls.event_id IS 'The event.';

COMMENT ON COLUMN salesflow.model_calls.attempt IS 'Which attempt.';

COMMENT ON COLUMN salesflow.model_calls."position" IS 'Counts the calls of one attempt (a truncated answer is asked for again).';

COMMENT ON COLUMN salesflow.model_calls.kind IS 'Kind of the event.';

COMMENT ON COLUMN salesflow.model_calls.prompt_version IS 'Version of the prompt (event_kind_history).';

COMMENT ON COLUMN salesflow.model_calls.lead_id IS 'Lead it was about.';

COMMENT ON COLUMN salesflow.model_calls.user_id IS 'User whose budget paid; null: nobody''s.';

COMMENT ON COLUMN salesflow.model_calls.local_day IS 'Day by that user''s clock (UTC for nobody).';

COMMENT ON COLUMN salesflow.model_calls.model IS 'Model that answered, as it names itself.';

COMMENT ON COLUMN salesflow.model_calls.tokens_in IS 'Input tokens, cached ones included.';

COMMENT ON COLUMN salesflow.model_calls.tokens_cached IS 'Of these, cached by the provider.';

COMMENT ON COLUMN salesflow.model_calls.tokens_out IS 'Output tokens.';

COMMENT ON COLUMN salesflow.model_calls.cost IS 'By model_prices, in currency.';

COMMENT ON COLUMN salesflow.model_calls.currency IS 'ISO 4217 currency of cost.';

COMMENT ON COLUMN salesflow.model_calls.latency_ms IS 'Time to the answer, in milliseconds.';

COMMENT ON COLUMN salesflow.model_calls.outcome IS 'applied, invalid (violates the schema), rejected (could not be applied), refusal, truncated, malformed, lost (lease was), or the class of the error.';

COMMENT ON COLUMN salesflow.model_calls.called_at IS 'When it was reported.';

CREATE SEQUENCE salesflow.worker_locks
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
    CYCLE;

ALTER TABLE salesflow.worker_locks OWNER TO salesflow_owner;

COMMENT ON SEQUENCE salesflow.worker_locks IS 'Numbers of the advisory locks by which a worker''s session shows that it lives.';

ALTER TABLE ONLY public.users
    ADD CONSTRAINT users_pkey PRIMARY KEY (id);

CREATE MATERIALIZED VIEW public.view_conversion_microsteps AS
 WITH steps AS (
         SELECT l.id,
            l.user_id,
            l.created_at,
            s_1.first_interaction_at AS first_contact_at,
            ( SELECT min(b.assessed_at) AS min
                   FROM public.bant_assessments b
                  WHERE (b.lead_id = l.id)) AS bant_at,
            p.assessed_at AS personality_at,
            LEAST(( SELECT min(a.occurred_at) AS min
                   FROM public.activities a
                  WHERE ((a.lead_id = l.id) AND (a.type = 'meeting'::text) AND (a.status <> 'cancelled'::text))), history.meeting_at) AS meeting_at,
                CASE
                    WHEN (l.status = 'won'::text) THEN history.won_at
                    ELSE NULL::timestamp with time zone
                END AS won_at
           FROM (((public.leads l
             LEFT JOIN public.lead_context_summaries s_1 ON ((s_1.lead_id = l.id)))
             LEFT JOIN public.personality_profiles p ON ((p.lead_id = l.id)))
             LEFT JOIN LATERAL ( SELECT min(h.created_at) FILTER (WHERE (h.to_status = 'meeting_scheduled'::text)) AS meeting_at,
                    max(h.created_at) FILTER (WHERE (h.to_status = 'won'::text)) AS won_at
                   FROM public.lead_status_history h
                  WHERE (h.lead_id = l.id)) history ON (true))
        )
 SELECT u.id AS user_id,
    u.name AS user_name,
    count(s.id) AS total_leads,
    count(s.first_contact_at) AS reached_first_contact,
    count(s.bant_at) AS reached_bant,
    count(s.personality_at) AS reached_personality,
    count(s.meeting_at) AS reached_meeting,
    count(s.won_at) AS reached_won,
    round((((count(s.first_contact_at))::numeric * 1.0) / (NULLIF(count(s.id), 0))::numeric), 4) AS cr_to_first_contact,
    round((((count(s.bant_at) FILTER (WHERE (s.first_contact_at IS NOT NULL)))::numeric * 1.0) / (NULLIF(count(s.first_contact_at), 0))::numeric), 4) AS cr_to_bant,
    round((((count(s.personality_at) FILTER (WHERE (s.bant_at IS NOT NULL)))::numeric * 1.0) / (NULLIF(count(s.bant_at), 0))::numeric), 4) AS cr_to_personality,
    round((((count(s.meeting_at) FILTER (WHERE (s.personality_at IS NOT NULL)))::numeric * 1.0) / (NULLIF(count(s.personality_at), 0))::numeric), 4) AS cr_to_meeting,
    round((((count(s.won_at) FILTER (WHERE (s.meeting_at IS NOT NULL)))::numeric * 1.0) / (NULLIF(count(s.meeting_at), 0))::numeric), 4) AS cr_to_won,
    round((((count(s.won_at))::numeric * 1.0) / (NULLIF(count(s.id), 0))::numeric), 4) AS overall_conversion_rate,
    round((avg(EXTRACT(epoch FROM (s.first_contact_at - s.created_at))) / (86400)::numeric), 1) AS avg_days_to_first_contact,
    round((avg(EXTRACT(epoch FROM (s.bant_at - s.created_at))) / (86400)::numeric), 1) AS avg_days_to_bant,
    round((avg(EXTRACT(epoch FROM (s.meeting_at - s.created_at))) / (86400)::numeric), 1) AS avg_days_to_meeting,
    round((avg(EXTRACT(epoch FROM (s.won_at - s.first_contact_at))) / (86400)::numeric), 1) AS avg_days_to_close,
    round((avg(EXTRACT(epoch FROM (s.won_at - s.created_at))) / (86400)::numeric), 1) AS avg_total_sales_cycle_days,
    now() AS refreshed_at
   FROM (public.users u
     LEFT JOIN steps s ON ((s.user_id = u.id)))
  GROUP BY u.id
  WITH NO DATA;

ALTER TABLE public.view_conversion_microsteps OWNER TO salesflow_owner;

COMMENT ON MATERIALIZED VIEW public.view_conversion_microsteps IS 'The funnel of each user: first contact, BANT, profile, meeting, won. A lead may skip a step, so a rate is the share of those who reached the step before that also reached this one.';

COMMENT ON COLUMN public.view_conversion_microsteps.user_id IS 'The user.';

COMMENT ON COLUMN public.view_conversion_microsteps.user_name IS 'Name of the user.';

COMMENT ON COLUMN public.view_conversion_microsteps.total_leads IS 'Leads the user owns.';

COMMENT ON COLUMN public.view_conversion_microsteps.reached_first_contact IS 'Of these, with a contact.';

COMMENT ON COLUMN public.view_conversion_microsteps.reached_bant IS 'With a BANT assessment.';

COMMENT ON COLUMN public.view_conversion_microsteps.reached_personality IS 'With a DISC profile.';

COMMENT ON COLUMN public.view_conversion_microsteps.reached_meeting IS 'With a meeting, or ever in status meeting_scheduled.';

COMMENT ON COLUMN public.view_conversion_microsteps.reached_won IS 'Won, and still so.';

COMMENT ON COLUMN public.view_conversion_microsteps.cr_to_first_contact IS 'Share of all leads with a contact, 0–1.';

COMMENT ON COLUMN public.view_conversion_microsteps.cr_to_bant IS 'Share of those with a contact that have BANT, 0–1.';

COMMENT ON COLUMN public.view_conversion_microsteps.cr_to_personality IS 'Share of those with BANT that have a profile, 0–1.';

COMMENT ON COLUMN public.view_conversion_microsteps.cr_to_meeting IS 'Share of those with a profile that had a meeting, 0–1.';

COMMENT ON COLUMN public.view_conversion_microsteps.cr_to_won IS 'Share of those with a meeting that were won, 0–1.';

COMMENT ON COLUMN public.view_conversion_microsteps.overall_conversion_rate IS 'Share of all leads that were won, 0–1.';

COMMENT ON COLUMN public.view_conversion_microsteps.avg_days_to_first_contact IS 'Mean days from a lead''s creation to its first contact.';

COMMENT ON COLUMN public.view_conversion_microsteps.avg_days_to_bant IS 'Mean days from creation to the first BANT assessment.';

COMMENT ON COLUMN public.view_conversion_microsteps.avg_days_to_meeting IS 'Mean days from creation to the first meeting.';

COMMENT ON COLUMN public.view_conversion_microsteps.avg_days_to_close IS 'Mean days from first contact to won, by lead_status_history.';

COMMENT ON COLUMN public.view_conversion_microsteps.avg_total_sales_cycle_days IS 'Mean days from creation to won.';

COMMENT ON COLUMN public.view_conversion_microsteps.refreshed_at IS 'Instant the values stand for.';

ALTER TABLE ONLY public.activities
    ADD CONSTRAINT activities_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.agent_memory
    ADD CONSTRAINT agent_memory_cause_key UNIQUE (cause);

ALTER TABLE ONLY public.agent_memory
    ADD CONSTRAINT agent_memory_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.ai_recommendations
    ADD CONSTRAINT ai_recommendations_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.automation_rules
    ADD CONSTRAINT automation_rules_pkey PRIMARY KEY (rule);

ALTER TABLE ONLY public.autonomous_actions
    ADD CONSTRAINT autonomous_actions_once UNIQUE (cause, rule, episode);

ALTER TABLE ONLY public.autonomous_actions
    ADD CONSTRAINT autonomous_actions_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.bant_assessments
    ADD CONSTRAINT bant_assessments_lead_id_assessed_at_key UNIQUE (lead_id, assessed_at);

ALTER TABLE ONLY public.bant_assessments
    ADD CONSTRAINT bant_assessments_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.daily_action_plans
    ADD CONSTRAINT daily_action_plans_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.daily_action_plans
    ADD CONSTRAINT daily_action_plans_user_id_plan_date_key UNIQUE (user_id, plan_date);

ALTER TABLE ONLY public.daily_plan_priorities
    ADD CONSTRAINT daily_plan_priorities_pkey PRIMARY KEY (plan_id, "position");

ALTER TABLE ONLY public.health_log
    ADD CONSTRAINT health_log_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.import_rejects
    ADD CONSTRAINT import_rejects_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.import_targets
    ADD CONSTRAINT import_targets_pkey PRIMARY KEY (target);

ALTER TABLE ONLY public.import_targets
    ADD CONSTRAINT import_targets_position_key UNIQUE ("position");

ALTER TABLE ONLY public.imports
    ADD CONSTRAINT imports_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.job_failures
    ADD CONSTRAINT job_failures_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.job_runs
    ADD CONSTRAINT job_runs_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.jobs
    ADD CONSTRAINT jobs_pkey PRIMARY KEY (name);

ALTER TABLE ONLY public.lead_context_summaries
    ADD CONSTRAINT lead_context_summaries_pkey PRIMARY KEY (lead_id);

ALTER TABLE ONLY public.lead_status_history
    ADD CONSTRAINT lead_status_history_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.lead_status_transitions
    ADD CONSTRAINT lead_status_transitions_pkey PRIMARY KEY (from_status, to_status);

ALTER TABLE ONLY public.lead_statuses
    ADD CONSTRAINT lead_statuses_pkey PRIMARY KEY (status);

ALTER TABLE ONLY public.lead_statuses
    ADD CONSTRAINT lead_statuses_rank_key UNIQUE (rank);

ALTER TABLE ONLY public.leads
    ADD CONSTRAINT leads_external_id_key UNIQUE (external_id);

ALTER TABLE ONLY public.leads
    ADD CONSTRAINT leads_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.notifications
    ADD CONSTRAINT notifications_dedupe_key_key UNIQUE (dedupe_key);

ALTER TABLE ONLY public.notifications
    ADD CONSTRAINT notifications_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.personality_profiles
    ADD CONSTRAINT personality_profiles_pkey PRIMARY KEY (lead_id);

ALTER TABLE ONLY public.playbook_executions
    ADD CONSTRAINT playbook_executions_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.playbooks
    ADD CONSTRAINT playbooks_pkey PRIMARY KEY (name);

ALTER TABLE ONLY public.policies
    ADD CONSTRAINT policies_pkey PRIMARY KEY (key);

ALTER TABLE ONLY public.policy_history
    ADD CONSTRAINT policy_history_pkey PRIMARY KEY (version);

ALTER TABLE ONLY public.retention_rules
    ADD CONSTRAINT retention_rules_pkey PRIMARY KEY (rule);

ALTER TABLE ONLY public.review_situations
    ADD CONSTRAINT review_situations_pkey PRIMARY KEY (situation);

ALTER TABLE ONLY public.squads
    ADD CONSTRAINT squads_external_id_key UNIQUE (external_id);

ALTER TABLE ONLY public.squads
    ADD CONSTRAINT squads_name_key UNIQUE (name);

ALTER TABLE ONLY public.squads
    ADD CONSTRAINT squads_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.text_templates
    ADD CONSTRAINT text_templates_pkey PRIMARY KEY (key, locale);

ALTER TABLE ONLY public.users
    ADD CONSTRAINT users_db_role_key UNIQUE (db_role);

ALTER TABLE ONLY public.users
    ADD CONSTRAINT users_email_key UNIQUE (email);

ALTER TABLE ONLY public.users
    ADD CONSTRAINT users_external_id_key UNIQUE (external_id);

ALTER TABLE ONLY salesflow.dead_events
    ADD CONSTRAINT dead_events_pkey PRIMARY KEY (event_id);

ALTER TABLE ONLY salesflow.event_causes
    ADD CONSTRAINT event_causes_pkey PRIMARY KEY (kind, cause);

ALTER TABLE ONLY salesflow.event_kind_history
    ADD CONSTRAINT event_kind_history_pkey PRIMARY KEY (kind, prompt_version);

ALTER TABLE ONLY salesflow.event_kinds
    ADD CONSTRAINT event_kinds_pkey PRIMARY KEY (kind);

ALTER TABLE ONLY salesflow.event_log
    ADD CONSTRAINT event_log_pkey PRIMARY KEY (event_id);

ALTER TABLE ONLY salesflow.events
    ADD CONSTRAINT events_pkey PRIMARY KEY (event_id);

ALTER TABLE ONLY salesflow.import_fields
    ADD CONSTRAINT import_fields_key_key UNIQUE (key);

ALTER TABLE ONLY salesflow.import_fields
    ADD CONSTRAINT import_fields_pkey PRIMARY KEY (n);

ALTER TABLE ONLY salesflow.import_items
    ADD CONSTRAINT import_items_pkey PRIMARY KEY (row_no);

ALTER TABLE ONLY salesflow.import_people
    ADD CONSTRAINT import_people_pkey PRIMARY KEY (key);

ALTER TABLE ONLY salesflow.import_plan
    ADD CONSTRAINT import_plan_pkey PRIMARY KEY (row_no);

ALTER TABLE ONLY salesflow.import_states
    ADD CONSTRAINT import_states_pkey PRIMARY KEY (lead_id);

ALTER TABLE ONLY salesflow.import_words
    ADD CONSTRAINT import_words_pkey PRIMARY KEY (kind, word);

ALTER TABLE ONLY salesflow.model_calls
    ADD CONSTRAINT model_calls_pkey PRIMARY KEY (event_id, attempt, "position");

ALTER TABLE ONLY salesflow.model_days
    ADD CONSTRAINT model_days_pkey PRIMARY KEY (user_id, local_day, currency);

ALTER TABLE ONLY salesflow.model_prices
    ADD CONSTRAINT model_prices_pkey PRIMARY KEY (model);

ALTER TABLE ONLY salesflow.workers
    ADD CONSTRAINT workers_pkey PRIMARY KEY (name);

CREATE UNIQUE INDEX activities_external_id ON public.activities USING btree (external_id) WHERE (external_id IS NOT NULL);

CREATE INDEX activities_lead ON public.activities USING btree (lead_id, occurred_at DESC);

CREATE INDEX activities_open ON public.activities USING btree (due_date) WHERE (status = ANY (ARRAY['pending'::text, 'scheduled'::text, 'in_progress'::text]));

CREATE INDEX agent_memory_lead ON public.agent_memory USING btree (lead_id, created_at DESC);

CREATE INDEX agent_memory_user ON public.agent_memory USING btree (user_id, created_at DESC);

CREATE INDEX agent_memory_words ON public.agent_memory USING gin (words);

CREATE INDEX ai_recommendations_lead ON public.ai_recommendations USING btree (lead_id);

CREATE UNIQUE INDEX ai_recommendations_once ON public.ai_recommendations USING btree (lead_id, triggered_by, episode) WHERE (triggered_by <> 'manual'::text);

CREATE INDEX ai_recommendations_open ON public.ai_recommendations USING btree (user_id, created_at) WHERE (status = 'pending'::text);

CREATE INDEX autonomous_actions_executed ON public.autonomous_actions USING btree (executed_at);

CREATE INDEX autonomous_actions_lead ON public.autonomous_actions USING btree (lead_id, executed_at DESC);

CREATE INDEX autonomous_actions_user ON public.autonomous_actions USING btree (user_id, executed_at DESC);

CREATE INDEX daily_action_plans_date ON public.daily_action_plans USING btree (plan_date DESC);

CREATE INDEX daily_plan_priorities_lead ON public.daily_plan_priorities USING btree (lead_id);

CREATE INDEX daily_plan_priorities_recommendation ON public.daily_plan_priorities USING btree (recommendation_id);

CREATE INDEX health_log_check ON public.health_log USING btree (check_name, id DESC);

CREATE INDEX import_rejects_import ON public.import_rejects USING btree (import_id, line_no);

CREATE INDEX job_failures_failed ON public.job_failures USING btree (failed_at);

CREATE INDEX job_failures_run ON public.job_failures USING btree (run_id);

CREATE INDEX job_runs_job ON public.job_runs USING btree (job_name, started_at DESC);

CREATE INDEX job_runs_running ON public.job_runs USING btree (job_name) WHERE (status = 'running'::text);

CREATE INDEX job_runs_started ON public.job_runs USING btree (started_at);

CREATE INDEX lead_status_history_created ON public.lead_status_history USING btree (created_at);

CREATE INDEX lead_status_history_lead ON public.lead_status_history USING btree (lead_id, "position" DESC);

CREATE INDEX leads_email ON public.leads USING btree (lower(email)) WHERE (email IS NOT NULL);

CREATE INDEX leads_user ON public.leads USING btree (user_id, status);

CREATE INDEX notifications_unread ON public.notifications USING btree (user_id, created_at) WHERE (read_at IS NULL);

CREATE INDEX playbook_executions_lead ON public.playbook_executions USING btree (lead_id);

CREATE INDEX policy_history_key ON public.policy_history USING btree (key, version DESC);

CREATE INDEX retention_rules_keep_policy ON public.retention_rules USING btree (keep_policy);

CREATE INDEX users_name ON public.users USING btree (lower((name)::text));

CREATE INDEX users_squad ON public.users USING btree (squad_id);

CREATE UNIQUE INDEX view_conversion_microsteps_user ON public.view_conversion_microsteps USING btree (user_id);

CREATE UNIQUE INDEX view_followups_scored_activity ON public.view_followups_scored USING btree (activity_id);

CREATE INDEX view_followups_scored_user ON public.view_followups_scored USING btree (user_id, action_priority_score DESC);

CREATE UNIQUE INDEX view_leads_scored_id ON public.view_leads_scored USING btree (id);

CREATE INDEX view_leads_scored_user ON public.view_leads_scored USING btree (user_id, overall_health_score DESC);

CREATE UNIQUE INDEX view_personality_insights_user ON public.view_personality_insights USING btree (user_id);

CREATE INDEX event_log_finished ON salesflow.event_log USING brin (finished_at);

CREATE UNIQUE INDEX events_coalesce ON salesflow.events USING btree (kind, coalesce_key) WHERE (coalesce_key IS NOT NULL);

CREATE INDEX events_leased ON salesflow.events USING btree (leased_until) WHERE (lease IS NOT NULL);

CREATE INDEX events_line ON salesflow.events USING btree (lead_id, priority, event_id) WHERE ((lease IS NULL) AND (is_due OR (attempt > 0)) AND (lead_id IS NOT NULL));

CREATE UNIQUE INDEX events_one_per_lead ON salesflow.events USING btree (lead_id) WHERE ((lease IS NOT NULL) AND (lead_id IS NOT NULL));

CREATE INDEX events_ready ON salesflow.events USING btree (priority, event_id) WHERE ((lease IS NULL) AND is_due);

CREATE INDEX events_scheduled ON salesflow.events USING btree (run_at) WHERE ((lease IS NULL) AND (NOT is_due));

CREATE INDEX model_calls_called ON salesflow.model_calls USING brin (called_at);

CREATE TRIGGER activities_100_normalise BEFORE INSERT ON public.activities FOR EACH ROW WHEN ((new.status IS NULL)) EXECUTE FUNCTION salesflow.normalise_activity();

CREATE TRIGGER activities_500_follow_inserted AFTER INSERT ON public.activities REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION salesflow.follow_activities();

CREATE TRIGGER activities_500_recount_deleted AFTER DELETE ON public.activities REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION salesflow.recount_changed_contacts();

CREATE TRIGGER activities_500_recount_updated AFTER UPDATE ON public.activities REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION salesflow.recount_changed_contacts();

CREATE TRIGGER activities_600_follow_updated AFTER UPDATE ON public.activities REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION salesflow.follow_activities();

CREATE TRIGGER ai_recommendations_100_normalise BEFORE UPDATE ON public.ai_recommendations FOR EACH ROW EXECUTE FUNCTION salesflow.stamp_recommendation();

CREATE TRIGGER ai_recommendations_500_count_completed AFTER UPDATE ON public.ai_recommendations REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION salesflow.count_completed_priorities();

CREATE TRIGGER ai_recommendations_700_audit AFTER INSERT ON public.ai_recommendations REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION salesflow.audit_recommendations();

CREATE TRIGGER bant_assessments_100_normalise BEFORE INSERT OR UPDATE ON public.bant_assessments FOR EACH ROW EXECUTE FUNCTION salesflow.set_traffic_light();

CREATE TRIGGER bant_assessments_600_follow_inserted AFTER INSERT ON public.bant_assessments REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION salesflow.follow_bant();

CREATE TRIGGER bant_assessments_600_follow_updated AFTER UPDATE ON public.bant_assessments REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION salesflow.follow_bant();

CREATE TRIGGER jobs_500_sync_schedule AFTER INSERT OR DELETE OR UPDATE OF name, schedule, is_enabled ON public.jobs FOR EACH STATEMENT EXECUTE FUNCTION salesflow.sync_changed_schedule();

CREATE TRIGGER lead_status_transitions_300_guard BEFORE INSERT OR UPDATE ON public.lead_status_transitions FOR EACH ROW EXECUTE FUNCTION salesflow.guard_status_graph();

CREATE TRIGGER leads_100_normalise BEFORE INSERT OR UPDATE OF name, email, phone, company, status, user_id, source, priority, deal_value, currency, preferred_channel, time_zone, locale, attributes ON public.leads FOR EACH ROW EXECUTE FUNCTION salesflow.normalise_lead();

CREATE TRIGGER leads_700_record_first_status AFTER INSERT ON public.leads REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION salesflow.record_first_status();

CREATE TRIGGER leads_700_record_status_change AFTER UPDATE ON public.leads REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION salesflow.record_status_change();

CREATE TRIGGER policies_300_guard BEFORE INSERT OR UPDATE ON public.policies FOR EACH ROW EXECUTE FUNCTION salesflow.guard_policy();

CREATE TRIGGER policies_500_repaint_traffic_lights AFTER UPDATE ON public.policies FOR EACH ROW WHEN (((new.key = ANY (ARRAY['bant.green'::text, 'bant.yellow'::text])) AND (old.value IS DISTINCT FROM new.value))) EXECUTE FUNCTION salesflow.repaint_traffic_lights();

CREATE TRIGGER policies_500_sync_schedule AFTER UPDATE ON public.policies FOR EACH ROW WHEN (((new.key = 'jobs.active'::text) AND (old.value IS DISTINCT FROM new.value))) EXECUTE FUNCTION salesflow.sync_changed_schedule();

CREATE TRIGGER policies_700_audit AFTER INSERT OR DELETE OR UPDATE ON public.policies FOR EACH ROW EXECUTE FUNCTION salesflow.record_policy_change();

CREATE TRIGGER users_100_normalise BEFORE UPDATE ON public.users FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION salesflow.touch_updated_at();

CREATE TRIGGER event_kinds_300_guard BEFORE INSERT OR UPDATE ON salesflow.event_kinds FOR EACH ROW EXECUTE FUNCTION salesflow.guard_event_kind();

CREATE TRIGGER event_kinds_300_guard_in_use BEFORE DELETE ON salesflow.event_kinds FOR EACH ROW EXECUTE FUNCTION salesflow.guard_event_kind_in_use();

CREATE TRIGGER event_kinds_700_record_changed AFTER UPDATE ON salesflow.event_kinds REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION salesflow.record_event_kind();

CREATE TRIGGER event_kinds_700_record_new AFTER INSERT ON salesflow.event_kinds REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION salesflow.record_event_kind();

ALTER TABLE ONLY public.activities
    ADD CONSTRAINT activities_lead_id_fkey FOREIGN KEY (lead_id) REFERENCES public.leads(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.activities
    ADD CONSTRAINT activities_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE SET NULL;

ALTER TABLE ONLY public.agent_memory
    ADD CONSTRAINT agent_memory_lead_id_fkey FOREIGN KEY (lead_id) REFERENCES public.leads(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.agent_memory
    ADD CONSTRAINT agent_memory_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.ai_recommendations
    ADD CONSTRAINT ai_recommendations_lead_id_fkey FOREIGN KEY (lead_id) REFERENCES public.leads(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.ai_recommendations
    ADD CONSTRAINT ai_recommendations_playbook_name_fkey FOREIGN KEY (playbook_name) REFERENCES public.playbooks(name);

ALTER TABLE ONLY public.ai_recommendations
    ADD CONSTRAINT ai_recommendations_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.autonomous_actions
    ADD CONSTRAINT autonomous_actions_lead_id_fkey FOREIGN KEY (lead_id) REFERENCES public.leads(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.autonomous_actions
    ADD CONSTRAINT autonomous_actions_rule_fkey FOREIGN KEY (rule) REFERENCES public.automation_rules(rule) ON DELETE CASCADE;

ALTER TABLE ONLY public.autonomous_actions
    ADD CONSTRAINT autonomous_actions_undone_by_fkey FOREIGN KEY (undone_by) REFERENCES public.users(id) ON DELETE SET NULL;

ALTER TABLE ONLY public.autonomous_actions
    ADD CONSTRAINT autonomous_actions_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE SET NULL;

ALTER TABLE ONLY public.bant_assessments
    ADD CONSTRAINT bant_assessments_lead_id_fkey FOREIGN KEY (lead_id) REFERENCES public.leads(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.bant_assessments
    ADD CONSTRAINT bant_assessments_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE SET NULL;

ALTER TABLE ONLY public.daily_action_plans
    ADD CONSTRAINT daily_action_plans_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.daily_plan_priorities
    ADD CONSTRAINT daily_plan_priorities_lead_id_fkey FOREIGN KEY (lead_id) REFERENCES public.leads(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.daily_plan_priorities
    ADD CONSTRAINT daily_plan_priorities_plan_id_fkey FOREIGN KEY (plan_id) REFERENCES public.daily_action_plans(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.daily_plan_priorities
    ADD CONSTRAINT daily_plan_priorities_recommendation_id_fkey FOREIGN KEY (recommendation_id) REFERENCES public.ai_recommendations(id) ON DELETE SET NULL;

ALTER TABLE ONLY public.daily_plan_priorities
    ADD CONSTRAINT daily_plan_priorities_situation_fkey FOREIGN KEY (situation) REFERENCES public.review_situations(situation);

ALTER TABLE ONLY public.import_rejects
    ADD CONSTRAINT import_rejects_import_id_fkey FOREIGN KEY (import_id) REFERENCES public.imports(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.imports
    ADD CONSTRAINT imports_imported_by_fkey FOREIGN KEY (imported_by) REFERENCES public.users(id) ON DELETE SET NULL;

ALTER TABLE ONLY public.imports
    ADD CONSTRAINT imports_retry_of_fkey FOREIGN KEY (retry_of) REFERENCES public.imports(id) ON DELETE SET NULL;

ALTER TABLE ONLY public.job_failures
    ADD CONSTRAINT job_failures_run_id_fkey FOREIGN KEY (run_id) REFERENCES public.job_runs(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.job_runs
    ADD CONSTRAINT job_runs_job_name_fkey FOREIGN KEY (job_name) REFERENCES public.jobs(name) ON DELETE CASCADE;

ALTER TABLE ONLY public.lead_context_summaries
    ADD CONSTRAINT lead_context_summaries_lead_id_fkey FOREIGN KEY (lead_id) REFERENCES public.leads(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.lead_status_history
    ADD CONSTRAINT lead_status_history_changed_by_fkey FOREIGN KEY (changed_by) REFERENCES public.users(id) ON DELETE SET NULL;

ALTER TABLE ONLY public.lead_status_history
    ADD CONSTRAINT lead_status_history_lead_id_fkey FOREIGN KEY (lead_id) REFERENCES public.leads(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.lead_status_transitions
    ADD CONSTRAINT lead_status_transitions_from_status_fkey FOREIGN KEY (from_status) REFERENCES public.lead_statuses(status);

ALTER TABLE ONLY public.lead_status_transitions
    ADD CONSTRAINT lead_status_transitions_to_status_fkey FOREIGN KEY (to_status) REFERENCES public.lead_statuses(status);

ALTER TABLE ONLY public.leads
    ADD CONSTRAINT leads_status_fkey FOREIGN KEY (status) REFERENCES public.lead_statuses(status);

ALTER TABLE ONLY public.leads
    ADD CONSTRAINT leads_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE SET NULL;

ALTER TABLE ONLY public.notifications
    ADD CONSTRAINT notifications_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.personality_profiles
    ADD CONSTRAINT personality_profiles_lead_id_fkey FOREIGN KEY (lead_id) REFERENCES public.leads(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.playbook_executions
    ADD CONSTRAINT playbook_executions_lead_id_fkey FOREIGN KEY (lead_id) REFERENCES public.leads(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.playbook_executions
    ADD CONSTRAINT playbook_executions_playbook_name_fkey FOREIGN KEY (playbook_name) REFERENCES public.playbooks(name);

ALTER TABLE ONLY public.playbook_executions
    ADD CONSTRAINT playbook_executions_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE SET NULL;

ALTER TABLE ONLY public.retention_rules
    ADD CONSTRAINT retention_rules_keep_policy_fkey FOREIGN KEY (keep_policy) REFERENCES public.policies(key);

ALTER TABLE ONLY public.users
    ADD CONSTRAINT users_squad_id_fkey FOREIGN KEY (squad_id) REFERENCES public.squads(id) ON DELETE SET NULL;

ALTER TABLE ONLY salesflow.import_states
    ADD CONSTRAINT import_states_lead_id_fkey FOREIGN KEY (lead_id) REFERENCES public.leads(id) ON DELETE CASCADE;

GRANT ALL ON SCHEMA public TO salesflow_owner;

GRANT USAGE ON SCHEMA salesflow TO salesflow_agent;
GRANT USAGE ON SCHEMA salesflow TO salesflow_jobs;
GRANT USAGE ON SCHEMA salesflow TO salesflow_gateway;
GRANT USAGE ON SCHEMA salesflow TO salesflow_rep;
GRANT USAGE ON SCHEMA salesflow TO salesflow_manager;
GRANT USAGE ON SCHEMA salesflow TO salesflow_bi;
GRANT USAGE ON SCHEMA salesflow TO salesflow_admin;

REVOKE ALL ON TYPE salesflow.contact_channel FROM PUBLIC;

REVOKE ALL ON TYPE salesflow.currency FROM PUBLIC;

REVOKE ALL ON TYPE salesflow.json_array FROM PUBLIC;

REVOKE ALL ON TYPE salesflow.json_object FROM PUBLIC;

REVOKE ALL ON TYPE salesflow.label FROM PUBLIC;

REVOKE ALL ON TYPE salesflow.locale FROM PUBLIC;

REVOKE ALL ON TYPE salesflow.new_event FROM PUBLIC;

REVOKE ALL ON TYPE salesflow.priority FROM PUBLIC;

REVOKE ALL ON TYPE salesflow.score FROM PUBLIC;

REVOKE ALL ON TYPE salesflow.settlement FROM PUBLIC;

REVOKE ALL ON TYPE salesflow.share FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.is_time_zone(p_name text) FROM PUBLIC;
GRANT ALL ON FUNCTION salesflow.is_time_zone(p_name text) TO salesflow_rep;
GRANT ALL ON FUNCTION salesflow.is_time_zone(p_name text) TO salesflow_manager;
GRANT ALL ON FUNCTION salesflow.is_time_zone(p_name text) TO salesflow_admin;
GRANT ALL ON FUNCTION salesflow.is_time_zone(p_name text) TO salesflow_bi;

REVOKE ALL ON TYPE salesflow.time_zone FROM PUBLIC;

REVOKE ALL ON TYPE salesflow.transition_candidate FROM PUBLIC;

REVOKE ALL ON TYPE salesflow.verdict FROM PUBLIC;

REVOKE ALL ON FUNCTION public.act_as(p_user_id uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION public.act_as(p_user_id uuid) TO salesflow_gateway;

GRANT SELECT ON TABLE public.ai_recommendations TO salesflow_bi;
GRANT SELECT ON TABLE public.ai_recommendations TO salesflow_admin;

GRANT INSERT(lead_id) ON TABLE public.ai_recommendations TO salesflow_admin;

GRANT INSERT(user_id) ON TABLE public.ai_recommendations TO salesflow_admin;

GRANT INSERT(type) ON TABLE public.ai_recommendations TO salesflow_admin;

GRANT INSERT(priority) ON TABLE public.ai_recommendations TO salesflow_admin;

GRANT INSERT(title) ON TABLE public.ai_recommendations TO salesflow_admin;

GRANT INSERT(description) ON TABLE public.ai_recommendations TO salesflow_admin;

GRANT INSERT(reasoning) ON TABLE public.ai_recommendations TO salesflow_admin;

GRANT INSERT(suggested_action) ON TABLE public.ai_recommendations TO salesflow_admin;

GRANT INSERT(playbook_name) ON TABLE public.ai_recommendations TO salesflow_admin;

GRANT UPDATE(status) ON TABLE public.ai_recommendations TO salesflow_admin;

GRANT UPDATE(dismissed_reason) ON TABLE public.ai_recommendations TO salesflow_admin;

GRANT INSERT(source) ON TABLE public.ai_recommendations TO salesflow_admin;

GRANT INSERT(expires_at) ON TABLE public.ai_recommendations TO salesflow_admin;

REVOKE ALL ON FUNCTION public.complete_recommendation(p_id uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION public.complete_recommendation(p_id uuid) TO salesflow_admin;

REVOKE ALL ON FUNCTION public.create_daily_plan(p_user_id uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION public.create_daily_plan(p_user_id uuid) TO salesflow_rep;
GRANT ALL ON FUNCTION public.create_daily_plan(p_user_id uuid) TO salesflow_manager;
GRANT ALL ON FUNCTION public.create_daily_plan(p_user_id uuid) TO salesflow_admin;

REVOKE ALL ON FUNCTION public.dismiss_recommendation(p_id uuid, p_reason text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.dismiss_recommendation(p_id uuid, p_reason text) TO salesflow_admin;

REVOKE ALL ON FUNCTION public.explain_action(p_action_id uuid, p_locale text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.explain_action(p_action_id uuid, p_locale text) TO salesflow_bi;
GRANT ALL ON FUNCTION public.explain_action(p_action_id uuid, p_locale text) TO salesflow_admin;

REVOKE ALL ON FUNCTION public.find_users(p_search text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.find_users(p_search text) TO salesflow_rep;
GRANT ALL ON FUNCTION public.find_users(p_search text) TO salesflow_manager;
GRANT ALL ON FUNCTION public.find_users(p_search text) TO salesflow_bi;
GRANT ALL ON FUNCTION public.find_users(p_search text) TO salesflow_admin;

REVOKE ALL ON FUNCTION public.get_autonomous_actions_summary(p_user_id uuid, p_days integer) FROM PUBLIC;
GRANT ALL ON FUNCTION public.get_autonomous_actions_summary(p_user_id uuid, p_days integer) TO salesflow_bi;
GRANT ALL ON FUNCTION public.get_autonomous_actions_summary(p_user_id uuid, p_days integer) TO salesflow_admin;

REVOKE ALL ON FUNCTION public.get_daily_plan(p_user_id uuid, p_plan_date date) FROM PUBLIC;
GRANT ALL ON FUNCTION public.get_daily_plan(p_user_id uuid, p_plan_date date) TO salesflow_rep;
GRANT ALL ON FUNCTION public.get_daily_plan(p_user_id uuid, p_plan_date date) TO salesflow_manager;
GRANT ALL ON FUNCTION public.get_daily_plan(p_user_id uuid, p_plan_date date) TO salesflow_bi;
GRANT ALL ON FUNCTION public.get_daily_plan(p_user_id uuid, p_plan_date date) TO salesflow_admin;

REVOKE ALL ON FUNCTION public.get_lead_lifecycle_stage(p_lead_id uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION public.get_lead_lifecycle_stage(p_lead_id uuid) TO salesflow_bi;
GRANT ALL ON FUNCTION public.get_lead_lifecycle_stage(p_lead_id uuid) TO salesflow_admin;

GRANT SELECT ON TABLE public.imports TO salesflow_bi;
GRANT SELECT ON TABLE public.imports TO salesflow_admin;

REVOKE ALL ON FUNCTION public.import_leads(p_staging regclass, p_map jsonb, p_file text, p_dry_run boolean, p_locale text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.import_leads(p_staging regclass, p_map jsonb, p_file text, p_dry_run boolean, p_locale text) TO salesflow_admin;

REVOKE ALL ON FUNCTION public.rank_leads(p_user_id uuid, p_as_of timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION public.rank_leads(p_user_id uuid, p_as_of timestamp with time zone) TO salesflow_bi;
GRANT ALL ON FUNCTION public.rank_leads(p_user_id uuid, p_as_of timestamp with time zone) TO salesflow_admin;

REVOKE ALL ON FUNCTION public.recall_memories(p_user_id uuid, p_lead_id uuid, p_query text, p_limit integer, p_as_of timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION public.recall_memories(p_user_id uuid, p_lead_id uuid, p_query text, p_limit integer, p_as_of timestamp with time zone) TO salesflow_rep;
GRANT ALL ON FUNCTION public.recall_memories(p_user_id uuid, p_lead_id uuid, p_query text, p_limit integer, p_as_of timestamp with time zone) TO salesflow_manager;
GRANT ALL ON FUNCTION public.recall_memories(p_user_id uuid, p_lead_id uuid, p_query text, p_limit integer, p_as_of timestamp with time zone) TO salesflow_bi;
GRANT ALL ON FUNCTION public.recall_memories(p_user_id uuid, p_lead_id uuid, p_query text, p_limit integer, p_as_of timestamp with time zone) TO salesflow_admin;

REVOKE ALL ON FUNCTION public.retry_event(p_event_id bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION public.retry_event(p_event_id bigint) TO salesflow_admin;

REVOKE ALL ON FUNCTION public.retry_import(p_import_id uuid, p_map jsonb, p_dry_run boolean) FROM PUBLIC;
GRANT ALL ON FUNCTION public.retry_import(p_import_id uuid, p_map jsonb, p_dry_run boolean) TO salesflow_admin;

GRANT SELECT ON TABLE public.policies TO salesflow_bi;
GRANT SELECT ON TABLE public.policies TO salesflow_manager;
GRANT SELECT ON TABLE public.policies TO salesflow_rep;
GRANT SELECT ON TABLE public.policies TO salesflow_admin;

GRANT UPDATE(value) ON TABLE public.policies TO salesflow_admin;

REVOKE ALL ON FUNCTION public.set_policy(p_key text, p_value jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION public.set_policy(p_key text, p_value jsonb) TO salesflow_admin;

REVOKE ALL ON FUNCTION salesflow.switch_jobs(p_active boolean) FROM PUBLIC;
GRANT ALL ON FUNCTION salesflow.switch_jobs(p_active boolean) TO salesflow_admin;

REVOKE ALL ON FUNCTION public.start_jobs() FROM PUBLIC;
GRANT ALL ON FUNCTION public.start_jobs() TO salesflow_admin;

REVOKE ALL ON FUNCTION public.stop_jobs() FROM PUBLIC;
GRANT ALL ON FUNCTION public.stop_jobs() TO salesflow_admin;

REVOKE ALL ON FUNCTION public.suggest_import_map(p_headers text[], p_sample jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION public.suggest_import_map(p_headers text[], p_sample jsonb) TO salesflow_admin;

REVOKE ALL ON FUNCTION public.trigger_job(p_job_name text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.trigger_job(p_job_name text) TO salesflow_admin;

GRANT SELECT ON TABLE public.policy_history TO salesflow_bi;
GRANT SELECT ON TABLE public.policy_history TO salesflow_manager;
GRANT SELECT ON TABLE public.policy_history TO salesflow_rep;
GRANT SELECT ON TABLE public.policy_history TO salesflow_admin;

REVOKE ALL ON FUNCTION salesflow.policy_version() FROM PUBLIC;
GRANT ALL ON FUNCTION salesflow.policy_version() TO salesflow_bi;
GRANT ALL ON FUNCTION salesflow.policy_version() TO salesflow_rep;
GRANT ALL ON FUNCTION salesflow.policy_version() TO salesflow_manager;
GRANT ALL ON FUNCTION salesflow.policy_version() TO salesflow_admin;

GRANT SELECT ON TABLE public.autonomous_actions TO salesflow_bi;
GRANT SELECT ON TABLE public.autonomous_actions TO salesflow_admin;

REVOKE ALL ON FUNCTION public.undo_action(p_action_id uuid, p_reason text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.undo_action(p_action_id uuid, p_reason text) TO salesflow_admin;

REVOKE ALL ON FUNCTION public.win_probability(p_lead_id uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION public.win_probability(p_lead_id uuid) TO salesflow_bi;
GRANT ALL ON FUNCTION public.win_probability(p_lead_id uuid) TO salesflow_admin;

GRANT SELECT ON TABLE public.lead_statuses TO salesflow_bi;
GRANT SELECT ON TABLE public.lead_statuses TO salesflow_rep;
GRANT SELECT ON TABLE public.lead_statuses TO salesflow_manager;
GRANT SELECT ON TABLE public.lead_statuses TO salesflow_admin;

GRANT UPDATE(is_active) ON TABLE public.lead_statuses TO salesflow_admin;

GRANT UPDATE(name_en) ON TABLE public.lead_statuses TO salesflow_admin;

GRANT UPDATE(name_de) ON TABLE public.lead_statuses TO salesflow_admin;

REVOKE ALL ON FUNCTION salesflow.active_statuses() FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.agent_status() FROM PUBLIC;
GRANT ALL ON FUNCTION salesflow.agent_status() TO salesflow_agent;
GRANT ALL ON FUNCTION salesflow.agent_status() TO salesflow_admin;

REVOKE ALL ON FUNCTION salesflow.answer_by_rules(p_event_ids bigint[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.apply_answers(p_event_ids bigint[], p_answers jsonb[], p_source text) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.apply_import(p_import_id uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.audit_recommendations() FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.bant_verdicts(p_assessment_ids uuid[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.call_kinds(p_role text, p_event_ids bigint[], p_answers jsonb[], p_source text) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.charge_calls(p_calls jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.check_answers(p_schema_hashes text[], p_answers jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.check_health(p_as_of timestamp with time zone) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.check_import_map(p_map jsonb, p_headers text[]) FROM PUBLIC;
GRANT ALL ON FUNCTION salesflow.check_import_map(p_map jsonb, p_headers text[]) TO salesflow_admin;

REVOKE ALL ON FUNCTION salesflow.check_inactivity(p_as_of timestamp with time zone) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.check_may_read_user(p_user_id uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.claim_events(p_worker text, p_batch integer) FROM PUBLIC;
GRANT ALL ON FUNCTION salesflow.claim_events(p_worker text, p_batch integer) TO salesflow_agent;

REVOKE ALL ON FUNCTION salesflow.clean_cell(p_text text, p_blank text[]) FROM PUBLIC;
GRANT ALL ON FUNCTION salesflow.clean_cell(p_text text, p_blank text[]) TO salesflow_admin;

REVOKE ALL ON FUNCTION salesflow.clean_up(p_as_of timestamp with time zone) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.complete_event(p_event_id bigint, p_lease uuid, p_answer jsonb, p_usage jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION salesflow.complete_event(p_event_id bigint, p_lease uuid, p_answer jsonb, p_usage jsonb) TO salesflow_agent;

REVOKE ALL ON FUNCTION salesflow.complete_events(p_completions jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION salesflow.complete_events(p_completions jsonb) TO salesflow_agent;

REVOKE ALL ON FUNCTION salesflow.complete_offline(p_event_id bigint, p_lease uuid, p_reason text, p_usage jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION salesflow.complete_offline(p_event_id bigint, p_lease uuid, p_reason text, p_usage jsonb) TO salesflow_agent;

REVOKE ALL ON FUNCTION salesflow.contact_advice(p_lead_ids uuid[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.count_completed_priorities() FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.cron_entries() FROM PUBLIC;
GRANT ALL ON FUNCTION salesflow.cron_entries() TO salesflow_bi;
GRANT ALL ON FUNCTION salesflow.cron_entries() TO salesflow_admin;
GRANT ALL ON FUNCTION salesflow.cron_entries() TO salesflow_owner;

REVOKE ALL ON FUNCTION salesflow.current_user_id() FROM PUBLIC;
GRANT ALL ON FUNCTION salesflow.current_user_id() TO salesflow_rep;
GRANT ALL ON FUNCTION salesflow.current_user_id() TO salesflow_manager;
GRANT ALL ON FUNCTION salesflow.current_user_id() TO salesflow_bi;
GRANT ALL ON FUNCTION salesflow.current_user_id() TO salesflow_admin;
GRANT ALL ON FUNCTION salesflow.current_user_id() TO salesflow_gateway;

REVOKE ALL ON FUNCTION salesflow.date_order_hint(p_text text) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.delete_expired(p_rules text[], p_as_of timestamp with time zone) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.end_stale_runs() FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.enqueue_event(p_kind text, p_lead_id uuid, p_user_id uuid, p_payload jsonb, p_cause text, p_coalesce_key text, p_run_at timestamp with time zone) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.enqueue_events(p_events salesflow.new_event[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.exchange(p_worker text, p_completions jsonb, p_batch integer) FROM PUBLIC;
GRANT ALL ON FUNCTION salesflow.exchange(p_worker text, p_completions jsonb, p_batch integer) TO salesflow_agent;

GRANT SELECT ON TABLE public.job_runs TO salesflow_bi;
GRANT SELECT ON TABLE public.job_runs TO salesflow_admin;

REVOKE ALL ON FUNCTION salesflow.execute_run(p_run_id uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.expire_recommendations(p_as_of timestamp with time zone) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.fail_event(p_event_id bigint, p_lease uuid, p_error text, p_retry_after double precision, p_usage jsonb, p_reason text) FROM PUBLIC;
GRANT ALL ON FUNCTION salesflow.fail_event(p_event_id bigint, p_lease uuid, p_error text, p_retry_after double precision, p_usage jsonb, p_reason text) TO salesflow_agent;

REVOKE ALL ON FUNCTION salesflow.find_import_people(p_import_id uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.find_squad(p_external_id text, p_name text) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.first_name(p_name text) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.follow_activities() FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.follow_bant() FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.guard_event_kind() FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.guard_event_kind_in_use() FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.guard_policy() FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.guard_status_graph() FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.heartbeat(p_worker text, p_leases uuid[], p_model text, p_problem text) FROM PUBLIC;
GRANT ALL ON FUNCTION salesflow.heartbeat(p_worker text, p_leases uuid[], p_model text, p_problem text) TO salesflow_agent;

REVOKE ALL ON FUNCTION salesflow.import_rules(p_map jsonb, p_headers text[]) FROM PUBLIC;
GRANT ALL ON FUNCTION salesflow.import_rules(p_map jsonb, p_headers text[]) TO salesflow_admin;

REVOKE ALL ON FUNCTION salesflow.import_source(p_spec jsonb, p_columns text[], p_blank text[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.import_squads() FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.import_users(p_import_id uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.import_value(p_source text, p_kind text, p_max_length integer, p_format text, p_zone text, p_shift text) FROM PUBLIC;
GRANT ALL ON FUNCTION salesflow.import_value(p_source text, p_kind text, p_max_length integer, p_format text, p_zone text, p_shift text) TO salesflow_admin;

REVOKE ALL ON FUNCTION salesflow.import_words(p_kind text) FROM PUBLIC;
GRANT ALL ON FUNCTION salesflow.import_words(p_kind text) TO salesflow_admin;

REVOKE ALL ON FUNCTION salesflow.is_cron_schedule(p_schedule text) FROM PUBLIC;
GRANT ALL ON FUNCTION salesflow.is_cron_schedule(p_schedule text) TO salesflow_admin;

REVOKE ALL ON FUNCTION salesflow.is_job_running(p_job_name text) FROM PUBLIC;
GRANT ALL ON FUNCTION salesflow.is_job_running(p_job_name text) TO salesflow_bi;
GRANT ALL ON FUNCTION salesflow.is_job_running(p_job_name text) TO salesflow_admin;

REVOKE ALL ON FUNCTION salesflow.kind_function(p_name text, p_arguments text, p_result regtype, p_volatile boolean) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.language(p_locale text) FROM PUBLIC;
GRANT ALL ON FUNCTION salesflow.language(p_locale text) TO salesflow_rep;
GRANT ALL ON FUNCTION salesflow.language(p_locale text) TO salesflow_manager;
GRANT ALL ON FUNCTION salesflow.language(p_locale text) TO salesflow_admin;
GRANT ALL ON FUNCTION salesflow.language(p_locale text) TO salesflow_bi;

REVOKE ALL ON FUNCTION salesflow.lease_events(p_worker text, p_model text, p_batch integer) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.local_date(p_at timestamp with time zone, p_time_zone text, p_locale text) FROM PUBLIC;
GRANT ALL ON FUNCTION salesflow.local_date(p_at timestamp with time zone, p_time_zone text, p_locale text) TO salesflow_bi;
GRANT ALL ON FUNCTION salesflow.local_date(p_at timestamp with time zone, p_time_zone text, p_locale text) TO salesflow_admin;

REVOKE ALL ON FUNCTION salesflow.local_days(p_days numeric, p_locale text) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.local_money(p_amount numeric, p_currency text, p_locale text) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.policy(p_key text) FROM PUBLIC;
GRANT ALL ON FUNCTION salesflow.policy(p_key text) TO salesflow_bi;
GRANT ALL ON FUNCTION salesflow.policy(p_key text) TO salesflow_rep;
GRANT ALL ON FUNCTION salesflow.policy(p_key text) TO salesflow_manager;
GRANT ALL ON FUNCTION salesflow.policy(p_key text) TO salesflow_admin;

REVOKE ALL ON FUNCTION salesflow.policy_text(p_key text) FROM PUBLIC;
GRANT ALL ON FUNCTION salesflow.policy_text(p_key text) TO salesflow_bi;
GRANT ALL ON FUNCTION salesflow.policy_text(p_key text) TO salesflow_rep;
GRANT ALL ON FUNCTION salesflow.policy_text(p_key text) TO salesflow_manager;
GRANT ALL ON FUNCTION salesflow.policy_text(p_key text) TO salesflow_admin;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE salesflow.model_prices TO salesflow_admin;
GRANT SELECT ON TABLE salesflow.model_prices TO salesflow_bi;

REVOKE ALL ON FUNCTION salesflow.model_price(p_model text, p_currency text) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.normalise_activity() FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.normalise_header(p_header text) FROM PUBLIC;
GRANT ALL ON FUNCTION salesflow.normalise_header(p_header text) TO salesflow_admin;

REVOKE ALL ON FUNCTION salesflow.normalise_lead() FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.number_format_hint(p_text text) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.open_import(p_file text, p_dry_run boolean, p_locale text, p_retry_of uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION salesflow.open_import(p_file text, p_dry_run boolean, p_locale text, p_retry_of uuid) TO salesflow_admin;

REVOKE ALL ON FUNCTION salesflow.open_run(p_job_name text, p_triggered_by text) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.over_budget(p_event_ids bigint[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.parse_odd_number(p_text text, p_format text) FROM PUBLIC;
GRANT ALL ON FUNCTION salesflow.parse_odd_number(p_text text, p_format text) TO salesflow_admin;
GRANT ALL ON FUNCTION salesflow.parse_odd_number(p_text text, p_format text) TO salesflow_bi;

REVOKE ALL ON FUNCTION salesflow.parse_number(p_text text, p_format text) FROM PUBLIC;
GRANT ALL ON FUNCTION salesflow.parse_number(p_text text, p_format text) TO salesflow_admin;
GRANT ALL ON FUNCTION salesflow.parse_number(p_text text, p_format text) TO salesflow_bi;

REVOKE ALL ON FUNCTION salesflow.parse_odd_timestamp(p_text text, p_order text, p_zone text) FROM PUBLIC;
GRANT ALL ON FUNCTION salesflow.parse_odd_timestamp(p_text text, p_order text, p_zone text) TO salesflow_admin;
GRANT ALL ON FUNCTION salesflow.parse_odd_timestamp(p_text text, p_order text, p_zone text) TO salesflow_bi;

REVOKE ALL ON FUNCTION salesflow.parse_timestamp(p_text text, p_order text, p_zone text) FROM PUBLIC;
GRANT ALL ON FUNCTION salesflow.parse_timestamp(p_text text, p_order text, p_zone text) TO salesflow_admin;
GRANT ALL ON FUNCTION salesflow.parse_timestamp(p_text text, p_order text, p_zone text) TO salesflow_bi;

REVOKE ALL ON FUNCTION salesflow.plan_import(p_import_id uuid) FROM PUBLIC;

GRANT SELECT ON TABLE salesflow.events TO salesflow_admin;
GRANT SELECT ON TABLE salesflow.events TO salesflow_bi;

REVOKE ALL ON FUNCTION salesflow.plan_wording_apply(p_event salesflow.events, p_answer jsonb, p_source text) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.plan_wording_context(p_event salesflow.events) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.plan_wording_offline(p_event salesflow.events) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.policy_interval(p_key text) FROM PUBLIC;
GRANT ALL ON FUNCTION salesflow.policy_interval(p_key text) TO salesflow_bi;
GRANT ALL ON FUNCTION salesflow.policy_interval(p_key text) TO salesflow_rep;
GRANT ALL ON FUNCTION salesflow.policy_interval(p_key text) TO salesflow_manager;
GRANT ALL ON FUNCTION salesflow.policy_interval(p_key text) TO salesflow_admin;

REVOKE ALL ON FUNCTION salesflow.policy_list(p_key text) FROM PUBLIC;
GRANT ALL ON FUNCTION salesflow.policy_list(p_key text) TO salesflow_bi;
GRANT ALL ON FUNCTION salesflow.policy_list(p_key text) TO salesflow_rep;
GRANT ALL ON FUNCTION salesflow.policy_list(p_key text) TO salesflow_manager;
GRANT ALL ON FUNCTION salesflow.policy_list(p_key text) TO salesflow_admin;

REVOKE ALL ON FUNCTION salesflow.policy_number(p_key text) FROM PUBLIC;
GRANT ALL ON FUNCTION salesflow.policy_number(p_key text) TO salesflow_bi;
GRANT ALL ON FUNCTION salesflow.policy_number(p_key text) TO salesflow_rep;
GRANT ALL ON FUNCTION salesflow.policy_number(p_key text) TO salesflow_manager;
GRANT ALL ON FUNCTION salesflow.policy_number(p_key text) TO salesflow_admin;

GRANT SELECT ON TABLE public.daily_plan_priorities TO salesflow_bi;
GRANT SELECT ON TABLE public.daily_plan_priorities TO salesflow_admin;

REVOKE ALL ON FUNCTION salesflow.priority_json(p_priority public.daily_plan_priorities, p_lead_name text) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.purge_cron_history(p_before timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION salesflow.purge_cron_history(p_before timestamp with time zone) TO salesflow_owner;

REVOKE ALL ON FUNCTION salesflow.rank_leads(p_user_ids uuid[], p_as_of timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION salesflow.rank_leads(p_user_ids uuid[], p_as_of timestamp with time zone) TO salesflow_bi;
GRANT ALL ON FUNCTION salesflow.rank_leads(p_user_ids uuid[], p_as_of timestamp with time zone) TO salesflow_admin;

REVOKE ALL ON FUNCTION salesflow.read_import(p_import_id uuid, p_map jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.recommend_for_waiting(p_lead_ids uuid[], p_as_of timestamp with time zone) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.record_event_kind() FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.record_first_status() FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.record_policy_change() FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.record_status_change() FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.recount_changed_contacts() FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.recount_contacts(p_lead_ids uuid[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.refresh_materialized_views(p_names text[], p_as_of timestamp with time zone) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.refresh_views(p_as_of timestamp with time zone) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.register_worker(p_worker text, p_model text, p_problem text, p_interval interval) FROM PUBLIC;
GRANT ALL ON FUNCTION salesflow.register_worker(p_worker text, p_model text, p_problem text, p_interval interval) TO salesflow_agent;

REVOKE ALL ON FUNCTION salesflow.reject_rows(p_import_id uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.release_lost_workers() FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.remember(p_user_id uuid, p_lead_id uuid, p_memory_type text, p_content text, p_importance numeric, p_context jsonb, p_source text, p_cause text) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.render(p_parts text[], p_values jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION salesflow.render(p_parts text[], p_values jsonb) TO salesflow_bi;
GRANT ALL ON FUNCTION salesflow.render(p_parts text[], p_values jsonb) TO salesflow_admin;

REVOKE ALL ON FUNCTION salesflow.repaint_traffic_lights() FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.request_plan_wording(p_plan_ids uuid[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.review_insights(p_locale text, p_portfolio jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.review_users(p_user_ids uuid[], p_as_of timestamp with time zone) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.ring_doorbell() FROM PUBLIC;

GRANT SELECT ON TABLE public.automation_rules TO salesflow_bi;
GRANT SELECT ON TABLE public.automation_rules TO salesflow_admin;

GRANT UPDATE(is_enabled) ON TABLE public.automation_rules TO salesflow_admin;

REVOKE ALL ON FUNCTION salesflow.rule_is_enabled(p_rule text) FROM PUBLIC;
GRANT ALL ON FUNCTION salesflow.rule_is_enabled(p_rule text) TO salesflow_admin;
GRANT ALL ON FUNCTION salesflow.rule_is_enabled(p_rule text) TO salesflow_bi;

REVOKE ALL ON FUNCTION salesflow.run_daily_review(p_as_of timestamp with time zone) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.run_import(p_import_id uuid, p_map jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION salesflow.run_import(p_import_id uuid, p_map jsonb) TO salesflow_admin;

REVOKE ALL ON FUNCTION salesflow.run_isolated(p_function text, p_items anyarray, p_as_of timestamp with time zone) FROM PUBLIC;

REVOKE ALL ON PROCEDURE salesflow.run_job(IN p_job_name text) FROM PUBLIC;

GRANT SELECT ON TABLE public.text_templates TO salesflow_bi;
GRANT SELECT ON TABLE public.text_templates TO salesflow_manager;
GRANT SELECT ON TABLE public.text_templates TO salesflow_rep;
GRANT SELECT,INSERT,UPDATE ON TABLE public.text_templates TO salesflow_admin;

REVOKE ALL ON FUNCTION salesflow.say(p_key text, p_locale text, p_values jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION salesflow.say(p_key text, p_locale text, p_values jsonb) TO salesflow_bi;
GRANT ALL ON FUNCTION salesflow.say(p_key text, p_locale text, p_values jsonb) TO salesflow_admin;

REVOKE ALL ON FUNCTION salesflow.schema_problem(p_schema jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.set_traffic_light() FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.settle_events(p_given salesflow.settlement[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.stamp_recommendation() FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.stop_worker(p_worker text) FROM PUBLIC;
GRANT ALL ON FUNCTION salesflow.stop_worker(p_worker text) TO salesflow_agent;

REVOKE ALL ON FUNCTION salesflow.sync_changed_schedule() FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.sync_schedule() FROM PUBLIC;
GRANT ALL ON FUNCTION salesflow.sync_schedule() TO salesflow_admin;
GRANT ALL ON FUNCTION salesflow.sync_schedule() TO salesflow_owner;

REVOKE ALL ON FUNCTION salesflow.tidy_events(p_limit integer) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.tidy_recommendations(p_as_of timestamp with time zone) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.touch_updated_at() FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.traffic_light(p_total numeric) FROM PUBLIC;
GRANT ALL ON FUNCTION salesflow.traffic_light(p_total numeric) TO salesflow_bi;
GRANT ALL ON FUNCTION salesflow.traffic_light(p_total numeric) TO salesflow_admin;

REVOKE ALL ON FUNCTION salesflow.transition_leads(p_rule text, p_to_status text, p_candidates salesflow.transition_candidate[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.translate_cell(p_text text, p_values jsonb, p_else text) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.waiting_leads(p_as_of timestamp with time zone) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.win_probabilities(p_lead_ids uuid[]) FROM PUBLIC;
GRANT ALL ON FUNCTION salesflow.win_probabilities(p_lead_ids uuid[]) TO salesflow_bi;
GRANT ALL ON FUNCTION salesflow.win_probabilities(p_lead_ids uuid[]) TO salesflow_admin;

REVOKE ALL ON FUNCTION salesflow.words_are_safe(p_words text, p_known text, p_longest integer) FROM PUBLIC;

GRANT SELECT ON TABLE public.activities TO salesflow_bi;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.activities TO salesflow_admin;

GRANT SELECT ON TABLE public.agent_memory TO salesflow_bi;
GRANT SELECT ON TABLE public.agent_memory TO salesflow_admin;

GRANT SELECT ON TABLE public.bant_assessments TO salesflow_bi;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.bant_assessments TO salesflow_admin;

GRANT SELECT ON TABLE public.current_bant TO salesflow_bi;
GRANT SELECT ON TABLE public.current_bant TO salesflow_admin;

GRANT SELECT ON TABLE public.daily_action_plans TO salesflow_bi;
GRANT SELECT ON TABLE public.daily_action_plans TO salesflow_admin;

GRANT SELECT ON TABLE public.dashboard_agent_memory TO salesflow_bi;
GRANT SELECT ON TABLE public.dashboard_agent_memory TO salesflow_admin;

GRANT SELECT ON TABLE public.dashboard_autonomous_actions TO salesflow_bi;
GRANT SELECT ON TABLE public.dashboard_autonomous_actions TO salesflow_admin;

GRANT SELECT ON TABLE public.dashboard_daily_review TO salesflow_bi;
GRANT SELECT ON TABLE public.dashboard_daily_review TO salesflow_admin;

GRANT SELECT ON TABLE public.lead_status_history TO salesflow_bi;
GRANT SELECT ON TABLE public.lead_status_history TO salesflow_admin;

GRANT SELECT ON TABLE public.dashboard_status_velocity TO salesflow_bi;
GRANT SELECT ON TABLE public.dashboard_status_velocity TO salesflow_admin;

GRANT SELECT ON TABLE public.leads TO salesflow_bi;
GRANT SELECT,DELETE ON TABLE public.leads TO salesflow_admin;

GRANT INSERT(id) ON TABLE public.leads TO salesflow_admin;

GRANT INSERT(external_id),UPDATE(external_id) ON TABLE public.leads TO salesflow_admin;

GRANT INSERT(user_id),UPDATE(user_id) ON TABLE public.leads TO salesflow_admin;

GRANT INSERT(name),UPDATE(name) ON TABLE public.leads TO salesflow_admin;

GRANT INSERT(email),UPDATE(email) ON TABLE public.leads TO salesflow_admin;

GRANT INSERT(phone),UPDATE(phone) ON TABLE public.leads TO salesflow_admin;

GRANT INSERT(company),UPDATE(company) ON TABLE public.leads TO salesflow_admin;

GRANT INSERT(status),UPDATE(status) ON TABLE public.leads TO salesflow_admin;

GRANT INSERT(status_reason),UPDATE(status_reason) ON TABLE public.leads TO salesflow_admin;

GRANT INSERT(source),UPDATE(source) ON TABLE public.leads TO salesflow_admin;

GRANT INSERT(priority),UPDATE(priority) ON TABLE public.leads TO salesflow_admin;

GRANT INSERT(deal_value),UPDATE(deal_value) ON TABLE public.leads TO salesflow_admin;

GRANT INSERT(currency),UPDATE(currency) ON TABLE public.leads TO salesflow_admin;

GRANT INSERT(preferred_channel),UPDATE(preferred_channel) ON TABLE public.leads TO salesflow_admin;

GRANT INSERT(time_zone),UPDATE(time_zone) ON TABLE public.leads TO salesflow_admin;

GRANT INSERT(locale),UPDATE(locale) ON TABLE public.leads TO salesflow_admin;

GRANT INSERT(attributes),UPDATE(attributes) ON TABLE public.leads TO salesflow_admin;

GRANT INSERT(created_at) ON TABLE public.leads TO salesflow_admin;

GRANT SELECT ON TABLE public.users TO salesflow_bi;
GRANT SELECT ON TABLE public.users TO salesflow_manager;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.users TO salesflow_admin;

GRANT SELECT ON TABLE salesflow.dead_events TO salesflow_admin;
GRANT SELECT ON TABLE salesflow.dead_events TO salesflow_bi;

GRANT SELECT ON TABLE public.dead_events TO salesflow_admin;
GRANT SELECT ON TABLE public.dead_events TO salesflow_bi;

GRANT SELECT ON TABLE salesflow.event_kinds TO salesflow_admin;
GRANT SELECT ON TABLE salesflow.event_kinds TO salesflow_bi;

GRANT UPDATE(instructions) ON TABLE salesflow.event_kinds TO salesflow_admin;

GRANT UPDATE(model) ON TABLE salesflow.event_kinds TO salesflow_admin;

GRANT UPDATE(max_output_tokens) ON TABLE salesflow.event_kinds TO salesflow_admin;

GRANT UPDATE(priority) ON TABLE salesflow.event_kinds TO salesflow_admin;

GRANT UPDATE(max_attempts) ON TABLE salesflow.event_kinds TO salesflow_admin;

GRANT UPDATE(lease) ON TABLE salesflow.event_kinds TO salesflow_admin;

GRANT UPDATE(backoff) ON TABLE salesflow.event_kinds TO salesflow_admin;

GRANT SELECT ON TABLE public.event_queue_status TO salesflow_admin;
GRANT SELECT ON TABLE public.event_queue_status TO salesflow_bi;

GRANT SELECT ON TABLE public.health_log TO salesflow_bi;
GRANT SELECT ON TABLE public.health_log TO salesflow_admin;

GRANT SELECT,DELETE ON TABLE public.import_rejects TO salesflow_admin;

GRANT UPDATE(record) ON TABLE public.import_rejects TO salesflow_admin;

GRANT SELECT ON TABLE public.import_targets TO salesflow_bi;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.import_targets TO salesflow_admin;

GRANT SELECT ON TABLE public.job_failures TO salesflow_bi;
GRANT SELECT ON TABLE public.job_failures TO salesflow_admin;

GRANT SELECT ON TABLE public.jobs TO salesflow_bi;
GRANT SELECT ON TABLE public.jobs TO salesflow_admin;

GRANT UPDATE(schedule) ON TABLE public.jobs TO salesflow_admin;

GRANT UPDATE(is_enabled) ON TABLE public.jobs TO salesflow_admin;

GRANT UPDATE(timeout) ON TABLE public.jobs TO salesflow_admin;

GRANT UPDATE(overdue_after) ON TABLE public.jobs TO salesflow_admin;

GRANT SELECT ON TABLE public.job_status TO salesflow_bi;
GRANT SELECT ON TABLE public.job_status TO salesflow_admin;

GRANT SELECT ON TABLE public.lead_context_summaries TO salesflow_bi;
GRANT SELECT ON TABLE public.lead_context_summaries TO salesflow_admin;

GRANT INSERT(lead_id) ON TABLE public.lead_context_summaries TO salesflow_admin;

GRANT INSERT(short_summary),UPDATE(short_summary) ON TABLE public.lead_context_summaries TO salesflow_admin;

GRANT INSERT(detailed_summary),UPDATE(detailed_summary) ON TABLE public.lead_context_summaries TO salesflow_admin;

GRANT INSERT(key_facts),UPDATE(key_facts) ON TABLE public.lead_context_summaries TO salesflow_admin;

GRANT INSERT(pain_points),UPDATE(pain_points) ON TABLE public.lead_context_summaries TO salesflow_admin;

GRANT INSERT(objections_raised),UPDATE(objections_raised) ON TABLE public.lead_context_summaries TO salesflow_admin;

GRANT SELECT ON TABLE public.lead_status_transitions TO salesflow_bi;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.lead_status_transitions TO salesflow_admin;

GRANT SELECT ON TABLE salesflow.model_days TO salesflow_admin;
GRANT SELECT ON TABLE salesflow.model_days TO salesflow_bi;

GRANT SELECT ON TABLE public.model_usage TO salesflow_admin;
GRANT SELECT ON TABLE public.model_usage TO salesflow_bi;

GRANT SELECT ON TABLE public.notifications TO salesflow_bi;
GRANT SELECT ON TABLE public.notifications TO salesflow_admin;

GRANT UPDATE(read_at) ON TABLE public.notifications TO salesflow_admin;

GRANT SELECT ON TABLE public.personality_profiles TO salesflow_bi;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.personality_profiles TO salesflow_admin;

GRANT SELECT ON TABLE public.playbook_executions TO salesflow_bi;
GRANT SELECT ON TABLE public.playbook_executions TO salesflow_rep;
GRANT SELECT ON TABLE public.playbook_executions TO salesflow_manager;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.playbook_executions TO salesflow_admin;

GRANT SELECT ON TABLE public.playbooks TO salesflow_bi;
GRANT SELECT ON TABLE public.playbooks TO salesflow_rep;
GRANT SELECT ON TABLE public.playbooks TO salesflow_manager;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.playbooks TO salesflow_admin;

GRANT SELECT ON TABLE public.retention_rules TO salesflow_bi;
GRANT SELECT ON TABLE public.retention_rules TO salesflow_admin;

GRANT SELECT ON TABLE public.review_situations TO salesflow_bi;
GRANT SELECT ON TABLE public.review_situations TO salesflow_admin;

GRANT UPDATE(urgency) ON TABLE public.review_situations TO salesflow_admin;

GRANT UPDATE(description) ON TABLE public.review_situations TO salesflow_admin;

GRANT SELECT ON TABLE public.squads TO salesflow_bi;
GRANT SELECT ON TABLE public.squads TO salesflow_manager;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.squads TO salesflow_admin;

GRANT SELECT ON TABLE public.success_metrics TO salesflow_bi;
GRANT SELECT ON TABLE public.success_metrics TO salesflow_admin;

GRANT SELECT ON TABLE salesflow.workers TO salesflow_admin;
GRANT SELECT ON TABLE salesflow.workers TO salesflow_bi;

GRANT SELECT ON TABLE public.system_health TO salesflow_bi;
GRANT SELECT ON TABLE public.system_health TO salesflow_admin;

GRANT SELECT ON TABLE public.view_leads_scored TO salesflow_bi;
GRANT SELECT ON TABLE public.view_leads_scored TO salesflow_admin;

GRANT SELECT ON TABLE public.view_followups_scored TO salesflow_bi;
GRANT SELECT ON TABLE public.view_followups_scored TO salesflow_admin;

GRANT SELECT ON TABLE public.view_personality_insights TO salesflow_bi;
GRANT SELECT ON TABLE public.view_personality_insights TO salesflow_admin;

GRANT SELECT ON TABLE salesflow.event_kind_history TO salesflow_admin;
GRANT SELECT ON TABLE salesflow.event_kind_history TO salesflow_bi;

GRANT SELECT ON TABLE salesflow.event_log TO salesflow_admin;
GRANT SELECT ON TABLE salesflow.event_log TO salesflow_bi;

GRANT INSERT ON TABLE salesflow.import_rows TO salesflow_admin;

GRANT SELECT ON TABLE salesflow.import_words TO salesflow_bi;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE salesflow.import_words TO salesflow_admin;

GRANT SELECT ON TABLE salesflow.model_calls TO salesflow_admin;
GRANT SELECT ON TABLE salesflow.model_calls TO salesflow_bi;

GRANT SELECT ON TABLE public.view_conversion_microsteps TO salesflow_bi;
GRANT SELECT ON TABLE public.view_conversion_microsteps TO salesflow_admin;

ALTER DEFAULT PRIVILEGES FOR ROLE salesflow_owner REVOKE ALL ON TYPES  FROM PUBLIC;

ALTER DEFAULT PRIVILEGES FOR ROLE salesflow_owner REVOKE ALL ON FUNCTIONS  FROM PUBLIC;

