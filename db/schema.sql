-- As PostgreSQL 15 writes it

CREATE SCHEMA salesflow;

ALTER SCHEMA salesflow OWNER TO salesflow_owner;

COMMENT ON SCHEMA salesflow IS 'Machinery of Sales Flow AI: queue, rules, job bodies, helpers. Not an interface; see public.';

CREATE EXTENSION IF NOT EXISTS plpython3u WITH SCHEMA pg_catalog;

COMMENT ON EXTENSION plpython3u IS 'PL/Python3U untrusted procedural language';

CREATE DOMAIN salesflow.amount AS numeric(14,2)
	CONSTRAINT sensible_amount CHECK (((VALUE >= (0)::numeric) AND (VALUE <= 999999999999.99)));

ALTER DOMAIN salesflow.amount OWNER TO salesflow_owner;

COMMENT ON DOMAIN salesflow.amount IS 'Amount of money in the currency beside it: not negative, and a number.';

CREATE DOMAIN salesflow.currency AS character(3)
	CONSTRAINT currency_form CHECK ((VALUE ~ '^[A-Z]{3}$'::text));

ALTER DOMAIN salesflow.currency OWNER TO salesflow_owner;

COMMENT ON DOMAIN salesflow.currency IS 'ISO 4217 currency: EUR.';

CREATE TYPE salesflow.deed AS (
	rule text,
	subject_id uuid,
	episode text,
	action_type text,
	target_id uuid,
	details jsonb,
	before jsonb,
	after jsonb
);

ALTER TYPE salesflow.deed OWNER TO salesflow_owner;

COMMENT ON TYPE salesflow.deed IS 'What an effect did for a raising (rule, subject_id, episode): the kind of action, the row it made or changed, what there is to tell, the values before and after.';

CREATE DOMAIN salesflow.duration AS interval
	CONSTRAINT sensible_duration CHECK (((VALUE > '00:00:00'::interval) AND (VALUE <= '100 years'::interval)));

ALTER DOMAIN salesflow.duration OWNER TO salesflow_owner;

COMMENT ON DOMAIN salesflow.duration IS 'A length of time: more than nothing, at most 100 years.';

CREATE TYPE salesflow.finding AS (
	subject_type text,
	subject_id uuid,
	user_id uuid,
	since timestamp with time zone,
	episode text,
	situation text,
	facts jsonb,
	evidence jsonb
);

ALTER TYPE salesflow.finding OWNER TO salesflow_owner;

COMMENT ON TYPE salesflow.finding IS 'A subject that a finder says a rule holds for: subject_type and subject_id; user_id: rep concerned; since: from when on; episode: tells this stretch or occasion from the one before, a rule acts once in each; situation: tells the rules that share a finder apart; facts: raw values, in no language, for texts, audit and learning ("status": a lead''s status then); evidence: [{"table", "id"}, …], what set it off first.';

CREATE DOMAIN salesflow.instant AS timestamp with time zone
	CONSTRAINT sensible_instant CHECK (((VALUE >= '1970-01-01 00:00:00+00'::timestamp with time zone) AND (VALUE < '2200-01-01 00:00:00+00'::timestamp with time zone)));

ALTER DOMAIN salesflow.instant OWNER TO salesflow_owner;

COMMENT ON DOMAIN salesflow.instant IS 'An instant that somebody entered: from 1970 to 2199, never infinite.';

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

CREATE TYPE salesflow.lead_state AS (
	lead_id uuid,
	user_id uuid,
	status text,
	status_since timestamp with time zone,
	created_at timestamp with time zone,
	last_contact_at timestamp with time zone,
	last_inbound_at timestamp with time zone,
	interactions integer
);

ALTER TYPE salesflow.lead_state OWNER TO salesflow_owner;

COMMENT ON TYPE salesflow.lead_state IS 'How a lead stood at an instant: its rep, status and since when, creation, last contact, last contact by the lead itself, number of contacts.';

CREATE DOMAIN salesflow.locale AS text
	CONSTRAINT locale_form CHECK ((VALUE ~ '^[a-z]{2}([-_][A-Za-z]{2})?$'::text));

ALTER DOMAIN salesflow.locale OWNER TO salesflow_owner;

COMMENT ON DOMAIN salesflow.locale IS 'Language, with or without region: de, de-AT, en_GB.';

CREATE TYPE salesflow.measurement AS (
	value numeric,
	threshold numeric,
	severity text
);

ALTER TYPE salesflow.measurement OWNER TO salesflow_owner;

COMMENT ON TYPE salesflow.measurement IS 'What a health check found: the value (null: nothing to measure yet) and, where they depend on circumstances, its own limit and severity instead of those of the row.';

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

CREATE DOMAIN salesflow.planning_time AS time without time zone
	CONSTRAINT time_to_plan CHECK ((VALUE <= '23:45:00'::time without time zone));

ALTER DOMAIN salesflow.planning_time OWNER TO salesflow_owner;

COMMENT ON DOMAIN salesflow.planning_time IS 'Time of day from which a day may be planned: 23:45 at the latest.';

CREATE DOMAIN salesflow.priority AS text
	CONSTRAINT known_priority CHECK ((VALUE = ANY (ARRAY['low'::text, 'medium'::text, 'high'::text, 'urgent'::text])));

ALTER DOMAIN salesflow.priority OWNER TO salesflow_owner;

COMMENT ON DOMAIN salesflow.priority IS 'low, medium, high or urgent.';

CREATE TYPE salesflow.raising AS (
	rule text,
	subject_type text,
	subject_id uuid,
	user_id uuid,
	since timestamp with time zone,
	episode text,
	situation text,
	facts jsonb,
	evidence jsonb,
	cause text,
	target_id uuid
);

ALTER TYPE salesflow.raising OWNER TO salesflow_owner;

COMMENT ON TYPE salesflow.raising IS 'A finding on behalf of a rule, handed to an effect: the finding; cause: what set it off, as table:id or clock:instant; target_id: key of the row the effect is to make, or to refresh.';

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

COMMENT ON TYPE salesflow.settlement IS 'How an attempt ended: event and lease; outcome: answer (of the model), offline (the rules shall answer, for that reason), failure (error, of the class reason; retry_after in seconds), loss (its bearer is gone), skip (nothing to do), release (given back, does not count); usage of the model.';

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
  perform set_config(
    'salesflow.acting_user', p_user_id || ' ' || extract(epoch from transaction_timestamp())::text, true);
end
$$;

ALTER FUNCTION public.act_as(p_user_id uuid) OWNER TO salesflow_owner;

COMMENT ON FUNCTION public.act_as(p_user_id uuid) IS 'Says, until the end of the transaction, for which user a gateway acts. Raises SF003 (not a gateway), SF004 (no such user).';

CREATE FUNCTION salesflow.fold_letters(p_text text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN translate(lower(p_text), '’‘`´ÄÖÜáàâãåéèêëíìîïóòôõúùûçñøẞ'::text, '''''''''äöüaaaaaeeeeiiiioooouuucnoß'::text);

ALTER FUNCTION salesflow.fold_letters(p_text text) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.fold_letters(p_text text) IS 'Lower case without accents other than umlauts, with straight apostrophes; every character stays in its place.';

CREATE FUNCTION salesflow.own_words(p_text text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $_$
  with line as (
    select
      l.n,
      l.line,
      l.line ~ '^\s*>'
        or l.line ~* '^\s*(am|on|gestern|yesterday|neulich|heute|today)\M.{0,140}(schrieb|schrieben|wrote)\M.{0,90}:\s*$'
        or l.line ~* '^.{0,140}(schrieb|wrote)( (am|on) .{0,60})?:\s*$' as is_quoted,
      l.n > 1 and (
        l.line ~ '^(--|_{8,})\s*$'
        or l.line ~* '^\s*-{2,}\s*(original message|urspr(ü|ue)ngliche nachricht|weitergeleitete nachricht|forwarded message)'
        or l.line ~* '^\s*(von|from):.{0,80}@') as is_end,
      l.n > 1 and l.line ~*
        ('^\s*(((mit|with)\s+)?(freundliche|beste|viele|liebe|herzliche|sch(ö|oe)ne|sonnige)[nrms]?\s+gr(ü|ue|u)(ß|ss)e?n?(?!\w).{0,60}'
        || '|(lg|mfg|vg|gr(ü|ue|u)(ß|ss)e?n?|herzlich(st)?|hochachtungsvoll|mit vorz(ü|ue)glicher hochachtung)'
        || '|(with )?((kind|best|warm|warmest|many)\s+)?regards|((all|the|with|very|good|best|kind|warm) )*(best|wishes)'
        || '|cheers|sincerely( yours)?|yours( sincerely| faithfully| truly)?|kr|many thanks|thanks( for understanding)?|thx)\s*[,!.]*\s*$')
        as is_closing
    from string_to_table(p_text, E'\n') with ordinality as l (line, n)
  ), judged as (
    select n, line, is_quoted or bool_or(is_end or is_closing) over (order by n) as is_cut
    from line
  )
  select string_agg(case when is_cut then repeat(' ', length(line)) else line end, E'\n' order by n)
  from judged
$_$;

ALTER FUNCTION salesflow.own_words(p_text text) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.own_words(p_text text) IS 'The text with earlier mail that it quotes and its signature blanked out, so that every character stays in its place.';

CREATE FUNCTION salesflow.spell_umlauts(p_text text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN replace(replace(replace(replace(replace(replace(p_text, 'ä'::text, 'ae'::text), 'ö'::text, 'oe'::text), 'ü'::text, 'ue'::text), 'ß'::text, 'ss'::text), '̈'::text, 'e'::text), ''''::text, ''::text);

ALTER FUNCTION salesflow.spell_umlauts(p_text text) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.spell_umlauts(p_text text) IS 'A word in the one spelling of the lexicon: umlauts as two letters, ß as ss, no apostrophes.';

CREATE FUNCTION salesflow.read_tokens(p_text text) RETURNS TABLE(n integer, token text, starts integer, ends integer, place integer)
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    BEGIN ATOMIC
 SELECT (t.n)::integer AS n,
     t.token,
     (((sum(length((t.found[1] || t.found[2]))) OVER so_far)::integer - length(t.found[2])) + 1),
     (sum(length((t.found[1] || t.found[2]))) OVER so_far)::integer AS sum,
     ((t.n + (4 * count(*) FILTER (WHERE (t.token = ANY (ARRAY['.'::text, '!'::text, '?'::text, ';'::text, '…'::text, ':'::text]))) OVER so_far)))::integer AS int4
    FROM ( SELECT m.n,
             m.found,
                 CASE
                     WHEN (m.found[2] ~ '^\d'::text) THEN '0'::text
                     WHEN (m.found[2] ~ '^[[:alpha:]'']'::text) THEN salesflow.spell_umlauts(m.found[2])
                     ELSE "left"(m.found[2], 1)
                 END AS token
            FROM regexp_matches(salesflow.fold_letters(
                 CASE
                     WHEN (strpos(read_tokens.p_text, '
'::text) > 0) THEN salesflow.own_words("left"(read_tokens.p_text, 10000))
                     ELSE "left"(read_tokens.p_text, 10000)
                 END), '([[:space:]]*)(\d+(?:[.,:/]\d+)*|[[:alpha:]''\u0300-\u036f]+|[^[:alpha:][:digit:]''[:space:]\u0300-\u036f]+)'::text, 'g'::text) WITH ORDINALITY m(found, n)) t
   WINDOW so_far AS (ORDER BY t.n);
END;

ALTER FUNCTION salesflow.read_tokens(p_text text) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.read_tokens(p_text text) IS 'The tokens of the first 10,000 characters of a message: a word in the spelling of the lexicon, any number as 0, the first of several signs. starts and ends count its characters from 1, place counts the tokens and four more for each end of a sentence.';

CREATE FUNCTION salesflow.word_parts(p_token text) RETURNS TABLE(part text)
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    BEGIN ATOMIC
 SELECT "left"(w.word, l.size) AS "left"
    FROM (( VALUES ((('<'::text || "left"(word_parts.p_token, 30)) || '>'::text))) w(word)
      CROSS JOIN LATERAL generate_series(3, length(w.word)) l(size))
 UNION ALL
  SELECT "right"(w.word, l.size) AS "right"
    FROM (( VALUES ((('<'::text || "left"(word_parts.p_token, 30)) || '>'::text))) w(word)
      CROSS JOIN LATERAL generate_series(3, (length(w.word) - 1)) l(size));
END;

ALTER FUNCTION salesflow.word_parts(p_token text) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.word_parts(p_token text) IS 'Every beginning and every end of <word>, from three characters on, of which the signs < and > are its ends: what signal_keys is looked up by.';

CREATE TABLE salesflow.signal_keys (
    key text NOT NULL COLLATE pg_catalog."C",
    language text NOT NULL COLLATE pg_catalog."C",
    concepts text[] NOT NULL,
    steps integer[] NOT NULL
);

ALTER TABLE salesflow.signal_keys OWNER TO salesflow_owner;

COMMENT ON TABLE salesflow.signal_keys IS 'Which part of a word means what; made by compile_signals().';

COMMENT ON COLUMN salesflow.signal_keys.key IS 'A part of <word>: <teuer is a beginning, preis> an end, <zu> a whole word, ~name any unknown name.';

COMMENT ON COLUMN salesflow.signal_keys.language IS 'de or en.';

COMMENT ON COLUMN salesflow.signal_keys.concepts IS 'Concepts that such a word belongs to.';

COMMENT ON COLUMN salesflow.signal_keys.steps IS 'Steps that such a word is: 8 × signal_rules.id + step (1 to 3).';

CREATE TABLE salesflow.signal_misspellings (
    variant text NOT NULL COLLATE pg_catalog."C",
    token text NOT NULL COLLATE pg_catalog."C"
);

ALTER TABLE salesflow.signal_misspellings OWNER TO salesflow_owner;

COMMENT ON TABLE salesflow.signal_misspellings IS 'Words of the lexicon as they stand and with one letter left out, by which a slip of one letter is found; made with signal_vocabulary.';

COMMENT ON COLUMN salesflow.signal_misspellings.variant IS 'The word, or what is left of it.';

COMMENT ON COLUMN salesflow.signal_misspellings.token IS 'The word in signal_vocabulary.';

CREATE TABLE salesflow.signal_rules (
    id integer NOT NULL,
    pattern text NOT NULL,
    language text NOT NULL,
    gap smallint NOT NULL,
    steps text[] NOT NULL
);

ALTER TABLE salesflow.signal_rules OWNER TO salesflow_owner;

COMMENT ON TABLE salesflow.signal_rules IS 'Enabled patterns and listed competitors, numbered; made by compile_signals().';

COMMENT ON COLUMN salesflow.signal_rules.id IS 'Number that signal_keys.steps refers to.';

COMMENT ON COLUMN salesflow.signal_rules.pattern IS 'Name of the pattern; competitor.listed for a row of competitors.';

COMMENT ON COLUMN salesflow.signal_rules.language IS 'de, en or any.';

COMMENT ON COLUMN salesflow.signal_rules.gap IS 'Words that may stand between two steps.';

COMMENT ON COLUMN salesflow.signal_rules.steps IS 'Steps as in signal_patterns.';

CREATE TABLE salesflow.signal_vocabulary (
    token text NOT NULL COLLATE pg_catalog."C",
    german real NOT NULL,
    german_concepts text[] NOT NULL,
    english_concepts text[] NOT NULL,
    german_steps integer[] NOT NULL,
    english_steps integer[] NOT NULL
);

ALTER TABLE salesflow.signal_vocabulary OWNER TO salesflow_owner;

COMMENT ON TABLE salesflow.signal_vocabulary IS 'Words that the training messages have taught us, with what signal_keys says of them; made by train_signals() and compile_signals().';

COMMENT ON COLUMN salesflow.signal_vocabulary.token IS 'The word, spelt as salesflow.spell_umlauts() does.';

COMMENT ON COLUMN salesflow.signal_vocabulary.german IS 'How German it is: logarithm of the odds; negative is English.';

COMMENT ON COLUMN salesflow.signal_vocabulary.german_concepts IS 'Its concepts in a German message.';

COMMENT ON COLUMN salesflow.signal_vocabulary.english_concepts IS 'Its concepts in an English message.';

COMMENT ON COLUMN salesflow.signal_vocabulary.german_steps IS 'Its steps in a German message.';

COMMENT ON COLUMN salesflow.signal_vocabulary.english_steps IS 'Its steps in an English message.';

CREATE FUNCTION salesflow.signal_evidence(p_text text, p_language text DEFAULT NULL::text) RETURNS TABLE(feature text, amount double precision, pattern text, is_denied boolean, starts integer, ends integer, language text)
    LANGUAGE sql STABLE PARALLEL SAFE
    BEGIN ATOMIC
 WITH raw AS MATERIALIZED (
          SELECT read_tokens.n,
             read_tokens.token,
             read_tokens.starts,
             read_tokens.ends,
             read_tokens.place
            FROM salesflow.read_tokens(signal_evidence.p_text) read_tokens(n, token, starts, ends, place)
         ), token AS MATERIALIZED (
          SELECT t.n,
             COALESCE(v.token, t.token) AS token,
             t.starts,
             t.ends,
             t.place,
             (v.token IS NOT NULL) AS is_known,
             v.german,
             v.german_concepts,
             v.english_concepts,
             v.german_steps,
             v.english_steps
            FROM (((raw t
              LEFT JOIN LATERAL ( SELECT signal_vocabulary.token,
                     signal_vocabulary.german,
                     signal_vocabulary.german_concepts,
                     signal_vocabulary.english_concepts,
                     signal_vocabulary.german_steps,
                     signal_vocabulary.english_steps
                    FROM salesflow.signal_vocabulary
                   WHERE (signal_vocabulary.token = t.token)
                  OFFSET 0) exact ON (true))
              LEFT JOIN LATERAL ( SELECT m.token
                    FROM (generate_series(0, length(t.token)) g(letter)
                      CROSS JOIN LATERAL ( SELECT signal_misspellings.token
                            FROM salesflow.signal_misspellings
                           WHERE (signal_misspellings.variant = OVERLAY(t.token PLACING ''::text FROM GREATEST(g.letter, 1) FOR LEAST(g.letter, 1)))
                          OFFSET 0) m)
                   WHERE ((exact.token IS NULL) AND ((length(t.token) >= 6) AND (length(t.token) <= 30)) AND (t.token ~ '^[a-z]'::text) AND ("left"(m.token, 1) = "left"(t.token, 1)) AND (NOT (EXISTS ( SELECT
                            FROM (salesflow.word_parts(t.token) p(part)
                              CROSS JOIN LATERAL ( SELECT
                                    FROM salesflow.signal_keys
                                   WHERE (signal_keys.key = p.part)
                                  OFFSET 0) k)))))
                   ORDER BY m.token
                  LIMIT 1) slip ON (true))
              LEFT JOIN LATERAL ( SELECT signal_vocabulary.token,
                     signal_vocabulary.german,
                     signal_vocabulary.german_concepts,
                     signal_vocabulary.english_concepts,
                     signal_vocabulary.german_steps,
                     signal_vocabulary.english_steps
                    FROM salesflow.signal_vocabulary
                   WHERE (signal_vocabulary.token = COALESCE(exact.token, slip.token))
                  OFFSET 0) v ON (true))
         ), fact AS MATERIALIZED (
          SELECT COALESCE(signal_evidence.p_language,
                 CASE
                     WHEN (sum(token.german) > (0)::double precision) THEN 'de'::text
                     WHEN (sum(token.german) < (0)::double precision) THEN 'en'::text
                     ELSE NULL::text
                 END) AS language,
             (COALESCE(signal_evidence.p_language,
                 CASE
                     WHEN (sum(token.german) < (0)::double precision) THEN 'en'::text
                     ELSE 'de'::text
                 END) = 'de'::text) AS is_german,
             ((1)::double precision / sqrt(((count(DISTINCT token.token) + 4))::double precision)) AS share
            FROM token
         ), unknown AS MATERIALIZED (
          SELECT t.n,
             t.place,
             t.token,
             k.concepts,
             k.steps
            FROM (((token t
              CROSS JOIN fact f)
              CROSS JOIN LATERAL salesflow.word_parts(t.token) p(part))
              CROSS JOIN LATERAL ( SELECT signal_keys.concepts,
                     signal_keys.steps
                    FROM salesflow.signal_keys
                   WHERE ((signal_keys.key = p.part) AND (signal_keys.language =
                         CASE
                             WHEN f.is_german THEN 'de'::text
                             ELSE 'en'::text
                         END))
                  OFFSET 0) k)
           WHERE (NOT t.is_known)
         ), name AS MATERIALIZED (
          SELECT token.n,
             token.place
            FROM token
           WHERE ((NOT token.is_known) AND (token.token ~ '^[a-z]{3}'::text) AND (NOT (EXISTS ( SELECT
                    FROM unknown
                   WHERE ((unknown.n = token.n) AND (unknown.concepts <> '{}'::text[]))))))
         ), meaning AS MATERIALIZED (
          SELECT t.place,
             c.concept
            FROM ((token t
              CROSS JOIN fact f)
              CROSS JOIN LATERAL unnest(
                 CASE
                     WHEN f.is_german THEN t.german_concepts
                     ELSE t.english_concepts
                 END) c(concept))
           WHERE t.is_known
         UNION ALL
          SELECT u.place,
             c.concept
            FROM (unknown u
              CROSS JOIN LATERAL unnest(u.concepts) c(concept))
         UNION ALL
          SELECT name.place,
             'name'::text
            FROM name
         ), denial AS MATERIALIZED (
          SELECT meaning.place
            FROM meaning
           WHERE (meaning.concept = 'no'::text)
         ), step AS (
          SELECT (c.step >> 2) AS rule,
             (c.step & 3) AS step,
             t.place
            FROM ((token t
              CROSS JOIN fact f)
              CROSS JOIN LATERAL unnest(
                 CASE
                     WHEN f.is_german THEN t.german_steps
                     ELSE t.english_steps
                 END) c(step))
           WHERE t.is_known
         UNION ALL
          SELECT (c.step >> 2),
             (c.step & 3),
             u.place
            FROM (unknown u
              CROSS JOIN LATERAL unnest(u.steps) c(step))
         UNION ALL
          SELECT (c.step >> 2),
             (c.step & 3),
             n.place
            FROM (((name n
              CROSS JOIN fact f)
              JOIN salesflow.signal_keys k ON (((k.key = '~name'::text) AND (k.language =
                 CASE
                     WHEN f.is_german THEN 'de'::text
                     ELSE 'en'::text
                 END))))
              CROSS JOIN LATERAL unnest(k.steps) c(step))
         ), begun AS (
          SELECT step.rule,
             step.step,
             step.place,
             max(step.place) FILTER (WHERE (step.step = 1)) OVER earlier AS first
            FROM step
           WINDOW earlier AS (PARTITION BY step.rule ORDER BY step.place RANGE BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
         ), gone_on AS (
          SELECT begun.rule,
             begun.step,
             begun.place,
             begun.first,
             max((((begun.place)::bigint << 20) + begun.first)) FILTER (WHERE ((begun.step = 2) AND ((begun.place - begun.first) <= (((begun.rule >> 2) & 15) + 1)))) OVER earlier AS second
            FROM begun
           WINDOW earlier AS (PARTITION BY begun.rule ORDER BY begun.place RANGE BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
         ), match AS (
          SELECT (gone_on.rule >> 6) AS rule,
             (gone_on.rule & 3) AS steps,
             gone_on.place AS last,
                 CASE gone_on.step
                     WHEN 1 THEN gone_on.place
                     WHEN 2 THEN gone_on.first
                     ELSE ((gone_on.second & (1048575)::bigint))::integer
                 END AS first
            FROM gone_on
           WHERE ((gone_on.step = (gone_on.rule & 3)) AND
                 CASE gone_on.step
                     WHEN 1 THEN true
                     WHEN 2 THEN ((gone_on.place - gone_on.first) <= (((gone_on.rule >> 2) & 15) + 1))
                     ELSE ((gone_on.place - (gone_on.second >> 20)) <= (((gone_on.rule >> 2) & 15) + 1))
                 END)
         ), hit AS MATERIALIZED (
          SELECT r.pattern,
             m.first,
             m.last,
             ((EXISTS ( SELECT
                    FROM denial d
                   WHERE (((d.place >= (m.first - 3)) AND (d.place <= (m.first - 1))) OR ((m.steps = 2) AND ((d.place >= (m.first + 1)) AND (d.place <= (m.last - 1))))))) OR (f.is_german AND (EXISTS ( SELECT
                    FROM denial d
                   WHERE ((d.place >= (m.last + 1)) AND (d.place <= (m.last + 3))))))) AS is_denied
            FROM ((match m
              CROSS JOIN LATERAL ( SELECT signal_rules.pattern
                    FROM salesflow.signal_rules
                   WHERE (signal_rules.id = m.rule)
                  OFFSET 0) r)
              CROSS JOIN fact f)
         ), trait AS MATERIALIZED (
          SELECT (('c:'::text || m.concept) ||
                 CASE
                     WHEN (EXISTS ( SELECT
                        FROM denial d
                       WHERE ((d.place >= (m.place - 3)) AND (d.place <= (m.place - 1))))) THEN '-'::text
                     ELSE ''::text
                 END) AS feature
            FROM meaning m
         UNION
          SELECT (('p:'::text || hit.pattern) ||
                 CASE
                     WHEN hit.is_denied THEN '-'::text
                     ELSE ''::text
                 END)
            FROM hit
         UNION
          SELECT (('l:'::text || split_part(hit.pattern, '.'::text, 1)) ||
                 CASE
                     WHEN hit.is_denied THEN '-'::text
                     ELSE ''::text
                 END)
            FROM hit
         )
  SELECT u.feature,
     u.amount,
     NULL::text AS text,
     NULL::boolean AS bool,
     NULL::integer AS int4,
     NULL::integer AS int4,
     NULL::text AS text
    FROM ( SELECT DISTINCT ('w:'::text || t.token) AS feature,
             ((2)::double precision * f.share) AS amount
            FROM (token t
              CROSS JOIN fact f)
           WHERE t.is_known
         UNION ALL
          SELECT DISTINCT ((('b:'::text || t.token) || ' '::text) || lead(t.token) OVER (ORDER BY t.n)),
             f.share
            FROM (token t
              CROSS JOIN fact f)
         UNION ALL
          SELECT DISTINCT ('g:'::text || substr((('<'::text || t.token) || '>'::text), g.first, 4)),
             ((0.7)::double precision * f.share)
            FROM ((token t
              CROSS JOIN fact f)
              CROSS JOIN LATERAL generate_series(1, (LEAST(length(t.token), 30) - 1)) g(first))
           WHERE ((NOT t.is_known) AND (t.token ~ '^[a-z]'::text))
         UNION ALL
          SELECT trait.feature,
             ((3)::double precision / sqrt(((count(*) OVER () + 4))::double precision))
            FROM trait) u
 UNION ALL
  SELECT NULL::text,
     NULL::double precision,
     h.pattern,
     h.is_denied,
     a.starts,
     z.ends,
     NULL::text
    FROM ((hit h
      JOIN token a ON ((a.place = h.first)))
      JOIN token z ON ((z.place = h.last)))
 UNION ALL
  SELECT 'bias'::text,
     1,
     NULL::text,
     NULL::boolean,
     NULL::integer,
     NULL::integer,
     f.language
    FROM fact f;
END;

ALTER FUNCTION salesflow.signal_evidence(p_text text, p_language text) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.signal_evidence(p_text text, p_language text) IS 'What there is in a message, one row each: a feature with its amount, or a pattern with its first and last character, from 1, and whether it is denied. The row of feature bias tells the language, null where no word is known.';

CREATE TABLE public.signal_examples (
    pattern text NOT NULL,
    language text NOT NULL,
    text text NOT NULL,
    matches boolean DEFAULT true NOT NULL,
    CONSTRAINT signal_examples_language_check CHECK ((language = ANY (ARRAY['de'::text, 'en'::text])))
);

ALTER TABLE public.signal_examples OWNER TO salesflow_owner;

COMMENT ON TABLE public.signal_examples IS 'What each pattern must find and must not find. select * from check_signal_examples() where not is_right is empty.';

COMMENT ON COLUMN public.signal_examples.pattern IS 'Name in signal_patterns.';

COMMENT ON COLUMN public.signal_examples.language IS 'de or en.';

COMMENT ON COLUMN public.signal_examples.text IS 'The message.';

COMMENT ON COLUMN public.signal_examples.matches IS 'Whether the pattern must be found, not denied ("nicht zu teuer"), in it.';

CREATE FUNCTION public.check_signal_examples() RETURNS TABLE(pattern text, language text, text text, matches boolean, is_right boolean)
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    BEGIN ATOMIC
 SELECT x.pattern,
     x.language,
     x.text,
     x.matches,
     (x.matches = (EXISTS ( SELECT
            FROM salesflow.signal_evidence(x.text, x.language) e(feature, amount, pattern, is_denied, starts, ends, language)
           WHERE ((e.pattern = x.pattern) AND (NOT e.is_denied)))))
    FROM public.signal_examples x
   ORDER BY x.pattern, x.language, x.text;
END;

ALTER FUNCTION public.check_signal_examples() OWNER TO salesflow_owner;

COMMENT ON FUNCTION public.check_signal_examples() IS 'Whether each pattern finds what its examples say, and nothing where they say so.';

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
    ended_how text,
    withdrawn boolean GENERATED ALWAYS AS (COALESCE((ended_how = ANY (ARRAY['withdrawn'::text, 'superseded'::text])), false)) STORED NOT NULL,
    confidence_score salesflow.share,
    episode text,
    source text DEFAULT 'person'::text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    expires_at salesflow.instant,
    accepted_at timestamp with time zone,
    completed_at timestamp with time zone,
    dismissed_at timestamp with time zone,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT ai_recommendations_ended_how_check CHECK ((ended_how = ANY (ARRAY['withdrawn'::text, 'superseded'::text, 'expired'::text, 'undone'::text]))),
    CONSTRAINT ai_recommendations_source_check CHECK ((source = ANY (ARRAY['rules'::text, 'model'::text, 'person'::text]))),
    CONSTRAINT ai_recommendations_status_check CHECK ((status = ANY (ARRAY['pending'::text, 'accepted'::text, 'dismissed'::text, 'completed'::text]))),
    CONSTRAINT ai_recommendations_type_check CHECK ((type = ANY (ARRAY['followup'::text, 'playbook'::text, 'message_draft'::text, 'channel_switch'::text, 'assessment'::text])))
);

ALTER TABLE ONLY public.ai_recommendations FORCE ROW LEVEL SECURITY;

ALTER TABLE public.ai_recommendations OWNER TO salesflow_owner;

COMMENT ON TABLE public.ai_recommendations IS 'What the system recommends a rep to do. Answer one by setting status, or with complete_recommendation() and dismiss_recommendation().';

COMMENT ON COLUMN public.ai_recommendations.id IS 'Key.';

COMMENT ON COLUMN public.ai_recommendations.lead_id IS 'Lead it is about.';

COMMENT ON COLUMN public.ai_recommendations.user_id IS 'Rep it is for; follows the lead when that changes hands.';

COMMENT ON COLUMN public.ai_recommendations.type IS 'followup, playbook, message_draft, channel_switch or assessment.';

COMMENT ON COLUMN public.ai_recommendations.priority IS 'low, medium, high or urgent.';

COMMENT ON COLUMN public.ai_recommendations.title IS 'What to do, in a few words.';

COMMENT ON COLUMN public.ai_recommendations.description IS 'What to do, in full.';

COMMENT ON COLUMN public.ai_recommendations.reasoning IS 'Why, with the facts. Never a model''s words.';

COMMENT ON COLUMN public.ai_recommendations.suggested_action IS '{action, channel, optimal_time, script, …}; script is in the lead''s language.';

COMMENT ON COLUMN public.ai_recommendations.playbook_name IS 'Playbook to use.';

COMMENT ON COLUMN public.ai_recommendations.triggered_by IS 'Rule that made it (automation_rules), or manual.';

COMMENT ON COLUMN public.ai_recommendations.trigger_data IS 'Facts the rule judged by.';

COMMENT ON COLUMN public.ai_recommendations.status IS 'pending, accepted, dismissed or completed.';

COMMENT ON COLUMN public.ai_recommendations.dismissed_reason IS 'Why it was dismissed.';

COMMENT ON COLUMN public.ai_recommendations.ended_how IS 'Dismissed by the system: withdrawn (no longer holds), superseded (a newer one took its place), expired, undone; null: a person answered, or nobody yet.';

COMMENT ON COLUMN public.ai_recommendations.withdrawn IS 'Whether the system took it back (withdrawn, superseded); such a one counts neither for nor against acceptance.';

COMMENT ON COLUMN public.ai_recommendations.confidence_score IS 'How sure the rule is, 0–1.';

COMMENT ON COLUMN public.ai_recommendations.episode IS 'Stretch of time or occasion it belongs to: a rule recommends once per lead and episode.';

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

COMMENT ON FUNCTION public.complete_recommendation(p_id uuid) IS 'Marks a recommendation as done; the plan it came from counts it. Raises SF004 (unknown id, or not yours).';

CREATE FUNCTION public.correct_signals(p_text text, p_labels jsonb) RETURNS uuid
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_answer jsonb := public.detect_signals(p_text);
  v_labels jsonb;
  v_unknown text;
  v_id uuid;
begin
  if p_text is null or p_text !~ '[^[:space:]]' then
    raise exception 'there is no text to correct' using errcode = 'SF411';
  end if;
  if jsonb_typeof(p_labels) is distinct from 'object' then
    raise exception 'labels are a JSON object' using errcode = 'SF411',
      hint = '{"intent": "objection", "objection_types": ["price"]}';
  end if;
  v_labels := jsonb_build_object('language', coalesce(v_answer -> 'language', '"en"'))
    || (v_answer - '{language,objection_type,confidence,hits,terms,model}'::text[]) || p_labels;
  select string_agg(problem, ', ')
  into v_unknown
  from (
    select l.family || ' ' || coalesce(l.label, 'null') as problem
    from (
      select 'intent' as family, v_labels ->> 'intent' as label
      union all select 'sentiment', v_labels ->> 'sentiment'
      union all select 'urgency', v_labels ->> 'urgency'
      union all select 'objection', o from jsonb_array_elements_text(v_labels -> 'objection_types') as o
      union all select 'signal', s from jsonb_array_elements_text(v_labels -> 'signals') as s
    ) as l
    where not exists (select from public.signal_labels as k where k.family = l.family and k.label = l.label)
    union all
    select key
    from jsonb_object_keys(p_labels) as key
    where key <> all ('{language,intent,objection_types,signals,sentiment,urgency,opt_out,auto_reply}')
    union all
    select 'language ' || (v_labels ->> 'language')
    where v_labels ->> 'language' not in ('de', 'en')
  ) as p;
  if v_unknown is not null then
    raise exception 'unknown label: %', v_unknown using errcode = 'SF411', hint = 'See signal_labels.';
  end if;

  -- security definer: a rep may say what a message means, not read what other leads wrote
  insert into public.signal_messages
    (source, language, text, intent, objections, signals, sentiment, urgency, opt_out, auto_reply)
  select
    'correction', v_labels ->> 'language', left(p_text, 20000), v_labels ->> 'intent',
    array(select jsonb_array_elements_text(v_labels -> 'objection_types')),
    array(select jsonb_array_elements_text(v_labels -> 'signals')),
    v_labels ->> 'sentiment', v_labels ->> 'urgency', (v_labels ->> 'opt_out')::boolean, (v_labels ->> 'auto_reply')::boolean
  on conflict (md5(text), source) do update
  set language = excluded.language, intent = excluded.intent, objections = excluded.objections, signals = excluded.signals,
    sentiment = excluded.sentiment, urgency = excluded.urgency, opt_out = excluded.opt_out, auto_reply = excluded.auto_reply,
    said_by = excluded.said_by, created_at = excluded.created_at
  returning id into v_id;
  return v_id;
end
$$;

ALTER FUNCTION public.correct_signals(p_text text, p_labels jsonb) OWNER TO salesflow_owner;

COMMENT ON FUNCTION public.correct_signals(p_text text, p_labels jsonb) IS 'A person says what a message means: intent, objection_types, signals, sentiment, urgency, opt_out, auto_reply, language; what is left out stays as detected. The message becomes a training message, a second correction replaces the first. Returns its id. Raises SF411 for labels that do not exist.';

CREATE FUNCTION public.create_daily_plan(p_user_id uuid) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  perform salesflow.check_may_read_user(p_user_id);
  perform salesflow.run_rules('review', array[p_user_id]);
  return public.get_daily_plan(p_user_id);
end
$$;

ALTER FUNCTION public.create_daily_plan(p_user_id uuid) OWNER TO salesflow_owner;

COMMENT ON FUNCTION public.create_daily_plan(p_user_id uuid) IS 'Makes today''s plan of a user now, unless there is one, and returns it. Raises SF003 (another user''s plan), SF004 (unknown user).';

CREATE FUNCTION public.detect_signals(p_text text, p_language text DEFAULT NULL::text) RETURNS jsonb
    LANGUAGE plpgsql STABLE COST 100000 PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
begin
  return (select s.answer from salesflow.signals_of(coalesce(p_text, ''), p_language) as s);
end
$$;

ALTER FUNCTION public.detect_signals(p_text text, p_language text) OWNER TO salesflow_owner;

COMMENT ON FUNCTION public.detect_signals(p_text text, p_language text) IS 'What a message means, by lexicon and classifier. {language: de|en|null, intent, objection_type (the strongest or null), objection_types, signals, sentiment, urgency, opt_out, auto_reply, confidence: {label: 0 to 1}, terms: {label: [{term, weight}]} (what decided it), hits: [{pattern, denied, from, to, text}] (characters from 1)}. Quoted mail and signature are not read. p_language: de or en; null finds it out. Writes nothing.';

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

COMMENT ON FUNCTION public.dismiss_recommendation(p_id uuid, p_reason text) IS 'Dismisses a recommendation, with a reason the system learns from. Raises SF004 (unknown id, or not yours).';

CREATE FUNCTION public.explain_action(p_action_id uuid, p_locale text DEFAULT NULL::text) RETURNS text
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_action public.autonomous_actions;
  v_rule public.automation_rules;
  v_locale text;
  v_time_zone text;
  v_key text;
  v_facts jsonb;
  v_text text;
begin
  select * into v_action from public.autonomous_actions where id = p_action_id;
  if not found then
    raise exception 'there is no action %', p_action_id using errcode = 'SF004';
  end if;
  perform salesflow.check_may_see_subject(v_action.subject_type, v_action.subject_id, v_action.user_id, 'action ' || p_action_id);
  select * into v_rule from public.automation_rules where rule = v_action.rule;
  select u.locale, u.time_zone into v_locale, v_time_zone from public.users as u where u.id = v_action.user_id;
  v_locale := coalesce(p_locale, v_locale, 'en');
  v_time_zone := coalesce(v_time_zone, 'UTC');
  v_facts := v_action.trigger_data || v_action.action_details || jsonb_build_object(
    'subject_name', salesflow.subject_name(v_action.subject_type, v_action.subject_id));
  v_facts := v_facts || jsonb_build_object('lead_name', v_facts -> 'subject_name');
  -- told anew from the facts as they were, in the asked language, where the rule has words for it
  v_key := replace(v_rule.text_key, '{situation}', coalesce(v_facts ->> 'situation', ''));
  v_facts := v_facts || jsonb_strip_nulls(jsonb_build_object(
    'title', salesflow.say_facts(v_key || '.title', v_facts, v_locale, v_time_zone)));

  v_text := salesflow.say_facts('audit.explain', jsonb_build_object(
    'executed_at', v_action.executed_at,
    'what', coalesce(salesflow.say_facts('action.' || v_action.action_type, v_facts, v_locale, v_time_zone), v_action.action_type),
    'rule', v_action.rule,
    'description', case salesflow.language(v_locale) when 'de' then v_rule.description_de else v_rule.description_en end,
    'why', coalesce(
      salesflow.say_facts(v_key || '.reasoning', v_facts, v_locale, v_time_zone),
      salesflow.say_facts(v_key || '.reason', v_facts, v_locale, v_time_zone),
      v_action.action_details ->> 'reason',
      (select string_agg(fact.key || ' = ' || fact.value, ', ' order by fact.key) from jsonb_each_text(v_action.trigger_data) as fact),
      v_action.cause),
    'evidence', coalesce(
      (select string_agg((e ->> 'table') || ' ' || (e ->> 'id'), ', ') from jsonb_array_elements(v_action.evidence) as e),
      salesflow.say('audit.no_evidence', v_locale)),
    'policy_version', v_action.policy_version,
    'actor', v_action.actor), v_locale, v_time_zone);
  if v_action.undone_at is not null then
    v_text := v_text || salesflow.say_facts('audit.undone', jsonb_build_object('undone_at', v_action.undone_at), v_locale, v_time_zone);
  end if;
  return v_text;
end
$$;

ALTER FUNCTION public.explain_action(p_action_id uuid, p_locale text) OWNER TO salesflow_owner;

COMMENT ON FUNCTION public.explain_action(p_action_id uuid, p_locale text) IS 'An automated action in a few sentences: what, by which rule, why, on which rows, under which policy version. In the given language, else the user''s. Raises SF004 (unknown action, or one you may not see).';

CREATE FUNCTION public.find_users(p_search text DEFAULT NULL::text) RETURNS TABLE(user_id uuid, name text, email text, squad text, role text, has_plan_today boolean)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  return query
  select
    u.id, u.name::text, u.email, s.name::text, u.role,
    exists (
      select from public.daily_action_plans as p
      where p.user_id = u.id and p.plan_date = (now() at time zone u.time_zone)::date)
  from public.users as u
  left join public.squads as s on s.id = u.squad_id
  where u.active
    and u.id = any ((select salesflow.visible_user_ids())::uuid[])
    and case
      when p_search is null then true
      when p_search ~* '^[0-9a-f]{8}-' then u.id::text = lower(p_search)
      else strpos(lower(u.name), lower(p_search)) > 0 or lower(u.email) = lower(p_search)
    end
  order by lower(u.name) = lower(p_search) desc, u.name, u.id;
end
$$;

ALTER FUNCTION public.find_users(p_search text) OWNER TO salesflow_owner;

COMMENT ON FUNCTION public.find_users(p_search text) IS 'Active users by key, e-mail address or part of the name (null: all); a session finds those whom it may see.';

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

COMMENT ON FUNCTION public.get_autonomous_actions_summary(p_user_id uuid, p_days integer) IS 'What the system did for a user in the last days: total, success rate in percent, counts by type, the 20 most recent actions. A session sees what it may.';

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
        salesflow.priority_json(i, r, l.name) || jsonb_build_object('company', l.company, 'status', r.status) order by i.position), '[]')
      from public.daily_plan_priorities as i
      join public.leads as l on l.id = i.lead_id
      join public.ai_recommendations as r on r.id = i.recommendation_id
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
  return salesflow.say_plan(v_plan);
end
$$;

ALTER FUNCTION public.get_daily_plan(p_user_id uuid, p_plan_date date) OWNER TO salesflow_owner;

COMMENT ON FUNCTION public.get_daily_plan(p_user_id uuid, p_plan_date date) IS 'The plan of a user for a day (default: today by the user''s clock) as one document, its numbers also said in the user''s language (…_text, see say_plan). Raises SF003 (another user''s plan), SF004 (unknown user), SF301 (no plan for that day).';

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
    number integer NOT NULL,
    file text,
    source text DEFAULT 'file'::text NOT NULL,
    object text DEFAULT 'lead'::text NOT NULL,
    columns text[],
    map jsonb,
    formats jsonb DEFAULT '{}'::jsonb NOT NULL,
    retry_of uuid,
    is_dry_run boolean NOT NULL,
    locale text NOT NULL,
    row_count bigint DEFAULT 0 NOT NULL,
    leads_inserted bigint DEFAULT 0 NOT NULL,
    leads_updated bigint DEFAULT 0 NOT NULL,
    leads_unchanged bigint DEFAULT 0 NOT NULL,
    leads_merged bigint DEFAULT 0 NOT NULL,
    leads_ownerless bigint DEFAULT 0 NOT NULL,
    status_changes bigint DEFAULT 0 NOT NULL,
    activities_added bigint DEFAULT 0 NOT NULL,
    assessments_added bigint DEFAULT 0 NOT NULL,
    users_created bigint DEFAULT 0 NOT NULL,
    squads_created bigint DEFAULT 0 NOT NULL,
    companies_added bigint DEFAULT 0 NOT NULL,
    contacts_added bigint DEFAULT 0 NOT NULL,
    rows_rejected bigint DEFAULT 0 NOT NULL,
    cells_unread bigint DEFAULT 0 NOT NULL,
    warnings bigint DEFAULT 0 NOT NULL,
    imported_by uuid,
    db_role name DEFAULT SESSION_USER NOT NULL,
    started_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    applied_at timestamp with time zone DEFAULT now() NOT NULL,
    finished_at timestamp with time zone,
    undone_at timestamp with time zone,
    kept_by_undo bigint
);

ALTER TABLE ONLY public.imports FORCE ROW LEVEL SECURITY;

ALTER TABLE public.imports OWNER TO salesflow_owner;

COMMENT ON TABLE public.imports IS 'Every import of a file or staging table, with its counts. Rows that were left out are in import_rejects.';

COMMENT ON COLUMN public.imports.id IS 'Key.';

COMMENT ON COLUMN public.imports.number IS 'Number in the order of imports.';

COMMENT ON COLUMN public.imports.file IS 'Name of the file.';

COMMENT ON COLUMN public.imports.source IS 'Whose keys the file has: a CRM (hubspot) or a family of files. Keys mean nothing outside of their source and object.';

COMMENT ON COLUMN public.imports.object IS 'What its rows are: lead, deal, contact, company, activity or user.';

COMMENT ON COLUMN public.imports.columns IS 'Its columns, in their order.';

COMMENT ON COLUMN public.imports.map IS 'Map it was read by, as given or as suggested.';

COMMENT ON COLUMN public.imports.formats IS 'Order of dates (dmy, mdy) and decimal mark (de, en) found in its columns, by field.';

COMMENT ON COLUMN public.imports.retry_of IS 'Import whose rejected rows it tried again.';

COMMENT ON COLUMN public.imports.is_dry_run IS 'Whether its effects were undone: only the report was wanted.';

COMMENT ON COLUMN public.imports.locale IS 'Language of its reasons.';

COMMENT ON COLUMN public.imports.row_count IS 'Rows of the file.';

COMMENT ON COLUMN public.imports.leads_inserted IS 'Leads that were new.';

COMMENT ON COLUMN public.imports.leads_updated IS 'Leads that got another value or status.';

COMMENT ON COLUMN public.imports.leads_unchanged IS 'Leads the file said nothing new about.';

COMMENT ON COLUMN public.imports.leads_merged IS 'Leads that another source had by the same e-mail address, taken for the same (policy imports.same_email).';

COMMENT ON COLUMN public.imports.leads_ownerless IS 'Open leads it brought that nobody owns: no plan shows them.';

COMMENT ON COLUMN public.imports.status_changes IS 'Status changes of leads after their first status.';

COMMENT ON COLUMN public.imports.activities_added IS 'Activities added or updated.';

COMMENT ON COLUMN public.imports.assessments_added IS 'BANT assessments added or updated.';

COMMENT ON COLUMN public.imports.users_created IS 'Users created.';

COMMENT ON COLUMN public.imports.squads_created IS 'Squads created.';

COMMENT ON COLUMN public.imports.companies_added IS 'Companies created.';

COMMENT ON COLUMN public.imports.contacts_added IS 'Persons created.';

COMMENT ON COLUMN public.imports.rows_rejected IS 'Rows left out; each is in import_rejects.';

COMMENT ON COLUMN public.imports.cells_unread IS 'Cells that were not understood: kept in attributes, their rows taken.';

COMMENT ON COLUMN public.imports.warnings IS 'Warnings in import_rejects: the row or column was taken, but look at it.';

COMMENT ON COLUMN public.imports.imported_by IS 'User of the session, if it is one.';

COMMENT ON COLUMN public.imports.db_role IS 'Database role of the session.';

COMMENT ON COLUMN public.imports.started_at IS 'Start.';

COMMENT ON COLUMN public.imports.applied_at IS 'Instant of its transaction: updated_at of what it wrote.';

COMMENT ON COLUMN public.imports.finished_at IS 'End.';

COMMENT ON COLUMN public.imports.undone_at IS 'When undo_import() took it back.';

COMMENT ON COLUMN public.imports.kept_by_undo IS 'What undo_import() left because somebody had changed it since.';

CREATE FUNCTION public.import_leads(p_staging regclass, p_map jsonb DEFAULT NULL::jsonb, p_file text DEFAULT NULL::text, p_dry_run boolean DEFAULT false, p_locale text DEFAULT NULL::text) RETURNS public.imports
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_import_id uuid := salesflow.open_import(coalesce(p_file, p_staging::text), p_dry_run, p_locale);
  v_names     text[] := array(
    select a.attname::text from pg_attribute as a where a.attrelid = p_staging and a.attnum > 0 and not a.attisdropped order by a.attnum);
  v_columns   text[];
begin
  -- security invoker: the staging table is read with the caller's rights
  if v_names @> '{line_no,record}' then
    execute format(
      'select array_agg(distinct k) from %s as s cross join jsonb_object_keys(s.record) as k%s', p_staging,
      case when v_names @> '{problem}' then ' where s.problem is null' else '' end)
    into v_columns;
    execute format(
      'insert into salesflow.import_rows (line_no, problem, cells) select s.line_no, %s, to_jsonb(array[%s]::text[]) from %s as s order by s.line_no',
      case when v_names @> '{problem}' then 's.problem' else 'null' end,
      (select string_agg(format('s.record ->> %L', c), ', ') from unnest(v_columns) as c), p_staging);
  else
    v_columns := v_names;
    -- as in a file: the header is line 1
    execute format(
      'insert into salesflow.import_rows (line_no, cells) select row_number() over () + 1, to_jsonb(array[%s]::text[]) from %s as s',
      (select string_agg(format('s.%I', c), ', ') from unnest(v_columns) as c), p_staging);
  end if;
  return salesflow.run_import(v_import_id, v_columns, p_map);
end
$$;

ALTER FUNCTION public.import_leads(p_staging regclass, p_map jsonb, p_file text, p_dry_run boolean, p_locale text) OWNER TO salesflow_owner;

COMMENT ON FUNCTION public.import_leads(p_staging regclass, p_map jsonb, p_file text, p_dry_run boolean, p_locale text) IS 'Imports leads, deals, contacts, companies, activities or users with their reps, squads, BANT scores and outcomes from a table or view: COPY a file into a table with its columns as text (or into line_no bigint, record jsonb) and call this with a map (see import_targets; null: suggest_import_map()). All rows in one go, updating by key within source and object; the same file twice changes nothing. p_dry_run only reports. Returns the counts; rows left out and cells not understood are in import_rejects. Raises SF101 (map does not fit), SF102 (nothing to import), SF103 (a key column that does not tell rows apart), SF104 (no column says what the rows are called).';

CREATE FUNCTION public.preview_rules(p_watch text, p_as_of timestamp with time zone DEFAULT now(), p_rule text DEFAULT NULL::text) RETURNS TABLE(rule text, effect text, subject_type text, subject_id uuid, subject_name text, user_id uuid, since timestamp with time zone, episode text, would text, until timestamp with time zone, facts jsonb, evidence jsonb)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_found salesflow.raising[];
begin
  if not exists (select from public.rule_watches as w where w.watch = p_watch) then
    raise exception 'there is no watch %', coalesce(p_watch, 'null')
      using errcode = 'SF013', hint = 'select watch, description_en from rule_watches;';
  end if;
  v_found := array(select f from salesflow.find_raisings(p_watch, null, p_as_of, p_rule) as f);
  return query
    select
      f.rule, a.effect, f.subject_type, f.subject_id, salesflow.subject_name(f.subject_type, f.subject_id), f.user_id, f.since,
      f.episode,
      case
        when k.is_open then 'keep'
        when k.rule is not null and k.ended_how is distinct from 'withdrawn' then 'nothing'
        when h.rule is not null then 'hold back'
        else 'raise'
      end,
      h.until, f.facts, f.evidence
    from unnest(v_found) as f
    join public.automation_rules as a on a.rule = f.rule
    left join salesflow.rule_episodes as k
      on k.subject_id = f.subject_id and k.rule = f.rule and k.episode = f.episode and k.raised_at <= p_as_of
    left join salesflow.held_back(v_found, p_as_of) as h
      on h.subject_id = f.subject_id and h.rule = f.rule and h.episode = f.episode
    union all
    select
      k.rule, a.effect, k.subject_type, k.subject_id, salesflow.subject_name(k.subject_type, k.subject_id), k.user_id, k.raised_at,
      k.episode, 'withdraw', null, k.facts, '[]'
    from salesflow.rule_episodes as k
    join public.automation_rules as a on a.rule = k.rule and a.watch = p_watch
    where k.is_open and k.raised_at <= p_as_of and (p_rule is null or k.rule = p_rule)
      and (k.subject_id, k.rule, k.episode) not in (select f.subject_id, f.rule, f.episode from unnest(v_found) as f)
    order by 1, 5, 4;
end
$$;

ALTER FUNCTION public.preview_rules(p_watch text, p_as_of timestamp with time zone, p_rule text) OWNER TO salesflow_owner;

COMMENT ON FUNCTION public.preview_rules(p_watch text, p_as_of timestamp with time zone, p_rule text) IS 'What the enabled rules of a watch would do now, or would have done at an instant, without doing it; with p_rule that rule alone, even when it is off. would: raise; keep (it is open); nothing (its episode is over: answered); hold back (cool-down or daily cap, until then); withdraw (open, and does not hold any more). Raises SF013 (unknown watch).';

CREATE FUNCTION public.rank_leads(p_user_id uuid, p_as_of timestamp with time zone DEFAULT now()) RETURNS TABLE("position" bigint, lead_name text, company text, expected_value numeric, value numeric, currency text, win_probability numeric, urgency numeric, decay numeric, reachability numeric, situation text, status text, bant smallint, days_quiet numeric, lead_id uuid)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  -- security definer: it reads rules and policies for whoever may see the user
  if not salesflow.may_see_user(p_user_id) then
    raise exception 'role % may not see the leads of user %', session_user, p_user_id using errcode = 'SF003';
  end if;
  return query
    select
      r.position, l.name::text, l.company::text, round(r.expected_value::numeric, 2), round(r.value::numeric, 2), r.currency,
      round(r.win_probability::numeric, 3), round(r.urgency::numeric, 2), round(r.decay::numeric, 3),
      round(r.reachability::numeric, 2), r.situation, r.status, r.bant, round(r.days_quiet::numeric, 1), r.lead_id
    from salesflow.rank_leads(array[p_user_id], p_as_of) as r
    join public.leads as l on l.id = r.lead_id
    order by r.position;
end
$$;

ALTER FUNCTION public.rank_leads(p_user_id uuid, p_as_of timestamp with time zone) OWNER TO salesflow_owner;

COMMENT ON FUNCTION public.rank_leads(p_user_id uuid, p_as_of timestamp with time zone) IS 'The active leads of a user, first what is worth most to act on today, with every factor of expected_value = value × win_probability × urgency × decay × reachability. Raises SF003 (a user you may not see).';

CREATE FUNCTION public.recall_memories(p_user_id uuid, p_lead_id uuid DEFAULT NULL::uuid, p_query text DEFAULT NULL::text, p_limit integer DEFAULT 10, p_as_of timestamp with time zone DEFAULT now()) RETURNS TABLE(id uuid, lead_id uuid, memory_type text, content text, importance_score numeric, created_at timestamp with time zone, relevance numeric)
    LANGUAGE plpgsql SECURITY DEFINER ROWS 10
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  -- guard: memories of whom the session may see
  if not salesflow.may_see_user(p_user_id) then
    raise exception 'role % may not recall the memories of user %', session_user, p_user_id using errcode = 'SF003';
  end if;
  return query
  with ranked as (
    select
      m.id, m.lead_id, m.memory_type, m.content, m.importance_score, m.created_at,
      round((
        m.importance_score
        * salesflow.half_life(p_as_of - coalesce(m.last_accessed_at, m.created_at), (select salesflow.policy_interval('memory.half_life')))
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
    set last_accessed_at = least(p_as_of, now()), access_count = m.access_count + 1
    where m.id in (
      select u.id from public.agent_memory as u where u.id in (select r.id from ranked as r) for no key update skip locked)
  )
  select r.id, r.lead_id, r.memory_type, r.content::text, r.importance_score::numeric, r.created_at::timestamptz, r.relevance
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
  insert into salesflow.import_rows (line_no, cells)
  select distinct on (r.line_no) r.line_no, to_jsonb(array(select r.record ->> c from unnest(v_before.columns) with ordinality as u (c, n) order by n))
  from public.import_rejects as r
  where r.import_id = p_import_id and r.severity = 'rejected'
  order by r.line_no, r.id;
  return salesflow.run_import(v_import_id, v_before.columns, coalesce(p_map, v_before.map));
end
$$;

ALTER FUNCTION public.retry_import(p_import_id uuid, p_map jsonb, p_dry_run boolean) OWNER TO salesflow_owner;

COMMENT ON FUNCTION public.retry_import(p_import_id uuid, p_map jsonb, p_dry_run boolean) IS 'Imports the rejected rows of an import again, after import_rejects.record was mended or with another map. Raises SF004 (unknown import), SF101 (map), SF102 (it has no rejected rows).';

CREATE TABLE public.signal_labels (
    "position" smallint NOT NULL,
    family text NOT NULL,
    label text NOT NULL,
    CONSTRAINT signal_labels_family_check CHECK ((family = ANY (ARRAY['intent'::text, 'objection'::text, 'signal'::text, 'sentiment'::text, 'urgency'::text, 'opt_out'::text, 'auto_reply'::text])))
);

ALTER TABLE public.signal_labels OWNER TO salesflow_owner;

COMMENT ON TABLE public.signal_labels IS 'What the classifier can say of a message. The list is the contract''s; training follows it.';

COMMENT ON COLUMN public.signal_labels."position" IS 'Place of its number in signal_weights.weights and in scores.';

COMMENT ON COLUMN public.signal_labels.family IS 'intent, sentiment, urgency: one each. objection, signal: any number. opt_out, auto_reply: yes or no.';

COMMENT ON COLUMN public.signal_labels.label IS 'The label within its family.';

CREATE FUNCTION salesflow.decide_signals(p_scores double precision[]) RETURNS TABLE(intent text, objections text[], signals text[], sentiment text, urgency text, opt_out boolean, auto_reply boolean)
    LANGUAGE sql STABLE PARALLEL SAFE
    BEGIN ATOMIC
 WITH score AS (
          SELECT signal_labels.family,
             signal_labels.label,
             (decide_signals.p_scores)[signal_labels."position"] AS score
            FROM public.signal_labels
         ), best AS (
          SELECT bool_or((score.score > (0)::double precision)) FILTER (WHERE (score.family = 'auto_reply'::text)) AS auto_reply,
             bool_or((score.score > (0)::double precision)) FILTER (WHERE (score.family = 'opt_out'::text)) AS opt_out,
             (array_agg(score.label ORDER BY score.score DESC) FILTER (WHERE ((score.family = 'intent'::text) AND (score.label <> 'opt_out'::text))))[1] AS intent,
             COALESCE(array_agg(score.label ORDER BY score.score DESC) FILTER (WHERE ((score.family = 'objection'::text) AND (score.score > (0)::double precision))), '{}'::text[]) AS objections,
             (array_agg(score.label ORDER BY score.score DESC) FILTER (WHERE (score.family = 'objection'::text)))[1] AS objection,
             COALESCE(array_agg(score.label ORDER BY score.score DESC) FILTER (WHERE ((score.family = 'signal'::text) AND (score.score > (0)::double precision))), '{}'::text[]) AS signals,
             (array_agg(score.label ORDER BY score.score DESC) FILTER (WHERE (score.family = 'sentiment'::text)))[1] AS sentiment,
             (array_agg(score.label ORDER BY score.score DESC) FILTER (WHERE ((score.family = 'urgency'::text) AND (score.label <> 'high'::text))))[1] AS urgency
            FROM score
         ), said AS (
          SELECT best.auto_reply,
             best.opt_out,
             best.intent,
             best.objections,
             best.objection,
             best.signals,
             best.sentiment,
             best.urgency,
             (best.auto_reply OR best.opt_out) AS is_over,
                 CASE
                     WHEN ((best.intent = 'objection'::text) AND (best.objections = '{}'::text[])) THEN ARRAY[best.objection]
                     WHEN (best.intent = ANY (ARRAY['objection'::text, 'interested'::text])) THEN best.objections
                     ELSE '{}'::text[]
                 END AS raised
            FROM best
         )
  SELECT
         CASE
             WHEN said.auto_reply THEN 'other'::text
             WHEN said.opt_out THEN 'opt_out'::text
             ELSE said.intent
         END AS intent,
         CASE
             WHEN said.is_over THEN '{}'::text[]
             ELSE said.raised
         END AS raised,
         CASE
             WHEN said.is_over THEN '{}'::text[]
             WHEN (('competitor'::text = ANY (said.raised)) AND ('competitor_mentioned'::text <> ALL (said.signals))) THEN (said.signals || 'competitor_mentioned'::text)
             ELSE said.signals
         END AS signals,
         CASE
             WHEN said.auto_reply THEN 'neutral'::text
             ELSE said.sentiment
         END AS sentiment,
         CASE
             WHEN said.auto_reply THEN 'low'::text
             WHEN ((NOT said.opt_out) AND ('urgent_request'::text = ANY (said.signals))) THEN 'high'::text
             ELSE said.urgency
         END AS urgency,
     (said.opt_out AND (NOT said.auto_reply)),
     said.auto_reply
    FROM said;
END;

ALTER FUNCTION salesflow.decide_signals(p_scores double precision[]) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.decide_signals(p_scores double precision[]) IS 'Labels from the scores of all labels, in the order of signal_labels.position, so that they fit together. An objection has a type, a competitor as an objection is a competitor mentioned, an opt-out or an automatic reply raises none.';

CREATE TABLE public.signal_weights (
    feature text NOT NULL COLLATE pg_catalog."C",
    weights real[] NOT NULL
);

ALTER TABLE public.signal_weights OWNER TO salesflow_owner;

COMMENT ON TABLE public.signal_weights IS 'The published model: what each feature adds to the score of each label. A score above 0 means yes, its logistic is the confidence.';

COMMENT ON COLUMN public.signal_weights.feature IS 'w:word, b:two words, g:four letters of an unknown word, c:concept, p:pattern, l:group of patterns (a - at the end: denied), bias.';

COMMENT ON COLUMN public.signal_weights.weights IS 'One weight a label, in the order of signal_labels.position.';

CREATE FUNCTION salesflow.signals_of(p_text text, p_language text DEFAULT NULL::text) RETURNS TABLE(language text, intent text, objections text[], signals text[], sentiment text, urgency text, opt_out boolean, auto_reply boolean, answer jsonb)
    LANGUAGE sql STABLE PARALLEL SAFE
    BEGIN ATOMIC
 WITH evidence AS MATERIALIZED (
          SELECT e.feature,
             e.amount,
             e.pattern,
             e.is_denied,
             e.starts,
             e.ends,
             e.language,
             w.weights
            FROM (salesflow.signal_evidence(signals_of.p_text, signals_of.p_language) e(feature, amount, pattern, is_denied, starts, ends, language)
              LEFT JOIN LATERAL ( SELECT m.weights
                    FROM public.signal_weights m
                   WHERE (m.feature = e.feature)
                  OFFSET 0) w ON (true))
         ), scored AS MATERIALIZED (
          SELECT ARRAY[sum((evidence.amount * evidence.weights[1])), sum((evidence.amount * evidence.weights[2])), sum((evidence.amount * evidence.weights[3])), sum((evidence.amount * evidence.weights[4])), sum((evidence.amount * evidence.weights[5])), sum((evidence.amount * evidence.weights[6])), sum((evidence.amount * evidence.weights[7])), sum((evidence.amount * evidence.weights[8])), sum((evidence.amount * evidence.weights[9])), sum((evidence.amount * evidence.weights[10])), sum((evidence.amount * evidence.weights[11])), sum((evidence.amount * evidence.weights[12])), sum((evidence.amount * evidence.weights[13])), sum((evidence.amount * evidence.weights[14])), sum((evidence.amount * evidence.weights[15])), sum((evidence.amount * evidence.weights[16])), sum((evidence.amount * evidence.weights[17])), sum((evidence.amount * evidence.weights[18])), sum((evidence.amount * evidence.weights[19])), sum((evidence.amount * evidence.weights[20])), sum((evidence.amount * evidence.weights[21])), sum((evidence.amount * evidence.weights[22])), sum((evidence.amount * evidence.weights[23])), sum((evidence.amount * evidence.weights[24])), sum((evidence.amount * evidence.weights[25])), sum((evidence.amount * evidence.weights[26])), sum((evidence.amount * evidence.weights[27])), sum((evidence.amount * evidence.weights[28]))] AS scores
            FROM evidence
         ), decided AS MATERIALIZED (
          SELECT d_1.intent,
             d_1.objections,
             d_1.sentiment,
             d_1.urgency,
             d_1.opt_out,
             d_1.auto_reply,
             s.scores,
                 CASE
                     WHEN ((NOT d_1.opt_out) AND (NOT d_1.auto_reply) AND ('competitor_mentioned'::text <> ALL (d_1.signals)) AND (EXISTS ( SELECT
                        FROM evidence e
                       WHERE (e.pattern = 'competitor.listed'::text)))) THEN (d_1.signals || 'competitor_mentioned'::text)
                     ELSE d_1.signals
                 END AS signals,
             ( SELECT e.language
                    FROM evidence e
                   WHERE (e.feature = 'bias'::text)) AS language
            FROM (scored s
              CROSS JOIN LATERAL salesflow.decide_signals(s.scores) d_1(intent, objections, signals, sentiment, urgency, opt_out, auto_reply))
         )
  SELECT d.language,
     d.intent,
     d.objections,
     d.signals,
     d.sentiment,
     d.urgency,
     d.opt_out,
     d.auto_reply,
     jsonb_build_object('language', d.language, 'intent', d.intent, 'objection_type', d.objections[1], 'objection_types', to_jsonb(d.objections), 'signals', to_jsonb(d.signals), 'sentiment', d.sentiment, 'urgency', d.urgency, 'opt_out', d.opt_out, 'auto_reply', d.auto_reply, 'confidence', reasons.confidence, 'terms', reasons.terms, 'hits', hits.hits) AS jsonb_build_object
    FROM ((decided d
      CROSS JOIN LATERAL ( SELECT jsonb_object_agg(l.label, round((((1)::double precision / ((1)::double precision + exp((- GREATEST(LEAST(d.scores[l."position"], (50)::double precision), ('-50'::integer)::double precision))))))::numeric, 2)) AS confidence,
             jsonb_object_agg(l.label, t.terms) AS terms
            FROM (public.signal_labels l
              CROSS JOIN LATERAL ( SELECT COALESCE(jsonb_agg(jsonb_build_object('term', t_1.feature, 'weight', round((t_1.weight)::numeric, 2)) ORDER BY t_1.weight DESC), '[]'::jsonb) AS terms
                    FROM ( SELECT e.feature,
                             (e.amount * e.weights[l."position"]) AS weight
                            FROM evidence e
                           WHERE (((e.amount * e.weights[l."position"]) > (0.05)::double precision) AND (e.feature <> 'bias'::text))
                           ORDER BY (e.amount * e.weights[l."position"]) DESC
                          LIMIT 3) t_1) t)
           WHERE (((((l.family = 'intent'::text) AND (l.label = d.intent)) OR ((l.family = 'sentiment'::text) AND (l.label = d.sentiment))) OR ((l.family = 'urgency'::text) AND (l.label = d.urgency))) OR ((l.family = 'objection'::text) AND (l.label = ANY (d.objections))) OR ((l.family = 'signal'::text) AND (l.label = ANY (d.signals))) OR ((l.family = 'opt_out'::text) AND d.opt_out) OR ((l.family = 'auto_reply'::text) AND d.auto_reply))) reasons)
      CROSS JOIN LATERAL ( SELECT COALESCE(jsonb_agg(jsonb_build_object('pattern', h.pattern, 'denied', h.is_denied, 'from', h.starts, 'to', h.ends, 'text', substr(signals_of.p_text, h.starts, ((h.ends - h.starts) + 1))) ORDER BY h.starts, h.pattern), '[]'::jsonb) AS hits
            FROM ( SELECT DISTINCT ON (e.starts, e.pattern) e.pattern,
                     e.is_denied,
                     e.starts,
                     e.ends
                    FROM evidence e
                   WHERE (e.pattern IS NOT NULL)
                   ORDER BY e.starts, e.pattern, e.ends) h) hits);
END;

ALTER FUNCTION salesflow.signals_of(p_text text, p_language text) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.signals_of(p_text text, p_language text) IS 'What a message means, one row: the same as detect_signals(), which explains it. For statements over many messages: from messages as m, salesflow.signals_of(m.text).';

CREATE FUNCTION salesflow.tabulate_signals(p_pairs jsonb[]) RETURNS TABLE(family text, label text, language text, expected bigint, found bigint, "right" bigint, "precision" numeric, recall numeric, f1 numeric)
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    BEGIN ATOMIC
 WITH judged AS (
          SELECT l.family,
             l.label,
             l."position",
             ((p.pair -> 'expected'::text) ->> 'language'::text) AS language,
             COALESCE(
                 CASE l.family
                     WHEN 'objection'::text THEN (((p.pair -> 'expected'::text) -> 'objections'::text) ? l.label)
                     WHEN 'signal'::text THEN (((p.pair -> 'expected'::text) -> 'signals'::text) ? l.label)
                     WHEN 'opt_out'::text THEN (((p.pair -> 'expected'::text) ->> 'opt_out'::text))::boolean
                     WHEN 'auto_reply'::text THEN (((p.pair -> 'expected'::text) ->> 'auto_reply'::text))::boolean
                     ELSE (((p.pair -> 'expected'::text) ->> l.family) = l.label)
                 END, false) AS is_expected,
             COALESCE(
                 CASE l.family
                     WHEN 'objection'::text THEN (((p.pair -> 'found'::text) -> 'objections'::text) ? l.label)
                     WHEN 'signal'::text THEN (((p.pair -> 'found'::text) -> 'signals'::text) ? l.label)
                     WHEN 'opt_out'::text THEN (((p.pair -> 'found'::text) ->> 'opt_out'::text))::boolean
                     WHEN 'auto_reply'::text THEN (((p.pair -> 'found'::text) ->> 'auto_reply'::text))::boolean
                     ELSE (((p.pair -> 'found'::text) ->> l.family) = l.label)
                 END, false) AS is_found
            FROM (unnest(tabulate_signals.p_pairs) p(pair)
              CROSS JOIN public.signal_labels l)
         ), counted AS (
          SELECT judged.family,
             judged.label,
             judged."position",
             judged.language,
             count(*) FILTER (WHERE judged.is_expected) AS expected,
             count(*) FILTER (WHERE judged.is_found) AS found,
             count(*) FILTER (WHERE (judged.is_expected AND judged.is_found)) AS "right"
            FROM judged
           GROUP BY GROUPING SETS ((judged.family, judged.label, judged."position", judged.language), (judged.family, judged.label, judged."position"))
         )
  SELECT counted.family,
     counted.label,
     counted.language,
     counted.expected,
     counted.found,
     counted."right",
     round(((counted."right")::numeric / (NULLIF(counted.found, 0))::numeric), 3) AS round,
     round(((counted."right")::numeric / (NULLIF(counted.expected, 0))::numeric), 3) AS round,
     round(((2.0 * (counted."right")::numeric) / (NULLIF((counted.expected + counted.found), 0))::numeric), 3) AS round
    FROM counted
   ORDER BY counted.language NULLS FIRST, counted."position";
END;

ALTER FUNCTION salesflow.tabulate_signals(p_pairs jsonb[]) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.tabulate_signals(p_pairs jsonb[]) IS 'Precision, recall and F1 of each label over pairs {"expected": labels, "found": labels}, in all and by the expected language; language is null for all.';

CREATE FUNCTION public.score_signals(p_messages jsonb) RETURNS TABLE(family text, label text, language text, expected bigint, found bigint, "right" bigint, "precision" numeric, recall numeric, f1 numeric)
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    BEGIN ATOMIC
 SELECT t.family,
     t.label,
     t.language,
     t.expected,
     t.found,
     t."right",
     t."precision",
     t.recall,
     t.f1
    FROM salesflow.tabulate_signals(( SELECT array_agg(jsonb_build_object('expected', m.message, 'found', jsonb_build_object('intent', s.intent, 'objections', to_jsonb(s.objections), 'signals', to_jsonb(s.signals), 'sentiment', s.sentiment, 'urgency', s.urgency, 'opt_out', s.opt_out, 'auto_reply', s.auto_reply))) AS array_agg
            FROM (jsonb_array_elements(score_signals.p_messages) m(message)
              CROSS JOIN LATERAL salesflow.signals_of((m.message ->> 'text'::text)) s(language, intent, objections, signals, sentiment, urgency, opt_out, auto_reply, answer)))) t(family, label, language, expected, found, "right", "precision", recall, f1);
END;

ALTER FUNCTION public.score_signals(p_messages jsonb) OWNER TO salesflow_owner;

COMMENT ON FUNCTION public.score_signals(p_messages jsonb) IS 'How well messages are understood: p_messages is a JSON array of {text, language, intent, objections, signals, sentiment, urgency, opt_out, auto_reply}. Precision, recall and F1 by label; language is null for all.';

CREATE TABLE public.policies (
    key text NOT NULL,
    value jsonb NOT NULL,
    unit text NOT NULL,
    description text NOT NULL,
    minimum numeric,
    maximum numeric,
    choices text[],
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

COMMENT ON COLUMN public.policies.minimum IS 'Smallest number allowed, also in a list, of a duration or local time in seconds; null: 0, of a duration one second.';

COMMENT ON COLUMN public.policies.maximum IS 'Largest number allowed, also in a list, of a duration or local time in seconds; null: 100 years, midnight, 100 points, a weight of 1, else a billion.';

COMMENT ON COLUMN public.policies.choices IS 'Words that a text, or each word of a list, is chosen from; null for any.';

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

CREATE FUNCTION public.suggest_import_map(p_headers text[], p_sample jsonb DEFAULT NULL::jsonb, p_object text DEFAULT NULL::text) RETURNS jsonb
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $_$
declare
  v_object text := coalesce(p_object, salesflow.guess_import_object(p_headers));
  v_target record;
  v_header text;
  v_fits   boolean;
  v_map    jsonb := case when v_object = 'lead' then '{}' else jsonb_build_object('object', v_object) end;
  v_taken  text[] := array[]::text[];
  v_parts  text[];
  v_value  jsonb;
  v_blank  text[] := salesflow.policy_list('imports.blank_words');
begin
  -- a loop over the few targets, each of which takes the best header left
  for v_target in select t.* from public.import_targets as t order by t.position loop
    continue when v_target.target !~ case v_object
      when 'company' then '^(company|user|manager|squad)[.]'
      when 'user' then '^(user|manager|squad)[.]'
      when 'activity' then '^(activity|user|contact)[.]|^lead[.](email|company|name)$'
      else '.'
    end;
    for v_header in
      select h.header
      from unnest(p_headers) with ordinality as h (header, position)
      cross join lateral (
        select array_position(v_target.headers, spelled.word) as match
        from (values (salesflow.normalise_header(h.header) || '@' || v_object), (salesflow.normalise_header(h.header))) as spelled (word)
        where array_position(v_target.headers, spelled.word) is not null
        order by match
        limit 1
      ) as found
      where h.header <> all (v_taken)
      order by found.match, h.position
    loop
      if v_target.target like '%.external_id' then
        -- a key tells rows apart, or it is none
        if v_target.target not in ('lead.external_id', 'activity.external_id') and not (v_object = 'company' and v_target.target = 'company.external_id') then
          v_fits := true;
        else
          select coalesce(count(r ->> v_header) = count(distinct r ->> v_header) and count(r ->> v_header) * 2 > count(*), true)
          into v_fits
          from jsonb_array_elements(coalesce(p_sample, '[]')) as r;
          v_fits := v_fits or coalesce(p_sample, '[]') = '[]';
        end if;
      else
        -- the sample must agree: a column of which half cannot be read means something else; of the words of a
        -- status column those that are unknown are asked for
        execute format(
          'select coalesce(count(%s) * 2 >= count(s.cell), true) from ('
          'select salesflow.clean_cell(r ->> %L, %L) as cell from jsonb_array_elements(%L::jsonb) as r) as s',
          salesflow.import_value('s.cell', v_target.kind, v_target.max_length, null, 'UTC', '0'), v_header,
          v_blank, coalesce(p_sample, '[]'))
        into v_fits;
        v_fits := v_fits or v_target.target in ('lead.status', 'activity.type', 'activity.status');
        -- of a second status column only the ends count
        if v_fits and v_target.target = 'outcome.status' then
          select coalesce(bool_or(salesflow.import_words('status') ->> lower(r ->> v_header) in ('won', 'lost')), p_sample is null)
          into v_fits
          from jsonb_array_elements(coalesce(p_sample, '[]')) as r;
        end if;
      end if;
      if v_fits then
        v_parts := string_to_array(v_target.target, '.');
        v_taken := v_taken || v_header;
        v_value := case
          when v_target.target = 'outcome.status' then jsonb_build_object(
            'column', v_header, 'values', '{"open": "", "offen": "", "in progress": "", "in bearbeitung": "", "active": "", "aktiv": ""}'::jsonb)
          else to_jsonb(v_header)
        end;
        v_map := case
          when v_parts[1] = 'activity' then jsonb_set(
            v_map, '{activities}', jsonb_build_array(coalesce(v_map #> '{activities,0}', '{}') || jsonb_build_object(v_parts[2], v_value)))
          else jsonb_set(v_map, v_parts[1:1], coalesce(v_map -> v_parts[1], '{}') || jsonb_build_object(v_parts[2], v_value))
        end;
        exit;
      end if;
    end loop;
  end loop;
  -- a subject or a due date without a type is no activity, an amount without an outcome a value
  if v_object <> 'activity' and not v_map #> '{activities,0}' ? 'type' then
    v_map := v_map - 'activities';
  end if;
  if v_map ? 'outcome' and not (v_map -> 'outcome' ?| '{won,status}' or coalesce(v_map -> 'lead' ? 'status', false)) then
    v_map := v_map - 'outcome';
  end if;
  return v_map;
end
$_$;

ALTER FUNCTION public.suggest_import_map(p_headers text[], p_sample jsonb, p_object text) OWNER TO salesflow_owner;

COMMENT ON FUNCTION public.suggest_import_map(p_headers text[], p_sample jsonb, p_object text) IS 'Import map for a file with these headers, in German or English. p_sample: an array of some rows of it as objects; a header whose cells cannot be read as what it says is then left out. p_object: what a row is, else guessed. What is not in the map goes to attributes.';

CREATE FUNCTION public.train_signals(p_force boolean DEFAULT false) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_published public.signal_models := (
    select m from public.signal_models as m where m.published_at is not null order by m.version desc limit 1);
  v_score real;
  v_rival real;
  v_outcome text;
  v_version int;
begin
  -- one at a time: each compares itself with the last published
  perform pg_advisory_xact_lock(hashtext('salesflow.train_signals'));
  begin
    perform salesflow.learn_words();
    create temporary table signal_fit on commit drop as
    select * from salesflow.fit_signals(v_published.trained_at);

    select avg(t.f1) filter (where not t.is_rival), avg(t.f1) filter (where t.is_rival)
    into v_score, v_rival
    from (
      select f.is_rival, t.family, avg(t.f1) as f1
      from (values (false), (true)) as f (is_rival)
      cross join lateral salesflow.tabulate_signals((
        select array_agg(jsonb_build_object(
          'expected', salesflow.given_labels(m),
          'found', salesflow.decided_labels(case when f.is_rival then s.rival_scores else s.scores end)))
        from pg_temp.signal_fit as s
        join public.signal_messages as m on m.id = s.message_id
        where not f.is_rival or s.rival_scores is not null)) as t
      where t.language is null
      group by f.is_rival, t.family) as t;

    v_outcome := case
      when v_published is null then 'published: the first'
      when p_force then 'published: asked for'
      when v_score > coalesce(v_rival, v_published.score) then 'published: better on messages it had not seen'
    end;
    -- what was learnt of words goes, too, when the weights are not taken
    if v_outcome is null then
      raise exception using errcode = 'SF410', message = 'not better';
    end if;

    delete from public.signal_weights;
    insert into public.signal_weights (feature, weights)
    select feature, weights from pg_temp.signal_fit where feature is not null;
    delete from salesflow.signal_trials;
    insert into salesflow.signal_trials (message_id, fold, scores)
    select message_id, fold, scores from pg_temp.signal_fit where message_id is not null;
  exception
    when sqlstate 'SF410' then
      v_outcome := 'not published: not better on messages it had not seen';
  end;

  insert into public.signal_models (messages, score, rival_score, published_at, outcome)
  select count(*), v_score, coalesce(v_rival, v_published.score), case when v_outcome like 'published%' then now() end, v_outcome
  from public.signal_messages
  returning version into v_version;
  return jsonb_build_object(
    'version', v_version, 'outcome', v_outcome, 'score', v_score, 'rival_score', coalesce(v_rival, v_published.score));
end
$$;

ALTER FUNCTION public.train_signals(p_force boolean) OWNER TO salesflow_owner;

COMMENT ON FUNCTION public.train_signals(p_force boolean) IS 'Trains the classifier on all signal_messages, some seconds, and publishes it if it does better on messages it has not seen (5-fold cross-validation) than a training without what is new; p_force publishes it anyway. Returns version, outcome, score and rival_score, the means of macro-F1 (0 to 1).';

CREATE FUNCTION salesflow.decided_labels(p_scores double precision[]) RETURNS jsonb
    LANGUAGE sql STABLE
    BEGIN ATOMIC
 SELECT jsonb_build_object('intent', d.intent, 'objections', to_jsonb(d.objections), 'signals', to_jsonb(d.signals), 'sentiment', d.sentiment, 'urgency', d.urgency, 'opt_out', d.opt_out, 'auto_reply', d.auto_reply) AS jsonb_build_object
    FROM salesflow.decide_signals(decided_labels.p_scores) d(intent, objections, signals, sentiment, urgency, opt_out, auto_reply);
END;

ALTER FUNCTION salesflow.decided_labels(p_scores double precision[]) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.decided_labels(p_scores double precision[]) IS 'The labels that scores decide, as tabulate_signals() takes them.';

CREATE TABLE public.signal_messages (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    source text DEFAULT 'correction'::text NOT NULL,
    language text NOT NULL,
    text text NOT NULL,
    intent text NOT NULL,
    objections text[] DEFAULT '{}'::text[] NOT NULL,
    signals text[] DEFAULT '{}'::text[] NOT NULL,
    sentiment text NOT NULL,
    urgency text NOT NULL,
    opt_out boolean NOT NULL,
    auto_reply boolean NOT NULL,
    said_by text DEFAULT SESSION_USER NOT NULL,
    created_at salesflow.instant DEFAULT now() NOT NULL,
    CONSTRAINT signal_messages_language_check CHECK ((language = ANY (ARRAY['de'::text, 'en'::text]))),
    CONSTRAINT signal_messages_source_check CHECK ((source = ANY (ARRAY['reference'::text, 'practice'::text, 'correction'::text]))),
    CONSTRAINT signal_messages_text_check CHECK (((length(text) >= 1) AND (length(text) <= 20000)))
);

ALTER TABLE ONLY public.signal_messages FORCE ROW LEVEL SECURITY;

ALTER TABLE public.signal_messages OWNER TO salesflow_owner;

COMMENT ON TABLE public.signal_messages IS 'Messages with the labels a person gave them: what train_signals() learns from. Holds what leads wrote, so only administrators read it; corrections come in through correct_signals().';

COMMENT ON COLUMN public.signal_messages.id IS 'Key.';

COMMENT ON COLUMN public.signal_messages.source IS 'reference and correction judge and train, by turns (cross-validation); practice only trains.';

COMMENT ON COLUMN public.signal_messages.language IS 'de or en.';

COMMENT ON COLUMN public.signal_messages.text IS 'The message as it came.';

COMMENT ON COLUMN public.signal_messages.intent IS 'The main wish: a label of family intent.';

COMMENT ON COLUMN public.signal_messages.objections IS 'Objections raised: labels of family objection.';

COMMENT ON COLUMN public.signal_messages.signals IS 'Signals given: labels of family signal.';

COMMENT ON COLUMN public.signal_messages.sentiment IS 'positive, neutral or negative.';

COMMENT ON COLUMN public.signal_messages.urgency IS 'low, medium or high.';

COMMENT ON COLUMN public.signal_messages.opt_out IS 'Whether it withdraws permission or asks for deletion.';

COMMENT ON COLUMN public.signal_messages.auto_reply IS 'Whether a machine wrote it.';

COMMENT ON COLUMN public.signal_messages.said_by IS 'Database role of the session that gave the labels.';

COMMENT ON COLUMN public.signal_messages.created_at IS 'When the labels were given.';

CREATE FUNCTION salesflow.given_labels(p_message public.signal_messages) RETURNS jsonb
    LANGUAGE sql STABLE
    RETURN jsonb_build_object('language', (p_message).language, 'intent', (p_message).intent, 'objections', to_jsonb((p_message).objections), 'signals', to_jsonb((p_message).signals), 'sentiment', (p_message).sentiment, 'urgency', (p_message).urgency, 'opt_out', (p_message).opt_out, 'auto_reply', (p_message).auto_reply);

ALTER FUNCTION salesflow.given_labels(p_message public.signal_messages) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.given_labels(p_message public.signal_messages) IS 'The labels of a training message, as tabulate_signals() takes them.';

CREATE TABLE salesflow.signal_trials (
    message_id uuid NOT NULL,
    fold smallint NOT NULL,
    scores real[] NOT NULL
);

ALTER TABLE salesflow.signal_trials OWNER TO salesflow_owner;

COMMENT ON TABLE salesflow.signal_trials IS 'What the last training said of each judging message in the round in which it had not seen it; trial_scores() tabulates it.';

COMMENT ON COLUMN salesflow.signal_trials.message_id IS 'The message.';

COMMENT ON COLUMN salesflow.signal_trials.fold IS 'The round, 0 to 4.';

COMMENT ON COLUMN salesflow.signal_trials.scores IS 'Scores by signal_labels.position.';

CREATE FUNCTION public.trial_scores() RETURNS TABLE(family text, label text, language text, expected bigint, found bigint, "right" bigint, "precision" numeric, recall numeric, f1 numeric)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    BEGIN ATOMIC
 SELECT t.family,
     t.label,
     t.language,
     t.expected,
     t.found,
     t."right",
     t."precision",
     t.recall,
     t.f1
    FROM salesflow.tabulate_signals(( SELECT array_agg(jsonb_build_object('expected', salesflow.given_labels(m.*), 'found', salesflow.decided_labels((t_1.scores)::double precision[]))) AS array_agg
            FROM (salesflow.signal_trials t_1
              JOIN public.signal_messages m ON ((m.id = t_1.message_id))))) t(family, label, language, expected, found, "right", "precision", recall, f1);
END;

ALTER FUNCTION public.trial_scores() OWNER TO salesflow_owner;

COMMENT ON FUNCTION public.trial_scores() IS 'How well the published classifier did on messages it had not seen (5-fold cross-validation over references and corrections), by label; language is null for all.';

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

CREATE TABLE public.settings_history (
    version bigint NOT NULL,
    table_name text NOT NULL,
    key text NOT NULL,
    old_row jsonb,
    new_row jsonb,
    changed_by text DEFAULT SESSION_USER NOT NULL,
    changed_at timestamp with time zone DEFAULT now() NOT NULL
);

ALTER TABLE ONLY public.settings_history FORCE ROW LEVEL SECURITY;

ALTER TABLE public.settings_history OWNER TO salesflow_owner;

COMMENT ON TABLE public.settings_history IS 'Every change of a setting (policies, rules, texts, jobs, statuses, …), written by trigger. version is the policy version that automated actions refer to. policy_history shows the policies alone.';

COMMENT ON COLUMN public.settings_history.version IS 'Counts all changes of all settings.';

COMMENT ON COLUMN public.settings_history.table_name IS 'Table, with its schema: public.policies.';

COMMENT ON COLUMN public.settings_history.key IS 'Key of the row; the parts of a longer key stand one after another: review.quiet de.';

COMMENT ON COLUMN public.settings_history.old_row IS 'The row before; null when it was new.';

COMMENT ON COLUMN public.settings_history.new_row IS 'The row after; null when it was removed.';

COMMENT ON COLUMN public.settings_history.changed_by IS 'Database role of the session that changed it.';

COMMENT ON COLUMN public.settings_history.changed_at IS 'When it changed.';

CREATE FUNCTION salesflow.policy_version() RETURNS bigint
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    RETURN (SELECT max(settings_history.version) AS max FROM public.settings_history);

ALTER FUNCTION salesflow.policy_version() OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.policy_version() IS 'Version of the settings in force, for the audit: explains which thresholds, rules and texts an action followed.';

CREATE TABLE public.autonomous_actions (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    subject_type text NOT NULL,
    subject_id uuid NOT NULL,
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
    episode text NOT NULL,
    policy_version bigint DEFAULT salesflow.policy_version() NOT NULL,
    evidence salesflow.json_array DEFAULT '[]'::jsonb NOT NULL,
    before jsonb,
    after jsonb,
    undone_at timestamp with time zone,
    undone_by uuid,
    CONSTRAINT autonomous_actions_actor_check CHECK ((actor = ANY (ARRAY['rule'::text, 'model'::text, 'person'::text, 'assistant'::text]))),
    CONSTRAINT autonomous_actions_trigger_type_check CHECK ((trigger_type = ANY (ARRAY['time_based'::text, 'event_based'::text, 'score_based'::text, 'manual'::text])))
);

ALTER TABLE ONLY public.autonomous_actions FORCE ROW LEVEL SECURITY;

ALTER TABLE public.autonomous_actions OWNER TO salesflow_owner;

COMMENT ON TABLE public.autonomous_actions IS 'Every action the system took by itself, those that took something back too: what, why (rule, policy version), on which evidence, by whom, before and after. explain_action() puts a row into words, undo_action() takes it back.';

COMMENT ON COLUMN public.autonomous_actions.id IS 'Key.';

COMMENT ON COLUMN public.autonomous_actions.subject_type IS 'What it concerns: lead, user, squad, … (subject_types).';

COMMENT ON COLUMN public.autonomous_actions.subject_id IS 'Which one.';

COMMENT ON COLUMN public.autonomous_actions.lead_id IS 'Lead concerned, if one.';

COMMENT ON COLUMN public.autonomous_actions.user_id IS 'User concerned: the owner of the lead or of the plan.';

COMMENT ON COLUMN public.autonomous_actions.action_type IS 'What was done (action_types): status_transition, recommendation_created, plan_created, ….';

COMMENT ON COLUMN public.autonomous_actions.action_details IS 'What was done, by type: {from, to}, {recommendation_id, title}, ….';

COMMENT ON COLUMN public.autonomous_actions.trigger_type IS 'time_based, event_based, score_based or manual.';

COMMENT ON COLUMN public.autonomous_actions.trigger_data IS 'Facts the rule judged by, with their values.';

COMMENT ON COLUMN public.autonomous_actions.success IS 'Whether the action was done; false: it was held back.';

COMMENT ON COLUMN public.autonomous_actions.error_message IS 'Why not, where it was not: cool_down, daily_cap.';

COMMENT ON COLUMN public.autonomous_actions.executed_at IS 'When it was done.';

COMMENT ON COLUMN public.autonomous_actions.created_at IS 'When the row was written.';

COMMENT ON COLUMN public.autonomous_actions.actor IS 'rule (SQL), model (words of a language model), person or assistant.';

COMMENT ON COLUMN public.autonomous_actions.rule IS 'Rule that acted (automation_rules).';

COMMENT ON COLUMN public.autonomous_actions.cause IS 'What set it off: table:id of the row, or clock:instant.';

COMMENT ON COLUMN public.autonomous_actions.episode IS 'Stretch or occasion: a rule does the same thing to a subject once in each, for one cause.';

COMMENT ON COLUMN public.autonomous_actions.policy_version IS 'Version of the settings in force (settings_history.version).';

COMMENT ON COLUMN public.autonomous_actions.evidence IS 'Rows it rests on: [{"table": …, "id": …}, …].';

COMMENT ON COLUMN public.autonomous_actions.before IS 'What it changed, before.';

COMMENT ON COLUMN public.autonomous_actions.after IS 'What it changed, after.';

COMMENT ON COLUMN public.autonomous_actions.undone_at IS 'When it was taken back.';

COMMENT ON COLUMN public.autonomous_actions.undone_by IS 'Who took it back.';

CREATE FUNCTION public.undo_action(p_action_id uuid, p_reason text DEFAULT NULL::text) RETURNS public.autonomous_actions
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $_$
declare
  v_action public.autonomous_actions;
  v_undo text;
begin
  select * into v_action from public.autonomous_actions where id = p_action_id for update;
  if not found then
    raise exception 'there is no action %', p_action_id using errcode = 'SF004';
  end if;
  perform salesflow.check_may_see_subject(v_action.subject_type, v_action.subject_id, v_action.user_id, 'action ' || p_action_id);
  -- guard: only once, and only what has a way back
  if v_action.undone_at is not null then
    raise exception 'action % was taken back already', p_action_id
      using errcode = 'SF011', detail = format('on %s', v_action.undone_at);
  end if;
  select t.undo_fn into v_undo from public.action_types as t where t.action_type = v_action.action_type;
  if v_undo is null then
    raise exception 'an action of type % cannot be taken back', v_action.action_type
      using errcode = 'SF011',
        hint = 'These can: ' || (select string_agg(t.action_type, ', ' order by t.action_type) from public.action_types as t where t.undo_fn is not null) || '.';
  end if;
  execute format('select %s($1, $2)', v_undo) using v_action, coalesce(p_reason, 'undone');
  update public.autonomous_actions
  set undone_at = now(), undone_by = salesflow.current_user_id()
  where id = p_action_id
  returning * into v_action;
  update salesflow.rule_episodes as k
  set is_open = false, ended_at = now(), ended_how = 'answered'
  where k.subject_id = v_action.subject_id and k.rule = v_action.rule and k.episode = v_action.episode and k.is_open;
  perform salesflow.record_actions(
    array[('rules.undo', v_action.subject_type, v_action.subject_id, v_action.user_id, now(), p_action_id::text, null,
      jsonb_build_object('reason', p_reason),
      jsonb_build_array(jsonb_build_object('table', 'autonomous_actions', 'id', p_action_id)),
      'autonomous_actions:' || p_action_id, p_action_id)::salesflow.raising],
    array[('rules.undo', v_action.subject_id, p_action_id::text, 'action_undone', p_action_id,
      v_action.action_details || jsonb_build_object('action_id', p_action_id, 'undone', v_action.action_type, 'reason', p_reason, 'lead_id', v_action.lead_id),
      v_action.after, v_action.before)::salesflow.deed],
    'person');
  return v_action;
end
$_$;

ALTER FUNCTION public.undo_action(p_action_id uuid, p_reason text) OWNER TO salesflow_owner;

COMMENT ON FUNCTION public.undo_action(p_action_id uuid, p_reason text) IS 'Takes an automated action back, in the way its type knows (action_types.undo_fn): a status goes back to what it was, a recommendation is dismissed. Raises SF004 (unknown action, or one you may not see), SF011 (already undone, changed since, or of a kind that cannot be).';

CREATE FUNCTION public.undo_import(p_import_id uuid) RETURNS public.imports
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET enable_nestloop TO 'off'
    AS $$
declare
  v_import public.imports;
  v_leads  uuid[];
begin
  -- security definer: it deletes keys and restores what only the system writes; granted to administrators alone
  lock table salesflow.import_rows in access exclusive mode;
  select * into v_import from public.imports where id = p_import_id;
  if not found then
    raise exception 'there is no import %', p_import_id
      using errcode = 'SF004', hint = 'select id, file, started_at from imports order by started_at desc;';
  end if;
  if v_import.is_dry_run or v_import.undone_at is not null then
    raise exception 'import % has no effects to undo', p_import_id using errcode = 'SF105',
      detail = case when v_import.is_dry_run then 'It was a dry run.' else 'It was undone at ' || v_import.undone_at || '.' end;
  end if;

  v_leads := array(
    select l.id
    from salesflow.import_keys as k
    join public.leads as l on l.id = k.id
    where k.import_no = v_import.number
      and not salesflow.changed_since(l, v_import.applied_at)
      -- somebody has worked with it
      and not exists (
        select from public.activities as a
        where a.lead_id = l.id and a.created_at > v_import.applied_at and a.user_id is not null
          and a.id not in (select c.id from salesflow.import_changes as c where c.import_no = v_import.number and c.table_name = 'activities'))
    order by l.id);
  insert into public.import_rejects (import_id, severity, target, value, code, reason)
  select p_import_id, 'warning', 'lead', coalesce(l.external_id, l.name), 'changed_since',
    salesflow.say('imports.reason.changed_since', v_import.locale)
  from salesflow.import_keys as k
  join public.leads as l on l.id = k.id
  where k.import_no = v_import.number and l.id <> all (v_leads)
  order by l.id;
  delete from public.leads as l where l.id = any (v_leads);

  -- what it added to leads that were there before
  delete from public.activities as a
  using salesflow.import_changes as c
  where c.import_no = v_import.number and c.table_name = 'activities' and c.id = a.id
    and a.lead_id not in (select k.id from salesflow.import_keys as k where k.import_no = v_import.number);
  delete from public.bant_assessments as b
  using salesflow.import_changes as c
  where c.import_no = v_import.number and c.table_name = 'bant_assessments' and c.id = b.id
    and b.lead_id not in (select k.id from salesflow.import_keys as k where k.import_no = v_import.number);

  -- what it changed, column by column, where the column still says what the import said
  with changed as materialized (
    select
      l.id, c.after,
      salesflow.put_back(to_jsonb(l), c.before, c.after) as row
    from salesflow.import_changes as c
    join public.leads as l on l.id = c.id
    where c.import_no = v_import.number and c.table_name = 'leads' and c.before is not null
  ),
  kept as (
    insert into public.import_rejects (import_id, severity, target, value, code, reason)
    select p_import_id, 'warning', 'lead', coalesce(l.external_id, l.name), 'changed_since',
      salesflow.say('imports.reason.changed_since', v_import.locale)
    from changed as c
    join public.leads as l using (id)
    where exists (select from jsonb_each(c.after) as a where to_jsonb(l) -> a.key is distinct from a.value)
    order by l.id
  )
  update public.leads as l
  set
    user_id = r.user_id, name = r.name, email = r.email, phone = r.phone, company = r.company, status = r.status,
    status_cause = case
      when l.status = r.status then l.status_cause
      else jsonb_build_object('actor', 'import', 'reason', salesflow.say('imports.undone', v_import.locale, jsonb_build_object('file', coalesce(v_import.file, '…'))),
        'cause', 'undo:' || p_import_id, 'to', r.status, 'at', now())
    end,
    source = r.source, priority = r.priority, deal_value = r.deal_value, currency = r.currency,
    preferred_channel = r.preferred_channel, time_zone = r.time_zone, locale = r.locale, attributes = r.attributes
  from changed as c
  cross join lateral jsonb_populate_record(null::public.leads, c.row) as r
  where l.id = c.id and to_jsonb(l) <> c.row;

  with changed as materialized (
    select u.id, salesflow.put_back(to_jsonb(u), c.before, c.after) as row
    from salesflow.import_changes as c
    join public.users as u on u.id = c.id
    where c.import_no = v_import.number and c.table_name = 'users' and c.before is not null
  )
  update public.users as u
  set external_id = r.external_id, email = r.email, role = r.role, squad_id = r.squad_id, time_zone = r.time_zone, locale = r.locale, active = r.active
  from changed as c
  cross join lateral jsonb_populate_record(null::public.users, c.row) as r
  where u.id = c.id and to_jsonb(u) <> c.row;
  with changed as materialized (
    select t.id, salesflow.put_back(to_jsonb(t), c.before, c.after) as row
    from salesflow.import_changes as c
    join public.companies as t on t.id = c.id
    where c.import_no = v_import.number and c.table_name = 'companies' and c.before is not null
  )
  update public.companies as t
  set name = r.name, domain = r.domain, phone = r.phone, industry = r.industry, city = r.city, region = r.region, country = r.country,
    user_id = r.user_id, attributes = r.attributes, updated_at = now()
  from changed as c
  cross join lateral jsonb_populate_record(null::public.companies, c.row) as r
  where t.id = c.id and to_jsonb(t) <> c.row;
  with changed as materialized (
    select t.id, salesflow.put_back(to_jsonb(t), c.before, c.after) as row
    from salesflow.import_changes as c
    join public.contacts as t on t.id = c.id
    where c.import_no = v_import.number and c.table_name = 'contacts' and c.before is not null
  )
  update public.contacts as t
  set company_id = r.company_id, name = r.name, email = r.email, phone = r.phone, position = r.position, updated_at = now()
  from changed as c
  cross join lateral jsonb_populate_record(null::public.contacts, c.row) as r
  where t.id = c.id and to_jsonb(t) <> c.row;

  -- whom nothing refers to any more
  delete from public.contacts as t
  where t.id in (select c.id from salesflow.import_changes as c where c.import_no = v_import.number and c.table_name = 'contacts' and c.before is null)
    and t.updated_at <= v_import.applied_at
    and not exists (select from public.lead_contacts as l where l.contact_id = t.id);
  delete from public.companies as t
  where t.id in (select c.id from salesflow.import_changes as c where c.import_no = v_import.number and c.table_name = 'companies' and c.before is null)
    and t.updated_at <= v_import.applied_at
    and not exists (select from public.lead_companies as l where l.company_id = t.id)
    and not exists (select from public.contacts as l where l.company_id = t.id);
  delete from public.users as t
  where t.id in (select c.id from salesflow.import_changes as c where c.import_no = v_import.number and c.table_name = 'users' and c.before is null)
    and t.db_role is null and t.updated_at <= v_import.applied_at
    and not exists (select from public.leads as l where l.user_id = t.id)
    and not exists (select from public.activities as a where a.user_id = t.id)
    and not exists (select from public.companies as a where a.user_id = t.id);
  delete from public.squads as t
  where t.id in (select c.id from salesflow.import_changes as c where c.import_no = v_import.number and c.table_name = 'squads' and c.before is null)
    and not exists (select from public.users as u where u.squad_id = t.id);

  -- The file may come again: it is then read anew.
  delete from salesflow.import_keys as k where k.id = any (v_leads);
  delete from salesflow.import_keys as k
  using salesflow.import_changes as c
  where c.import_no = v_import.number and c.table_name = 'import_keys' and k.id = c.id
    and k.source_id = (c.after ->> 'source_id')::smallint and k.key = c.after ->> 'key';
  update salesflow.import_keys as k
  set row_hash = null, facts = null
  from salesflow.import_changes as c
  where c.import_no = v_import.number and c.table_name in ('leads', 'companies', 'bant_assessments', 'activities')
    and k.id = coalesce((c.after ->> 'lead_id')::uuid, c.id);
  delete from salesflow.import_changes as c where c.import_no = v_import.number;
  update public.imports as i
  set undone_at = clock_timestamp(),
    kept_by_undo = (select count(*) from public.import_rejects as r where r.import_id = i.id and r.code = 'changed_since')
  where i.id = p_import_id
  returning * into v_import;
  return v_import;
end
$$;

ALTER FUNCTION public.undo_import(p_import_id uuid) OWNER TO salesflow_owner;

COMMENT ON FUNCTION public.undo_import(p_import_id uuid) IS 'Takes an import back: deletes what it created, restores what it changed. What people or other imports changed since stays and is listed in import_rejects (code changed_since; its number is kept_by_undo). Raises SF004 (unknown import), SF105 (a dry run, or undone already).';

CREATE FUNCTION public.why_not(p_lead_id uuid, p_rule text, p_as_of timestamp with time zone DEFAULT now(), p_locale text DEFAULT NULL::text) RETURNS TABLE(condition text, passes boolean, actual text, required text, earliest_at timestamp with time zone, explanation text)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_rule public.automation_rules;
  v_lead public.leads;
  v_user public.users;
  v_locale text;
  v_finding salesflow.raising;
  v_earliest timestamptz;
  v_done salesflow.rule_episodes;
  v_held record;
begin
  select * into v_rule from public.automation_rules where automation_rules.rule = p_rule;
  if not found then
    raise exception 'there is no rule %', p_rule using errcode = 'SF014', hint = 'select rule, description_en from automation_rules;';
  end if;
  perform salesflow.check_may_see_subject('lead', p_lead_id, null, 'lead ' || p_lead_id);
  select * into v_lead from public.leads where id = p_lead_id;
  if not found then
    raise exception 'there is no lead %', p_lead_id using errcode = 'SF004';
  end if;
  select * into v_user from public.users where id = v_lead.user_id;
  v_locale := coalesce(p_locale, v_user.locale, 'en');

  condition := 'enabled';
  passes := v_rule.is_enabled;
  explanation := salesflow.say('why_not.enabled.' || passes, v_locale);
  return next;

  condition := 'owner';
  passes := coalesce(v_user.active, false);
  actual := v_user.name;
  explanation := salesflow.say('why_not.owner.' || passes, v_locale);
  return next;
  actual := null;

  if v_rule.lead_statuses is not null then
    condition := 'lead_statuses';
    passes := v_lead.status = any (v_rule.lead_statuses);
    actual := v_lead.status;
    required := array_to_string(v_rule.lead_statuses, ', ');
    explanation := salesflow.say_facts('why_not.lead_statuses', jsonb_build_object('found', actual, 'needed', required), v_locale);
    return next;
    actual := null;
    required := null;
  end if;

  -- what the situation asks for, condition by condition; and what the finder says, for a rule with a query of its own too
  return query select w.* from salesflow.why_not_situation(v_rule.situation, p_lead_id, p_as_of, v_locale) as w;
  if v_rule.finder is not null then
    select f.* into v_finding from salesflow.find_raisings(v_rule.watch, array[p_lead_id], p_as_of, p_rule) as f where f.subject_id = p_lead_id limit 1;
    v_earliest := salesflow.earliest_finding(p_rule, p_lead_id, p_as_of);
    condition := 'finder';
    passes := v_finding.rule is not null;
    earliest_at := v_earliest;
    required := case salesflow.language(v_locale) when 'de' then v_rule.description_de else v_rule.description_en end;
    explanation := salesflow.say_facts(
      'why_not.finder.' || case when passes then 'true' when v_earliest is null then 'never' else 'later' end,
      jsonb_build_object('description', required, 'earliest_at', v_earliest), v_locale, coalesce(v_user.time_zone, 'UTC'));
    return next;
    required := null;
    earliest_at := null;
  end if;

  if v_finding.rule is not null then
    select k.* into v_done
    from salesflow.rule_episodes as k
    where k.subject_id = p_lead_id and k.rule = p_rule and k.episode = v_finding.episode;
    condition := 'episode';
    passes := v_done.rule is null or v_done.ended_how is not distinct from 'withdrawn';
    actual := case when not passes then case when v_done.is_open then 'open' else coalesce(v_done.ended_how, 'done') end end;
    explanation := salesflow.say_facts(
      'why_not.episode.' || coalesce(actual, 'true'), jsonb_build_object('raised_at', v_done.raised_at), v_locale, coalesce(v_user.time_zone, 'UTC'));
    return next;
    actual := null;
    select h.* into v_held from salesflow.held_back(array[v_finding], p_as_of) as h;
    if v_held.rule is not null then
      condition := v_held.reason;
      passes := false;
      earliest_at := v_held.until;
      explanation := salesflow.say('held_back.' || v_held.reason, v_locale);
      return next;
      earliest_at := null;
    end if;
  end if;

  if v_rule.effect = 'status_transition' then
    condition := 'graph';
    passes := exists (
      select from public.lead_status_transitions as t where t.from_status = v_lead.status and t.to_status = v_rule.type);
    actual := v_lead.status;
    required := (select string_agg(t.from_status, ', ') from public.lead_status_transitions as t where t.to_status = v_rule.type);
    explanation := salesflow.say_facts('why_not.graph', jsonb_build_object('found', actual, 'needed', required, 'to', v_rule.type), v_locale);
    return next;
    condition := 'veto';
    passes := not exists (select from salesflow.vetoed_leads(array[p_lead_id], v_rule.type));
    actual := null;
    required := null;
    explanation := salesflow.say('why_not.veto.' || passes, v_locale);
    return next;
  end if;
end
$$;

ALTER FUNCTION public.why_not(p_lead_id uuid, p_rule text, p_as_of timestamp with time zone, p_locale text) OWNER TO salesflow_owner;

COMMENT ON FUNCTION public.why_not(p_lead_id uuid, p_rule text, p_as_of timestamp with time zone, p_locale text) IS 'Why a rule does not act on a lead: each of its conditions, whether it passes, what was found, what is needed, and the earliest time at which it can pass if nothing happens but time. Raises SF004 (unknown lead, or one you may not see), SF014 (unknown rule).';

CREATE FUNCTION public.win_probability(p_lead_id uuid) RETURNS numeric
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$ select round(w.win_probability::numeric, 4) from salesflow.win_probabilities(array[p_lead_id]) as w $$;

ALTER FUNCTION public.win_probability(p_lead_id uuid) OWNER TO salesflow_owner;

COMMENT ON FUNCTION public.win_probability(p_lead_id uuid) IS 'Probability 0–1 that the lead is won, from its status and current BANT; null for an unknown lead.';

CREATE FUNCTION salesflow.acting_for() RETURNS uuid
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN CASE WHEN ((current_setting('salesflow.acting_user'::text, true) <> ''::text) AND pg_has_role(SESSION_USER, 'salesflow_gateway'::name, 'member'::text) AND (substr(current_setting('salesflow.acting_user'::text, true), 38) = (EXTRACT(epoch FROM transaction_timestamp()))::text)) THEN ("left"(current_setting('salesflow.acting_user'::text, true), 36))::uuid ELSE NULL::uuid END;

ALTER FUNCTION salesflow.acting_for() OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.acting_for() IS 'For whom a gateway said by act_as() that it acts in this transaction; null for all others.';

CREATE TABLE public.lead_statuses (
    status text NOT NULL,
    rank smallint NOT NULL,
    is_active boolean NOT NULL,
    precedes_meeting boolean NOT NULL,
    is_decided boolean NOT NULL,
    is_won boolean NOT NULL,
    name_en text NOT NULL,
    name_de text NOT NULL,
    CONSTRAINT lead_statuses_check CHECK (((NOT is_won) OR is_decided)),
    CONSTRAINT lead_statuses_check1 CHECK ((NOT (is_active AND is_decided)))
);

ALTER TABLE public.lead_statuses OWNER TO salesflow_owner;

COMMENT ON TABLE public.lead_statuses IS 'The statuses of a lead, and what each means: rules ask for a column here, not for a list of names. The graph between them is lead_status_transitions.';

COMMENT ON COLUMN public.lead_statuses.status IS 'Name, as stored in leads.status.';

COMMENT ON COLUMN public.lead_statuses.rank IS 'Place in the funnel: automation only moves a lead to a higher rank.';

COMMENT ON COLUMN public.lead_statuses.is_active IS 'Whether a lead in this status is worked on: it is ranked, watched for inactivity and counted as pipeline.';

COMMENT ON COLUMN public.lead_statuses.precedes_meeting IS 'Whether the meeting that decides is still ahead of the lead, so that one may be recommended.';

COMMENT ON COLUMN public.lead_statuses.is_decided IS 'Whether the deal came to an end that counts in conversion: won or lost.';

COMMENT ON COLUMN public.lead_statuses.is_won IS 'Whether the deal was won.';

COMMENT ON COLUMN public.lead_statuses.name_en IS 'English name.';

COMMENT ON COLUMN public.lead_statuses.name_de IS 'German name.';

CREATE FUNCTION salesflow.active_statuses() RETURNS text[]
    LANGUAGE sql STABLE
    RETURN ARRAY(SELECT lead_statuses.status FROM public.lead_statuses WHERE lead_statuses.is_active);

ALTER FUNCTION salesflow.active_statuses() OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.active_statuses() IS 'The statuses in which a lead is worked on.';

CREATE FUNCTION salesflow.add_contacts() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  if (select count(*) from (select from new_rows limit 2) as few) > 1 then
    -- all leads, in key order: two bulk loads of the same leads queue instead of deadlocking
    perform from public.leads as l where l.id in (select n.lead_id from new_rows as n) order by l.id for no key update;
  end if;
  -- New contacts only add to what is known, so an insert never reads the history of a lead.
  update public.leads as l
  set
    total_interactions = l.total_interactions + c.contacts,
    inbound_interactions = l.inbound_interactions + c.inbound,
    first_contact_at = least(l.first_contact_at, c.first_at),
    last_contact_at = greatest(l.last_contact_at, c.last_at),
    last_inbound_at = greatest(l.last_inbound_at, c.last_inbound_at)
  from (
    select
      n.lead_id,
      count(*) as contacts,
      count(*) filter (where n.direction = 'inbound') as inbound,
      min(n.occurred_at) as first_at,
      max(n.occurred_at) as last_at,
      max(n.occurred_at) filter (where n.direction = 'inbound') as last_inbound_at
    from new_rows as n
    where n.status = 'completed'
      and (select p.value from public.policies as p where p.key = 'crm.contact_types') ? n.type
    group by n.lead_id
  ) as c
  where l.id = c.lead_id;
  return null;
end
$$;

ALTER FUNCTION salesflow.add_contacts() OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.add_contacts() IS 'Adds new activities to the contact facts of their leads.';

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

CREATE FUNCTION salesflow.all_subjects() RETURNS SETOF uuid
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_type public.subject_types;
begin
  for v_type in select t.* from public.subject_types as t order by t.subject_type loop
    return query execute format('select id from %s', v_type.table_name::regclass);
  end loop;
end
$$;

ALTER FUNCTION salesflow.all_subjects() OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.all_subjects() IS 'All that a rule can concern.';

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

ALTER TABLE ONLY salesflow.events FORCE ROW LEVEL SECURITY;

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

CREATE FUNCTION salesflow.answer_by_rules(p_offline text[], p_apply text[], p_events salesflow.events[], p_hashes text[], OUT endings text[], OUT errors text[]) RETURNS record
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_answers jsonb[];
  v_failed text[];
  v_applied text[];
  v_refused text[];
begin
  select c.results, c.errors into v_answers, v_failed from salesflow.call_kinds(p_offline, p_events, null, null) as c;
  -- the same shape, held to the same schema
  select a.endings, a.errors
  into v_applied, v_refused
  from salesflow.apply_answers(p_apply, p_events, p_hashes, v_answers, 'rules') as a;
  select
    array_agg(case
      when g.name is null then null
      when g.failed is not null then 'failed'
      else coalesce(g.applied, 'skipped')
    end),
    array_agg(coalesce(g.failed, g.refused))
  into endings, errors
  from unnest(p_offline, v_failed, v_applied, v_refused) as g (name, failed, applied, refused);
end
$$;

ALTER FUNCTION salesflow.answer_by_rules(p_offline text[], p_apply text[], p_events salesflow.events[], p_hashes text[], OUT endings text[], OUT errors text[]) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.answer_by_rules(p_offline text[], p_apply text[], p_events salesflow.events[], p_hashes text[], OUT endings text[], OUT errors text[]) IS 'Lets the rules answer events, and applies that: applied, skipped (nothing to do), invalid, rejected or failed, and why; null where no rules are asked.';

CREATE FUNCTION salesflow.apply_answers(p_functions text[], p_events salesflow.events[], p_hashes text[], p_answers jsonb[], p_source text, OUT endings text[], OUT errors text[]) RETURNS record
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_invalid text[] := salesflow.check_answers(p_hashes, p_answers::text[]);
  v_rejected text[];
begin
  select c.errors
  into v_rejected
  from salesflow.call_kinds(
    array(
      select case when g.answer is not null and g.invalid is null then g.name end
      from unnest(p_functions, p_answers, v_invalid) as g (name, answer, invalid)),
    p_events, p_answers, p_source) as c;
  select
    array_agg(case
      when g.answer is null then null
      when g.invalid is not null then 'invalid'
      when g.rejected is not null then 'rejected'
      else 'applied'
    end),
    array_agg(coalesce('the answer violates its schema: ' || g.invalid, g.rejected))
  into endings, errors
  from unnest(p_answers, v_invalid, v_rejected) as g (answer, invalid, rejected);
end
$$;

ALTER FUNCTION salesflow.apply_answers(p_functions text[], p_events salesflow.events[], p_hashes text[], p_answers jsonb[], p_source text, OUT endings text[], OUT errors text[]) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.apply_answers(p_functions text[], p_events salesflow.events[], p_hashes text[], p_answers jsonb[], p_source text, OUT endings text[], OUT errors text[]) IS 'Checks answers against the schemas of their kinds and applies those that hold: applied, invalid or rejected, and why; null where there is no answer.';

CREATE FUNCTION salesflow.apply_import(p_import_id uuid) RETURNS public.imports
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET enable_nestloop TO 'off'
    SET work_mem TO '32MB'
    SET jit TO 'off'
    SET "TimeZone" TO 'UTC'
    SET "DateStyle" TO 'ISO, YMD'
    AS $$
declare
  v_import   public.imports;
  v_source   smallint;
  v_facts    text[];
  v_reason   text;
  v_currency text := salesflow.policy_text('crm.currency');
  v_known    uuid[];
begin
  select * into v_import from public.imports where id = p_import_id;
  select s.id, s.facts into v_source, v_facts
  from salesflow.import_sources as s where s.source = v_import.source and s.object = v_import.object;
  v_reason := salesflow.say('imports.status', v_import.locale, jsonb_build_object('file', coalesce(v_import.file, '…')));
  perform salesflow.give_owners();

  insert into public.leads
    (id, external_id, user_id, name, email, phone, company, status, status_cause, source, priority, deal_value, currency,
      preferred_channel, time_zone, locale, attributes, created_at)
  select
    p.lead_id, salesflow.lead_external_id(v_import.source, v_import.object, p.key), p.user_id,
    coalesce(
      person.name,
      p.v ->> 'lead.name', nullif(concat_ws(' ', p.v ->> 'lead.first_name', p.v ->> 'lead.last_name'), ''),
      p.v ->> 'lead.company', p.v ->> 'company.name', p.v ->> 'lead.email', p.v ->> 'contact.email', p.v ->> 'lead.external_id'),
    coalesce(p.v ->> 'lead.email', p.v ->> 'contact.email', person.email),
    coalesce(p.v ->> 'lead.phone', p.v ->> 'contact.phone', person.phone),
    coalesce(p.v ->> 'lead.company', p.v ->> 'company.name'), opening.status,
    jsonb_build_object(
      'actor', 'import', 'reason', v_reason, 'cause', 'import:' || p_import_id, 'line', p.line_no, 'to', opening.status,
      'at', case when p.is_closed then created.at else coalesce(p.status_at, created.at) end),
    p.v ->> 'lead.source', coalesce(p.v ->> 'lead.priority', 'medium'),
    coalesce(p.v ->> 'lead.deal_value', case when p.status = 'won' then p.v ->> 'outcome.value' end)::numeric,
    coalesce(p.v ->> 'lead.currency', v_currency),
    p.v ->> 'lead.preferred_channel', p.v ->> 'lead.time_zone', p.v ->> 'lead.locale',
    -- what is closed at once below gets them then: its first version stays small
    case when p.is_closed and p.status <> opening.status then '{}' else p.attributes end, created.at
  from salesflow.import_plan as p
  left join salesflow.import_contacts as c on c.key = p.contact_key and v_import.object = 'deal'
  -- a person of whom only the key is known lends no name
  left join public.contacts as person on person.id = c.contact_id and person.name is distinct from c.external_id
  cross join lateral (
    select case when p.is_closed then coalesce(p.v ->> 'lead.opening_status', 'new') else coalesce(p.status, 'new') end
  ) as opening (status)
  cross join lateral (
    select coalesce(least(p.created_at, p.status_at), least(p.status_at, now()))
  ) as created (at)
  where p.is_new and p.next_line is null and v_import.object <> 'activity'
  order by p.row_no;
  get diagnostics v_import.leads_inserted = row_count;

  -- a closed lead began as an open one
  v_known := array(
    select p.lead_id from salesflow.import_plan as p
    where p.is_new and p.is_closed and p.next_line is null and p.status <> coalesce(p.v ->> 'lead.opening_status', 'new'));
  update public.leads as l
  set
    attributes = p.attributes,
    status = p.status,
    status_cause = jsonb_strip_nulls(jsonb_build_object(
      'actor', 'import', 'reason', coalesce(p.v ->> 'outcome.reason', v_reason), 'cause', 'import:' || p_import_id,
      'line', p.line_no, 'to', p.status, 'value', p.v -> 'outcome.value', 'at', p.status_at,
      'undated', case when coalesce(p.v ->> 'outcome.at', p.v ->> 'outcome.lost_at', p.v ->> 'lead.status_at') is null then true end))
  from salesflow.import_plan as p
  where l.id = any (v_known) and l.id = p.lead_id and p.next_line is null;
  get diagnostics v_import.status_changes = row_count;

  -- in key order, and judged on the rows as they are once they are ours
  v_known := case
    when v_import.object = 'activity' then '{}'
    else array(select distinct p.lead_id from salesflow.import_plan as p where not p.is_new and p.next_line is null order by 1)
  end;
  if v_known <> '{}' then
    perform from public.leads as l where l.id = any (v_known) order by l.id for no key update;

    -- Only what the file says anew: what people changed since the last import stays.
    with news as materialized (
      select
        p.row_no,
        coalesce(jsonb_object_agg(k.key, p.v -> k.key) filter (where p.v ? k.key), '{}') as v,
        coalesce(jsonb_object_agg(substr(k.key, 11), p.attributes -> substr(k.key, 11)) filter (where k.key like 'attribute:%' and p.attributes ? substr(k.key, 11)), '{}')
          as attributes
      from salesflow.import_plan as p
      cross join lateral unnest(v_facts) with ordinality as k (key, n)
      where not p.is_new and p.next_line is null
        and p.facts[k.n] is not null
        and p.facts[k.n] is distinct from p.facts_before[k.n]
      group by p.row_no
    ),
    wanted as (
      select
        l.id, p.is_merged,
        case
          when p.is_merged then coalesce(l.user_id, p.user_id)
          when n.v ?| '{user.external_id,user.email,user.name}' then coalesce(p.user_id, l.user_id)
          else l.user_id
        end as user_id,
        case when p.is_merged then l.name
          else coalesce(n.v ->> 'lead.name', nullif(concat_ws(' ', coalesce(n.v ->> 'lead.first_name', case when n.v ? 'lead.last_name' then p.v ->> 'lead.first_name' end),
            coalesce(n.v ->> 'lead.last_name', case when n.v ? 'lead.first_name' then p.v ->> 'lead.last_name' end)), ''), l.name)
        end as name,
        salesflow.newer(n.v ->> 'lead.email', l.email, p.is_merged) as email,
        salesflow.newer(n.v ->> 'lead.phone', l.phone, p.is_merged) as phone,
        salesflow.newer(coalesce(n.v ->> 'lead.company', n.v ->> 'company.name'), l.company, p.is_merged) as company,
        case
          when p.is_merged or not n.v ?| '{lead.status,outcome.status,outcome.won}' then l.status
          else coalesce(p.status, l.status)
        end as status,
        salesflow.newer(n.v ->> 'lead.source', l.source, p.is_merged) as source,
        case when p.is_merged then l.priority else coalesce(n.v ->> 'lead.priority', l.priority) end as priority,
        salesflow.newer(coalesce(n.v ->> 'lead.deal_value', case when p.status = 'won' then n.v ->> 'outcome.value' end), l.deal_value::text, p.is_merged)::numeric(14, 2)
          as deal_value,
        case when p.is_merged and l.deal_value is not null then l.currency else coalesce(n.v ->> 'lead.currency', l.currency) end as currency,
        salesflow.newer(n.v ->> 'lead.preferred_channel', l.preferred_channel, p.is_merged) as preferred_channel,
        salesflow.newer(n.v ->> 'lead.time_zone', l.time_zone, p.is_merged) as time_zone,
        salesflow.newer(n.v ->> 'lead.locale', l.locale, p.is_merged) as locale,
        case when p.is_merged then n.attributes || l.attributes else l.attributes || n.attributes end as attributes,
        jsonb_strip_nulls(jsonb_build_object(
          'actor', 'import', 'reason', coalesce(p.v ->> 'outcome.reason', v_reason), 'cause', 'import:' || p_import_id,
          'line', p.line_no, 'to', p.status, 'value', p.v -> 'outcome.value',
          'at', greatest(coalesce(p.status_at, now()), case when p.status_at is null then l.created_at end))) as cause
      from news as n
      join salesflow.import_plan as p using (row_no)
      join public.leads as l on l.id = p.lead_id
      where l.id = any (v_known)
    ),
    before as materialized (
      select l.*, w.is_merged
      from public.leads as l
      join wanted as w using (id)
      where l.id = any (v_known)
        and (l.user_id, l.name, l.email, l.phone, l.company, l.status, l.source, l.priority, l.deal_value, l.currency,
            l.preferred_channel, l.time_zone, l.locale, l.attributes)
          is distinct from (w.user_id, w.name, w.email, w.phone, w.company, w.status, w.source, w.priority, w.deal_value,
            w.currency, w.preferred_channel, w.time_zone, w.locale, w.attributes)
    ),
    updated as (
      update public.leads as l
      set
        user_id = w.user_id, name = w.name, email = w.email, phone = w.phone, company = w.company, status = w.status,
        status_cause = case when l.status = w.status then l.status_cause else w.cause end,
        source = w.source, priority = w.priority, deal_value = w.deal_value, currency = w.currency,
        preferred_channel = w.preferred_channel, time_zone = w.time_zone, locale = w.locale, attributes = w.attributes
      from wanted as w
      join before as b using (id)
      where l.id = w.id and l.id = any (v_known)
      returning l.*
    ),
    noted as (
      insert into salesflow.import_changes (import_no, table_name, id, before, after)
      select v_import.number, 'leads', u.id, change.before, change.after
      from updated as u
      join before as b using (id)
      cross join lateral salesflow.difference(
        to_jsonb(b) - '{is_merged,updated_at,status_since,status_reason,status_cause}'::text[],
        to_jsonb(u) - '{updated_at,status_since,status_reason,status_cause}'::text[]) as change
    )
    select count(*), v_import.status_changes + count(*) filter (where u.status <> b.status)
    into v_import.leads_updated, v_import.status_changes
    from updated as u
    join before as b using (id);
  end if;
  select count(*) filter (where p.is_merged)
  into v_import.leads_merged
  from salesflow.import_plan as p
  where p.next_line is null;
  if v_import.object not in ('company', 'user', 'activity') then
    select count(*) - v_import.leads_inserted - v_import.leads_updated
    into v_import.leads_unchanged
    from salesflow.import_items as i
    left join salesflow.import_plan as p using (row_no)
    where i.next_line is null and (i.is_same or p.row_no is not null);
  end if;

  insert into public.lead_companies as c (lead_id, company_id)
  select p.lead_id, company.company_id
  from salesflow.import_plan as p
  join salesflow.import_companies as company on company.key = p.company_key
  where p.next_line is null and v_import.object <> 'activity'
  on conflict (lead_id) do update set company_id = excluded.company_id where c.company_id <> excluded.company_id;
  insert into public.lead_contacts as c (lead_id, contact_id)
  select p.lead_id, person.contact_id
  from salesflow.import_plan as p
  join salesflow.import_contacts as person on person.key = p.contact_key
  where p.next_line is null and v_import.object <> 'activity'
  on conflict (lead_id, contact_id) do nothing;

  with written as (
    insert into public.activities as a
      (lead_id, user_id, type, direction, channel, title, description, status, priority, due_date, occurred_at, outcome,
        external_id, attributes)
    select distinct on (found.external_id)
      p.lead_id, coalesce(p.user_id, l.user_id), coalesce(act.type, 'other'), act.direction, act.channel, act.title, act.description, act.status,
      coalesce(act.priority, 'medium'), act.due_date::timestamptz,
      coalesce(act.occurred_at, p.v ->> 'lead.created_at', act.due_date, now()::text)::timestamptz, act.outcome, found.external_id,
      case v_import.object when 'activity' then p.attributes else '{}' end
    from salesflow.import_plan as p
    join public.leads as l on l.id = p.lead_id
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
      select coalesce(
        case when v_import.source = 'file' then act.external_id else v_import.source || ':' || act.external_id end,
        'import:' || md5(p.lead_id || spec.prefix || (to_jsonb(act) - 'status' - 'priority')::text))
    ) as found (external_id)
    where (act.type is not null or v_import.object = 'activity' or num_nonnulls(act.title, act.description, act.occurred_at, act.due_date, act.external_id) > 0)
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
          end)
    returning a.id, a.xmax = 0 as is_new
  ),
  noted as (
    insert into salesflow.import_changes (import_no, table_name, id)
    select v_import.number, 'activities', w.id from written as w where w.is_new
  )
  select count(*) into v_import.activities_added from written;

  with written as (
  insert into public.bant_assessments as b
    (lead_id, user_id, budget_score, authority_score, need_score, timeline_score,
      budget_notes, authority_notes, need_notes, timeline_notes, next_steps, assessed_at, external_id)
  select distinct on (p.lead_id, assessed.at)
    p.lead_id, p.user_id,
    (p.v ->> 'bant.budget')::smallint, (p.v ->> 'bant.authority')::smallint,
    (p.v ->> 'bant.need')::smallint, (p.v ->> 'bant.timeline')::smallint,
    p.v ->> 'bant.budget_notes', p.v ->> 'bant.authority_notes', p.v ->> 'bant.need_notes', p.v ->> 'bant.timeline_notes',
    p.v ->> 'bant.next_steps', assessed.at, 'import:' || md5(format('%s %s', p.lead_id, extract(epoch from assessed.at)))
  from salesflow.import_plan as p
  cross join lateral (select coalesce((p.v ->> 'bant.assessed_at')::timestamptz, now())) as assessed (at)
  where v_import.object <> 'activity'
    -- of undated assessments of one lead the last counts
    and (p.next_line is null or p.v ->> 'bant.assessed_at' is not null)
    and exists (
      select
      from salesflow.import_fields as f
      where f.section = 'bant' and f.target <> 'bant.assessed_at' and p.v ->> f.key is not null)
    and exists (
      select
      from salesflow.import_fields as f
      where f.section = 'bant'
        and p.facts[array_position(v_facts, f.key)] is distinct from p.facts_before[array_position(v_facts, f.key)])
  order by p.lead_id, assessed.at, p.row_no desc
  on conflict (external_id) where external_id is not null do update
  set
    budget_score = excluded.budget_score, authority_score = excluded.authority_score,
    need_score = excluded.need_score, timeline_score = excluded.timeline_score,
    budget_notes = excluded.budget_notes, authority_notes = excluded.authority_notes,
    need_notes = excluded.need_notes, timeline_notes = excluded.timeline_notes, next_steps = excluded.next_steps
  where (b.budget_score, b.authority_score, b.need_score, b.timeline_score, b.budget_notes, b.authority_notes,
      b.need_notes, b.timeline_notes, b.next_steps)
    is distinct from (excluded.budget_score, excluded.authority_score, excluded.need_score, excluded.timeline_score,
      excluded.budget_notes, excluded.authority_notes, excluded.need_notes, excluded.timeline_notes, excluded.next_steps)
  returning b.id, b.xmax = 0 as is_new
  ),
  noted as (
    insert into salesflow.import_changes (import_no, table_name, id)
    select v_import.number, 'bant_assessments', w.id from written as w where w.is_new
  )
  select count(*) into v_import.assessments_added from written;

  -- files of the same leads may say different things: each adds to what the others said
  if v_import.object <> 'activity' then
    insert into salesflow.import_keys as k (source_id, key, id, row_hash, facts, import_no)
    select v_source, p.key, p.lead_id, p.row_hash, p.facts, case when p.is_new then v_import.number end
    from salesflow.import_plan as p
    where p.next_line is null
    on conflict (source_id, key) do update
    set
      id = excluded.id, row_hash = excluded.row_hash,
      facts = case
        when k.id <> excluded.id then excluded.facts
        else array(
          select coalesce(said.now_says, said.said_before)
          from unnest(excluded.facts, k.facts) with ordinality as said (now_says, said_before, n)
          order by said.n)
      end,
      import_no = case when k.id <> excluded.id then excluded.import_no else k.import_no end;
  end if;
  -- whom another source had, undoing parts again
  insert into salesflow.import_changes (import_no, table_name, id, after)
  select v_import.number, 'import_keys', p.lead_id, jsonb_build_object('source_id', v_source, 'key', p.key)
  from salesflow.import_plan as p
  where p.is_merged and p.next_line is null;
  select count(*) into v_import.leads_ownerless
  from salesflow.import_plan as p
  join public.leads as l on l.id = p.lead_id
  where p.next_line is null and v_import.object <> 'activity' and l.user_id is null and not p.is_closed;
  return v_import;
end
$$;

ALTER FUNCTION salesflow.apply_import(p_import_id uuid) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.apply_import(p_import_id uuid) IS 'Writes leads, status changes, activities and BANT assessments of the planned import; returns the import with its counts.';

CREATE FUNCTION salesflow.bare_domain(p_text text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN NULLIF(regexp_replace(regexp_replace(lower(btrim(p_text)), '^([a-z]+://)?(www\.)?'::text, ''::text), '[/?#:].*$'::text, ''::text), ''::text);

ALTER FUNCTION salesflow.bare_domain(p_text text) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.bare_domain(p_text text) IS 'Domain of an address of the web: https://www.Acme.com/de is acme.com.';

CREATE FUNCTION salesflow.bury_events(p_events salesflow.events[], p_statuses text[], p_errors text[]) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  with gone as (
    delete from salesflow.events as e
    where e.event_id = any (array(
      select d.event_id from unnest(p_events) with ordinality as d where p_statuses[d.ordinality] = 'dead'))
  )
  insert into salesflow.dead_events (event_id, kind, lead_id, user_id, payload, cause, attempts, error, created_at)
  select d.event_id, d.kind, d.lead_id, d.user_id, d.payload, d.cause, d.attempt, left(p_errors[d.ordinality], 2000), d.created_at
  from unnest(p_events) with ordinality as d
  where p_statuses[d.ordinality] = 'dead';
end
$$;

ALTER FUNCTION salesflow.bury_events(p_events salesflow.events[], p_statuses text[], p_errors text[]) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.bury_events(p_events salesflow.events[], p_statuses text[], p_errors text[]) IS 'Gives up those of the events whose status is dead.';

CREATE FUNCTION salesflow.call_cost(p_tokens_in integer, p_tokens_cached integer, p_tokens_out integer, p_input_price numeric, p_cached_price numeric, p_output_price numeric) RETURNS numeric
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN COALESCE(((((((p_tokens_in - p_tokens_cached))::numeric * p_input_price) + ((p_tokens_cached)::numeric * p_cached_price)) + ((p_tokens_out)::numeric * p_output_price)) * 0.000001), (0)::numeric);

ALTER FUNCTION salesflow.call_cost(p_tokens_in integer, p_tokens_cached integer, p_tokens_out integer, p_input_price numeric, p_cached_price numeric, p_output_price numeric) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.call_cost(p_tokens_in integer, p_tokens_cached integer, p_tokens_out integer, p_input_price numeric, p_cached_price numeric, p_output_price numeric) IS 'Cost of a call, from its tokens and the prices of a million of them; 0 for a model without price.';

CREATE FUNCTION salesflow.call_kind(p_function text, p_event salesflow.events, p_answer jsonb, p_source text) RETURNS jsonb
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET plan_cache_mode TO 'auto'
    SET enable_seqscan TO 'on'
    SET enable_bitmapscan TO 'on'
    AS $_$
declare
  v_name text[] := parse_ident(p_function);
  v_result jsonb;
begin
  if p_source is null then
    execute format('select %I.%I($1)', v_name[1], v_name[2]) into v_result using p_event;
  else
    execute format('select %I.%I($1, $2, $3)', v_name[1], v_name[2]) using p_event, p_answer, p_source;
  end if;
  return v_result;
end
$_$;

ALTER FUNCTION salesflow.call_kind(p_function text, p_event salesflow.events, p_answer jsonb, p_source text) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.call_kind(p_function text, p_event salesflow.events, p_answer jsonb, p_source text) IS 'Calls a function of a kind for one event: context or offline (p_source null), or apply with the answer and its source. Raises what it raises.';

CREATE FUNCTION salesflow.call_kinds(p_functions text[], p_events salesflow.events[], p_answers jsonb[], p_source text, OUT results jsonb[], OUT errors text[]) RETURNS record
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET plan_cache_mode TO 'auto'
    SET enable_seqscan TO 'on'
    SET enable_bitmapscan TO 'on'
    AS $_$
declare
  v_function text;
  v_places integer[];
  v_call text;
  v_events salesflow.events[];
  v_answers jsonb[];
  v_results jsonb[];
begin
  results := array_fill(null::jsonb, array[cardinality(p_events)]);
  errors := array_fill(null::text, array[cardinality(p_events)]);
  for v_function, v_places in
    select f.name, array_agg(f.place::integer)
    from unnest(p_functions) with ordinality as f (name, place)
    where f.name is not null
    group by f.name
  loop
    v_call := format(
      case when p_source is null
        then 'select array_agg(%1$I.%2$I($1[i])) from generate_subscripts($1, 1) as i'
        else 'select array_fill(null::jsonb, array[count(%1$I.%2$I($1[i], $2[i], $3))::integer]) from generate_subscripts($1, 1) as i'
      end,
      (parse_ident(v_function))[1], (parse_ident(v_function))[2]);
    if cardinality(v_places) = cardinality(p_events) then
      v_events := p_events;
      v_answers := p_answers;
    else
      v_events := array(select p_events[place] from unnest(v_places) as place);
      v_answers := array(select p_answers[place] from unnest(v_places) as place);
    end if;
    -- all at once; only where that fails singly, so that one event cannot undo the others
    begin
      execute v_call into v_results using v_events, v_answers, p_source;
      for i in 1 .. cardinality(v_places) loop
        results[v_places[i]] := v_results[i];
      end loop;
    exception
      when others then
        if salesflow.is_outage(sqlstate) then
          raise;
        end if;
        for i in 1 .. cardinality(v_places) loop
          begin
            execute v_call into v_results using v_events[i:i], v_answers[i:i], p_source;
            results[v_places[i]] := v_results[1];
          exception
            when others then
              if salesflow.is_outage(sqlstate) then
                raise;
              end if;
              errors[v_places[i]] := format('%s %s: %s', v_function, sqlstate, sqlerrm);
          end;
        end loop;
    end;
  end loop;
end
$_$;

ALTER FUNCTION salesflow.call_kinds(p_functions text[], p_events salesflow.events[], p_answers jsonb[], p_source text, OUT results jsonb[], OUT errors text[]) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.call_kinds(p_functions text[], p_events salesflow.events[], p_answers jsonb[], p_source text, OUT results jsonb[], OUT errors text[]) IS 'Calls for each event its function, context or offline of a kind (p_source null), or apply with the answer and its source; a set at a time. An event whose function raises gets the error, and the others their results. Raises what an outage raises.';

CREATE FUNCTION salesflow.cells_as_object(p_names text[], p_headers text[], p_blank text[]) RETURNS text
    LANGUAGE sql IMMUTABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  select case
    when p_names = '{}' then '''{}''::jsonb'
    else format('jsonb_strip_nulls(jsonb_object(%L::text[], array[%s]::text[]))', p_names, (
      select string_agg(format('salesflow.clean_cell(r.cells ->> %s, %L)', array_position(p_headers, c.name) - 1, p_blank), ', ' order by c.n)
      from unnest(p_names) with ordinality as c (name, n)))
  end
$$;

ALTER FUNCTION salesflow.cells_as_object(p_names text[], p_headers text[], p_blank text[]) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.cells_as_object(p_names text[], p_headers text[], p_blank text[]) IS 'SQL expression for some cells of a row r(cells jsonb) as {column: cell}, without blank ones.';

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

CREATE TABLE public.leads (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    external_id text,
    user_id uuid,
    name salesflow.label NOT NULL,
    email text,
    phone text,
    company text,
    status text DEFAULT 'new'::text NOT NULL,
    status_since salesflow.instant DEFAULT now() NOT NULL,
    status_reason text,
    status_cause jsonb,
    source text,
    priority salesflow.priority DEFAULT 'medium'::text NOT NULL,
    deal_value salesflow.amount,
    currency salesflow.currency DEFAULT salesflow.policy_text('crm.currency'::text) NOT NULL,
    preferred_channel text,
    time_zone salesflow.time_zone,
    locale salesflow.locale,
    attributes salesflow.json_object DEFAULT '{}'::jsonb NOT NULL,
    total_interactions integer DEFAULT 0 NOT NULL,
    inbound_interactions integer DEFAULT 0 NOT NULL,
    first_contact_at timestamp with time zone,
    last_contact_at timestamp with time zone,
    last_inbound_at timestamp with time zone,
    created_at salesflow.instant DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL
)
WITH (fillfactor='85');

ALTER TABLE ONLY public.leads FORCE ROW LEVEL SECURITY;

ALTER TABLE public.leads OWNER TO salesflow_owner;

COMMENT ON TABLE public.leads IS 'Leads and the deal with each: whom we sell to, what it is worth, where it stands.';

COMMENT ON COLUMN public.leads.id IS 'Key.';

COMMENT ON COLUMN public.leads.external_id IS 'Key of the record it was imported from: as in the file or, from a known source, source:object:key. Imports find their leads by salesflow.import_keys.';

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

COMMENT ON COLUMN public.leads.total_interactions IS 'Completed contacts in either direction; kept by trigger, as the four columns that follow.';

COMMENT ON COLUMN public.leads.inbound_interactions IS 'Completed contacts that came from the lead.';

COMMENT ON COLUMN public.leads.first_contact_at IS 'First completed contact.';

COMMENT ON COLUMN public.leads.last_contact_at IS 'Last completed contact in either direction (activities of the types in policy crm.contact_types).';

COMMENT ON COLUMN public.leads.last_inbound_at IS 'Last time the lead itself reached out.';

COMMENT ON COLUMN public.leads.created_at IS 'When the lead came to be (an import keeps the date of its file).';

COMMENT ON COLUMN public.leads.updated_at IS 'When somebody last changed the row.';

CREATE FUNCTION salesflow.changed_since(p_lead public.leads, p_at timestamp with time zone) RETURNS boolean
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  select p_lead.updated_at > p_at
    -- a status that a rule set is nobody's work
    and not (coalesce(p_lead.status_cause ->> 'actor', 'person') in ('rule', 'model') and p_lead.status_since >= p_lead.updated_at)
$$;

ALTER FUNCTION salesflow.changed_since(p_lead public.leads, p_at timestamp with time zone) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.changed_since(p_lead public.leads, p_at timestamp with time zone) IS 'Whether a person or another import changed a lead after an instant.';

CREATE FUNCTION salesflow.charge_call(p_event salesflow.events, p_outcome text, p_call jsonb, p_version integer) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_currency text := salesflow.policy_text('events.currency');
  v_model text := coalesce(p_call ->> 'model', 'unknown');
  v_in integer := coalesce(salesflow.whole_number(p_call -> 'tokens_in'), 0);
  v_cached integer := least(coalesce(salesflow.whole_number(p_call -> 'tokens_cached'), 0), v_in);
  v_out integer := coalesce(salesflow.whole_number(p_call -> 'tokens_out'), 0);
  v_price salesflow.model_prices := salesflow.model_price(v_model, v_currency);
  v_cost numeric := salesflow.call_cost(v_in, v_cached, v_out, v_price.input_price, v_price.cached_price, v_price.output_price);
  v_zone text := 'UTC';
  v_day date;
begin
  if p_event.user_id is not null then
    select u.time_zone into v_zone from public.users as u where u.id = p_event.user_id;
  end if;
  v_day := (now() at time zone coalesce(v_zone, 'UTC'))::date;
  insert into salesflow.model_calls
    (event_id, lease, position, attempt, kind, prompt_version, lead_id, user_id, local_day, model,
      tokens_in, tokens_cached, tokens_out, cost, currency, latency_ms, outcome)
  values (
    p_event.event_id, p_event.lease, 1, p_event.attempt, p_event.kind,
    coalesce(salesflow.whole_number(p_call -> 'prompt_version'), p_version), p_event.lead_id, p_event.user_id, v_day, v_model,
    v_in, v_cached, v_out, v_cost, v_currency, salesflow.whole_number(p_call -> 'latency_ms'), p_outcome)
  on conflict on constraint model_calls_pkey do nothing;
  if found then
    insert into salesflow.model_days as d
      (user_id, local_day, currency, calls, tokens_in, tokens_cached, tokens_out, cost)
    values (
      coalesce(p_event.user_id, '00000000-0000-0000-0000-000000000000'), v_day, v_currency, 1, v_in, v_cached, v_out, v_cost)
    on conflict on constraint model_days_pkey do update
    set
      calls = d.calls + 1,
      tokens_in = d.tokens_in + excluded.tokens_in,
      tokens_cached = d.tokens_cached + excluded.tokens_cached,
      tokens_out = d.tokens_out + excluded.tokens_out,
      cost = d.cost + excluded.cost;
  end if;
end
$$;

ALTER FUNCTION salesflow.charge_call(p_event salesflow.events, p_outcome text, p_call jsonb, p_version integer) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.charge_call(p_event salesflow.events, p_outcome text, p_call jsonb, p_version integer) IS 'charge_calls() for the one call of one attempt, by plain statements; p_version: of the prompt, where the call does not say.';

CREATE FUNCTION salesflow.charge_calls(p_events salesflow.events[], p_outcomes text[], p_usages jsonb[]) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_currency text := salesflow.policy_text('events.currency');
begin
  with reported as (
    select
      e.event_id, e.lease, e.attempt, e.kind, e.lead_id, e.user_id, u.position,
      -- the version that was asked, should the prompt have changed meanwhile
      coalesce(salesflow.whole_number(u.call -> 'prompt_version'), k.prompt_version) as prompt_version,
      coalesce(u.call ->> 'model', 'unknown') as model,
      t.tokens_in, least(salesflow.whole_number(u.call -> 'tokens_cached'), t.tokens_in) as tokens_cached, t.tokens_out,
      salesflow.whole_number(u.call -> 'latency_ms') as latency_ms,
      -- the last call of an attempt decided it; those before say themselves why they did not
      case when u.position = jsonb_array_length(c.calls) then p_outcomes[e.ordinality] else coalesce(u.call ->> 'outcome', 'error') end
        as outcome
    from unnest(p_events) with ordinality as e
    join salesflow.event_kinds as k on k.kind = e.kind
    cross join lateral (
      select
        case jsonb_typeof(p_usages[e.ordinality])
          when 'array' then p_usages[e.ordinality] when 'object' then jsonb_build_array(p_usages[e.ordinality]) else '[]'
        end
    ) as c (calls)
    cross join lateral jsonb_array_elements(c.calls) with ordinality as u (call, position)
    cross join lateral (
      select
        coalesce(salesflow.whole_number(u.call -> 'tokens_in'), 0), coalesce(salesflow.whole_number(u.call -> 'tokens_out'), 0)
    ) as t (tokens_in, tokens_out)
    where u.position <= 100
  ),
  prices as materialized (
    select d.model, p.input_price, p.cached_price, p.output_price
    from (select distinct r.model from reported as r) as d
    cross join lateral salesflow.model_price(d.model, v_currency) as p
  ),
  charged as (
    insert into salesflow.model_calls
      (event_id, lease, position, attempt, kind, prompt_version, lead_id, user_id, local_day, model,
        tokens_in, tokens_cached, tokens_out, cost, currency, latency_ms, outcome)
    select
      r.event_id, r.lease, r.position, r.attempt, r.kind, r.prompt_version, r.lead_id, r.user_id,
      (now() at time zone coalesce(u.time_zone, 'UTC'))::date, r.model,
      r.tokens_in, coalesce(r.tokens_cached, 0), r.tokens_out,
      salesflow.call_cost(r.tokens_in, coalesce(r.tokens_cached, 0), r.tokens_out, p.input_price, p.cached_price, p.output_price),
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

ALTER FUNCTION salesflow.charge_calls(p_events salesflow.events[], p_outcomes text[], p_usages jsonb[]) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.charge_calls(p_events salesflow.events[], p_outcomes text[], p_usages jsonb[]) IS 'Enters model calls into the ledger and the sums of the day: for each attempt (event with its lease) the outcome and the usage, {model, tokens_in, tokens_cached, tokens_out, latency_ms, prompt_version} or an array of at most 100 of them.';

CREATE FUNCTION salesflow.charge_late_calls(p_late salesflow.settlement[]) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_events salesflow.events[];
  v_usages jsonb[];
begin
  -- of the event, whatever became of it since; the attempt was its bearer's
  select array_agg(jsonb_populate_record(null::salesflow.events, known.facts || jsonb_build_object('lease', l.lease, 'attempt', null))),
    array_agg(l.usage)
  into v_events, v_usages
  from unnest(p_late) as l
  cross join lateral (
    select jsonb_build_object('event_id', x.event_id, 'kind', x.kind, 'lead_id', x.lead_id, 'user_id', x.user_id)
    from (
      select e.event_id, e.kind, e.lead_id, e.user_id from salesflow.events as e where e.event_id = l.event_id
      union all
      select e.event_id, e.kind, e.lead_id, e.user_id from salesflow.event_log as e where e.event_id = l.event_id
      union all
      select e.event_id, e.kind, e.lead_id, e.user_id from salesflow.dead_events as e where e.event_id = l.event_id
    ) as x
    limit 1
  ) as known (facts);
  perform salesflow.charge_calls(v_events, array_fill('lost'::text, array[cardinality(v_events)]), v_usages);
end
$$;

ALTER FUNCTION salesflow.charge_late_calls(p_late salesflow.settlement[]) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.charge_late_calls(p_late salesflow.settlement[]) IS 'Charges the calls of attempts whose lease was lost, as lost. What was charged for the same lease before is not charged again.';

CREATE FUNCTION salesflow.check_answers(p_schema_hashes text[], p_answers text[]) RETURNS text[]
    LANGUAGE plpython3u STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $_$
import json

validators = GD.setdefault("salesflow.validators", {})
if len(validators) > 200:  # a session meets some dozens; it shall not grow for ever
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

def error(check, answer):
    try:
        check(json.loads(answer))
    except Exception as problem:  # whatever an answer does to the checker (too deep, too long), it fails alone
        # names the place and the rule; the value itself may be private or endless
        return getattr(problem, "message", type(problem).__name__)[:500]
    return None

return [None if answer is None else error(validator(key), answer) for key, answer in zip(p_schema_hashes, p_answers)]
$_$;

ALTER FUNCTION salesflow.check_answers(p_schema_hashes text[], p_answers text[]) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.check_answers(p_schema_hashes text[], p_answers text[]) IS 'For each answer (JSON), what violates the schema of that hash (event_kinds.schema_hash); null where nothing does, or where there is no answer.';

CREATE FUNCTION salesflow.check_health(p_as_of timestamp with time zone DEFAULT now()) RETURNS jsonb
    LANGUAGE sql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  with health as materialized (
    select * from public.system_health
  ),
  changed as (
    insert into public.health_log (check_name, status, previous_status, value, threshold, problem, changed_at)
    select h.check_name, h.status, coalesce(last.status, 'ok'), h.value, h.threshold, h.problem, p_as_of
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
        'unit', h.unit, 'value', coalesce(h.value::text, h.problem, '–'), 'hint', case salesflow.language(u.locale) when 'de' then h.hint_de else h.hint_en end)),
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
    -- in a file of activities a word for the type may be missing, elsewhere it says that there is one
    having not bool_or(r.target = 'activity.type') and p_map ->> 'object' is distinct from 'activity'
    limit 1;
  end if;
  if v_problem is null and p_map ->> 'object' not in ('lead', 'deal', 'contact', 'company', 'activity', 'user') then
    v_problem := format('the object is "%s"', p_map ->> 'object');
    v_hint := 'Objects: lead, deal, contact, company, activity, user.';
  end if;
  if v_problem is null and not exists (select from salesflow.import_rules(p_map, p_headers)) then
    v_problem := 'it maps nothing';
    v_hint := 'No column was recognised. Columns of the file: ' || left(array_to_string(p_headers, ', '), 1000);
  end if;
  if v_problem is null then
    select
      format('option %s is %s', o.key, o.value),
      'Options: null_values, keep, drop (lists of text), dates (dmy, mdy), numbers (de, en), repeats (last), time_zone, shift_dates (interval).'
    into v_problem, v_hint
    from jsonb_each(coalesce(p_map -> 'options', '{}')) as o
    where not case o.key
      when 'null_values' then jsonb_typeof(o.value) = 'array'
      when 'keep' then jsonb_typeof(o.value) = 'array'
      when 'drop' then jsonb_typeof(o.value) = 'array'
      when 'dates' then o.value in ('"dmy"', '"mdy"')
      when 'numbers' then o.value in ('"de"', '"en"')
      when 'repeats' then o.value = '"last"'
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

ALTER FUNCTION salesflow.check_inactivity(p_as_of timestamp with time zone) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.check_inactivity(p_as_of timestamp with time zone) IS 'Job inactivity_check: the rules of watch clock for all subjects, and a second look at what the others have open. rows counts actions: made, brought up to date, withdrawn.';

CREATE FUNCTION salesflow.check_may_read_user(p_user_id uuid) RETURNS void
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  -- guard: oneself, one's squad, or everybody
  if not salesflow.may_see_user(p_user_id) then
    raise exception 'role % may not see the plans of user %', session_user, p_user_id
      using errcode = 'SF003', hint = 'A login role sees its own plan once users.db_role names it.';
  end if;
end
$$;

ALTER FUNCTION salesflow.check_may_read_user(p_user_id uuid) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.check_may_read_user(p_user_id uuid) IS 'Raises SF003 unless the session may see this user.';

CREATE FUNCTION salesflow.check_may_see_subject(p_subject_type text, p_subject_id uuid, p_user_id uuid, p_what text) RETURNS void
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  -- guard: what one may not see is not there
  if (case p_subject_type when 'lead' then salesflow.may_see_lead(p_subject_id) else salesflow.may_see_user(p_user_id) end) is not true then
    raise exception 'there is no %', p_what using errcode = 'SF004';
  end if;
end
$$;

ALTER FUNCTION salesflow.check_may_see_subject(p_subject_type text, p_subject_id uuid, p_user_id uuid, p_what text) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.check_may_see_subject(p_subject_type text, p_subject_id uuid, p_user_id uuid, p_what text) IS 'Raises SF004 unless this session may see the subject: a lead, or whatever belongs to that user.';

CREATE FUNCTION salesflow.choose_priorities(p_plan_ids uuid[]) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_count integer := salesflow.policy_number('review.priorities');
  v_lead_ids uuid[];
  v_as_of timestamptz := (select max(p.generated_at) from public.daily_action_plans as p where p.id = any (p_plan_ids));
begin
  -- what these reps' plans before recommended is looked at again, too: it gives way
  v_lead_ids := array(
    select k.lead_id from public.lead_rankings as k where k.plan_id = any (p_plan_ids) and k.position <= v_count
    union
    select e.subject_id
    from salesflow.rule_episodes as e
    join public.automation_rules as a on a.rule = e.rule and a.watch = 'plan'
    join public.daily_action_plans as p on p.user_id = e.user_id and p.id = any (p_plan_ids)
    where e.is_open);
  perform salesflow.run_rules('plan', v_lead_ids, v_as_of);

  insert into public.daily_plan_priorities
    (plan_id, position, lead_id, recommendation_id, situation, urgency, expected_value, value, currency, win_probability,
      urgency_factor, decay, reachability)
  select
    k.plan_id, row_number() over (partition by k.plan_id order by k.position), k.lead_id, r.id, k.situation, c.label,
    least(round(k.expected_value::numeric, 2), 999999999999), least(round(k.value::numeric, 2), 999999999999), k.currency,
    k.win_probability, k.urgency, k.decay, k.reachability
  from public.lead_rankings as k
  join salesflow.situation_conditions(v_as_of) as c on c.situation = k.situation
  join public.ai_recommendations as r on r.lead_id = k.lead_id and r.episode = k.plan_id::text and r.status = 'pending'
  where k.plan_id = any (p_plan_ids) and k.position <= v_count;
end
$$;

ALTER FUNCTION salesflow.choose_priorities(p_plan_ids uuid[]) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.choose_priorities(p_plan_ids uuid[]) IS 'Recommends acting on the leads that come first, withdraws what the plans before recommended, and enters the priorities of the given plans.';

CREATE FUNCTION salesflow.claim_events(p_worker text, p_batch integer) RETURNS TABLE(event_id bigint, lease uuid, kind text, attempt smallint, mode text, reason text, model text, instructions text, input jsonb, schema jsonb, prompt_version integer, max_output_tokens integer, deadline timestamp with time zone)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET plan_cache_mode TO 'force_generic_plan'
    SET enable_seqscan TO 'off'
    SET enable_bitmapscan TO 'off'
    AS $$
begin
  return query
    select
      t.event_id, t.lease, t.kind, t.attempt, case when t.model is null then 'offline' else 'model' end, t.reason, t.model,
      case when t.model is not null then k.instructions end,
      t.input,
      case when t.model is not null then k.schema end,
      k.prompt_version, k.max_output_tokens, t.deadline
    from salesflow.take_events(p_worker, p_batch, true) with ordinality as
      t (event_id, lease, kind, attempt, model, reason, input, deadline, place)
    join salesflow.event_kinds as k on k.kind = t.kind
    order by t.place;
end
$$;

ALTER FUNCTION salesflow.claim_events(p_worker text, p_batch integer) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.claim_events(p_worker text, p_batch integer) IS 'Leases up to that many due events and hands each out as a finished request. mode model: ask model with instructions, input and schema before deadline, then complete_event() or fail_event(). mode offline: call complete_offline() with the reason (no_model, budget, …). Raises SF204 (worker not registered).';

CREATE FUNCTION salesflow.claim_raisings(p_found salesflow.raising[], p_as_of timestamp with time zone) RETURNS salesflow.raising[]
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET plan_cache_mode TO 'force_custom_plan'
    AS $$
declare
  v_new salesflow.raising[];
  v_held salesflow.raising[];
  v_deeds salesflow.deed[];
begin
  select array_agg(
    (f.rule, f.subject_type, f.subject_id, f.user_id, f.since, f.episode, f.situation, f.facts, f.evidence, f.cause,
      gen_random_uuid())::salesflow.raising)
  into v_new
  from unnest(p_found) as f
  left join salesflow.rule_episodes as k
    on k.subject_id = f.subject_id and k.rule = f.rule and k.episode = f.episode
  where k.rule is null or k.ended_how = 'withdrawn';
  if v_new is null then
    return null;
  end if;

  if exists (
    select from public.automation_rules as a
    where a.rule in (select n.rule from unnest(v_new) as n) and (a.cool_down is not null or a.daily_cap is not null))
  then
    -- two runs at once must not both think that the cap is not reached
    perform from public.users as u where u.id in (select n.user_id from unnest(v_new) as n) order by u.id for no key update;
    -- what was held back is to be seen, once a day
    select
      array_agg((n.rule, n.subject_type, n.subject_id, n.user_id, n.since, n.episode, n.situation, n.facts, n.evidence,
        h.reason || ':' || p_as_of::date, n.target_id)::salesflow.raising),
      array_agg((n.rule, n.subject_id, n.episode, 'action_held_back', null,
        jsonb_build_object('error', h.reason, 'until', h.until), null, null)::salesflow.deed)
    into v_held, v_deeds
    from unnest(v_new) as n
    join salesflow.held_back(v_new, p_as_of) as h
      on h.subject_id = n.subject_id and h.rule = n.rule and h.episode = n.episode;
    perform salesflow.record_actions(v_held, v_deeds);
    v_new := array(
      select n from unnest(v_new) as n where n.target_id not in (select h.target_id from unnest(v_held) as h));
  end if;

  -- In key order, so that two runs queue instead of deadlocking. Whoever inserts the key acts.
  with claimed as (
    insert into salesflow.rule_episodes as k (subject_id, rule, episode, subject_type, user_id, target_id, facts, is_open)
    select n.subject_id, n.rule, n.episode, n.subject_type, n.user_id, n.target_id, n.facts, e.withdraw_fn is not null
    from unnest(v_new) as n
    join public.automation_rules as a on a.rule = n.rule
    join public.rule_effects as e on e.effect = a.effect
    order by n.subject_id, n.rule, n.episode
    on conflict on constraint rule_episodes_pkey do update
    set
      user_id = excluded.user_id, target_id = excluded.target_id, facts = excluded.facts, is_open = excluded.is_open,
      raised_at = now(), ended_at = null, ended_how = null
    where k.ended_how = 'withdrawn'
    returning k.target_id
  )
  select array_agg(n) into v_new from unnest(v_new) as n join claimed as c on c.target_id = n.target_id;
  return v_new;
end
$$;

ALTER FUNCTION salesflow.claim_raisings(p_found salesflow.raising[], p_as_of timestamp with time zone) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.claim_raisings(p_found salesflow.raising[], p_as_of timestamp with time zone) IS 'Of what was found, what nobody has brought about yet and neither cool-down nor cap forbids, entered into rule_episodes, each with the key of the row to make; null for none.';

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

CREATE FUNCTION salesflow.clear_workshop() RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  -- The lock is that of the tables, and a new file for each: one killed leaves neither rows nor statistics of rows
  -- that never were.
  truncate
    salesflow.import_rows, salesflow.import_fields, salesflow.import_items, salesflow.import_values, salesflow.import_people,
    salesflow.import_companies, salesflow.import_contacts, salesflow.import_plan;
end
$$;

ALTER FUNCTION salesflow.clear_workshop() OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.clear_workshop() IS 'Empties the tables of a running import, which lets nobody else have them before our transaction ends.';

CREATE FUNCTION salesflow.close_answered() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  update salesflow.rule_episodes as k
  set is_open = false, ended_at = now(), ended_how = 'answered'
  where k.rule = new.triggered_by and k.subject_id in (new.lead_id, new.user_id) and k.episode = new.episode
    and k.target_id = new.id and k.is_open;
  return null;
end
$$;

ALTER FUNCTION salesflow.close_answered() OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.close_answered() IS 'What a person has answered, or time has ended, the engine is done with.';

CREATE FUNCTION salesflow.company_key(p_v jsonb) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN COALESCE(('key:'::text || NULLIF(split_part((p_v ->> 'company.external_id'::text), ';'::text, 1), ''::text)), ('name:'::text || lower(COALESCE((p_v ->> 'company.name'::text), (p_v ->> 'lead.company'::text)))));

ALTER FUNCTION salesflow.company_key(p_v jsonb) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.company_key(p_v jsonb) IS 'What tells the company of a row apart: its key (of several the first), else its name.';

CREATE FUNCTION salesflow.look_up_words(p_tokens text[]) RETURNS TABLE(token text, german_concepts text[], english_concepts text[], german_steps integer[], english_steps integer[])
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    BEGIN ATOMIC
 SELECT t.token,
     COALESCE(array_agg(DISTINCT c.concept) FILTER (WHERE ((k.language = 'de'::text) AND (c.concept IS NOT NULL))), '{}'::text[]) AS "coalesce",
     COALESCE(array_agg(DISTINCT c.concept) FILTER (WHERE ((k.language = 'en'::text) AND (c.concept IS NOT NULL))), '{}'::text[]) AS "coalesce",
     COALESCE(array_agg(DISTINCT c.step) FILTER (WHERE ((k.language = 'de'::text) AND (c.step IS NOT NULL))), '{}'::integer[]) AS "coalesce",
     COALESCE(array_agg(DISTINCT c.step) FILTER (WHERE ((k.language = 'en'::text) AND (c.step IS NOT NULL))), '{}'::integer[]) AS "coalesce"
    FROM (((unnest(look_up_words.p_tokens) t(token)
      CROSS JOIN LATERAL salesflow.word_parts(t.token) p(part))
      LEFT JOIN salesflow.signal_keys k ON ((k.key = p.part)))
      LEFT JOIN LATERAL UNNEST(k.concepts, k.steps) c(concept, step) ON (true))
   GROUP BY t.token;
END;

ALTER FUNCTION salesflow.look_up_words(p_tokens text[]) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.look_up_words(p_tokens text[]) IS 'What the lexicon says of words, in a German and in an English message.';

CREATE FUNCTION salesflow.misspell_words() RETURNS void
    LANGUAGE sql
    SET search_path TO 'pg_catalog', 'pg_temp'
    BEGIN ATOMIC
 DELETE FROM salesflow.signal_misspellings;
 INSERT INTO salesflow.signal_misspellings (variant, token)  SELECT DISTINCT OVERLAY(v.token PLACING ''::text FROM GREATEST(g.letter, 1) FOR LEAST(g.letter, 1)) AS "overlay",
             v.token
            FROM (salesflow.signal_vocabulary v
              CROSS JOIN LATERAL generate_series(0, length(v.token)) g(letter))
           WHERE ((length(v.token) >= 6) AND (v.token ~ '^[a-z]'::text) AND ((v.german_concepts <> '{}'::text[]) OR (v.english_concepts <> '{}'::text[]) OR (v.german_steps <> '{}'::integer[]) OR (v.english_steps <> '{}'::integer[])));
END;

ALTER FUNCTION salesflow.misspell_words() OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.misspell_words() IS 'Makes signal_misspellings of the vocabulary.';

CREATE TABLE public.competitors (
    name text NOT NULL,
    notes text,
    added_at salesflow.instant DEFAULT now() NOT NULL,
    CONSTRAINT competitors_name_check CHECK (((name ~ '[[:alnum:]]'::text) AND (length(name) <= 100)))
);

ALTER TABLE public.competitors OWNER TO salesflow_owner;

COMMENT ON TABLE public.competitors IS 'Competitors you know, yours to fill: a message that names one gets signal competitor_mentioned, whatever else it says. Others are recognised by what surrounds the name.';

COMMENT ON COLUMN public.competitors.name IS 'The name as people write it, one row a spelling. Case, accents and umlaut spelling do not matter.';

COMMENT ON COLUMN public.competitors.notes IS 'What a rep should know about it.';

COMMENT ON COLUMN public.competitors.added_at IS 'When the row was added.';

CREATE TABLE public.signal_patterns (
    id bigint NOT NULL,
    pattern text NOT NULL,
    language text NOT NULL,
    gap smallint NOT NULL,
    steps text[] NOT NULL,
    is_enabled boolean DEFAULT true NOT NULL,
    changed_at salesflow.instant DEFAULT now() NOT NULL,
    CONSTRAINT signal_patterns_gap_check CHECK (((gap >= 0) AND (gap <= 9))),
    CONSTRAINT signal_patterns_language_check CHECK ((language = ANY (ARRAY['de'::text, 'en'::text, 'any'::text]))),
    CONSTRAINT signal_patterns_pattern_check CHECK ((pattern ~ '^[a-z_]+\.[a-z_]+$'::text)),
    CONSTRAINT signal_patterns_steps_check CHECK (((cardinality(steps) >= 1) AND (cardinality(steps) <= 3)))
);

ALTER TABLE public.signal_patterns OWNER TO salesflow_owner;

COMMENT ON TABLE public.signal_patterns IS 'What to look for in a message: steps in this order, in one sentence, a few words apart. Rows of one name are alternatives. A change works at once; what it tells the classifier is learnt by the next train_signals().';

COMMENT ON COLUMN public.signal_patterns.id IS 'Number of the row; counts up, so a newer row has a higher one.';

COMMENT ON COLUMN public.signal_patterns.pattern IS 'Name, group first: price.too_expensive. Hits carry it.';

COMMENT ON COLUMN public.signal_patterns.language IS 'Language of messages it is looked for in: de, en or any.';

COMMENT ON COLUMN public.signal_patterns.gap IS 'How many other words may stand between two steps.';

COMMENT ON COLUMN public.signal_patterns.steps IS 'Each step is a concept of signal_words, "name" (a word that is in no dictionary of ours) or =word|word*|@concept.';

COMMENT ON COLUMN public.signal_patterns.is_enabled IS 'Whether it is looked for.';

COMMENT ON COLUMN public.signal_patterns.changed_at IS 'When the row was last written.';

CREATE TABLE public.signal_words (
    concept text NOT NULL,
    language text NOT NULL,
    word text NOT NULL,
    CONSTRAINT signal_words_concept_check CHECK ((concept ~ '^[a-z_]+$'::text)),
    CONSTRAINT signal_words_language_check CHECK ((language = ANY (ARRAY['de'::text, 'en'::text, 'any'::text]))),
    CONSTRAINT signal_words_word_check CHECK ((word ~ '^(\*?[^*[:space:]A-ZÄÖÜäöüß]+|[^*[:space:]A-ZÄÖÜäöüß]+\*)$'::text))
);

ALTER TABLE public.signal_words OWNER TO salesflow_owner;

COMMENT ON TABLE public.signal_words IS 'Words and word parts with one meaning for a sale, in groups (concepts) that the patterns of signal_patterns are made of. A change works at once.';

COMMENT ON COLUMN public.signal_words.concept IS 'The meaning: price, expensive, no, boss, …';

COMMENT ON COLUMN public.signal_words.language IS 'Language of messages it counts in: de, en or any.';

COMMENT ON COLUMN public.signal_words.word IS 'Lower case, umlauts as ae, oe, ue, ss. * at one end stands for the rest of a word: teuer*, *preis. 0 is any number.';

CREATE FUNCTION salesflow.compile_signals() RETURNS void
    LANGUAGE sql
    SET search_path TO 'pg_catalog', 'pg_temp'
    BEGIN ATOMIC
 DELETE FROM salesflow.signal_rules;
 DELETE FROM salesflow.signal_keys;
 INSERT INTO salesflow.signal_rules (id, pattern, language, gap, steps)  SELECT row_number() OVER (ORDER BY r.pattern, r.id, r.steps) AS row_number,
             r.pattern,
             r.language,
             r.gap,
             r.steps
            FROM ( SELECT p.id,
                     p.pattern,
                     p.language,
                     p.gap,
                     p.steps
                    FROM public.signal_patterns p
                   WHERE p.is_enabled
                 UNION ALL
                  SELECT 0,
                     'competitor.listed'::text,
                     'any'::text,
                     0,
                     t.steps
                    FROM (public.competitors c
                      CROSS JOIN LATERAL ( SELECT array_agg(('='::text || t_1.token) ORDER BY t_1.n) AS steps
                            FROM salesflow.read_tokens(c.name) t_1(n, token, starts, ends, place)
                           WHERE (t_1.n <= 3)) t)) r;
 INSERT INTO salesflow.signal_keys (key, language, concepts, steps)  WITH step AS (
                  SELECT ((((((r.id << 4) + r.gap) << 2) + cardinality(r.steps)) << 2) + s.n) AS code,
                     r.pattern,
                     r.language,
                     s.step
                    FROM (salesflow.signal_rules r
                      CROSS JOIN LATERAL unnest(r.steps) WITH ORDINALITY s(step, n))
                 ), part AS (
                  SELECT s.code,
                     s.language,
                     p.part,
                     s.pattern
                    FROM (step s
                      CROSS JOIN LATERAL string_to_table(substr(s.step, 2), '|'::text) p(part))
                   WHERE ("left"(s.step, 1) = '='::text)
                 UNION ALL
                  SELECT s.code,
                     s.language,
                     ('@'::text || s.step),
                     s.pattern
                    FROM step s
                   WHERE ("left"(s.step, 1) <> '='::text)
                 ), word AS (
                  SELECT p.code,
                     p.language,
                     p.part AS word,
                     NULL::text AS concept
                    FROM part p
                   WHERE ("left"(p.part, 1) <> '@'::text)
                 UNION ALL
                  SELECT p.code,
                         CASE p.language
                             WHEN 'any'::text THEN w_1.language
                             ELSE p.language
                         END AS language,
                     w_1.word,
                     NULL::text
                    FROM (part p
                      JOIN public.signal_words w_1 ON (((p.part = ('@'::text || w_1.concept)) AND ((w_1.language = p.language) OR (('any'::text = w_1.language) OR ('any'::text = p.language))))))
                 UNION ALL
                  SELECT NULL::bigint,
                     w_1.language,
                     w_1.word,
                     w_1.concept
                    FROM public.signal_words w_1
                 UNION ALL
                  SELECT p.code,
                     p.language,
                     '~name'::text,
                     NULL::text
                    FROM part p
                   WHERE (p.part = '@name'::text)
                 UNION ALL
                  SELECT n.code,
                     'any'::text,
                     l_1.part,
                     'name'::text
                    FROM (part l_1
                      LEFT JOIN part n ON ((n.part = '@name'::text)))
                   WHERE ((l_1.pattern = 'competitor.listed'::text) AND ((l_1.code % (4)::bigint) = 1))
                 )
          SELECT k.key,
             l.language,
             COALESCE(array_agg(DISTINCT w.concept ORDER BY w.concept) FILTER (WHERE (w.concept IS NOT NULL)), '{}'::text[]) AS "coalesce",
             COALESCE(array_agg(DISTINCT (w.code)::integer) FILTER (WHERE (w.code IS NOT NULL)), '{}'::integer[]) AS "coalesce"
            FROM ((word w
              CROSS JOIN ( VALUES ('de'::text), ('en'::text)) l(language))
              CROSS JOIN LATERAL ( SELECT
                         CASE
                             WHEN (w.word = '~name'::text) THEN w.word
                             ELSE ((
                             CASE "left"(w.word, 1)
                                 WHEN '*'::text THEN ''::text
                                 ELSE '<'::text
                             END || btrim(w.word, '*'::text)) ||
                             CASE "right"(w.word, 1)
                                 WHEN '*'::text THEN ''::text
                                 ELSE '>'::text
                             END)
                         END AS key) k)
           WHERE ((w.language = l.language) OR (w.language = 'any'::text))
           GROUP BY k.key, l.language;
 UPDATE salesflow.signal_vocabulary v SET german_concepts = k.german_concepts, english_concepts = k.english_concepts, german_steps = k.german_steps, english_steps = k.english_steps
    FROM salesflow.look_up_words(( SELECT array_agg(signal_vocabulary.token) AS array_agg
            FROM salesflow.signal_vocabulary)) k(token, german_concepts, english_concepts, german_steps, english_steps)
   WHERE (k.token = v.token);
 SELECT salesflow.misspell_words() AS misspell_words;
END;

ALTER FUNCTION salesflow.compile_signals() OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.compile_signals() IS 'Prepares words, patterns and competitors for looking words up one at a time. Triggers call it when one of them changes.';

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
      known.channel),
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
  left join lateral (
    select c.channel
    from public.contact_channels as c
    where case c.address when 'phone' then l.phone when 'email' then l.email end is not null
    order by c.position
    limit 1
  ) as known on true
  where l.id = any (p_lead_ids)
$$;

ALTER FUNCTION salesflow.contact_advice(p_lead_ids uuid[]) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.contact_advice(p_lead_ids uuid[]) IS 'Best channel (its wish, else the one it answers on, else the first of contact_channels whose address is known; null: none) and hour (local time of the lead, 0–23) for each lead, with the number of responses this rests on.';

CREATE FUNCTION salesflow.contact_key(p_v jsonb, p_object text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE WHEN (p_object = 'contact'::text) THEN COALESCE(('key:'::text || (p_v ->> 'lead.external_id'::text)), ('email:'::text || (p_v ->> 'lead.email'::text)), ((('name:'::text || lower(COALESCE((p_v ->> 'lead.name'::text), concat_ws(' '::text, (p_v ->> 'lead.first_name'::text), (p_v ->> 'lead.last_name'::text))))) || '|'::text) || COALESCE(salesflow.company_key(p_v), ''::text))) ELSE COALESCE(('key:'::text || NULLIF(split_part((p_v ->> 'contact.external_id'::text), ';'::text, 1), ''::text)), ('email:'::text || (p_v ->> 'contact.email'::text)), ((('name:'::text || lower((p_v ->> 'contact.name'::text))) || '|'::text) || COALESCE(salesflow.company_key(p_v), ''::text))) END;

ALTER FUNCTION salesflow.contact_key(p_v jsonb, p_object text) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.contact_key(p_v jsonb, p_object text) IS 'What tells the person of a row apart: key, e-mail, or name and company; in a file of contacts the row is the person.';

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

CREATE FUNCTION salesflow.count_ownerless_leads() RETURNS bigint
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  -- security definer: who may see no lead of nobody is still told how many there are
  select count(*) from public.leads as l where l.user_id is null and l.status = any (salesflow.active_statuses())
$$;

ALTER FUNCTION salesflow.count_ownerless_leads() OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.count_ownerless_leads() IS 'Open leads that nobody owns.';

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
    LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_acting uuid := salesflow.acting_for();
begin
  -- security definer: every session may ask who it is, without a privilege on users
  if v_acting is null then
    return (select u.id from public.users as u where u.db_role = session_user and u.active);
  end if;
  return (select u.id from public.users as u where u.id = v_acting and u.active);
end
$$;

ALTER FUNCTION salesflow.current_user_id() OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.current_user_id() IS 'The active user this session acts as: by its login role (users.db_role), or, for members of salesflow_gateway alone, the one named by act_as() in this transaction. Null for a session that is nobody.';

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

CREATE FUNCTION salesflow.describe_plans(p_plan_ids uuid[]) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET plan_cache_mode TO 'force_custom_plan'
    AS $$
declare
  v_priorities integer := salesflow.policy_number('review.priorities');
  v_risks integer := salesflow.policy_number('review.risks');
  v_quick_wins integer := salesflow.policy_number('review.quick_wins');
  v_probability double precision := salesflow.policy_number('review.quick_win_probability');
begin
  -- risks and quick wins: the most valuable deals in danger and near their end that are no priority already
  with ranked as materialized (
    select
      k.plan_id, k.position, s.is_risk, k.win_probability >= v_probability as is_quick_win,
      row_number() over (partition by k.plan_id, s.is_risk order by k.value * k.win_probability desc, k.lead_id) as risk_number,
      row_number() over (
        partition by k.plan_id, k.win_probability >= v_probability order by k.value * k.win_probability desc, k.lead_id) as win_number
    from public.lead_rankings as k
    join public.lead_situations as s on s.situation = k.situation
    where k.plan_id = any (p_plan_ids) and k.position > v_priorities and (s.is_risk or k.win_probability >= v_probability)
  ),
  named as materialized (
    select
      r.plan_id, r.position, r.is_risk and r.risk_number <= v_risks as is_risk, r.risk_number,
      r.is_quick_win and r.win_number <= v_quick_wins as is_quick_win, r.win_number
    from ranked as r
    where r.is_risk and r.risk_number <= v_risks or r.is_quick_win and r.win_number <= v_quick_wins
  ),
  said as (
    select
      n.*, u.locale, u.time_zone,
      f.facts || jsonb_build_object('action_needed', salesflow.say_facts(
        'review.priority.' || (f.facts ->> 'situation') || '.title', f.facts, u.locale, u.time_zone)) as facts
    from named as n
    join salesflow.ranking_facts(array(select plan_id from named), array(select position from named)) as f
      on f.plan_id = n.plan_id and f.position = n.position
    join public.daily_action_plans as p on p.id = n.plan_id
    join public.users as u on u.id = p.user_id
  ),
  worded as (
    select
      s.plan_id,
      jsonb_agg(salesflow.say_facts('review.risk', s.facts, s.locale, s.time_zone) order by s.risk_number) filter (where s.is_risk) as risks,
      jsonb_agg(salesflow.say_facts('review.quick_win', s.facts, s.locale, s.time_zone) order by s.win_number) filter (where s.is_quick_win)
        as quick_wins
    from said as s
    group by s.plan_id
  )
  update public.daily_action_plans as p
  set risks = coalesce(w.risks, '[]'), quick_wins = coalesce(w.quick_wins, '[]')
  from worded as w
  where p.id = w.plan_id;
end
$$;

ALTER FUNCTION salesflow.describe_plans(p_plan_ids uuid[]) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.describe_plans(p_plan_ids uuid[]) IS 'Names the risks and quick wins of the given plans, in the rep''s language.';

CREATE FUNCTION salesflow.difference(p_before jsonb, p_after jsonb, OUT before jsonb, OUT after jsonb) RETURNS record
    LANGUAGE sql IMMUTABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  select jsonb_object_agg(a.key, p_before -> a.key), jsonb_object_agg(a.key, a.value)
  from jsonb_each(p_after) as a
  where a.value is distinct from p_before -> a.key
$$;

ALTER FUNCTION salesflow.difference(p_before jsonb, p_after jsonb, OUT before jsonb, OUT after jsonb) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.difference(p_before jsonb, p_after jsonb, OUT before jsonb, OUT after jsonb) IS 'What differs between two versions of a row, as it was and as it is.';

CREATE FUNCTION salesflow.earliest_finding(p_rule text, p_subject_id uuid, p_as_of timestamp with time zone) RETURNS timestamp with time zone
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_watch text;
  v_no timestamptz := p_as_of;
  v_yes timestamptz;
  v_middle timestamptz;
  v_ahead interval;
begin
  select a.watch into v_watch from public.automation_rules as a where a.rule = p_rule;
  -- a finder answers for any instant, so the future can be asked: first in growing steps, then by halves
  foreach v_ahead in array array['0', '1 hour', '6 hours', '1 day', '2 days', '4 days', '8 days', '16 days', '32 days', '64 days', '128 days', '366 days']::interval[]
  loop
    if exists (
      select from salesflow.find_raisings(v_watch, array[p_subject_id], p_as_of + v_ahead, p_rule) as f where f.subject_id = p_subject_id)
    then
      v_yes := p_as_of + v_ahead;
      exit;
    end if;
    v_no := p_as_of + v_ahead;
  end loop;
  while v_yes - v_no > interval '1 second' loop
    v_middle := v_no + (v_yes - v_no) / 2;
    if exists (
      select from salesflow.find_raisings(v_watch, array[p_subject_id], v_middle, p_rule) as f where f.subject_id = p_subject_id)
    then
      v_yes := v_middle;
    else
      v_no := v_middle;
    end if;
  end loop;
  return v_yes;
end
$$;

ALTER FUNCTION salesflow.earliest_finding(p_rule text, p_subject_id uuid, p_as_of timestamp with time zone) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.earliest_finding(p_rule text, p_subject_id uuid, p_as_of timestamp with time zone) IS 'When a rule''s finder will first find a subject if nothing happens but time, to the second; null: not within a year.';

CREATE FUNCTION salesflow.email_in(p_text text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE WHEN (p_text ~ '@'::text) THEN lower("substring"(p_text, '[^[:space:]@<>",;():]+@[^[:space:]@<>",;()]+\.[[:alnum:]-]{2,}'::text)) ELSE NULL::text END;

ALTER FUNCTION salesflow.email_in(p_text text) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.email_in(p_text text) IS 'The first e-mail address in a text; null when there is none.';

CREATE FUNCTION salesflow.end_recommendations(p_ids uuid[], p_how text, p_reason text DEFAULT NULL::text) RETURNS SETOF salesflow.deed
    LANGUAGE sql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  with mine as materialized (
    select r.id, r.title, u.locale
    from public.ai_recommendations as r
    left join public.users as u on u.id = r.user_id
    where r.id = any (p_ids) and r.status = 'pending'
    order by r.id
    for no key update of r
  ),
  ended as (
    update public.ai_recommendations as r
    set
      status = 'dismissed', ended_how = p_how,
      dismissed_reason = coalesce(p_reason, salesflow.say('recommendations.' || p_how, m.locale, jsonb_build_object(
        'expire_after', (select salesflow.policy_text('recommendations.expire_after')))))
    from mine as m
    where r.id = m.id
    returning r.*
  )
  select
    e.triggered_by, coalesce(e.lead_id, e.user_id), coalesce(e.episode, 'once'), 'recommendation_' || p_how, e.id,
    jsonb_build_object('recommendation_id', e.id, 'title', e.title, 'lead_id', e.lead_id)
      || e.suggested_action - array['action', 'script'],
    '{"status": "pending"}'::jsonb,
    jsonb_build_object('status', e.status, 'reason', e.dismissed_reason)
  from ended as e
$$;

ALTER FUNCTION salesflow.end_recommendations(p_ids uuid[], p_how text, p_reason text) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.end_recommendations(p_ids uuid[], p_how text, p_reason text) IS 'The one way the system ends a recommendation nobody answered: withdrawn, superseded, expired or undone, with the reason in the rep''s language unless one is given.';

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
    and r.id not in (select l.run_id from salesflow.live_runs() as l);

  -- out of time: cancelled, if it is ours to cancel; the run then records that itself
  perform pg_cancel_backend(l.pid)
  from salesflow.live_runs() as l
  join public.job_runs as r on r.id = l.run_id
  join public.jobs as j on j.name = r.job_name
  join pg_stat_activity as a on a.pid = l.pid and a.usename = current_user
  where r.started_at + j.timeout < clock_timestamp()
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

CREATE FUNCTION salesflow.episode_of(p_since timestamp with time zone) RETURNS text
    LANGUAGE sql STABLE
    RETURN COALESCE(to_char((p_since AT TIME ZONE 'UTC'::text), 'YYYY-MM-DD"T"HH24:MI:SS.US'::text), 'once'::text);

ALTER FUNCTION salesflow.episode_of(p_since timestamp with time zone) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.episode_of(p_since timestamp with time zone) IS 'Name of the stretch that began at an instant.';

CREATE FUNCTION salesflow.exchange(p_worker text, p_completions jsonb, p_batch integer, p_is_rendered boolean DEFAULT true) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET plan_cache_mode TO 'force_generic_plan'
    SET enable_seqscan TO 'off'
    SET enable_bitmapscan TO 'off'
    AS $$
declare
  v_results jsonb := jsonb_build_array();
  v_events jsonb;
  v_kinds text[];
  v_is_drained boolean;
begin
  if p_completions <> '[]' then
    select jsonb_agg(jsonb_build_object('event_id', c.event_id, 'status', c.status, 'detail', c.detail))
    into v_results
    from salesflow.complete_events(p_completions) as c;
  else
    -- a claim alone need not wait for the disk: should a crash forget it, the events were never claimed
    perform set_config('synchronous_commit', 'off', true);
  end if;
  if p_batch > 0 then
    select
      jsonb_agg(jsonb_build_object(
        'event_id', t.event_id, 'lease', t.lease, 'kind', t.kind, 'attempt', t.attempt,
        'model', t.model, 'reason', t.reason, 'input', t.input::text)),
      array_agg(distinct t.kind) filter (where t.model is not null)
    into v_events, v_kinds
    from salesflow.take_events(p_worker, p_batch, p_is_rendered) as t;
    v_is_drained := (select w.is_waiting from salesflow.workers as w where w.name = p_worker);
  end if;
  return jsonb_build_object(
    'results', v_results,
    'events', coalesce(v_events, '[]'),
    -- what all requests of a kind share, once
    'kinds', case when v_kinds is null then '{}' else (
      select jsonb_object_agg(k.kind, jsonb_build_object(
        'instructions', k.instructions, 'schema', k.schema, 'max_output_tokens', k.max_output_tokens,
        'prompt_version', k.prompt_version))
      from salesflow.event_kinds as k
      where k.kind = any (v_kinds)) end,
    'is_drained', v_is_drained,
    'next_due_in', case when v_is_drained then (
      select extract(epoch from e.run_at - clock_timestamp())
      from salesflow.events as e
      where e.lease is null and not e.is_due
      order by e.run_at
      limit 1) end);
end
$$;

ALTER FUNCTION salesflow.exchange(p_worker text, p_completions jsonb, p_batch integer, p_is_rendered boolean) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.exchange(p_worker text, p_completions jsonb, p_batch integer, p_is_rendered boolean) IS 'complete_events() and claim_events() in one round trip and one commit. Returns {results: [{event_id, status, detail}], events: [{event_id, lease, kind, attempt, model, reason, input}], kinds: {kind: {instructions, schema, max_output_tokens, prompt_version}}, is_drained: no more was due, next_due_in: seconds until something is, where drained}. model null: by rules, for that reason; input is JSON as text. p_is_rendered false: events come without input, for render_event(); when a context function ran into an outage, its event then holds up no other.';

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
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_expired salesflow.raising[];
  v_deeds salesflow.deed[];
begin
  if not salesflow.rule_is_enabled('recommendations.expire') then
    return 0;
  end if;
  -- the end of a recommendation concerns whom it concerned
  select array_agg((
    r.triggered_by, case when r.lead_id is null then 'user' else 'lead' end, coalesce(r.lead_id, r.user_id), r.user_id,
    r.created_at, coalesce(r.episode, 'once'), null, jsonb_build_object('created_at', r.created_at, 'as_of', p_as_of),
    jsonb_build_array(jsonb_build_object('table', 'ai_recommendations', 'id', r.id)), 'ai_recommendations:' || r.id, r.id
  )::salesflow.raising)
  into v_expired
  from public.ai_recommendations as r
  where r.status = 'pending'
    and coalesce(r.expires_at, r.created_at + (select salesflow.policy_interval('recommendations.expire_after'))) < p_as_of;
  select array_agg(d) into v_deeds
  from salesflow.end_recommendations(array(select e.target_id from unnest(v_expired) as e), 'expired') as d;

  select
    array_agg(('recommendations.expire', e.subject_type, e.subject_id, e.user_id, e.since, e.target_id::text, e.situation, e.facts,
      e.evidence, e.cause, e.target_id)::salesflow.raising),
    array_agg(('recommendations.expire', d.subject_id, d.target_id::text, d.action_type, d.target_id, d.details, d.before, d.after)::salesflow.deed)
  into v_expired, v_deeds
  from unnest(v_expired) as e
  join unnest(v_deeds) as d on d.target_id = e.target_id
  where e.subject_id is not null;
  perform salesflow.record_actions(v_expired, v_deeds);
  return coalesce(cardinality(v_deeds), 0);
end
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

CREATE FUNCTION salesflow.find_activity_leads(p_import_id uuid) RETURNS TABLE(row_no bigint, lead_id uuid)
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET enable_nestloop TO 'off'
    SET work_mem TO '32MB'
    SET jit TO 'off'
    AS $$
  with named as materialized (
    select
      i.row_no, split_part(i.v ->> 'activity.1.lead_key', ';', 1) as lead_key,
      split_part(i.v ->> 'activity.1.contact_key', ';', 1) as contact_key,
      coalesce(i.v ->> 'lead.email', i.v ->> 'contact.email') as email
    from salesflow.import_values as i
  ),
  keys as materialized (
    select k.key, k.id, s.object
    from public.imports as i
    join salesflow.import_sources as s on s.source = i.source
    join salesflow.import_keys as k on k.source_id = s.id
    where i.id = p_import_id
      and (k.key in (select n.lead_key from named as n) or k.key in (select n.contact_key from named as n))
  )
  select distinct on (found.row_no) found.row_no, found.id
  from (
    select n.row_no, k.id, case k.object when 'deal' then 1 when 'lead' then 2 else 3 end as rank
    from named as n
    join keys as k on k.key = n.lead_key and k.object in ('deal', 'lead', 'contact')
    union all
    select n.row_no, k.id, case k.object when 'contact' then 4 else 5 end
    from named as n
    join keys as k on k.key = n.contact_key and k.object in ('contact', 'lead')
    union all
    -- a person known from a deal alone
    select n.row_no, c.lead_id, 6
    from named as n
    join keys as k on k.key = n.contact_key and k.object = 'person'
    join public.lead_contacts as c on c.contact_id = k.id
    union all
    select n.row_no, l.id, 7
    from named as n
    join public.leads as l on lower(l.email) = n.email
  ) as found
  join public.leads as l using (id)
  order by found.row_no, found.rank, l.created_at desc, l.id
$$;

ALTER FUNCTION salesflow.find_activity_leads(p_import_id uuid) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.find_activity_leads(p_import_id uuid) IS 'The lead that each row of a file of activities belongs to: by the key of a deal or lead, else of a person, else by e-mail.';

CREATE FUNCTION salesflow.find_bant(p_subject_ids uuid[], p_as_of timestamp with time zone) RETURNS SETOF salesflow.finding
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  with policy as materialized (
    select
      salesflow.policy_number('lifecycle.qualify_bant') as qualify,
      salesflow.policy_number('lifecycle.meeting_bant') as meeting,
      salesflow.policy_number('bant.yellow') as weak
  ),
  assessed as materialized (
    select l.lead_id, l.user_id, l.status, b.*, stretch.began_at
    from salesflow.leads_at(p_subject_ids, null, p_as_of) as l
    join lateral (
      select
        a.id, a.assessed_at, a.total_score, a.traffic_light, a.budget_score, a.authority_score, a.need_score, a.timeline_score
      from public.bant_assessments as a
      where a.lead_id = l.lead_id and a.assessed_at <= (select salesflow.known_until(p_as_of))
      order by a.assessed_at desc, a.position desc
      limit 1
    ) as b on b.total_score is not null
    -- one recommendation for each stretch of the same colour, however often it is assessed
    cross join lateral (
      select min(a.assessed_at) as began_at
      from public.bant_assessments as a
      where a.lead_id = l.lead_id
        and a.assessed_at <= b.assessed_at
        and a.assessed_at > coalesce((
          select max(o.assessed_at) from public.bant_assessments as o
          where o.lead_id = l.lead_id and o.assessed_at < b.assessed_at and o.traffic_light is distinct from b.traffic_light), '-infinity')
    ) as stretch
  )
  select
    'lead', a.lead_id, a.user_id, a.assessed_at,
    salesflow.episode_of(a.began_at), verdict.situation,
    jsonb_build_object(
      'status', a.status, 'bant', a.total_score, 'traffic_light', a.traffic_light,
      'budget', a.budget_score, 'authority', a.authority_score, 'need', a.need_score, 'timeline', a.timeline_score,
      'weak', to_jsonb(array_remove(array[
        case when a.budget_score < policy.weak then 'budget' end,
        case when a.authority_score < policy.weak then 'authority' end,
        case when a.need_score < policy.weak then 'need' end,
        case when a.timeline_score < policy.weak then 'timeline' end], null))),
    jsonb_build_array(jsonb_build_object('table', 'bant_assessments', 'id', a.id))
  from assessed as a
  cross join policy
  cross join lateral (
    values
      ('high', a.total_score >= policy.meeting),
      ('yellow', a.traffic_light = 'yellow'),
      ('red', a.traffic_light = 'red')
  ) as verdict (situation, holds)
  where verdict.holds
  union all
  -- qualified once, qualified: by the assessment that counts now, or by one that did when it was entered in this status
  select
    'lead', l.lead_id, l.user_id, q.assessed_at, q.id::text, 'qualified',
    jsonb_build_object('status', l.status, 'bant', q.total_score, 'traffic_light', q.traffic_light, 'threshold', policy.qualify),
    jsonb_build_array(jsonb_build_object('table', 'bant_assessments', 'id', q.id))
  from policy
  cross join salesflow.leads_at(p_subject_ids, null, p_as_of) as l
  join lateral (
    select a.id, a.assessed_at, a.total_score, a.traffic_light
    from public.bant_assessments as a
    where a.lead_id = l.lead_id
      and a.total_score >= policy.qualify
      and a.assessed_at <= (select salesflow.known_until(p_as_of))
      and not exists (
        select from public.bant_assessments as o
        where o.lead_id = l.lead_id
          and (o.assessed_at, o.position) > (a.assessed_at, a.position)
          and (o.position < a.position or a.created_at < l.status_since and l.status_since > l.created_at)
          and o.assessed_at <= (select salesflow.known_until(p_as_of)))
    order by a.position
    limit 1
  ) as q on true
$$;

ALTER FUNCTION salesflow.find_bant(p_subject_ids uuid[], p_as_of timestamp with time zone) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.find_bant(p_subject_ids uuid[], p_as_of timestamp with time zone) IS 'Finder: what the BANT assessments of each lead call for. Situations: high (by policy), yellow, red, of the current one; qualified (by policy), of any that counted when it was entered.';

CREATE FUNCTION salesflow.find_currency(p_text text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE WHEN (p_text ~ '^[0-9.,+-]*$'::text) THEN NULL::text WHEN (p_text ~ '€'::text) THEN 'EUR'::text WHEN (p_text ~ '£'::text) THEN 'GBP'::text WHEN (p_text ~* '(^|[^a-z])(EUR|USD|CHF|GBP|SEK|NOK|DKK|PLN|CZK|JPY|CAD|AUD)([^a-z]|$)'::text) THEN upper("substring"(p_text, '(?i)(EUR|USD|CHF|GBP|SEK|NOK|DKK|PLN|CZK|JPY|CAD|AUD)'::text)) WHEN (p_text ~* '(CA|C)\$'::text) THEN 'CAD'::text WHEN (p_text ~* '(AU|A)\$'::text) THEN 'AUD'::text WHEN (p_text ~ '\$'::text) THEN 'USD'::text WHEN (p_text ~ '¥'::text) THEN 'JPY'::text WHEN (p_text ~ 'zł'::text) THEN 'PLN'::text WHEN (p_text ~ 'Kč'::text) THEN 'CZK'::text WHEN (p_text ~* '(^|[^a-z])(sfr|fr)\.?([^a-z]|$)'::text) THEN 'CHF'::text ELSE NULL::text END;

ALTER FUNCTION salesflow.find_currency(p_text text) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.find_currency(p_text text) IS 'ISO 4217 code of the currency that an amount or a header names by sign or code: $1,234.56 is USD, "Betrag in EUR" EUR. Null when it names none.';

CREATE FUNCTION salesflow.find_first_activity(p_subject_ids uuid[], p_as_of timestamp with time zone) RETURNS SETOF salesflow.finding
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  select
    'lead', l.lead_id, l.user_id, a.occurred_at, salesflow.episode_of(l.status_since), null,
    jsonb_build_object('status', l.status, 'activity_type', a.type, 'at', a.occurred_at),
    jsonb_build_array(jsonb_build_object('table', 'activities', 'id', a.id))
  from public.automation_rules as r
  join salesflow.leads_at(p_subject_ids, null, p_as_of) as l on l.status = any (r.lead_statuses)
  join lateral (
    -- entered since the lead has its status: one that was opened again starts anew
    -- (a lead in its first status has had no other; its dates may be a foreign system's)
    select a.id, a.type, a.occurred_at
    from public.activities as a
    where a.lead_id = l.lead_id
      and (a.created_at >= l.status_since or l.status_since <= l.created_at)
      and a.created_at <= (select salesflow.known_until(p_as_of))
      and (a.status = 'completed' or a.type = 'meeting' and a.status <> 'cancelled')
    order by a.occurred_at, a.id
    limit 1
  ) as a on true
  where r.rule = 'lifecycle.first_activity'
$$;

ALTER FUNCTION salesflow.find_first_activity(p_subject_ids uuid[], p_as_of timestamp with time zone) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.find_first_activity(p_subject_ids uuid[], p_as_of timestamp with time zone) IS 'Finder: leads in the rule''s statuses with an activity since they have it.';

CREATE FUNCTION salesflow.find_import_people(p_import_id uuid) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET enable_nestloop TO 'off'
    SET work_mem TO '32MB'
    SET jit TO 'off'
    AS $$
begin
  -- one row a spelling: of each fact, what the last row says that says it
  insert into salesflow.import_people
    (key, row_no, section, external_id, email, name, norm, role, time_zone, locale, active, squad_key, squad_name)
  select
    p.key, max(p.row_no), min(p.section), max(p.external_id), max(p.email), (array_agg(p.name order by p.row_no desc))[1],
    salesflow.normalise_person(coalesce((array_agg(p.name order by p.row_no desc) filter (where p.name is not null))[1], max(p.email))),
    (array_agg(p.role order by p.row_no desc) filter (where p.role is not null))[1],
    (array_agg(p.time_zone order by p.row_no desc) filter (where p.time_zone is not null))[1],
    (array_agg(p.locale order by p.row_no desc) filter (where p.locale is not null))[1],
    (array_agg(p.active order by p.row_no desc) filter (where p.active is not null))[1],
    (array_agg(p.squad_key order by p.row_no desc))[1], (array_agg(p.squad_name order by p.row_no desc))[1]
  from (
    select
      salesflow.person_key(who.external_id, who.email, who.name) as key,
      max(i.row_no) as row_no, who.*, i.v ->> 'squad.external_id' as squad_key, i.v ->> 'squad.name' as squad_name
    from salesflow.import_values as i
    cross join lateral (
      values
        ('user', i.v ->> 'user.external_id', coalesce(i.v ->> 'user.email', salesflow.email_in(i.v ->> 'user.name')),
          nullif(i.v ->> 'user.name', salesflow.email_in(i.v ->> 'user.name')), i.v ->> 'user.role',
          i.v ->> 'user.time_zone', i.v ->> 'user.locale', (i.v ->> 'user.active')::boolean),
        ('manager', i.v ->> 'manager.external_id', coalesce(i.v ->> 'manager.email', salesflow.email_in(i.v ->> 'manager.name')),
          nullif(i.v ->> 'manager.name', salesflow.email_in(i.v ->> 'manager.name')), 'manager',
          i.v ->> 'user.time_zone', i.v ->> 'user.locale', null)
    ) as who (section, external_id, email, name, role, time_zone, locale, active)
    where coalesce(who.external_id, who.email, who.name) is not null
    group by who.section, who.external_id, who.email, who.name, who.role, who.time_zone, who.locale, who.active,
      squad_key, squad_name
  ) as p
  group by p.key;

  -- "Bauer, Julia" and julia.bauer@… are the one Julia Bauer of this file; of two she could be, neither
  update salesflow.import_people as p
  set same_as = found.key
  from (
    select distinct on (one.spelling) one.*
    from (
      select
        p.key as spelling, other.key, said.rank,
        count(*) over (partition by p.key, said.rank) as candidates
      from salesflow.import_people as p
      join salesflow.import_people as other on other.norm = p.norm and other.key <> p.key
      cross join lateral (
        select case
          when other.external_id is not null then 1
          when p.email is null and other.email is not null then 2
          -- of several spellings of a bare name the first stands for all
          when p.email is null and other.key = (
            select min(bare.key) from salesflow.import_people as bare
            where bare.norm = p.norm and bare.external_id is null and bare.email is null) then 3
        end as rank
      ) as said
      where p.norm like '% %'
        and p.external_id is null
        and said.rank is not null
        and (p.email is null or other.email is null or p.email = other.email)
    ) as one
    order by one.spelling, one.rank
  ) as found
  where p.key = found.spelling and found.candidates = 1;
  -- a spelling of a spelling
  update salesflow.import_people as p
  set same_as = other.same_as
  from salesflow.import_people as other
  where p.same_as = other.key and other.same_as is not null;

  -- by key, else by e-mail, else by name where neither contradicts
  with candidates as (
    select p.key, k.id, 1 as rank
    from public.imports as i
    join salesflow.import_sources as s on s.source = i.source and s.object = 'user'
    join salesflow.import_keys as k on k.source_id = s.id
    join salesflow.import_people as p on p.external_id = k.key
    where i.id = p_import_id
    union all
    -- entered by hand, with the key of their CRM
    select p.key, u.id, 1
    from salesflow.import_people as p
    join public.users as u on u.external_id = p.external_id
    where u.id not in (
      select k.id from salesflow.import_keys as k join salesflow.import_sources as s on s.id = k.source_id where s.object = 'user')
    union all
    select p.key, u.id, 2 from salesflow.import_people as p join public.users as u on lower(u.email) = p.email
    union all
    select p.key, u.id, 3
    from salesflow.import_people as p
    join public.users as u on salesflow.normalise_person(u.name) = p.norm
    where (u.external_id is null or p.external_id is null or u.external_id = p.external_id)
      and (u.email is null or p.email is null or lower(u.email) = p.email)
    union all
    -- a file that names nobody but by address, a user whom no file has named yet
    select p.key, u.id, 4
    from salesflow.import_people as p
    join public.users as u on salesflow.normalise_person(u.email) = p.norm
    where p.norm like '% %' and p.email is null
  ),
  found as materialized (
    select
      p.key, p.row_no, p.section, p.name, u.id, c.rank,
      row_number() over (partition by p.key order by c.rank, u.active desc, u.created_at, u.id) as position,
      count(*) over (partition by p.key, c.rank) as namesakes
    from candidates as c
    join salesflow.import_people as p using (key)
    join public.users as u using (id)
    where p.same_as is null
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
  where f.position = 1 and f.rank >= 3 and f.namesakes > 1
  order by item.row_no;

  -- spellings of one user are one person, new or not
  update salesflow.import_people as p
  set user_id = other.user_id, is_new = false
  from salesflow.import_people as other
  where p.same_as = other.key;
end
$$;

ALTER FUNCTION salesflow.find_import_people(p_import_id uuid) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.find_import_people(p_import_id uuid) IS 'Gathers the reps and managers of the running import, by all their spellings, and finds those we know.';

CREATE FUNCTION salesflow.find_parties(p_import_id uuid) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET enable_nestloop TO 'off'
    SET work_mem TO '32MB'
    SET jit TO 'off'
    AS $$
declare
  v_import public.imports;
begin
  select * into v_import from public.imports where id = p_import_id;
  if exists (select from salesflow.import_fields as f where f.target in ('lead.company', 'company.name', 'company.external_id')) then
    insert into salesflow.import_companies (key, external_id, name, domain, row_no)
    select
      salesflow.company_key(i.v), max(split_part(i.v ->> 'company.external_id', ';', 1)),
      (array_agg(coalesce(i.v ->> 'company.name', i.v ->> 'lead.company') order by i.row_no desc)
        filter (where coalesce(i.v ->> 'company.name', i.v ->> 'lead.company') is not null))[1],
      max(salesflow.bare_domain(i.v ->> 'company.domain')), max(i.row_no)
    from salesflow.import_values as i
    where salesflow.company_key(i.v) is not null
    group by 1;

    with candidates as (
      select c.key, k.id, 1 as rank
      from salesflow.import_sources as s
      join salesflow.import_keys as k on k.source_id = s.id
      join salesflow.import_companies as c on c.external_id = k.key
      where s.source = v_import.source and s.object = 'company'
      union all
      -- two keys of one source are two companies, whatever they are called
      select c.key, known.id, 2
      from salesflow.import_companies as c
      join public.companies as known on lower(known.name) = lower(c.name)
      where c.external_id is null
        or known.id not in (
          select k.id from salesflow.import_keys as k
          join salesflow.import_sources as s on s.id = k.source_id
          where s.source = v_import.source and s.object = 'company')
    ),
    best as (
      select distinct on (c.key) c.key, c.id
      from candidates as c
      join public.companies as known using (id)
      order by c.key, c.rank, known.created_at, known.id
    )
    update salesflow.import_companies as c set company_id = b.id, is_new = false from best as b where b.key = c.key;

    -- a company that one row names by its key and another by its name
    update salesflow.import_companies as c
    set company_id = keyed.company_id, is_new = false
    from (
      select lower(k.name) as name, min(k.company_id::text)::uuid as company_id
      from salesflow.import_companies as k where k.external_id is not null group by 1 having count(*) = 1
    ) as keyed
    where c.external_id is null and c.is_new and lower(c.name) = keyed.name;
    analyze salesflow.import_companies;
  end if;

  if v_import.object = 'contact' or exists (select from salesflow.import_fields as f where f.section = 'contact' and f.target <> 'contact.position') then
    insert into salesflow.import_contacts (key, external_id, email, name, phone, position, company_key, row_no)
    select distinct on (who.key)
      who.key, who.external_id, who.email, coalesce(who.name, who.email, who.external_id), who.phone, who.position,
      salesflow.company_key(i.v), i.row_no
    from salesflow.import_values as i
    cross join lateral (
      select
        salesflow.contact_key(i.v, v_import.object) as key,
        case when v_import.object = 'contact' then i.v ->> 'lead.external_id' else nullif(split_part(i.v ->> 'contact.external_id', ';', 1), '') end
          as external_id,
        case when v_import.object = 'contact' then i.v ->> 'lead.email' else i.v ->> 'contact.email' end as email,
        case
          when v_import.object = 'contact'
          then coalesce(i.v ->> 'lead.name', nullif(concat_ws(' ', i.v ->> 'lead.first_name', i.v ->> 'lead.last_name'), ''))
          -- of several names in a cell the first, as of several keys
          else nullif(btrim(split_part(i.v ->> 'contact.name', ';', 1)), '')
        end as name,
        case when v_import.object = 'contact' then i.v ->> 'lead.phone' else i.v ->> 'contact.phone' end as phone,
        i.v ->> 'contact.position' as position
    ) as who
    where who.key is not null
    order by who.key, i.row_no desc;
    analyze salesflow.import_contacts;

    with candidates as (
      select c.key, k.id, 1 as rank
      from salesflow.import_sources as s
      join salesflow.import_keys as k on k.source_id = s.id
      join salesflow.import_contacts as c on c.external_id = k.key
      where s.source = v_import.source and s.object = 'person'
      union all
      select c.key, known.id, 2
      from salesflow.import_contacts as c
      join public.contacts as known on known.email = c.email
      where split_part(c.email, '@', 1) <> all ((select salesflow.policy_list('imports.shared_mailboxes'))::text[])
        and (c.external_id is null
          or known.id not in (
            select k.id from salesflow.import_keys as k
            join salesflow.import_sources as s on s.id = k.source_id
            where s.source = v_import.source and s.object = 'person'))
      union all
      select c.key, known.id, 3
      from salesflow.import_contacts as c
      join public.contacts as known on lower(known.name) = lower(c.name)
      left join salesflow.import_companies as company on company.key = c.company_key
      where c.external_id is null and c.email is null
        and (company.company_id is null or known.company_id = company.company_id)
    ),
    best as (
      select distinct on (c.key) c.key, c.id
      from candidates as c
      join public.contacts as known using (id)
      order by c.key, c.rank, known.created_at, known.id
    )
    update salesflow.import_contacts as c set contact_id = b.id, is_new = false from best as b where b.key = c.key;
  end if;
end
$$;

ALTER FUNCTION salesflow.find_parties(p_import_id uuid) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.find_parties(p_import_id uuid) IS 'Gathers the companies and persons of the running import and finds those we know.';

CREATE FUNCTION salesflow.find_plan_due(p_subject_ids uuid[], p_as_of timestamp with time zone) RETURNS SETOF salesflow.finding
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  select
    'user', u.id, u.id, p_as_of, day.plan_date::text, null,
    jsonb_build_object('plan_date', day.plan_date, 'as_of', p_as_of),
    jsonb_build_array(jsonb_build_object('table', 'users', 'id', u.id))
  from public.users as u
  cross join lateral (select p_as_of at time zone u.time_zone as at) as local
  cross join lateral (
    select coalesce(u.review_time, salesflow.policy_text('review.local_time')::time) as at
  ) as due
  cross join lateral (
    -- a plan that came due last thing before midnight is still made shortly after it, and is yesterday's
    select local.at::date - (
      local.at < local.at::date + salesflow.policy_interval('review.catch_up')
      and local.at - salesflow.policy_interval('review.catch_up') < local.at::date - 1 + due.at
      and not exists (
        select from public.daily_action_plans as p where p.user_id = u.id and p.plan_date = local.at::date - 1))::integer as plan_date
  ) as day
  where u.active
    and (p_subject_ids is null or u.id = any (p_subject_ids))
    and not exists (select from public.daily_action_plans as p where p.user_id = u.id and p.plan_date = day.plan_date)
$$;

ALTER FUNCTION salesflow.find_plan_due(p_subject_ids uuid[], p_as_of timestamp with time zone) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.find_plan_due(p_subject_ids uuid[], p_as_of timestamp with time zone) IS 'Finder: active users without a plan for their local day; whether their hour has come is the job''s question. episode is the day.';

CREATE FUNCTION salesflow.find_planned_meeting(p_subject_ids uuid[], p_as_of timestamp with time zone) RETURNS SETOF salesflow.finding
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  select
    'lead', l.lead_id, l.user_id, a.occurred_at, a.id::text, null,
    jsonb_build_object('status', l.status, 'activity_type', a.type, 'at', coalesce(a.due_date, a.occurred_at)),
    jsonb_build_array(jsonb_build_object('table', 'activities', 'id', a.id))
  from public.automation_rules as r
  join public.lead_status_transitions as t on t.to_status = r.type
  join salesflow.leads_at(p_subject_ids, null, p_as_of) as l on l.status = t.from_status
  join lateral (
    select a.id, a.type, a.occurred_at, a.due_date
    from public.activities as a
    where a.lead_id = l.lead_id
      and a.type = any (r.activity_types)
      and a.status = any (r.activity_statuses)
      and (a.due_date is null or a.due_date > p_as_of)
      and a.created_at <= (select salesflow.known_until(p_as_of))
    order by a.occurred_at, a.id
    limit 1
  ) as a on true
  where r.rule = 'lifecycle.meeting_scheduled'
$$;

ALTER FUNCTION salesflow.find_planned_meeting(p_subject_ids uuid[], p_as_of timestamp with time zone) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.find_planned_meeting(p_subject_ids uuid[], p_as_of timestamp with time zone) IS 'Finder: leads with a meeting ahead, in a status from which automation may go there.';

CREATE FUNCTION salesflow.find_priorities(p_subject_ids uuid[], p_as_of timestamp with time zone) RETURNS SETOF salesflow.finding
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  with chosen as materialized (
    select k.plan_id, k.position, k.lead_id, k.user_id, k.situation, k.ranked_at, k.win_probability, k.urgency
    from (
      select distinct on (p.user_id) p.id
      from public.daily_action_plans as p
      where p.generated_at <= p_as_of
      order by p.user_id, p.plan_date desc
    ) as newest
    join public.lead_rankings as k
      on k.plan_id = newest.id and k.position <= (select salesflow.policy_number('review.priorities'))
    where p_subject_ids is null or k.lead_id = any (p_subject_ids)
  )
  select
    'lead', c.lead_id, c.user_id, c.ranked_at, c.plan_id::text, c.situation,
    f.facts || jsonb_build_object(
      'confidence', round(c.win_probability::numeric, 3),
      'priority', case conditions.label when 'critical' then 'urgent' else conditions.label end),
    f.evidence
  from chosen as c
  join salesflow.ranking_facts(array(select plan_id from chosen), array(select position from chosen)) as f
    on f.plan_id = c.plan_id and f.position = c.position
  left join salesflow.situation_conditions(p_as_of) as conditions on conditions.situation = c.situation
$$;

ALTER FUNCTION salesflow.find_priorities(p_subject_ids uuid[], p_as_of timestamp with time zone) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.find_priorities(p_subject_ids uuid[], p_as_of timestamp with time zone) IS 'Finder: the leads that come first in the newest plan of each rep; episode is the plan.';

CREATE FUNCTION salesflow.find_raisings(p_watch text, p_subject_ids uuid[], p_as_of timestamp with time zone, p_rule text DEFAULT NULL::text) RETURNS SETOF salesflow.raising
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $_$
declare
  v_is_clock boolean := exists (
    select from public.rule_watches as w where w.watch = p_watch and w.trigger_type = 'time_based');
  v_finder text;
begin
  -- rules that share a finder share its work
  for v_finder in
    select distinct r.finder
    from public.automation_rules as r
    where r.watch = p_watch and r.effect is not null and case when p_rule is null then r.is_enabled else r.rule = p_rule end
    order by r.finder
  loop
    return query execute format(
      $query$
        with rules as materialized (
          select
            r.rule, r.situation, r.lead_statuses,
            case when r.after_policy is not null then $2 - salesflow.policy_interval(r.after_policy) end as held_since
          from public.automation_rules as r
          where r.finder = $3 and r.watch = $4 and r.effect is not null
            and case when $5 is null then r.is_enabled else r.rule = $5 end
        )
        select
          r.rule, f.subject_type, f.subject_id, f.user_id, f.since, f.episode, f.situation, f.facts, f.evidence,
          case
            when $6 or f.evidence -> 0 is null then 'clock:' || to_char($2 at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
            else (f.evidence #>> '{0,table}') || ':' || (f.evidence #>> '{0,id}')
          end,
          null::uuid
        from %s($1, $2) as f
        join rules as r on r.situation is null or r.situation = f.situation
        where (r.lead_statuses is null or f.facts ->> 'status' = any (r.lead_statuses))
          and (r.held_since is null or f.since <= r.held_since)
      $query$, v_finder)
    using p_subject_ids, p_as_of, v_finder, p_watch, p_rule, v_is_clock;
  end loop;
end
$_$;

ALTER FUNCTION salesflow.find_raisings(p_watch text, p_subject_ids uuid[], p_as_of timestamp with time zone, p_rule text) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.find_raisings(p_watch text, p_subject_ids uuid[], p_as_of timestamp with time zone, p_rule text) IS 'Whom the enabled rules of a watch hold for at an instant, among the given subjects (null: all): the findings of their finders that meet the conditions in the rules'' rows. With p_rule that rule alone, even when it is off.';

CREATE FUNCTION salesflow.find_situations(p_subject_ids uuid[], p_as_of timestamp with time zone) RETURNS SETOF salesflow.finding
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  with known as materialized (
    select c.*, case when s.after_policy is not null then salesflow.policy_interval(s.after_policy) end as after
    from salesflow.situation_conditions(p_as_of) as c
    join public.lead_situations as s on s.situation = c.situation
  )
  select
    'lead', j.lead_id, j.user_id, j.clocks[k.clock],
    case when k.needs_no_profile then 'once' else salesflow.episode_of(j.clocks[k.clock]) end,
    k.situation,
    jsonb_strip_nulls(jsonb_build_object(
      'status', j.status, 'situation', k.situation, 'bant', j.bant, 'interactions', j.interactions,
      'since', j.clocks[k.clock],
      'due_at', case when k.clock >= 4 then j.clocks[k.clock] end,
      'days', floor(extract(epoch from p_as_of - j.clocks[k.clock]) / 86400),
      'limit_days', extract(epoch from k.after) / 86400,
      'contact_at', j.last_contact_at)),
    jsonb_build_array(jsonb_build_object('table', 'leads', 'id', j.lead_id))
      || case when j.bant_id is not null then jsonb_build_array(jsonb_build_object('table', 'bant_assessments', 'id', j.bant_id)) else '[]' end
      || case k.clock
        when 4 then jsonb_build_array(jsonb_build_object('table', 'activities', 'id', j.meeting_id))
        when 5 then jsonb_build_array(jsonb_build_object('table', 'activities', 'id', j.task_id))
        else '[]'
      end
  from salesflow.judge_leads(p_subject_ids, null, p_as_of) as j
  join known as k on j.situation_bits & (1::bigint << k.number) <> 0
  join public.users as u on u.id = j.user_id and u.active
  where k.situation in (
    select r.situation from public.automation_rules as r where r.finder = 'salesflow.find_situations')
$$;

ALTER FUNCTION salesflow.find_situations(p_subject_ids uuid[], p_as_of timestamp with time zone) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.find_situations(p_subject_ids uuid[], p_as_of timestamp with time zone) IS 'Finder: the situations (lead_situations) of leads with an active rep, those that a rule asks for.';

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

CREATE FUNCTION salesflow.fit_signals(p_rival_since timestamp with time zone) RETURNS TABLE(message_id uuid, fold smallint, scores real[], rival_scores real[], feature text, weights real[])
    LANGUAGE plpython3u STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $_$
import numpy

LABELS = [f"{r['family']}.{r['label']}" for r in plpy.execute(
    "select family, label from public.signal_labels order by position")]
FOLDS, ROUNDS, COST, ALIKE = 5, 6, 0.15, 0.6

rows = plpy.execute(plpy.prepare("""
    select m.id, m.source, m.created_at > $1 as is_new, m.intent, m.objections, m.signals, m.sentiment, m.urgency,
      m.opt_out, m.auto_reply, e.features, e.amounts, md5(m.text) as lot
    from public.signal_messages as m
    cross join lateral (
      select array_agg(e.feature order by e.feature) as features, array_agg(e.amount order by e.feature) as amounts
      from salesflow.signal_evidence(m.text, m.language) as e
      where e.feature is not null) as e
    order by md5(m.text), m.source""", ["timestamptz"]), [p_rival_since])

def labels(r):
    said = {"intent." + r["intent"], "sentiment." + r["sentiment"], "urgency." + r["urgency"]}
    said.update("objection." + o for o in r["objections"])
    said.update("signal." + s for s in r["signals"])
    if r["opt_out"]: said.add("opt_out.opt_out")
    if r["auto_reply"]: said.add("auto_reply.auto_reply")
    return [label in said for label in LABELS]

def parts(word):
    padded = f"<{word[:30]}>"
    return ["g:" + padded[i:i + 4] for i in range(len(padded) - 3)] if word[:1].isalpha() else []

# a known word counts as itself and as its parts, an unknown one as its parts alone
bags, seen = [], {}
for r in rows:
    bag = {}
    for name, amount in zip(r["features"], r["amounts"]):
        bag[name] = bag.get(name, 0.0) + amount
        if name[:2] == "w:":
            for part in parts(name[2:]):
                bag[part] = bag.get(part, 0.0) + 0.35 * amount
    bags.append(bag)
    for name in bag:
        seen[name] = seen.get(name, 0) + 1
# what stands in one message only teaches nothing about others
names = sorted(name for name, count in seen.items() if count > 1)
number = {name: i for i, name in enumerate(names)}
vectors = []
for bag in bags:
    known = sorted((number[name], amount) for name, amount in bag.items() if name in number)
    vectors.append((numpy.array([i for i, _ in known], dtype=int), numpy.array([a for _, a in known])))
truth = numpy.array([labels(r) for r in rows])
signs = numpy.where(truth, 1.0, -1.0)

def fit(chosen):
    """Weights of a linear SVM with squared loss for every label at once, by dual coordinate descent."""
    weights = numpy.zeros((len(names), len(LABELS)))
    alphas = numpy.zeros((len(rows), len(LABELS)))
    ridge = 1 / (2 * COST)
    dice = numpy.random.RandomState(1)
    for _ in range(ROUNDS):
        for i in dice.permutation(chosen):
            index, amounts = vectors[i]
            gradient = signs[i] * (amounts @ weights[index]) - 1 + ridge * alphas[i]
            better = numpy.maximum(alphas[i] - gradient / (amounts @ amounts + ridge), 0)
            weights[index] += amounts[:, None] * ((better - alphas[i]) * signs[i])
            alphas[i] = better
    return weights

def score(weights, i):
    index, amounts = vectors[i]
    return amounts @ weights[index]

# messages alike stay together: neither may judge what the other has taught
words = [frozenset(name for name in bag if name[:2] == "w:") for bag in bags]
judges = [i for i, r in enumerate(rows) if r["source"] != "practice"]
def alike(a, b):
    return len(words[a] & words[b]) > ALIKE * len(words[a] | words[b])
group = {i: i for i in judges}
for at, i in enumerate(judges):
    for j in judges[:at]:
        if group[i] != group[j] and alike(i, j):
            old, new = group[i], group[j]
            for k in judges:
                if group[k] == old: group[k] = new
heads = sorted(set(group.values()))
fold_of = {head: k % FOLDS for k, head in enumerate(heads)}
fold = {i: fold_of[group[i]] for i in judges}

new = [bool(r["is_new"]) for r in rows]
has_rival = p_rival_since is not None and any(new)
unseen = numpy.zeros((len(rows), len(LABELS)))
rival = numpy.zeros((len(rows), len(LABELS)))
for k in range(FOLDS):
    asked = [i for i in judges if fold[i] == k]
    taught = [i for i in range(len(rows)) if fold.get(i) != k
              and not (rows[i]["source"] == "practice" and any(alike(i, j) for j in asked))]
    weights = fit(taught)
    for i in asked: unseen[i] = score(weights, i)
    if has_rival:
        weights = fit([i for i in taught if not new[i]])
        for i in asked: rival[i] = score(weights, i)

def calibrate(scores):
    """Slope and shift of each label's scores: confidence is their logistic, 0 is where F1 is best."""
    slopes, shifts = numpy.ones(len(LABELS)), numpy.zeros(len(LABELS))
    for label in range(len(LABELS)):
        s, t = scores[judges, label], truth[judges, label]
        if t.all() or not t.any(): continue
        a, b = 1.0, 0.0
        for _ in range(30):  # Newton's method on two numbers, held back a little
            p = 1 / (1 + numpy.exp(-(a * s + b)))
            w = p * (1 - p)
            gradient = numpy.array([((p - t) * s).sum() + 0.01 * a, (p - t).sum()])
            curve = numpy.array([[(w * s * s).sum() + 0.01, (w * s).sum()], [(w * s).sum(), w.sum() + 1e-6]])
            a, b = numpy.array([a, b]) - numpy.clip(numpy.linalg.solve(curve, gradient), -2, 2)
        slopes[label] = max(a, 0.1)
        shifts[label] = b
        if LABELS[label].split(".")[0] in ("objection", "signal", "opt_out", "auto_reply"):
            cuts = numpy.linspace(-0.6, 0.2, 41)
            f1 = numpy.array([2 * (t & (s > c)).sum() / (t.sum() + (s > c).sum()) for c in cuts])
            # the middle of the cuts that do about as well as the best one
            shifts[label] = -slopes[label] * numpy.mean(cuts[f1 >= f1.max() - 0.01])
    return slopes, shifts

slopes, shifts = calibrate(unseen)
final = fit(range(len(rows)))
for i, name in enumerate(names):
    if name[:2] == "w:":
        for part in parts(name[2:]):
            if part in number: final[i] += 0.35 * final[number[part]]
final *= slopes
final[number["bias"]] += shifts
result = []
for i in judges:
    result.append((rows[i]["id"], fold[i], [float(x) for x in unseen[i] * slopes + shifts],
                   [float(x) for x in rival[i] * slopes + shifts] if has_rival else None, None, None))
for i, name in enumerate(names):
    result.append((None, None, None, None, name, [round(float(x), 4) for x in final[i]]))
return result
$_$;

ALTER FUNCTION salesflow.fit_signals(p_rival_since timestamp with time zone) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.fit_signals(p_rival_since timestamp with time zone) IS 'Trains a linear classifier for each label on signal_messages, always with the same result. Rows with message_id: what it says of judging messages in the round in which it had not seen them, and what it would say without the messages since p_rival_since. Rows with feature: weights of the whole.';

CREATE FUNCTION salesflow.forget_plan() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  -- security definer: who may delete a user or plan may not touch the engine's memory of it
  delete from salesflow.rule_episodes as k where k.subject_id = old.user_id and k.target_id = old.id;
  return null;
end
$$;

ALTER FUNCTION salesflow.forget_plan() OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.forget_plan() IS 'A plan that was removed can be made again: its episode goes with it.';

CREATE FUNCTION salesflow.function_name(p_name text, p_arguments text, p_result text, p_returns_set boolean DEFAULT false, p_is_volatile boolean DEFAULT false) RETURNS text
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
    and p.prorettype = p_result::regtype
    and p.proretset = p_returns_set
    and (p.provolatile = 'v' or not p_is_volatile);
  if v_name is null then
    raise exception 'there is no function % that returns %', p_name || p_arguments, concat_ws(' ', case when p_returns_set then 'setof' end, p_result)
      using errcode = 'SF202',
        hint = 'Create it before the row that names it, with its schema in the name' || case when p_is_volatile then ', volatile.' else '.' end;
  end if;
  return v_name;
end
$$;

ALTER FUNCTION salesflow.function_name(p_name text, p_arguments text, p_result text, p_returns_set boolean, p_is_volatile boolean) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.function_name(p_name text, p_arguments text, p_result text, p_returns_set boolean, p_is_volatile boolean) IS 'Qualified name of a function that a registry''s row names, looked up in the catalog, in the form that dynamic SQL can use as it stands. Raises SF202 when there is none of that name, arguments and result.';

CREATE FUNCTION salesflow.give_owners() RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_policy text := salesflow.policy_text('imports.owner');
begin
  if v_policy = 'nobody' then
    return;
  end if;
  with reps as materialized (
    select
      u.id, lower(s.region) as region,
      row_number() over (order by u.created_at, u.id) as n, count(*) over () as reps,
      row_number() over (partition by lower(s.region) order by u.created_at, u.id) as n_there,
      count(*) over (partition by lower(s.region)) as reps_there
    from public.users as u
    left join public.squads as s on s.id = u.squad_id
    where u.active and u.role = 'rep'
  ),
  unowned as materialized (
    select
      p.row_no, lower(p.v ->> 'lead.region') as region,
      row_number() over (order by p.row_no) as n,
      row_number() over (partition by lower(p.v ->> 'lead.region') order by p.row_no) as n_there
    from salesflow.import_plan as p
    where p.is_new and p.user_id is null and not p.is_closed and p.next_line is null
  )
  update salesflow.import_plan as p
  set user_id = r.id
  from unowned as o
  join reps as r on case v_policy
    when 'round_robin' then r.n = (o.n - 1) % r.reps + 1
    else r.region = o.region and r.n_there = (o.n_there - 1) % r.reps_there + 1
  end
  where p.row_no = o.row_no;
end
$$;

ALTER FUNCTION salesflow.give_owners() OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.give_owners() IS 'Gives new open leads of the running import that have no rep one, as policy imports.owner says.';

CREATE FUNCTION salesflow.guard_action_type() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  if new.undo_fn is not null then
    new.undo_fn := salesflow.function_name(new.undo_fn, '(public.autonomous_actions, text)', 'void', false, true);
  end if;
  return new;
end
$$;

ALTER FUNCTION salesflow.guard_action_type() OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.guard_action_type() IS 'Verifies the function that takes an action back. Raises SF202 (no such function).';

CREATE FUNCTION salesflow.guard_effect() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  new.raise_fn := salesflow.function_name(new.raise_fn, '(salesflow.raising[], timestamptz)', 'salesflow.deed', true, true);
  if new.refresh_fn is not null then
    new.refresh_fn := salesflow.function_name(new.refresh_fn, '(salesflow.raising[], timestamptz)', 'salesflow.deed', true, true);
  end if;
  if new.withdraw_fn is not null then
    new.withdraw_fn := salesflow.function_name(new.withdraw_fn, '(uuid[], text)', 'salesflow.deed', true, true);
  end if;
  return new;
end
$$;

ALTER FUNCTION salesflow.guard_effect() OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.guard_effect() IS 'Verifies the functions of an effect. Raises SF202 (no such function).';

CREATE FUNCTION salesflow.guard_event_kind() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_problem text := salesflow.schema_problem(new.schema);
begin
  -- security definer: an administrator words prompts and cannot call what checks them
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
      (select max((h.old_row ->> 'prompt_version')::integer) + 1
       from public.settings_history as h
       where h.table_name = 'salesflow.event_kinds' and h.key = new.kind),
      1);
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
    AS $$
declare
  v_before jsonb := case when tg_op = 'UPDATE' then old.value end;
  v_problem text := salesflow.policy_problem(new, v_before);
begin
  -- guard: a value that means something and breaks nothing
  if v_problem is not null then
    raise exception 'policy % %', new.key, v_problem
      using errcode = 'SF002', detail = format('Given: %s %s', new.value, new.unit),
        hint = concat_ws(' ', format('It is %s now.', v_before), new.description);
  end if;
  new.updated_at := now();
  return new;
end
$$;

ALTER FUNCTION salesflow.guard_policy() OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.guard_policy() IS 'Rejects a policy value of the wrong type or outside its limits. Raises SF002.';

CREATE FUNCTION salesflow.guard_rule() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  new.text_key := coalesce(new.text_key, new.rule);
  if new.finder is not null then
    new.finder := salesflow.function_name(new.finder, '(uuid[], timestamptz)', 'salesflow.finding', p_returns_set => true);
  end if;
  -- guard: what it would act by must be there
  if new.effect is not null and new.watch = 'manual' then
    raise exception 'rule % has an effect and watches nothing', new.rule
      using errcode = 'SF012', hint = 'Name a watch: select watch, description_en from rule_watches;';
  end if;
  return new;
end
$$;

ALTER FUNCTION salesflow.guard_rule() OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.guard_rule() IS 'Completes a rule and verifies its finder. Raises SF202 (no such finder), SF012 (an effect without a watch).';

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

CREATE FUNCTION salesflow.guess_import_object(p_headers text[]) RETURNS text
    LANGUAGE sql IMMUTABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  with h as (select array_agg(salesflow.normalise_header(name)) as has from unnest(p_headers) as name)
  select case
    when h.has && '{activitytype,activitysubject,aktivitaetstyp,aktivitaetsart,activityduedate,calltype,callduration,calldirection,activityid,tasksubtype,donotmodifyactivity}'
      then 'activity'
    when h.has && '{dealname,dealtitle,dealstage,dealid,dealstatus,opportunityname,opportunityid,opportunitystage,donotmodifyopportunity,potentialname,verkaufschance,verkaufschancenphase,dealphase,estclosedate,estrevenue,closingdate,deal,dealbezeichnung,opportunity,dealamount}'
      then 'deal'
    when h.has && '{contactid,contactowner,donotmodifycontact,personname,personid,kontaktinhaber,kontaktbesitzer,contactrecordid,associatedcompanyids,associatedcompany}'
      then 'contact'
    when h.has && '{accountname,companyname,organizationname,account,company,firma,firmenname,unternehmensname,unternehmen,companydomainname,donotmodifyaccount}'
      and not h.has && '{firstname,lastname,vorname,nachname,email,emailaddress,emailadresse,name,fullname,contactname,leadname,ansprechpartner,kontakt,status,stage,phase,leadstatus,amount,betrag,leadowner,dealvalue}'
      then 'company'
    when h.has && '{role,rolle,profile,userrole}' and h.has && '{email,emailaddress,username}' and not h.has && '{status,stage,company,firma,amount}'
      then 'user'
    else 'lead'
  end
  from h
$$;

ALTER FUNCTION salesflow.guess_import_object(p_headers text[]) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.guess_import_object(p_headers text[]) IS 'What a row is by the headers of its file: deal, contact, company, activity, user, else lead.';

CREATE FUNCTION salesflow.half_life(p_age interval, p_half_life interval) RETURNS double precision
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN power((0.5)::double precision, LEAST((1000)::double precision, GREATEST((0)::double precision, ((EXTRACT(epoch FROM p_age))::double precision / (EXTRACT(epoch FROM p_half_life))::double precision))));

ALTER FUNCTION salesflow.half_life(p_age interval, p_half_life interval) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.half_life(p_age interval, p_half_life interval) IS 'What an age has left of a value that halves every so often: 1 for none, and never an error for any.';

CREATE FUNCTION salesflow.hand_over_lead() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_part record;
begin
  for v_part in
    select
      a.effect,
      array_agg((k.rule, k.subject_type, k.subject_id, new.user_id, k.raised_at, k.episode, k.facts ->> 'situation', k.facts,
        jsonb_build_array(jsonb_build_object('table', 'leads', 'id', new.id)), 'leads:' || new.id || ':' || coalesce(new.user_id::text, 'nobody'),
        k.target_id)::salesflow.raising) as open
    from salesflow.rule_episodes as k
    join public.automation_rules as a on a.rule = k.rule
    where k.subject_id = new.id and k.is_open
    group by a.effect
    order by a.effect
  loop
    if not exists (select from public.users as u where u.id = new.user_id and u.active) then
      perform salesflow.withdraw_effects(v_part.effect, v_part.open, 'withdrawn');
    else
      perform salesflow.refresh_effects(v_part.effect, v_part.open, now());
    end if;
  end loop;
  -- what people wrote themselves follows, too
  update public.ai_recommendations as r
  set user_id = new.user_id
  where r.lead_id = new.id and r.status = 'pending' and r.triggered_by = 'manual' and new.user_id is not null;
  return null;
end
$$;

ALTER FUNCTION salesflow.hand_over_lead() OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.hand_over_lead() IS 'When a lead changes hands, what its rules have open for it is said anew for the new rep; of a lead that nobody active owns any more it is withdrawn.';

CREATE FUNCTION salesflow.has_naming_field() RETURNS boolean
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  select exists (
    select from salesflow.import_fields as f
    where f.target in ('lead.external_id', 'lead.name', 'lead.first_name', 'lead.last_name', 'lead.company', 'lead.email',
      'company.name', 'contact.name', 'contact.email'))
$$;

ALTER FUNCTION salesflow.has_naming_field() OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.has_naming_field() IS 'Whether the map of the running import says what a lead is called.';

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

COMMENT ON FUNCTION salesflow.heartbeat(p_worker text, p_leases uuid[], p_model text, p_problem text) IS 'Says that a worker lives, which events it holds (asked, or answered and not yet handed in: their leases are extended when half over; returns how many were), and which model it asks now (null: none, and why). Raises SF204 (not registered).';

CREATE FUNCTION salesflow.held_back(p_raisings salesflow.raising[], p_as_of timestamp with time zone) RETURNS TABLE(rule text, subject_id uuid, episode text, reason text, until timestamp with time zone)
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  with limited as (
    select r.*, a.cool_down, a.daily_cap, coalesce(u.time_zone, 'UTC') as time_zone
    from unnest(p_raisings) as r
    join public.automation_rules as a on a.rule = r.rule and (a.cool_down is not null or a.daily_cap is not null)
    left join public.users as u on u.id = r.user_id
  ),
  judged as (
    select
      l.*, recent.raised_at + l.cool_down as cool_until, today.ends_at,
      today.count + row_number() over (partition by l.rule, l.user_id order by l.since, l.subject_id) as number_today
    from limited as l
    cross join lateral (
      select max(k.raised_at) as raised_at
      from salesflow.rule_episodes as k
      where k.subject_id = l.subject_id and k.rule = l.rule and k.raised_at > p_as_of - l.cool_down
    ) as recent
    cross join lateral (
      select
        count(*) as count,
        (date_trunc('day', p_as_of at time zone l.time_zone) + interval '1 day') at time zone l.time_zone as ends_at
      from salesflow.rule_episodes as k
      where k.rule = l.rule and k.user_id = l.user_id and l.daily_cap is not null
        and k.raised_at >= date_trunc('day', p_as_of at time zone l.time_zone) at time zone l.time_zone
    ) as today
  )
  select
    j.rule, j.subject_id, j.episode,
    case when j.cool_until is not null then 'cool_down' else 'daily_cap' end,
    coalesce(j.cool_until, j.ends_at)
  from judged as j
  where j.cool_until is not null or j.number_today > j.daily_cap
$$;

ALTER FUNCTION salesflow.held_back(p_raisings salesflow.raising[], p_as_of timestamp with time zone) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.held_back(p_raisings salesflow.raising[], p_as_of timestamp with time zone) IS 'Which of these raisings their rule''s cool_down or daily_cap (per rep and local day) forbids at an instant, and until when.';

CREATE FUNCTION salesflow.import_parties(p_import_id uuid, OUT companies bigint, OUT contacts bigint) RETURNS record
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET enable_nestloop TO 'off'
    SET work_mem TO '32MB'
    SET jit TO 'off'
    AS $$
declare
  v_import public.imports;
  v_source smallint;
begin
  select * into v_import from public.imports where id = p_import_id;
  insert into public.companies (id, name, domain)
  select c.company_id, coalesce(c.name, c.domain, c.external_id), c.domain
  from salesflow.import_companies as c
  where c.is_new
  order by c.row_no;
  get diagnostics companies = row_count;
  insert into salesflow.import_changes (import_no, table_name, id)
  select v_import.number, 'companies', c.company_id from salesflow.import_companies as c where c.is_new;

  if v_import.object = 'company' then
    with said as (
      select distinct on (c.company_id) c.company_id as id, i.v, i.attributes, p.user_id
      from salesflow.import_values as i
      join salesflow.import_companies as c on c.key = salesflow.company_key(i.v)
      left join salesflow.import_people as p
        on p.key = salesflow.person_key(i.v ->> 'user.external_id', i.v ->> 'user.email', i.v ->> 'user.name')
      order by c.company_id, i.row_no desc
    ),
    before as (select c.* from public.companies as c join said as s using (id)),
    updated as (
      update public.companies as c
      set
        name = coalesce(s.v ->> 'company.name', c.name), domain = coalesce(salesflow.bare_domain(s.v ->> 'company.domain'), c.domain),
        phone = coalesce(s.v ->> 'company.phone', c.phone), industry = coalesce(s.v ->> 'company.industry', c.industry),
        city = coalesce(s.v ->> 'company.city', c.city), region = coalesce(s.v ->> 'company.region', c.region),
        country = coalesce(s.v ->> 'company.country', c.country), user_id = coalesce(s.user_id, c.user_id),
        attributes = c.attributes || s.attributes
          || jsonb_strip_nulls(jsonb_build_object('parent', s.v ->> 'company.parent')),
        updated_at = now()
      from said as s
      where c.id = s.id
      returning c.*
    )
    insert into salesflow.import_changes (import_no, table_name, id, before, after)
    select v_import.number, 'companies', u.id, change.before, change.after
    from updated as u
    join before as b using (id)
    cross join lateral salesflow.difference(to_jsonb(b) - 'updated_at', to_jsonb(u) - 'updated_at') as change
    where change.after is not null
      and u.id not in (select c.company_id from salesflow.import_companies as c where c.is_new);
  end if;
  if v_import.object = 'company' or exists (select from salesflow.import_companies as c where c.external_id is not null) then
    v_source := salesflow.source_id(v_import.source, 'company');
  end if;
  insert into salesflow.import_keys as k (source_id, key, id)
  select v_source, c.external_id, c.company_id from salesflow.import_companies as c where c.external_id is not null
  on conflict (source_id, key) do update set id = excluded.id where k.id <> excluded.id;
  if v_import.object = 'company' then
    insert into salesflow.import_keys as k (source_id, key, id, row_hash, facts)
    select v_source, i.key, c.company_id, i.row_hash, v.facts
    from salesflow.import_items as i
    join salesflow.import_values as v using (row_no)
    join salesflow.import_companies as c on c.key = salesflow.company_key(v.v)
    where i.next_line is null
    on conflict (source_id, key) do update set id = excluded.id, row_hash = excluded.row_hash, facts = excluded.facts;
  end if;

  insert into public.contacts (id, company_id, name, email, phone, position)
  select c.contact_id, company.company_id, c.name, c.email, c.phone, c.position
  from salesflow.import_contacts as c
  left join salesflow.import_companies as company on company.key = c.company_key
  where c.is_new
  order by c.row_no;
  get diagnostics contacts = row_count;
  insert into salesflow.import_changes (import_no, table_name, id)
  select v_import.number, 'contacts', c.contact_id from salesflow.import_contacts as c where c.is_new;
  -- of a person we know the gaps are filled
  with before as (
    select known.*
    from public.contacts as known
    join salesflow.import_contacts as c on c.contact_id = known.id
    where not c.is_new
  ),
  updated as (
    update public.contacts as known
    set
      email = coalesce(known.email, c.email), phone = coalesce(known.phone, c.phone), position = coalesce(known.position, c.position),
      name = case when known.name in (known.email, c.external_id) then c.name else known.name end,
      company_id = coalesce(known.company_id, company.company_id), updated_at = now()
    from salesflow.import_contacts as c
    left join salesflow.import_companies as company on company.key = c.company_key
    where c.contact_id = known.id and not c.is_new
      and (known.email is null and c.email is not null or known.phone is null and c.phone is not null
        or known.position is null and c.position is not null or known.company_id is null and company.company_id is not null
        or known.name in (known.email, c.external_id) and known.name <> c.name)
    returning known.*
  )
  insert into salesflow.import_changes (import_no, table_name, id, before, after)
  select v_import.number, 'contacts', u.id, change.before, change.after
  from updated as u
  join before as b using (id)
  cross join lateral salesflow.difference(to_jsonb(b) - 'updated_at', to_jsonb(u) - 'updated_at') as change
  where change.after is not null;
  if exists (select from salesflow.import_contacts as c where c.external_id is not null) then
    v_source := salesflow.source_id(v_import.source, 'person');
    insert into salesflow.import_keys as k (source_id, key, id)
    select v_source, c.external_id, c.contact_id from salesflow.import_contacts as c where c.external_id is not null
    on conflict (source_id, key) do update set id = excluded.id where k.id <> excluded.id;
  end if;
end
$$;

ALTER FUNCTION salesflow.import_parties(p_import_id uuid, OUT companies bigint, OUT contacts bigint) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.import_parties(p_import_id uuid, OUT companies bigint, OUT contacts bigint) IS 'Creates and updates the companies and persons of the running import; returns how many were created.';

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
    when part.key in ('lead', 'contact', 'company', 'user', 'manager', 'squad', 'bant', 'outcome', 'options') then 'object'
    when part.key = 'activities' then 'array'
    when part.key in ('about', 'source', 'object') then 'string'
    else 'unknown'
  end
  limit 1;
  if found then
    raise exception 'the map has a part "%" of type %', v_wrong.key, jsonb_typeof(v_wrong.value)
      using errcode = 'SF101',
        hint = 'Parts: about, source, object (texts), lead, contact, company, user, manager, squad, bant, outcome, options (objects), activities (array of objects).';
  end if;

  return query
  with sections as (
    select part.key as section, part.key as name, part.value
    from jsonb_each(p_map) as part
    where part.key not in ('options', 'about', 'source', 'object', 'activities')
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

CREATE FUNCTION salesflow.import_source(p_spec jsonb, p_columns text[], p_headers text[], p_blank text[]) RETURNS text
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
        select format('salesflow.clean_cell(r.cells ->> %s, %L)', array_position(p_headers, c.name) - 1, p_blank)
        from unnest(p_columns) with ordinality as c (name, position)
        order by c.position
      ) as sql
    ) as cells
  ) as source
$_$;

ALTER FUNCTION salesflow.import_source(p_spec jsonb, p_columns text[], p_headers text[], p_blank text[]) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.import_source(p_spec jsonb, p_columns text[], p_headers text[], p_blank text[]) IS 'SQL expression for the cell of one field, from a row r(cells jsonb) in the order of the headers. All names and values of the map are literals in it.';

CREATE FUNCTION salesflow.import_squads() RETURNS bigint
    LANGUAGE sql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  with named as materialized (
    select f.*, salesflow.find_squad(f.external_id, f.name) as id
    from (
      select distinct on (coalesce(i.v ->> 'squad.external_id', lower(i.v ->> 'squad.name')))
        i.v ->> 'squad.external_id' as external_id, i.v ->> 'squad.name' as name, i.v ->> 'squad.region' as region
      from salesflow.import_values as i
      where coalesce(i.v ->> 'squad.external_id', i.v ->> 'squad.name') is not null
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
  ),
  noted as (
    insert into salesflow.import_changes (import_no, table_name, id)
    select i.number, 'squads', c.id
    from created as c
    cross join (select max(number) as number from public.imports) as i
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
  v_import public.imports;
  v_source smallint;
  v_count  bigint;
begin
  select * into v_import from public.imports where id = p_import_id;
  -- of what we know only the gaps are filled, of what a file says outright all is taken
  with said as (
    select
      p.user_id, max(p.external_id) as external_id, max(p.email) as email, max(p.role) as role, max(p.squad_key) as squad_key,
      max(p.squad_name) as squad_name, max(p.time_zone) as time_zone, max(p.locale) as locale, bool_and(p.active) as active
    from salesflow.import_people as p
    group by p.user_id
  ),
  wanted as (
    select
      u.id,
      coalesce(u.external_id, case
        when p.external_id is not null and not exists (select from public.users as o where o.external_id = p.external_id) then p.external_id
      end) as external_id,
      coalesce(u.email, case when not exists (select from public.users as o where o.email = p.email) then p.email end) as email,
      case when u.role = 'admin' then u.role else coalesce(p.role, u.role) end as role,
      coalesce(salesflow.find_squad(p.squad_key, p.squad_name), u.squad_id) as squad_id,
      coalesce(p.time_zone, u.time_zone) as time_zone, coalesce(p.locale, u.locale) as locale,
      coalesce(p.active, u.active) as active
    from said as p
    join public.users as u on u.id = p.user_id
  ),
  before as (
    select u.*
    from public.users as u
    join wanted as w using (id)
    where (u.external_id, u.email, u.role, u.squad_id, u.time_zone, u.locale, u.active)
      is distinct from (w.external_id, w.email, w.role, w.squad_id, w.time_zone, w.locale, w.active)
  ),
  updated as (
    update public.users as u
    set
      external_id = w.external_id, email = w.email, role = w.role, squad_id = w.squad_id, time_zone = w.time_zone,
      locale = w.locale, active = w.active
    from wanted as w
    join before as b using (id)
    where u.id = w.id
    returning u.*
  )
  insert into salesflow.import_changes (import_no, table_name, id, before, after)
  select v_import.number, 'users', u.id, change.before, change.after
  from updated as u
  join before as b using (id)
  cross join lateral salesflow.difference(to_jsonb(b) - 'updated_at', to_jsonb(u) - 'updated_at') as change;

  insert into public.users (id, name, email, role, squad_id, time_zone, locale, active, external_id)
  select
    p.user_id, coalesce(p.name, salesflow.name_of_email(p.email), p.external_id), p.email, coalesce(p.role, 'rep'),
    salesflow.find_squad(p.squad_key, p.squad_name),
    coalesce(p.time_zone, v_import.map #>> '{options,time_zone}', salesflow.policy_text('imports.time_zone')),
    coalesce(p.locale, v_import.locale), coalesce(p.active, true),
    case when not exists (select from public.users as o where o.external_id = p.external_id) then p.external_id end
  from salesflow.import_people as p
  where p.is_new and p.same_as is null
  order by p.row_no, p.key;
  get diagnostics v_count = row_count;
  insert into salesflow.import_changes (import_no, table_name, id)
  select v_import.number, 'users', p.user_id from salesflow.import_people as p where p.is_new and p.same_as is null;

  v_source := salesflow.source_id(v_import.source, 'user');
  insert into salesflow.import_keys as k (source_id, key, id)
  select v_source, p.external_id, p.user_id from salesflow.import_people as p where p.external_id is not null
  on conflict (source_id, key) do update set id = excluded.id where k.id <> excluded.id;
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
      'case when length(%1$s) <= %2$s then '
      'case when %1$s ~ %3$L then lower(%1$s) else lower(substring(%1$s from %4$L)) end end', p_source, p_max_length,
      '^[^[:space:][:cntrl:]@<>",;():]+@[^[:space:][:cntrl:]@<>",;()]+\.[[:alnum:]-]{2,}$',
      -- several, of which the first counts; or with a name around it
      '(?:^|<|mailto:)([^[:space:][:cntrl:]@<>",;():]+@[^[:space:][:cntrl:]@<>",;()]+\.[[:alnum:]-]{2,})(?=\s*[>;,])')
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
      'coalesce(%1$L::jsonb ->> lower(%2$s), %1$L::jsonb ->> salesflow.normalise_word(%2$s)%3$s)', salesflow.import_words(p_kind), p_source,
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
    from public.job_runs as r
    where r.job_name = p_job_name and r.status = 'running' and r.id in (select l.run_id from salesflow.live_runs() as l))
$$;

ALTER FUNCTION salesflow.is_job_running(p_job_name text) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.is_job_running(p_job_name text) IS 'Whether a scheduled run of the job is at work now. What trigger_job() does shows only when it is done: it is one transaction.';

CREATE FUNCTION salesflow.is_outage(p_sqlstate text) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN ("left"(p_sqlstate, 2) = ANY (ARRAY['08'::text, '40'::text, '53'::text, '55'::text, '57'::text, '58'::text]));

ALTER FUNCTION salesflow.is_outage(p_sqlstate text) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.is_outage(p_sqlstate text) IS 'Whether an error says that the database cannot do it now: connections (08), a conflict (40), out of disk, memory or connections (53), locked (55), cancelled or shut down (57), input and output (58). Nobody''s attempt is counted for it.';

CREATE FUNCTION salesflow.is_over_budget(p_user_id uuid) RETURNS boolean
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_payer uuid := coalesce(p_user_id, '00000000-0000-0000-0000-000000000000');
  v_currency text := salesflow.policy_text('events.currency');
  v_input numeric := salesflow.policy_number('events.reserved_input_tokens');
  v_zone text := 'UTC';
  v_total numeric;
  v_asked record;
  v_price salesflow.model_prices;
begin
  if p_user_id is not null then
    select u.time_zone into v_zone from public.users as u where u.id = p_user_id;
  end if;
  select d.cost
  into v_total
  from salesflow.model_days as d
  where d.user_id = v_payer and d.local_day = (now() at time zone coalesce(v_zone, 'UTC'))::date and d.currency = v_currency;
  v_total := coalesce(v_total, 0);
  -- what the calls in flight may come to
  for v_asked in
    select k.max_output_tokens, a.model, a.calls
    from (
      select e.kind, e.model, count(*) as calls
      from salesflow.events as e
      where coalesce(e.user_id, '00000000-0000-0000-0000-000000000000') = v_payer
        and e.leased_until > now() and e.lease is not null and e.model is not null
      group by e.kind, e.model
    ) as a
    join salesflow.event_kinds as k on k.kind = a.kind
  loop
    v_price := salesflow.model_price(v_asked.model, v_currency);
    v_total := v_total + v_asked.calls * 0.000001
      * coalesce(v_input * v_price.input_price + v_asked.max_output_tokens * v_price.output_price, 0);
  end loop;
  return v_total > salesflow.policy_number('events.budget_per_user_day');
end
$$;

ALTER FUNCTION salesflow.is_over_budget(p_user_id uuid) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.is_over_budget(p_user_id uuid) IS 'Whether what a user''s day has cost, and what the calls in flight may come to, exceeds events.budget_per_user_day. Null: what is done for nobody.';

CREATE FUNCTION salesflow.is_readable(p_problem text) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN ((p_problem IS NULL) OR (p_problem = ANY (ARRAY['unwrapped'::text, 'replaced_characters'::text])));

ALTER FUNCTION salesflow.is_readable(p_problem text) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.is_readable(p_problem text) IS 'Whether a row is imported with this import_rows.problem: none, or one that only calls for a look.';

CREATE FUNCTION salesflow.judge_leads(p_lead_ids uuid[], p_user_ids uuid[], p_as_of timestamp with time zone) RETURNS TABLE(lead_id uuid, user_id uuid, status text, status_since timestamp with time zone, last_contact_at timestamp with time zone, quiet_since timestamp with time zone, interactions integer, bant smallint, traffic_light text, bant_id uuid, has_profile boolean, meeting_id uuid, task_id uuid, clocks timestamp with time zone[], situation_number integer, situation_bits bigint)
    LANGUAGE plpgsql STABLE ROWS 100000
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET plan_cache_mode TO 'force_custom_plan'
    AS $$
declare
  v_until timestamptz := salesflow.known_until(p_as_of);
  -- in an array, so that what follows is planned for as many as there are
  v_leads salesflow.lead_state[] := array(select l from salesflow.leads_at(p_lead_ids, p_user_ids, p_as_of) as l);
begin
  return query
    with known as materialized (
      select * from salesflow.situation_conditions(p_as_of)
    ),
    -- the next meeting, and what is longest overdue
    pressing as materialized (
      select distinct on (a.lead_id, a.type = 'meeting') a.lead_id, a.type = 'meeting' as is_meeting, a.id, a.due_date
      from public.activities as a
      where a.status in ('pending', 'scheduled', 'in_progress')
        and a.due_date <= (select max(k.held_since) from known as k)
        and (a.type = 'meeting') = (a.due_date > p_as_of)
        and (p_lead_ids is null or a.lead_id = any (p_lead_ids))
      order by a.lead_id, a.type = 'meeting', a.due_date
    ),
    assessed as materialized (
      select distinct on (a.lead_id) a.lead_id, a.id, a.total_score, a.traffic_light
      from unnest(v_leads) as l
      join public.bant_assessments as a on a.lead_id = l.lead_id
      where a.assessed_at <= v_until
      order by a.lead_id, a.assessed_at desc, a.position desc
    ),
    states as materialized (
      select
        l.*, coalesce(l.last_contact_at, l.created_at) as quiet_since,
        b.total_score::smallint as bant, b.traffic_light, b.id as bant_id, p.lead_id is not null as has_profile,
        m.id as meeting_id, t.id as task_id,
        array[
          -- a date ahead of us, by another clock or another system, means now
          least(l.status_since, p_as_of), least(coalesce(l.last_contact_at, l.created_at), p_as_of),
          case when l.last_inbound_at = l.last_contact_at then l.last_inbound_at end,
          m.due_date::timestamptz, t.due_date::timestamptz] as clocks
      from unnest(v_leads) as l
      left join pressing as m on m.lead_id = l.lead_id and m.is_meeting
      left join pressing as t on t.lead_id = l.lead_id and not t.is_meeting
      left join public.personality_profiles as p on p.lead_id = l.lead_id and p.assessed_at <= v_until
      left join assessed as b on b.lead_id = l.lead_id
    )
    select
      s.lead_id, s.user_id, s.status, s.status_since, s.last_contact_at, s.quiet_since, s.interactions, s.bant, s.traffic_light,
      s.bant_id, s.has_profile, s.meeting_id, s.task_id, s.clocks, judged.top, judged.bits
    from states as s
    cross join lateral (
      select bit_or(1::bigint << k.number) as bits, min(k.number) as top
      from known as k
      where s.clocks[k.clock] <= k.held_since
        and s.clocks[k.clock] > k.held_after
        and (k.lead_statuses is null or s.status = any (k.lead_statuses))
        and (k.min_bant is null or s.bant >= k.min_bant)
        and s.interactions >= k.min_contacts
        and not (k.needs_no_contact and s.last_contact_at is not null)
        and not (k.needs_no_bant and s.bant_id is not null)
        and not (k.needs_no_profile and s.has_profile)
    ) as judged;
end
$$;

ALTER FUNCTION salesflow.judge_leads(p_lead_ids uuid[], p_user_ids uuid[], p_as_of timestamp with time zone) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.judge_leads(p_lead_ids uuid[], p_user_ids uuid[], p_as_of timestamp with time zone) IS 'Every lead that is worked on as it stood at an instant (null ids: all), with the situations it was in: situation_number is the most urgent one, situation_bits all of them, as bits numbered by situation_conditions(); clocks: since when it is in its status, quiet, waiting for an answer; when its next meeting begins; since when its task is overdue.';

CREATE PROCEDURE salesflow.keep_history(IN p_table regclass)
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_key text[] := (
    select array_agg(a.attname::text order by k.position)
    from pg_index as i
    cross join unnest(i.indkey) with ordinality as k (number, position)
    join pg_attribute as a on a.attrelid = i.indrelid and a.attnum = k.number
    where i.indrelid = p_table and i.indisprimary);
begin
  execute format(
    'create or replace trigger %I after insert or update or delete on %s
      for each row execute function salesflow.record_setting_change(%L)',
    (select c.relname from pg_class as c where c.oid = p_table) || '_700_keep_history', p_table, v_key);
end
$$;

ALTER PROCEDURE salesflow.keep_history(IN p_table regclass) OWNER TO salesflow_owner;

COMMENT ON PROCEDURE salesflow.keep_history(IN p_table regclass) IS 'From now on every change of a row of the table is kept in settings_history. May be called again at any time.';

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

CREATE FUNCTION salesflow.known_until(p_as_of timestamp with time zone) RETURNS timestamp with time zone
    LANGUAGE sql STABLE
    RETURN CASE WHEN (p_as_of > (now() - '00:15:00'::interval)) THEN 'infinity'::timestamp with time zone ELSE p_as_of END;

ALTER FUNCTION salesflow.known_until(p_as_of timestamp with time zone) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.known_until(p_as_of timestamp with time zone) IS 'Up to when entries count in a judgement as of an instant: for the present and the future whatever is there, for the past what there was.';

CREATE FUNCTION salesflow.known_words(p_facts text[], p_names text[], p_quoted text[] DEFAULT '{}'::text[]) RETURNS jsonb
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  return (
    with
    parts as (
      select p.part, p.is_whole, lower(p.part) as word
      from salesflow.name_parts(p_names) as p
      -- a link does not become harmless by being a name
      where p.part !~ '://|[@<>{}\[\]|`]'
    ),
    every_name as (
      select '(?<![[:alnum:]])(' || string_agg(regexp_replace(part, '([^[:alnum:][:space:]])', '\\\1', 'g'), '|' order by length(part) desc, part) || ')(?![[:alnum:]])' as pattern
      from parts
    ),
    safe_name as (
      -- of „Neunzig Prozent GmbH“ only the whole is a name
      select '(?<![[:alnum:]])(' || string_agg(regexp_replace(part, '([^[:alnum:][:space:]])', '\\\1', 'g'), '|' order by length(part) desc, part) || ')(?:(?:''|’)?s)?(?![[:alnum:]])' as pattern
      from parts as p
      where p.is_whole and p.part ~ '\D'
        or p.part !~ '[\d.]' and length(p.part) > 1
          and not exists (select from public.word_lists as w where w.word = p.word and w.list !~ '^(words|promise)')
    and salesflow.promise_in(p.word, '') is null
    ),
    facts as (
      select coalesce(regexp_replace(normalize(string_agg(f, E'\n.\n'), nfc), coalesce(n.pattern, '\A\Z.'), ' ~ ', 'g'), '') as text
      from every_name as n, unnest(p_facts) as f
      group by n.pattern
    )
    select jsonb_build_object(
      'names', (select pattern from safe_name),
      'facts', lower(coalesce((select text from facts), '')),
      'claims', coalesce((
        select jsonb_agg(distinct g) from facts, salesflow.number_claims(facts.text) as c, unnest(c.grants) as g), '[]'),
      'words', coalesce((
        select jsonb_agg(distinct lower(w.word[1]))
        from regexp_matches(normalize(concat_ws(' ', array_to_string(p_facts, ' '), array_to_string(p_quoted, ' ')), nfc), '[[:alpha:]][[:alnum:]]*', 'g') as w (word)), '[]')));
end
$$;

ALTER FUNCTION salesflow.known_words(p_facts text[], p_names text[], p_quoted text[]) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.known_words(p_facts text[], p_names text[], p_quoted text[]) IS 'What a text may refer to, for words_problem(): facts (texts of the rules, whose numbers count), names (of the people and companies it is about) and quoted texts (which people wrote: their words are known, their numbers are not).';

CREATE FUNCTION salesflow.language(p_locale text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE WHEN (p_locale ~* '^de'::text) THEN 'de'::text ELSE 'en'::text END;

ALTER FUNCTION salesflow.language(p_locale text) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.language(p_locale text) IS 'Language we speak for a locale such as de-AT: de or en (en for null and all others).';

CREATE FUNCTION salesflow.language_problem(p_words text, p_locale text, p_known jsonb) RETURNS text
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  return (
    select 'language: ' || left(s.sentence, 60)
    from (
      select
        t.sentence, t.i,
        count(w.word) as words,
        count(*) filter (where own.word is not null) as own,
        count(*) filter (where own.word is null and other.word is not null) as other,
        count(*) filter (where own.word is null and other.word is null and p_known -> 'words' ? w.word) as shown
      from regexp_split_to_table(p_words, '(?<=[.!?;:])\s+|\n+') with ordinality as t (sentence, i)
      cross join lateral (
        select lower(m.word[1]) as word
        from regexp_matches(t.sentence, '[[:alpha:]]+(?:''[[:alpha:]]+)?', 'g') as m (word)
        -- names are marked: they speak no language
      ) as w
      left join public.word_lists as own on own.word = w.word and own.list = 'words.' || salesflow.language(p_locale)
      left join lateral (
        select o.word from public.word_lists as o
        where own.word is null and o.word = w.word and o.list like 'words.%' limit 1
      ) as other on true
      group by t.sentence, t.i
    ) as s
    where s.other > s.own
      or s.other >= 2
      or s.own = 0 and s.words - s.shown >= 4
      or s.words - s.shown >= 8 and s.own * 8 < s.words - s.shown
    order by s.i
    limit 1);
end
$$;

ALTER FUNCTION salesflow.language_problem(p_words text, p_locale text, p_known jsonb) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.language_problem(p_words text, p_locale text, p_known jsonb) IS 'The first sentence that is not in the language of the locale, by its frequent words; null when there is none.';

CREATE FUNCTION salesflow.lead_external_id(p_source text, p_object text, p_key text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE WHEN ((p_source = 'file'::text) AND (p_object = 'lead'::text)) THEN p_key ELSE concat_ws(':'::text, p_source, p_object, p_key) END;

ALTER FUNCTION salesflow.lead_external_id(p_source text, p_object text, p_key text) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.lead_external_id(p_source text, p_object text, p_key text) IS 'leads.external_id of a record: its key as in the file, or source:object:key.';

CREATE FUNCTION salesflow.leads_at(p_lead_ids uuid[], p_user_ids uuid[], p_as_of timestamp with time zone) RETURNS SETOF salesflow.lead_state
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET plan_cache_mode TO 'force_custom_plan'
    AS $$
declare
  v_active text[] := salesflow.active_statuses();
begin
  -- the present is kept by triggers
  if salesflow.known_until(p_as_of) = 'infinity' then
    return query
      select
        l.id, l.user_id, l.status, l.status_since::timestamptz, l.created_at::timestamptz, l.last_contact_at::timestamptz,
        l.last_inbound_at::timestamptz, l.total_interactions
      from public.leads as l
      where l.status = any (v_active)
        and (p_lead_ids is null or l.id = any (p_lead_ids))
        and (p_user_ids is null or l.user_id = any (p_user_ids));
    return;
  end if;
  return query
    select
      l.id, l.user_id, h.to_status, h.created_at::timestamptz, l.created_at::timestamptz, c.last_contact_at::timestamptz,
      c.last_inbound_at::timestamptz,
      coalesce(c.interactions, 0)
    from public.leads as l
    join lateral (
      select h.to_status, h.created_at
      from public.lead_status_history as h
      where h.lead_id = l.id and h.created_at <= p_as_of
      order by h.created_at desc, h.position desc
      limit 1
    ) as h on h.to_status = any (v_active)
    left join lateral (
      select
        max(a.occurred_at) as last_contact_at,
        max(a.occurred_at) filter (where a.direction = 'inbound') as last_inbound_at,
        count(*)::integer as interactions
      from public.activities as a
      where a.lead_id = l.id
        and a.occurred_at <= p_as_of
        and a.status = 'completed'
        and (select p.value from public.policies as p where p.key = 'crm.contact_types') ? a.type
    ) as c on true
    where l.created_at <= p_as_of
      and (p_lead_ids is null or l.id = any (p_lead_ids))
      and (p_user_ids is null or l.user_id = any (p_user_ids));
end
$$;

ALTER FUNCTION salesflow.leads_at(p_lead_ids uuid[], p_user_ids uuid[], p_as_of timestamp with time zone) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.leads_at(p_lead_ids uuid[], p_user_ids uuid[], p_as_of timestamp with time zone) IS 'The leads that were worked on at an instant, with status and contact facts as of then: today''s from the columns kept by triggers, the past from history and activities. Null ids: all. The owner is today''s.';

CREATE FUNCTION salesflow.learn_words() RETURNS void
    LANGUAGE sql
    SET search_path TO 'pg_catalog', 'pg_temp'
    BEGIN ATOMIC
 DELETE FROM salesflow.signal_vocabulary;
 INSERT INTO salesflow.signal_vocabulary (token, german, german_concepts, english_concepts, german_steps, english_steps)  WITH word AS (
                  SELECT t.token,
                     ln((((count(DISTINCT m.id) FILTER (WHERE (m.language = 'de'::text)))::numeric + 0.3) / ((count(DISTINCT m.id) FILTER (WHERE (m.language = 'en'::text)))::numeric + 0.3))) AS german,
                     bool_and(('competitor_mentioned'::text = ANY (m.signals))) AS is_name
                    FROM (public.signal_messages m
                      CROSS JOIN LATERAL salesflow.read_tokens(m.text) t(n, token, starts, ends, place))
                   GROUP BY t.token
                  HAVING (count(DISTINCT m.id) > 1)
                 )
          SELECT w.token,
             w.german,
             k.german_concepts,
             k.english_concepts,
             k.german_steps,
             k.english_steps
            FROM (salesflow.look_up_words(( SELECT array_agg(word.token) AS array_agg
                    FROM word)) k(token, german_concepts, english_concepts, german_steps, english_steps)
              JOIN word w ON ((w.token = k.token)))
           WHERE ((NOT w.is_name) OR (k.german_concepts <> '{}'::text[]) OR (k.english_concepts <> '{}'::text[]));
 SELECT salesflow.misspell_words() AS misspell_words;
END;

ALTER FUNCTION salesflow.learn_words() OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.learn_words() IS 'Makes the vocabulary of all words that stand in two training messages or more.';

CREATE FUNCTION salesflow.lease_events(p_worker text, p_model text, p_batch integer) RETURNS salesflow.events[]
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET enable_sort TO 'off'
    AS $$
declare
  v_events salesflow.events[];
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
          model = case when p_model is not null and e.attempt < k.max_attempts then coalesce(k.model, p_model) end,
          claimed_at = now(),
          attempt = e.attempt + 1,
          coalesce_key = null
        from salesflow.event_kinds as k
        where e.event_id = any (array(select head.event_id from head))
          and k.kind = e.kind
        returning e as event, e.event_id, e.priority
      )
      select array_agg(l.event order by l.priority, l.event_id) into v_events from leased as l;
      return coalesce(v_events, '{}');
    exception
      -- another claim took another event of the same lead since our snapshot: look again
      when unique_violation then
        v_events := null;
    end;
  end loop;
  return array[]::salesflow.events[];
end
$$;

ALTER FUNCTION salesflow.lease_events(p_worker text, p_model text, p_batch integer) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.lease_events(p_worker text, p_model text, p_batch integer) IS 'Leases up to that many due events to a worker: priority, then age; per lead one at a time and in order. A failed event keeps its place in the line of its lead, one that is only scheduled holds up nobody.';

CREATE FUNCTION salesflow.lexicon_changed() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  -- security definer: whoever may change the lexicon may not touch what is made of it
  perform salesflow.compile_signals();
  return null;
end
$$;

ALTER FUNCTION salesflow.lexicon_changed() OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.lexicon_changed() IS 'A changed lexicon works at once.';

CREATE FUNCTION salesflow.live_runs() RETURNS TABLE(run_id uuid, pid integer)
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  -- Anybody may take any advisory lock: one shows life only if its holder may run jobs.
  select r.id, l.pid
  from public.job_runs as r
  join pg_locks as l
    on l.locktype = 'advisory'
    and l.database = (select d.oid from pg_database as d where d.datname = current_database())
    and (l.classid, l.objid) = ('public.job_runs'::regclass::oid, hashtext(r.id::text)::oid)
    and l.granted
  join pg_stat_activity as a on a.pid = l.pid
  where r.status = 'running'
    and (pg_has_role(a.usesysid, 'salesflow_owner', 'member') or pg_has_role(a.usesysid, 'salesflow_admin', 'member'))
$$;

ALTER FUNCTION salesflow.live_runs() OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.live_runs() IS 'The runs whose session is there, with its process: it holds an advisory lock for its run as long as it lives.';

CREATE FUNCTION salesflow.live_workers() RETURNS SETOF text
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  -- Anybody may take any advisory lock: one shows life only if its holder may act as an agent.
  select w.name
  from salesflow.workers as w
  join pg_locks as l on l.objid = w.lock_number::oid
  join pg_stat_activity as a on a.pid = l.pid
  where w.stopped_at is null
    and l.locktype = 'advisory'
    and l.database = (select d.oid from pg_database as d where d.datname = current_database())
    and l.classid = 'salesflow.workers'::regclass
    and l.objsubid = 2
    and l.granted
    and pg_has_role(a.usesysid, 'salesflow_agent', 'member')
  union all
  -- a restart ended all sessions: time to come back
  select w.name
  from salesflow.workers as w
  where w.stopped_at is null
    and w.joined_at < pg_postmaster_start_time()
    and pg_postmaster_start_time() > now() - (select salesflow.policy_interval('events.restart_grace'))
$$;

ALTER FUNCTION salesflow.live_workers() OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.live_workers() IS 'Names of the workers whose listening session is there (its advisory lock shows it), or that have not had time to come back since the server was restarted.';

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

CREATE FUNCTION salesflow.log_rankings(p_plan_ids uuid[]) RETURNS void
    LANGUAGE sql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  insert into public.lead_rankings
    (plan_id, user_id, lead_id, position, situation, situation_bits, expected_value, value, currency, win_probability, urgency,
      decay, reachability, status, days_in_status, days_quiet, bant, activity_id, ranked_at)
  select
    p.id, r.user_id, r.lead_id, r.position, r.situation, r.situation_bits, r.expected_value, r.value, r.currency,
    r.win_probability, r.urgency, r.decay, r.reachability, r.status, r.days_in_status, r.days_quiet, r.bant, r.activity_id, at.ranked_at
  from (
    select p.generated_at as ranked_at, array_agg(p.user_id) as user_ids
    from public.daily_action_plans as p
    where p.id = any (p_plan_ids)
    group by p.generated_at
  ) as at
  cross join lateral salesflow.rank_leads(at.user_ids, at.ranked_at) as r
  join public.daily_action_plans as p on p.user_id = r.user_id and p.id = any (p_plan_ids)
$$;

ALTER FUNCTION salesflow.log_rankings(p_plan_ids uuid[]) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.log_rankings(p_plan_ids uuid[]) IS 'Ranks the leads of the users of the given plans, and keeps what was judged.';

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

CREATE TABLE public.text_templates (
    key text NOT NULL,
    locale text NOT NULL,
    body text NOT NULL,
    parts text[] GENERATED ALWAYS AS (regexp_split_to_array(body, '[{}]'::text)) STORED NOT NULL,
    CONSTRAINT text_templates_body_check CHECK ((regexp_replace(body, '\{[\w.]+(\|\w+)?\}'::text, ''::text, 'g'::text) !~ '[{}]'::text)),
    CONSTRAINT text_templates_key_check CHECK ((key ~ '^[a-z_]+(\.[a-z_0-9]+)+$'::text)),
    CONSTRAINT text_templates_locale_check CHECK ((locale = ANY (ARRAY['de'::text, 'en'::text])))
);

ALTER TABLE public.text_templates OWNER TO salesflow_owner;

COMMENT ON TABLE public.text_templates IS 'Everything the system says to people by itself, in German and English. {name} is replaced by a value, {name|format} by what tell() makes of it; unknown names stay as they are.';

COMMENT ON COLUMN public.text_templates.key IS 'What is said, room first: review.first_contact.action.';

COMMENT ON COLUMN public.text_templates.locale IS 'Language: de or en.';

COMMENT ON COLUMN public.text_templates.body IS 'The text, with {placeholders}; no other braces.';

COMMENT ON COLUMN public.text_templates.parts IS 'The body cut at its placeholders: text, name, text, name, text.';

CREATE FUNCTION salesflow.say(p_key text, p_locale text, p_values jsonb DEFAULT '{}'::jsonb) RETURNS text
    LANGUAGE sql STABLE
    RETURN COALESCE((SELECT salesflow.render(t.parts, say.p_values) AS render FROM public.text_templates t WHERE ((t.key = say.p_key) AND (t.locale = salesflow.language(say.p_locale)))), p_key);

ALTER FUNCTION salesflow.say(p_key text, p_locale text, p_values jsonb) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.say(p_key text, p_locale text, p_values jsonb) IS 'A text template in the language of a locale with its {placeholders} replaced by the values of the JSON object; the key itself where no template exists.';

CREATE FUNCTION salesflow.long_date(p_date date, p_locale text) RETURNS text
    LANGUAGE sql STABLE
    RETURN salesflow.say('date.long'::text, p_locale, jsonb_build_object('weekday', split_part(salesflow.say('date.weekdays'::text, p_locale), ' '::text, (EXTRACT(isodow FROM p_date))::integer), 'day', EXTRACT(day FROM p_date), 'month', split_part(salesflow.say('date.months'::text, p_locale), ' '::text, (EXTRACT(month FROM p_date))::integer), 'year', EXTRACT(year FROM p_date)));

ALTER FUNCTION salesflow.long_date(p_date date, p_locale text) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.long_date(p_date date, p_locale text) IS 'A day in words, in the language of a locale: Monday, 23 November 2026.';

CREATE FUNCTION salesflow.make_plans(p_raisings salesflow.raising[], p_as_of timestamp with time zone) RETURNS SETOF salesflow.deed
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET work_mem TO '64MB'
    AS $$
declare
  v_plans uuid[];
begin
  -- whoever inserts the plan of a day makes it: a concurrent run finds it there and leaves it
  with made as (
    insert into public.daily_action_plans (id, user_id, plan_date, generated_at)
    select r.target_id, r.subject_id, r.episode::date, p_as_of
    from unnest(p_raisings) as r
    order by r.subject_id
    on conflict (user_id, plan_date) do nothing
    returning id
  )
  select array_agg(id) into v_plans from made;
  if v_plans is null then
    return;
  end if;
  perform salesflow.log_rankings(v_plans);
  perform salesflow.choose_priorities(v_plans);
  perform salesflow.describe_plans(v_plans);
  perform salesflow.sum_up_plans(v_plans);
  perform salesflow.write_priorities(v_plans);
  perform salesflow.tell_of_plans(v_plans);
  perform salesflow.request_plan_wording(v_plans);
  return query
    select
      r.rule, r.subject_id, r.episode, 'plan_created', p.id,
      jsonb_build_object('plan_id', p.id, 'plan_date', p.plan_date, 'priorities', p.actions_total),
      null::jsonb, jsonb_build_object('top_priorities', p.top_priorities)
    from unnest(p_raisings) as r
    join public.daily_action_plans as p on p.id = r.target_id
    where p.id = any (v_plans);
end
$$;

ALTER FUNCTION salesflow.make_plans(p_raisings salesflow.raising[], p_as_of timestamp with time zone) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.make_plans(p_raisings salesflow.raising[], p_as_of timestamp with time zone) IS 'Effect plan: the plan of the day for each user: ranking, priorities with their recommendations, risks, quick wins, insights, goals, memory, notification, and the request for better words.';

CREATE FUNCTION salesflow.may_see_lead(p_lead_id uuid) RETURNS boolean
    LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  return salesflow.sees_all()
    or exists (select from public.leads as l where l.id = p_lead_id and l.user_id = any (salesflow.visible_user_ids()));
end
$$;

ALTER FUNCTION salesflow.may_see_lead(p_lead_id uuid) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.may_see_lead(p_lead_id uuid) IS 'Whether this session may see a lead; for façades that run as the owner. A lead that does not exist is one it may not see, unless it sees all.';

CREATE FUNCTION salesflow.may_see_user(p_user_id uuid) RETURNS boolean
    LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  return salesflow.sees_all() or coalesce(p_user_id = any (salesflow.visible_user_ids()), false);
end
$$;

ALTER FUNCTION salesflow.may_see_user(p_user_id uuid) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.may_see_user(p_user_id uuid) IS 'Whether this session may see a user; for façades that run as the owner. Null stands for rows of nobody, which only those see who see all.';

CREATE FUNCTION salesflow.measure_connections() RETURNS salesflow.measurement
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  select row(
    round(100.0 * sum(d.numbackends) / current_setting('max_connections')::integer, 1), null, null)::salesflow.measurement
  from pg_stat_database as d
$$;

ALTER FUNCTION salesflow.measure_connections() OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.measure_connections() IS 'Health check database: percent of max_connections in use.';

CREATE FUNCTION salesflow.measure_daemons() RETURNS salesflow.measurement
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  -- nobody to do the work: harmless only while there is none
  select row(
    count(*), null,
    case when exists (select from salesflow.events as e where e.lease is null and e.run_at <= now()) then 'critical' end
  )::salesflow.measurement
  from salesflow.workers as w
  where w.stopped_at is null and w.alive_until > now()
$$;

ALTER FUNCTION salesflow.measure_daemons() OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.measure_daemons() IS 'Health check agent: daemons alive. Without one it is critical as soon as an event waits.';

CREATE FUNCTION salesflow.measure_dead_events() RETURNS salesflow.measurement
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  select row(count(*), null, null)::salesflow.measurement
  from salesflow.dead_events
$$;

ALTER FUNCTION salesflow.measure_dead_events() OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.measure_dead_events() IS 'Health check dead_events: events whose attempts are used up.';

CREATE FUNCTION salesflow.measure_health() RETURNS TABLE("position" smallint, check_name text, status text, value numeric, threshold numeric, unit text, hint_en text, hint_de text, problem text)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_check public.health_checks;
  v_answer jsonb;
  v_found salesflow.measurement;
  v_problem text;
begin
  for v_check in select * from public.health_checks as c order by c.position loop
    v_problem := null;
    -- one check that cannot measure is bad news itself, and stops no other
    begin
      execute format('select to_jsonb(%s())', to_regprocedure(v_check.measure || '()')::regproc) into v_answer;
      v_found := jsonb_populate_record(null::salesflow.measurement, v_answer);
      if v_check.threshold_policy is not null then
        v_found.threshold := coalesce(v_found.threshold, (
          select case p.unit
            when 'interval' then extract(epoch from (p.value #>> '{}')::interval)
            else (p.value #>> '{}')::numeric
          end
          from public.policies as p
          where p.key = v_check.threshold_policy));
      end if;
    exception
      when others then
        v_found := null;
        v_problem := format('%s: %s', sqlstate, sqlerrm);
    end;
    "position" := v_check.position;
    check_name := v_check.check_name;
    value := v_found.value;
    threshold := coalesce(v_found.threshold, v_check.threshold);
    unit := v_check.unit;
    status := case
      when v_problem is not null then 'critical'
      when v_check.limit_is = 'minimum' and value < threshold or v_check.limit_is = 'maximum' and value > threshold
        then coalesce(v_found.severity, v_check.severity)
      else 'ok'
    end;
    hint_en := salesflow.say(format('health.%s.hint', check_name), 'en');
    hint_de := salesflow.say(format('health.%s.hint', check_name), 'de');
    problem := v_problem;
    return next;
  end loop;
end
$$;

ALTER FUNCTION salesflow.measure_health() OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.measure_health() IS 'All health checks, measured now, one after another: what one of them meets stops no other. Behind system_health.';

CREATE FUNCTION salesflow.measure_job_success() RETURNS salesflow.measurement
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  select row(
    round(100.0 * count(*) filter (where r.status = 'succeeded') / nullif(count(*), 0), 2), null, null)::salesflow.measurement
  from public.job_runs as r
  join public.jobs as j on j.name = r.job_name and j.is_enabled
  where r.status in ('succeeded', 'partial', 'failed')
    and r.started_at > now() - salesflow.policy_interval('health.job_window')
$$;

ALTER FUNCTION salesflow.measure_job_success() OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.measure_job_success() IS 'Health check job_success: percent of the runs of enabled jobs that succeeded.';

CREATE FUNCTION salesflow.measure_overdue_jobs() RETURNS salesflow.measurement
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  select row(count(*) filter (where s.is_overdue), null, null)::salesflow.measurement
  from public.job_status as s
$$;

ALTER FUNCTION salesflow.measure_overdue_jobs() OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.measure_overdue_jobs() IS 'Health check overdue_jobs: jobs without success for too long.';

CREATE FUNCTION salesflow.measure_ownerless_leads() RETURNS salesflow.measurement
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$ select row(salesflow.count_ownerless_leads(), null, null)::salesflow.measurement $$;

ALTER FUNCTION salesflow.measure_ownerless_leads() OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.measure_ownerless_leads() IS 'For system_health: open leads that nobody owns.';

CREATE FUNCTION salesflow.measure_queue_age() RETURNS salesflow.measurement
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  -- seconds, not an interval: they may be infinite
  select row(
    coalesce(round(extract(epoch from now()) - extract(epoch from min(e.run_at))), 0), null, null)::salesflow.measurement
  from salesflow.events as e
  where e.lease is null and e.run_at <= now()
$$;

ALTER FUNCTION salesflow.measure_queue_age() OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.measure_queue_age() IS 'Health check queue_age: seconds that the oldest due event has waited.';

CREATE FUNCTION salesflow.measure_queue_depth() RETURNS salesflow.measurement
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  select row(count(*), null, null)::salesflow.measurement
  from salesflow.events as e
  where e.lease is null and e.run_at <= now()
$$;

ALTER FUNCTION salesflow.measure_queue_depth() OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.measure_queue_depth() IS 'Health check queue_depth: due events that nobody has taken.';

CREATE FUNCTION salesflow.measure_scheduled_jobs() RETURNS salesflow.measurement
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  select row(
    count(*) filter (where s.is_scheduled), count(*) filter (where s.is_enabled), null)::salesflow.measurement
  from public.job_status as s
$$;

ALTER FUNCTION salesflow.measure_scheduled_jobs() OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.measure_scheduled_jobs() IS 'Health check scheduler: jobs that pg_cron has; as many as are enabled are wanted.';

CREATE TABLE salesflow.model_prices (
    model text NOT NULL,
    input_price numeric NOT NULL,
    cached_price numeric NOT NULL,
    output_price numeric NOT NULL,
    currency character(3) DEFAULT salesflow.policy_text('events.currency'::text) NOT NULL,
    CONSTRAINT model_prices_cached_price_check CHECK (((cached_price >= (0)::numeric) AND (cached_price <= (1000000)::numeric))),
    CONSTRAINT model_prices_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text)),
    CONSTRAINT model_prices_input_price_check CHECK (((input_price >= (0)::numeric) AND (input_price <= (1000000)::numeric))),
    CONSTRAINT model_prices_output_price_check CHECK (((output_price >= (0)::numeric) AND (output_price <= (1000000)::numeric)))
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

CREATE FUNCTION salesflow.name_of_email(p_email text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN initcap(translate(split_part(p_email, '@'::text, 1), '._-+'::text, '    '::text));

ALTER FUNCTION salesflow.name_of_email(p_email text) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.name_of_email(p_email text) IS 'A name for somebody of whom only the address is known: julia.bauer@… is Julia Bauer.';

CREATE FUNCTION salesflow.name_parts(p_names text[]) RETURNS TABLE(part text, is_whole boolean)
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $_$
begin
  return query
    select distinct on (p.part) p.part, p.is_whole
    from unnest(p_names) as n (name)
    cross join lateral (select normalize(btrim(n.name), nfc) as name) as whole
    cross join lateral (
      select whole.name as part, true as is_whole
      union all
      select regexp_replace(whole.name, '(,?\s+(GmbH|AG|KG|SE|UG|OHG|e\.?K\.?|Co|Ltd|Inc|LLC|PLC|Corp|Limited|&)\.?)+$', '', 'i'), true
      union all
      select word, false from regexp_split_to_table(whole.name, '[\s,]+') as word where word !~ '^\W*\d*\W*$'
    ) as p
    where length(p.part) between 2 and 120
    order by p.part, p.is_whole desc;
end
$_$;

ALTER FUNCTION salesflow.name_parts(p_names text[]) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.name_parts(p_names text[]) IS 'Names of people and companies as texts use them: the whole name, without its legal form, and each of its words.';

CREATE FUNCTION salesflow.names_within(p_user_id uuid, p_text text) RETURNS text[]
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $_$
begin
  return (
    select coalesce(array_agg(distinct n.name), '{}')
    from public.leads as l
    cross join lateral (
      values (l.name), (regexp_replace(l.company, '(,?\s+(GmbH|AG|KG|SE|UG|OHG|Co|Ltd|Inc|LLC|PLC|Corp|Limited|&)\.?)+$', '', 'i'))
    ) as n (name)
    where l.user_id = p_user_id
      and length(n.name) > 2
      and strpos(lower(p_text), lower(n.name)) > 0);
end
$_$;

ALTER FUNCTION salesflow.names_within(p_user_id uuid, p_text text) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.names_within(p_user_id uuid, p_text text) IS 'Names and companies of a user''s leads that stand in a text: call it once for all texts of an answer and pass the result to words_problem(). Reads the leads of that user by index.';

CREATE FUNCTION salesflow.newer(p_new text, p_old text, p_keep boolean) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE WHEN p_keep THEN COALESCE(p_old, p_new) ELSE COALESCE(p_new, p_old) END;

ALTER FUNCTION salesflow.newer(p_new text, p_old text, p_keep boolean) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.newer(p_new text, p_old text, p_keep boolean) IS 'What a file says anew, else what was known; where what was known is to be kept, the other way round.';

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
    RETURN regexp_replace(replace(replace(replace(replace(regexp_replace(lower(p_header), '(?<=\S)\s*[(\[]?\s*(in\s+)?(?<![a-z])(eur|usd|chf|gbp|€|\$|£)\s*[)\]]?\s*$'::text, ''::text), 'ä'::text, 'ae'::text), 'ö'::text, 'oe'::text), 'ü'::text, 'ue'::text), 'ß'::text, 'ss'::text), '[^a-z0-9]'::text, ''::text, 'g'::text);

ALTER FUNCTION salesflow.normalise_header(p_header text) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.normalise_header(p_header text) IS 'Header as letters and digits only: "E-Mail Adresse" is emailadresse, "Währung" is waehrung, "Betrag in CHF" betrag.';

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

CREATE FUNCTION salesflow.normalise_person(p_name text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE WHEN (p_name ~ '@'::text) THEN replace(replace(replace(replace(translate(lower(split_part(p_name, '@'::text, 1)), '._-+'::text, '    '::text), 'ä'::text, 'ae'::text), 'ö'::text, 'oe'::text), 'ü'::text, 'ue'::text), 'ß'::text, 'ss'::text) ELSE btrim(regexp_replace(replace(replace(replace(replace(replace(regexp_replace(regexp_replace(lower(p_name), '\s*[(<\[].*$'::text, ''::text), '^([^,]+),\s*([^,]+)$'::text, '\2 \1'::text), 'ä'::text, 'ae'::text), 'ö'::text, 'oe'::text), 'ü'::text, 'ue'::text), 'ß'::text, 'ss'::text), '.'::text, ' '::text), '\s+'::text, ' '::text, 'g'::text)) END;

ALTER FUNCTION salesflow.normalise_person(p_name text) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.normalise_person(p_name text) IS 'A person''s name by which two spellings are known to be one: "Bauer, Julia", "Julia Bauer" and julia.bauer@example.org are all "julia bauer".';

CREATE FUNCTION salesflow.normalise_word(p_word text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN COALESCE(NULLIF(btrim(regexp_replace(regexp_replace(regexp_replace(lower(p_word), '\s*(\([^()]*\)|\[[^\[\]]*\])\s*$'::text, ''::text), '^[0-9]+(\.|\)|\s*%|\s*[-–:/])?\s*[-–:/.]?\s*(?=[[:alpha:]])'::text, ''::text), '[^[:alnum:]äöüß]+'::text, ' '::text, 'g'::text)), ''::text), lower(p_word));

ALTER FUNCTION salesflow.normalise_word(p_word text) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.normalise_word(p_word text) IS 'A word of a closed set without case, punctuation, its number in the list and what stands in brackets behind it: "3. Closed-Won (Sales Pipeline)" is closed won.';

CREATE FUNCTION salesflow.number_claims(p_text text) RETURNS TABLE(piece text, accepts text[], grants text[])
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $_$
declare
  -- one look at each token, left to right
  v text := translate(lower(normalize(p_text, nfkc)), 'àáâãåçèéêëìíîïñòóôõøùúûýÿ’‘–—−‐⁄', 'aaaaaceeeeiiiinoooooouuuyy''''----/');
  v_token text[];
  v_kind text[];
  v_value numeric[];
  v_unit text[];
  v_factor numeric[];
  v_month numeric[];
  v_common boolean[];
  n integer;
  i integer := 1;
  j integer;
  k integer;
  v_start integer;
  v_total numeric;
  v_current numeric;
  v_number numeric;
  v_is_digits boolean;
  v_is_ordinal boolean;
  v_own_unit text;
  v_of text;
  v_times numeric;
  v_part text[];
  v_ended integer := -1;
begin
  -- dates and times of day first: their separators would be read as decimals
  v := replace(v, 'o''clock', 'uhr');
  if v ~ '\d' then
    v := regexp_replace(v, '(?<!\d)(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)', ' date_\1_\2_\3 ', 'g');
    v := regexp_replace(v, '(?<![\d.,])(\d{1,2})\. ?(\d{1,2})\. ?(\d{4}|\d{2})(?![\d%:]|[.,]\d)', ' date_\3_\2_\1 ', 'g');
    v := regexp_replace(v, '(?<![\d.,])(\d{1,2})\. ?(\d{1,2})\.(?!\d)', ' date__\2_\1 ', 'g');
    v := regexp_replace(v, '(?<![\d/])(\d{1,2})/(\d{1,2})/(\d{4}|\d{2})(?![\d/])', ' date_\3_\2_\1 ', 'g');
    v := regexp_replace(v, '(?<![\d.,:])(\d{1,2})[:.](\d{2}) ?(uhr\M|([ap])\.?m\M\.?)', ' clock_\1_\2_\4_ ', 'g');
    v := regexp_replace(v, '(?<![\d:])(\d{1,2}):(\d{2})(?![\d:])', ' clock_\1_\2__ ', 'g');
    v := regexp_replace(v, '(?<![\d.,])(\d{1,2}) ?([ap])\.?m\M\.?', ' clock_\1_0_\2_ ', 'g');
    v := regexp_replace(v, '(?<!\d)(?<!\d )(?<![[:alpha:]])- ?(?=\d)', ' minus ', 'g');
  end if;
  -- The server keeps 32 compiled expressions: each that is not needed would cost one that is.
  v := replace(v, 'per cent', 'percent');
  v := replace(replace(v, 'double-check', 'check'), 'double check', 'check');
  if v like any ('{%hundert%,%tausend%,%million%,%milliarde%}') then
    v := regexp_replace(v, '(hundert|tausend|million|milliarde)(en|e|n)?(und)?', ' \1 ', 'g');
  end if;
  v := regexp_replace(v, '(?<=[[:alpha:]])(prozent|euro|dollar|franken|minut|minüt|stunde|stünd|tage|täg|woche|wöch|monat|jahr|jähr|fach|mal\M|punkt)', ' \1', 'g');

  select
    array_agg(t.token order by t.i), array_agg(case when left(t.token, 1) between '0' and '9' then 'digits' else w.list end order by t.i),
    array_agg(w.value order by t.i), array_agg(coalesce(u.unit, w.unit) order by t.i), array_agg(u.value order by t.i),
    array_agg(m.value order by t.i), array_agg(length(t.token) < 3 or c.word is not null order by t.i), max(t.i)
  into v_token, v_kind, v_value, v_unit, v_factor, v_month, v_common, n
  from (
    select r.token[1] as token, r.i::integer
    from regexp_matches(
      v, 'date_[\d_]+|clock_[\d_a-z]+|\d{1,3}(?:[ '']\d{3})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,]\d+)*|[[:alpha:]]+|[^\s[:alnum:]]', 'g')
      with ordinality as r (token, i)
  ) as t
  left join public.word_lists as w on w.word = t.token and w.list in ('number', 'multiplier', 'ordinal', 'article')
  left join public.word_lists as u on u.word = t.token and u.list = 'unit'
  left join public.word_lists as m on m.word = t.token and m.list = 'month'
  left join lateral (
    select c.word from public.word_lists as c where c.list in ('words.de', 'words.en') and c.word = t.token limit 1
  ) as c on true;

  while i <= n loop
    if v_token[i] like 'date\_%' then
      v_part := string_to_array(v_token[i], '_');
      -- 03/04/2026 may be read either way; what stands there must hold in one of them
      accepts := array(
        select format('date:%s%s-%s', case when v_part[2] <> '' then (v_part[2]::integer % 100) || '-' end, a::integer, b::integer)
        from (values (v_part[3], v_part[4])) as d (a, b));
      grants := accepts || format('date:%s-%s', v_part[3]::integer, v_part[4]::integer)
        || format('ordinal:%s', v_part[4]::integer) || format('any:%s', v_part[4]::integer)
        || case when v_part[2] <> '' then array[format('any:%s', v_part[2]::integer)] else '{}' end;
      piece := concat_ws('-', nullif(v_part[2], ''), v_part[3], v_part[4]);
      return next;
      i := i + 1;
      continue;
    elsif v_token[i] like 'clock\_%' then
      v_part := string_to_array(v_token[i], '_');
      v_number := v_part[2]::integer * 60 + v_part[3]::integer;
      v_number := case v_part[4]
        when 'a' then v_number - case when v_number >= 720 then 720 else 0 end
        when 'p' then v_number + case when v_number < 720 then 720 else 0 end
        else v_number
      end;
      accepts := array['clock:' || v_number];
      grants := accepts || ('any:' || v_part[2]::integer);
      piece := v_part[2] || ':' || v_part[3];
      return next;
      i := i + 1;
      continue;
    elsif not coalesce(
      v_kind[i] in ('number', 'digits', 'ordinal')
      or v_kind[i] = 'multiplier' and v_token[i] <> 'k'
      or v_kind[i] = 'article' and (v_kind[i + 1] = 'multiplier' or (v_unit[i + 1] in ('percent', 'point') or v_unit[i + 1] = upper(v_unit[i + 1]))), false)
    then
      -- „ein paar Prozent“: a share or a price without a number says one all the same
      if v_unit[i] = 'percent' or v_token[i] in ('€', '$', '£') and coalesce(v_kind[i + 1], '') not in ('digits', 'number') then
        piece := v_token[i];
        accepts := '{stray}';
        grants := '{}';
        return next;
      end if;
      i := i + 1;
      continue;
    end if;

    -- a number: all tokens that add up to it
    v_start := i;
    v_total := 0;
    v_current := null;
    v_is_digits := false;
    v_is_ordinal := false;
    v_own_unit := null;
    j := i;
    while j <= n loop
      if v_kind[j] = 'multiplier' and (v_token[j] <> 'k' or v_is_digits) then
        if v_value[j] = 100 then
          v_current := coalesce(v_current, 1) * 100;
        else
          v_total := v_total + coalesce(v_current, 1) * v_value[j];
          v_current := null;
        end if;
      elsif v_kind[j] in ('number', 'digits', 'ordinal', 'article') then
        v_number := case when v_kind[j] = 'digits' then salesflow.number_value(v_token[j]) else v_value[j] end;
        exit when j > v_start and (
          v_kind[j] = 'digits'
          or v_current is not null and not (
            v_number < 1
            or v_current % 100 = 0 and v_number < 100
            or v_current between 20 and 90 and v_current % 10 = 0 and v_number between 1 and 9)
          or v_current is null and v_total = 0);
        v_is_digits := v_is_digits or v_kind[j] = 'digits';
        v_is_ordinal := v_kind[j] = 'ordinal';
        v_own_unit := case when v_kind[j] = 'number' and v_factor[j] is null then v_unit[j] end;
        v_current := coalesce(v_current, 0) + coalesce(v_number, 'NaN');
      else
        exit;
      end if;
      j := j + 1;
      exit when v_is_ordinal;
      -- eighty-three, hundred and five, two and a half
      if v_token[j] in ('-', 'and', 'und') and not (v_is_digits and v_token[j] = '-') then
        k := j + 1;
        if v_token[k] in ('a', 'an', 'ein') then
          k := k + 1;
        end if;
        if v_kind[k] in ('number', 'ordinal') and (v_token[j] = '-' or v_value[k] < 1 or v_current is null or v_current % 100 = 0)
          or v_kind[k] = 'multiplier' and v_token[j] = '-'
        then
          j := k;
        end if;
      elsif v_token[j] in ('a', 'an') and v_kind[j + 1] = 'multiplier' and v_current < 1 then
        j := j + 1;  -- half a million
      end if;
    end loop;
    v_number := trim_scale(v_total + coalesce(v_current, 0));
    if v_token[v_start - 1] = 'minus' then
      v_number := -v_number;
    end if;

    -- what it counts: a sign before it, or a word soon after
    v_of := v_own_unit;
    v_times := 1;
    v_month[n + 1] := null;
    if v_of is null and v_unit[v_start - 1] = upper(v_unit[v_start - 1]) and v_ended <> v_start - 1 then
      v_of := v_unit[v_start - 1];
      v_times := v_factor[v_start - 1];
    elsif v_of is null then
      k := j;
      if v_token[k] = '-' or v_token[k] in ('a', 'an', 'eine', 'einer', 'of') and v_number < 1 then
        k := k + 1;
      end if;
      if v_token[k] in ('a', 'an') and v_number < 1 then
        k := k + 1;
      end if;
      if v_token[k] = '.' and v_kind[k - 1] = 'multiplier' and v_unit[k + 1] is not null then
        k := k + 1;  -- 1,5 Mio. Euro
      end if;
      if v_unit[k] is null and v_token[k] ~ '^[[:alpha:]]+$' and v_token[k] <> all ('{and,or,to,of,und,oder,bis,von,in,at,um,am,on,per,pro}')
        and v_kind[k] is null and v_unit[k + 1] not in ('times', 'clock') then
        k := k + 1;
      end if;
      if v_unit[k] is not null and v_factor[k] is not null then
        v_of := v_unit[k];
        v_times := v_factor[k];
        j := k + 1;
      end if;
    end if;
    piece := array_to_string(v_token[v_start:least(j, v_start + 6) - 1], ' ');
    k := j;
    if v_token[k] in ('.', 'st', 'nd', 'rd', 'th') then
      v_is_ordinal := v_is_ordinal or v_token[k] <> '.';
      k := k + 1;
    end if;
    if v_token[k] = 'of' and v_month[k + 1] is not null then
      k := k + 1;
    end if;

    if v_of is null and coalesce(v_month[k], v_month[v_start - 1], case when v_token[v_start - 1] in ('the', '.') then v_month[v_start - 2] end) is not null
      and v_number between 1 and 31 and v_number % 1 = 0
    then
      v_total := coalesce(v_month[k], v_month[v_start - 1], v_month[v_start - 2]);
      k := case when v_month[k] is not null then k + 1 else k end;
      if v_token[k] in (',', '.') and v_token[k + 1] ~ '^\d{4}$' then
        k := k + 1;
      end if;
      if v_token[k] ~ '^\d{4}$' then
        accepts := array[format('date:%s-%s-%s', v_token[k]::integer % 100, v_total, v_number)];
        k := k + 1;
      else
        accepts := array[format('date:%s-%s', v_total, v_number)];
      end if;
      grants := accepts || format('date:%s-%s', v_total, v_number) || format('ordinal:%s', v_number) || format('any:%s', v_number);
      piece := array_to_string(v_token[v_start:k - 1], ' ');
      j := k;
    elsif v_token[j] = '/' and v_kind[j + 1] = 'digits' and v_is_digits and v_of is null then
      accepts := array[format('ratio:%s/%s', v_number, salesflow.number_value(v_token[j + 1]))];
      grants := accepts || format('point:%s', v_number) || format('any:%s', v_number)
        || format('any:%s', salesflow.number_value(v_token[j + 1])) || format('point:%s', salesflow.number_value(v_token[j + 1]));
      j := j + 2;
    elsif v_is_ordinal then
      accepts := array[format('ordinal:%s', v_number), format('any:%s', v_number)];
      grants := accepts;
      if not v_is_digits and v_number <= 3 then
        accepts := null;  -- the first call, ein zweiter Termin
      end if;
    elsif v_of = 'clock' then
      accepts := array['clock:' || v_number * 60] || case when v_number <= 12 then array['clock:' || (v_number * 60 + 720)] else '{}' end;
      grants := accepts || ('any:' || v_number);
    elsif v_of is not null then
      accepts := array[v_of || ':' || trim_scale(v_number * v_times)];
      grants := accepts || ('any:' || v_number);
      if not v_is_digits and v_number = 1 and v_of in ('times', 'span', 'months') then
        accepts := null;  -- one day, eine Woche
      end if;
    elsif v_token[j] ~ '^[[:alpha:]]{3}' and not v_common[j] then
      -- it counts some other thing: what was so many days or percent is not so many customers
      accepts := array['count:' || v_number] || case when v_number >= 100 then array['any:' || v_number] else '{}' end;
      grants := array['count:' || v_number, 'any:' || v_number];
    elsif v_is_digits and v_kind[j] = 'digits' then
      accepts := '{stray}';  -- 5 5 %: who knows what that is
      grants := '{}';
    else
      accepts := array['any:' || v_number];
      grants := array['count:' || v_number, 'any:' || v_number];
    end if;
    -- two questions, drei Punkte: running text, unless numbers stand in a row
    if v_of is null and not v_is_digits and v_number in (1, 2, 3) and j > v_start
      and v_ended < v_start - 1 and coalesce(v_kind[j], '') not in ('number', 'digits', 'multiplier', 'ordinal')
      and not v_is_ordinal and accepts[1] not like 'date%'
    then
      accepts := null;
    end if;
    return next;
    v_ended := j - 1;
    i := j;
  end loop;
end
$_$;

ALTER FUNCTION salesflow.number_claims(p_text text) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.number_claims(p_text text) IS 'Every number a text names, in digits or words, German or English: the piece of text, what it accepts (keys such as percent:83, EUR:30700, span:20160 in minutes, clock:540, date:11-17, count:12, any:12; null: ordinary words such as "one" or "first") and, were the text a fact, what it grants. A number is known when a fact grants what it accepts.';

CREATE FUNCTION salesflow.number_format_hint(p_text text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE WHEN (p_text ~ '^[^.,]*$'::text) THEN NULL::text WHEN (p_text ~ '[.].*,[0-9]'::text) THEN 'de'::text WHEN (p_text ~ ',.*[.][0-9]'::text) THEN 'en'::text WHEN (p_text ~ '[.].*[.]'::text) THEN 'de'::text WHEN (p_text ~ ',.*,'::text) THEN 'en'::text WHEN (p_text ~ '(^|[^0-9])[1-9][0-9]{0,2}[.,][0-9]{3}([^0-9]|$)'::text) THEN 'either'::text WHEN (p_text ~ ',[0-9]'::text) THEN 'de'::text WHEN (p_text ~ '[.][0-9]'::text) THEN 'en'::text ELSE NULL::text END;

ALTER FUNCTION salesflow.number_format_hint(p_text text) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.number_format_hint(p_text text) IS 'Which way a number must be read: de, en, either (1.234 and 1,234), null when it does not tell.';

CREATE FUNCTION salesflow.number_value(p_digits text) RETURNS numeric
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE WHEN ((p_digits ~ '^[1-9]\d{0,2}([., '']\d{3})+$'::text) AND (p_digits !~ '[.].*[,]|[,].*[.]'::text)) THEN (regexp_replace(p_digits, '\D'::text, ''::text, 'g'::text))::numeric WHEN (p_digits ~ '^\d{1,15}$'::text) THEN (p_digits)::numeric WHEN (p_digits ~ '[., ''].*[., '']\d{3}$'::text) THEN NULL::numeric WHEN (p_digits ~ '^[\d .'']+,\d+$'::text) THEN (replace(regexp_replace(p_digits, '[ .'']'::text, ''::text, 'g'::text), ','::text, '.'::text))::numeric WHEN (p_digits ~ '^[\d ,'']+\.\d+$'::text) THEN (regexp_replace(p_digits, '[ ,'']'::text, ''::text, 'g'::text))::numeric ELSE NULL::numeric END;

ALTER FUNCTION salesflow.number_value(p_digits text) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.number_value(p_digits text) IS 'Value of a number as German or English writes it: 30.700, 30,700 and 30 700 are 30700; 307,00 and 1.234,56 have decimals. Null where it is neither.';

CREATE FUNCTION salesflow.open_import(p_file text, p_dry_run boolean, p_locale text, p_retry_of uuid DEFAULT NULL::uuid) RETURNS uuid
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_id uuid;
begin
  -- one at a time: two files of the same leads would deadlock, and the workshop is shared
  perform salesflow.clear_workshop();
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
  v_id uuid;
  v_is_free boolean;
begin
  if not exists (select from public.jobs where name = p_job_name) then
    raise exception 'there is no job %', coalesce(p_job_name, 'null')
      using errcode = 'SF401', hint = 'Known: ' || (select string_agg(name, ', ' order by name) from public.jobs) || '.';
  end if;
  -- one at a time by the row of the job, which nobody can lock who may not change it
  perform from public.jobs as j where j.name = p_job_name for no key update skip locked;
  v_is_free := found;
  perform salesflow.end_stale_runs();
  v_is_free := v_is_free and not exists (select from public.job_runs as r where r.job_name = p_job_name and r.status = 'running');
  -- the key of a lock that nobody can have taken before: a run of its own, random until now
  loop
    v_id := gen_random_uuid();
    -- by schedule the lock must outlive the commit that makes the run visible
    exit when not v_is_free
      or p_triggered_by = 'schedule' and pg_try_advisory_lock('public.job_runs'::regclass::oid::integer, hashtext(v_id::text))
      or p_triggered_by <> 'schedule' and pg_try_advisory_xact_lock('public.job_runs'::regclass::oid::integer, hashtext(v_id::text));
  end loop;
  insert into public.job_runs (id, job_name, triggered_by, status, finished_at, error_message)
  select
    v_id, p_job_name, p_triggered_by,
    case when v_is_free then 'running' else 'skipped' end,
    case when not v_is_free then clock_timestamp() end,
    case when not v_is_free then 'the job is running already' end
  returning * into v_run;
  return v_run;
end
$$;

ALTER FUNCTION salesflow.open_run(p_job_name text, p_triggered_by text) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.open_run(p_job_name text, p_triggered_by text) IS 'Begins a run: locks the job until the transaction ends and writes the running row, or a skipped one where the job runs already. Raises SF401 (unknown job).';

CREATE FUNCTION salesflow.over_budget(p_events salesflow.events[]) RETURNS bigint[]
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_nobody constant uuid := uuid '00000000-0000-0000-0000-000000000000';
  v_currency text := salesflow.policy_text('events.currency');
  v_input numeric := salesflow.policy_number('events.reserved_input_tokens');
  v_budget numeric := salesflow.policy_number('events.budget_per_user_day');
  v_is_over boolean;
  v_over bigint[];
begin
  if cardinality(p_events) = 1 then
    return case when p_events[1].model is not null and salesflow.is_over_budget(p_events[1].user_id)
      then array[p_events[1].event_id] else array[]::bigint[] end;
  end if;
  -- nearly always there is enough: then the sums alone decide
  with payers as (
    select coalesce(a.user_id, v_nobody) as payer
    from unnest(p_events) as a
    group by 1
  )
  select bool_or(coalesce(d.cost, 0) + f.cost > v_budget)
  into v_is_over
  from payers as p
  left join public.users as u on u.id = p.payer
  left join salesflow.model_days as d
    on d.user_id = p.payer
    and d.local_day = (now() at time zone coalesce(u.time_zone, 'UTC'))::date
    and d.currency = v_currency
  cross join lateral (
    select
      coalesce(sum(g.calls * (v_input * price.input_price + k.max_output_tokens * price.output_price)), 0) * 0.000001
    from (
      select e.kind, e.model, count(*) as calls
      from salesflow.events as e
      where coalesce(e.user_id, '00000000-0000-0000-0000-000000000000') = p.payer
        and e.leased_until > now() and e.lease is not null and e.model is not null
      group by e.kind, e.model
    ) as g
    join salesflow.event_kinds as k on k.kind = g.kind
    cross join lateral salesflow.model_price(g.model, v_currency) as price
  ) as f (cost);
  if not v_is_over then
    return array[]::bigint[];
  end if;

  -- who has to go without: what others hold comes first, then these in their order
  with payers as materialized (
    select
      coalesce(a.user_id, v_nobody) as payer,
      (now() at time zone coalesce(min(u.time_zone), 'UTC'))::date as local_day
    from unnest(p_events) as a
    left join public.users as u on u.id = a.user_id
    group by 1
  ),
  in_flight as materialized (
    select
      e.event_id, e.kind, e.model, e.priority, p.payer, p.local_day,
      e.event_id = any (array(select a.event_id from unnest(p_events) as a)) as is_asked
    from payers as p
    join salesflow.events as e
      on coalesce(e.user_id, '00000000-0000-0000-0000-000000000000') = p.payer
      and e.leased_until > now() and e.lease is not null and e.model is not null
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
        partition by f.payer order by f.is_asked, f.priority, f.event_id rows unbounded preceding) as total
    from in_flight as f
    join estimates as x on x.kind = f.kind and x.model = f.model
    left join salesflow.model_days as d
      on d.user_id = f.payer and d.local_day = f.local_day and d.currency = v_currency
  )
  select array_agg(r.event_id) into v_over from running as r where r.is_asked and r.total > v_budget;
  return coalesce(v_over, '{}');
end
$$;

ALTER FUNCTION salesflow.over_budget(p_events salesflow.events[]) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.over_budget(p_events salesflow.events[]) IS 'Which of these leased events their user''s day has no money left for: what is spent, and what the calls in flight may come to, against events.budget_per_user_day. Two claims in the same instant do not see each other: together they may pass the limit by what one of them reserves.';

CREATE FUNCTION salesflow.parse_odd_number(p_text text, p_format text) RETURNS numeric
    LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $_$
declare
  v_text text := regexp_replace(
    p_text, '€|\$|£|¥|%|zł|Kč|[[:space:]\u00a0\u2007\u2009\u202f''’]|EUR|USD|CHF|GBP|SEK|NOK|DKK|PLN|CZK|JPY|US(?=[0-9-])', '', 'gi');
  v_point text := p_format;
  v_unit  numeric := 1;
begin
  -- "1.200,-" is a German way to say no cents, "(500)" an accountant's way to say less
  v_text := regexp_replace(replace(v_text, '−', '-'), ',(-|–|—){1,2}$', '');
  v_text := regexp_replace(v_text, '^\((.*)\)$', '-\1');
  if v_text ~* '[0-9](k|tsd\.?|m|mio\.?)$' then
    v_unit := case when v_text ~* 'm(io\.?)?$' then 1000000 else 1000 end;
    v_text := regexp_replace(v_text, '(k|tsd\.?|m|mio\.?)$', '', 'i');
  end if;
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
    return v_unit * replace(v_text, ',', '')::numeric;
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
  -- a spreadsheet's days since 1900, a program's seconds or milliseconds since 1970
  if p_text ~ '^[2-7][0-9]{4}([.][0-9]+)?$' and p_text::numeric between 25569 and 73050 then
    return (timestamp '1899-12-30' + round(p_text::numeric * 86400) * interval '1 second') at time zone p_zone;
  elsif p_text ~ '^1[0-9]{9}([0-9]{3})?$' then
    return to_timestamp(p_text::numeric / case length(p_text) when 13 then 1000 else 1 end);
  end if;
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
  -- "0001-01-01" is no year of two digits but how some programs say "never"
  if v_year < 100 and p_text !~ '(^|[^0-9])0{2}[0-9]{2}([^0-9]|$)' then
    v_year := v_year + case when v_year < 70 then 2000 else 1900 end;
  end if;
  if v_month is null or v_month not between 1 and 12 or v_year not between 1970 and 2199 or v_day < 1
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
    RETURN CASE WHEN (p_text ~ '^(19[7-9][0-9]|20[0-9]{2})-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])( ([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9])?$'::text) THEN ((p_text)::timestamp without time zone AT TIME ZONE p_zone) WHEN (p_text ~ '^(19[7-9][0-9]|20[0-9]{2})-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])[T ]([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]([.][0-9]{1,6})?(Z|[+-](0[0-9]|1[0-4]):[0-5][0-9])$'::text) THEN (p_text)::timestamp with time zone WHEN ((p_order = 'dmy'::text) AND (p_text ~ '^(0?[1-9]|1[0-9]|2[0-8])[.](0?[1-9]|1[0-2])[.](19[7-9][0-9]|20[0-9]{2})$'::text)) THEN ((make_date(("right"(p_text, 4))::integer, (split_part(p_text, '.'::text, 2))::integer, (split_part(p_text, '.'::text, 1))::integer))::timestamp without time zone AT TIME ZONE p_zone) WHEN ((p_order = 'mdy'::text) AND (p_text ~ '^(0?[1-9]|1[0-2])/(0?[1-9]|1[0-9]|2[0-8])/(19[7-9][0-9]|20[0-9]{2})$'::text)) THEN ((make_date(("right"(p_text, 4))::integer, (split_part(p_text, '/'::text, 1))::integer, (split_part(p_text, '/'::text, 2))::integer))::timestamp without time zone AT TIME ZONE p_zone) ELSE salesflow.parse_odd_timestamp(p_text, p_order, p_zone) END;

ALTER FUNCTION salesflow.parse_timestamp(p_text text, p_order text, p_zone text) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.parse_timestamp(p_text text, p_order text, p_zone text) IS 'Instant in a text as people write it: 31.12.2026 · 12/31/2026 2:30 PM · 2026-12-31T14:30:00+01:00 · 31. Dezember 2026. Order dmy, mdy or null (dots and dashes dmy; slashes mdy while that is possible); a text without a zone is in p_zone. Also days since 1900 (45291) and seconds or milliseconds since 1970. Null when it is no date from 1970 to 2199.';

CREATE FUNCTION salesflow.person_key(p_external_id text, p_email text, p_name text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN COALESCE(('key:'::text || p_external_id), ('email:'::text || COALESCE(p_email, salesflow.email_in(p_name))), ('name:'::text || lower(p_name)));

ALTER FUNCTION salesflow.person_key(p_external_id text, p_email text, p_name text) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.person_key(p_external_id text, p_email text, p_name text) IS 'Spelling of a rep in import_people: by key, e-mail (also one in the name) or name.';

CREATE FUNCTION salesflow.plan_import(p_import_id uuid) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET enable_nestloop TO 'off'
    SET work_mem TO '32MB'
    SET jit TO 'off'
    AS $$
declare
  v_import public.imports;
  v_source smallint;
  v_merges boolean := salesflow.policy_text('imports.same_email') = 'merge';
begin
  select * into v_import from public.imports where id = p_import_id;
  v_source := salesflow.source_id(v_import.source, v_import.object);
  if v_import.object in ('company', 'user') then
    return;
  end if;
  if v_import.object <> 'activity'
    and not salesflow.has_naming_field()
  then
    if exists (select from salesflow.import_fields as f where f.section in ('lead', 'activity', 'bant', 'outcome')) then
      raise exception 'no column says what the rows are called'
        using errcode = 'SF104',
          hint = 'Map a column as lead.name, lead.company, lead.email or lead.external_id. Columns of the file: '
            || left(array_to_string(v_import.columns, ', '), 1000);
    end if;
    return;
  end if;

  insert into salesflow.import_plan
    (row_no, line_no, key, row_hash, next_line, lead_id, is_new, is_merged, user_id, company_key, contact_key, status, is_closed,
      status_at, created_at, v, attributes, facts, facts_before)
  with read as materialized (
    select
      i.row_no, i.line_no, i.key, i.row_hash, i.next_line, i.id, i.facts_before, v.v, v.attributes, v.outcome_cells, v.facts,
      case when ends.is_active is false then v.v ->> 'outcome.status'
        when v.v ->> 'outcome.won' = 'true' then 'won'
        else coalesce(v.v ->> 'lead.status', v.v ->> 'outcome.status')
      end as status,
      case
        when v_import.object <> 'deal' then coalesce(v.v ->> 'lead.email', '')
        else ''
      end as email
    from salesflow.import_items as i
    join salesflow.import_values as v using (row_no)
    left join public.lead_statuses as ends on ends.status = v.v ->> 'outcome.status'
    where v_import.object = 'activity'
      or i.id is not null
      or coalesce(
        v.v ->> 'lead.external_id', v.v ->> 'lead.name', v.v ->> 'lead.first_name', v.v ->> 'lead.last_name', v.v ->> 'lead.company',
        v.v ->> 'lead.email', v.v ->> 'company.name', v.v ->> 'contact.name', v.v ->> 'contact.email') is not null
  ),
  -- The same address in two sources is one person, if one person reads what is sent there.
  same_email as materialized (
    select r.email, min(l.id::text)::uuid as id
    from (
      select r.email
      from read as r
      where r.email <> '' and r.id is null and split_part(r.email, '@', 1) <> all ((select salesflow.policy_list('imports.shared_mailboxes'))::text[])
      group by r.email
      having count(distinct r.key) = 1
    ) as r
    join public.leads as l on lower(l.email) = r.email
    group by r.email
    having count(*) = 1
  ),
  mergeable as materialized (
    select s.*
    from same_email as s
    where not exists (
      select from salesflow.import_keys as k
      join salesflow.import_sources as o on o.id = k.source_id
      left join salesflow.import_items as i on i.key = k.key and k.source_id = v_source
      where k.id = s.id
        -- a deal is no person, two records of one source are two; a row without a key may have got another name since
        and (o.object = 'deal' or k.source_id = v_source and (k.key not like 'row:%' or i.row_no is not null)))
  ),
  subjects as materialized (
    select a.row_no, a.lead_id from salesflow.find_activity_leads(p_import_id) as a where v_import.object = 'activity'
  ),
  dated as (
    select
      r.*, s.is_active is false as is_closed, coalesce(r.id, case when v_merges then m.id end, a.lead_id) as known_id, m.id as same_id,
      case when (r.v ->> 'lead.created_at')::timestamptz > now() + interval '1 day' then now() else (r.v ->> 'lead.created_at')::timestamptz end
        as said_created_at,
      end_date.at <= now() + interval '1 day' as has_ended,
      end_date.at as ended_at,
      case when r.v ? 'lead.status_at' then least((r.v ->> 'lead.status_at')::timestamptz, now()) end as since,
      case when r.v ? 'lead.modified_at' then least((r.v ->> 'lead.modified_at')::timestamptz, now()) end as modified_at
    from read as r
    left join public.lead_statuses as s on s.status = r.status
    left join mergeable as m on m.email = r.email and r.id is null and r.email <> ''
    left join subjects as a on a.row_no = r.row_no
    cross join lateral (
      select case when r.status = 'lost' then coalesce(r.v ->> 'outcome.lost_at', r.v ->> 'outcome.at') else r.v ->> 'outcome.at' end::timestamptz as at
    ) as end_date
    where v_import.object <> 'activity' or a.lead_id is not null
  )
  select
    d.row_no, d.line_no, d.key, d.row_hash, d.next_line,
    coalesce(d.known_id, first_value(gen_random_uuid()) over (partition by d.key order by d.row_no)),
    d.known_id is null, d.id is null and d.same_id is not null,
    p.user_id, salesflow.company_key(d.v), salesflow.contact_key(d.v, v_import.object), d.status, d.is_closed,
    case
      when not d.is_closed then d.since
      when d.has_ended then d.ended_at
      else coalesce(d.since, d.modified_at, d.said_created_at, timestamptz '1970-01-01 00:00:00+00')
    end,
    d.said_created_at, d.v,
    d.attributes || case when d.is_closed then '{}' else coalesce(d.outcome_cells, '{}') end,
    d.facts, d.facts_before
  from dated as d
  left join salesflow.import_people as p
    on p.key = salesflow.person_key(d.v ->> 'user.external_id', d.v ->> 'user.email', d.v ->> 'user.name');
  analyze salesflow.import_plan;

  -- what only now can be seen
  insert into public.import_rejects (import_id, line_no, severity, target, code, reason, record)
  select p_import_id, i.line_no, 'rejected', said.target, said.code, salesflow.say('imports.reason.' || said.code, v_import.locale),
    salesflow.row_record(v_import.columns, r.cells)
  from salesflow.import_items as i
  join salesflow.import_values as v using (row_no)
  join salesflow.import_rows as r using (row_no)
  left join salesflow.import_plan as p using (row_no)
  cross join (
    select case v_import.object when 'activity' then 'activity.lead_key' else 'lead.name' end as target,
      case v_import.object when 'activity' then 'no_lead' else 'no_name' end as code
  ) as said
  where p.row_no is null
  order by i.row_no;

  with odd as (
    select p.line_no, p.v, said.code, case when said.code in ('closed_in_future', 'undated_close') then 'outcome.at' else 'lead.created_at' end as target
    from salesflow.import_plan as p
    cross join lateral unnest(array_remove(array[
      case when p.is_closed and p.status_at < p.created_at then 'closed_before_created' end,
      case when p.is_closed and p.v ? 'outcome.at' and (p.v ->> 'outcome.at')::timestamptz > now() + interval '1 day' then 'closed_in_future' end,
      case when p.is_closed and p.facts_before is null and not p.v ?| '{outcome.at,outcome.lost_at,lead.status_at}' then 'undated_close' end,
      case when p.created_at = now() and (p.v ->> 'lead.created_at')::timestamptz > now() then 'created_in_future' end
    ], null)) as said (code)
    where p.next_line is null
  )
  insert into public.import_rejects (import_id, line_no, severity, column_name, target, value, code, reason, row_count)
  select p_import_id, min(o.line_no), 'warning', min(f.columns[1]), o.target,
    (array_agg(o.v ->> o.target order by o.line_no))[1], o.code, salesflow.say('imports.reason.' || o.code, v_import.locale), count(*)
  from odd as o
  left join salesflow.import_fields as f on f.key = o.target
  group by o.code, o.target
  order by min(o.line_no);

  insert into public.import_rejects (import_id, line_no, severity, column_name, target, value, code, reason)
  select p_import_id, p.line_no, 'warning', f.columns[1], 'lead.email', p.v ->> 'lead.email', said.code,
    salesflow.say('imports.reason.' || said.code, v_import.locale)
  from salesflow.import_plan as p
  left join salesflow.import_fields as f on f.key = 'lead.email'
  cross join (select case when v_merges then 'merged_email' else 'same_email' end as code) as said
  where p.is_merged and p.next_line is null
  order by p.row_no;
  if not v_merges then
    update salesflow.import_plan as p set is_merged = false where p.is_merged;
  end if;

  -- a file of activities has many rows a lead; elsewhere a second one is news
  insert into public.import_rejects (import_id, line_no, severity, column_name, target, value, code, reason, record)
  select
    p_import_id, p.line_no, 'warning', f.columns[1], 'lead.external_id', p.key, 'duplicate',
    salesflow.say('imports.reason.duplicate', v_import.locale, jsonb_build_object('line_no', p.next_line)),
    salesflow.row_record(v_import.columns, r.cells)
  from salesflow.import_plan as p
  join salesflow.import_rows as r using (row_no)
  left join salesflow.import_fields as f on f.target = 'lead.external_id'
  where p.next_line is not null
    and v_import.object <> 'activity'
    and not exists (select from salesflow.import_fields as a where a.section in ('activity', 'bant'))
  order by p.row_no;
end
$$;

ALTER FUNCTION salesflow.plan_import(p_import_id uuid) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.plan_import(p_import_id uuid) IS 'Finds the lead and rep of each row that says something new, dates it, and warns of what is odd. Raises SF104 where nothing says what the rows are called.';

CREATE FUNCTION salesflow.plan_insights(p_locale text, p_portfolio jsonb) RETURNS text
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  select case
    when coalesce((p_portfolio ->> 'active')::bigint, 0) = 0 then salesflow.say('review.insight.empty', p_locale)
    else (
      select string_agg(salesflow.say_facts('review.insight.' || line, p_portfolio, p_locale), ' ' order by position)
      from (values (1, 'answer', 'answer'), (2, 'ready', 'ready'), (3, 'fresh', 'fresh'), (4, 'quiet', 'quiet'), (5, 'pipeline', 'active'))
        as lines (position, line, counted)
      where (p_portfolio ->> counted)::bigint > 0)
  end
$$;

ALTER FUNCTION salesflow.plan_insights(p_locale text, p_portfolio jsonb) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.plan_insights(p_locale text, p_portfolio jsonb) IS 'The state of a portfolio in a few sentences; only what there is to say is said.';

CREATE FUNCTION salesflow.plan_wording_apply(p_event salesflow.events, p_answer jsonb, p_source text) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_plan public.daily_action_plans;
  v_insights text;
  v_reworded integer;
  v_refused jsonb;
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

  with judged as materialized (
    select * from salesflow.plan_wording_judged(v_plan.id, p_answer)
  ),
  taken as (
    select
      j.place,
      max(j.words) filter (where j.field = 'action') as action,
      max(j.words) filter (where j.field = 'suggested_script') as suggested_script
    from judged as j
    where j.problem is null and j.place > 0
    group by j.place
  ),
  reworded as (
    update public.ai_recommendations as r
    set
      title = coalesce(t.action, r.title),
      suggested_action = r.suggested_action || jsonb_strip_nulls(jsonb_build_object('script', t.suggested_script)),
      source = 'model'
    from taken as t
    join public.daily_plan_priorities as i on i.plan_id = v_plan.id and i.position = t.place
    where r.id = i.recommendation_id and r.status = 'pending'
    returning r.id
  )
  select
    (select count(*) from reworded),
    (select j.words from judged as j where j.place = 0 and j.problem is null),
    -- why, but not what: refused words stand nowhere that people read
    (select coalesce(jsonb_agg(jsonb_build_object('position', nullif(j.place, 0), 'field', j.field, 'problem', split_part(j.problem, ':', 1))
        order by j.place, j.field), '[]')
      from judged as j where j.problem is not null)
  into v_reworded, v_insights, v_refused;

  update public.daily_action_plans as p
  set
    strategic_insights = coalesce(v_insights, p.strategic_insights),
    source = case when v_insights is not null or v_reworded > 0 then 'model' else p.source end
  where p.id = v_plan.id;
  perform salesflow.write_priorities(array[v_plan.id]);

  perform salesflow.record_actions(
    array[('review.plan_wording', 'user', v_plan.user_id, v_plan.user_id, v_plan.generated_at, v_plan.id::text, null, null,
      jsonb_build_array(jsonb_build_object('table', 'daily_action_plans', 'id', v_plan.id)),
      'daily_action_plans:' || v_plan.id, v_plan.id)::salesflow.raising],
    array[('review.plan_wording', v_plan.user_id, v_plan.id::text, 'plan_worded', v_plan.id,
      jsonb_build_object('plan_id', v_plan.id, 'priorities', v_plan.actions_total, 'reworded', v_reworded, 'refused', v_refused),
      jsonb_build_object('strategic_insights', v_plan.strategic_insights, 'top_priorities', v_plan.top_priorities),
      jsonb_build_object('strategic_insights', p.strategic_insights, 'top_priorities', p.top_priorities))::salesflow.deed],
    'model')
  from public.daily_action_plans as p
  where p.id = v_plan.id;
end
$$;

ALTER FUNCTION salesflow.plan_wording_apply(p_event salesflow.events, p_answer jsonb, p_source text) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.plan_wording_apply(p_event salesflow.events, p_answer jsonb, p_source text) IS 'Takes over the model''s words where nothing speaks against them (plan_wording_judged); a text of which any sentence is refused keeps the words of the rules, and the audit says why. Reasoning, numbers, leads and order are never taken.';

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
      'action', r.title,
      'reasoning', r.reasoning,
      'channel', r.suggested_action -> 'channel',
      'suggested_script', r.suggested_action -> 'script') order by i.position))
  from public.daily_action_plans as p
  join public.users as u on u.id = p.user_id
  join public.daily_plan_priorities as i on i.plan_id = p.id
  join public.ai_recommendations as r on r.id = i.recommendation_id
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

CREATE FUNCTION salesflow.plan_wording_judged(p_plan_id uuid, p_answer jsonb) RETURNS TABLE(place integer, field text, words text, problem text)
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $_$
begin
  return query
    with
    plan as (
      select
        p.id, p.user_id, u.name as rep_name, u.locale, p.actions_total, p.strategic_insights,
        array(select jsonb_array_elements_text(p.risks)) as risks,
        salesflow.names_within(p.user_id, (
          select string_agg(said #>> '{}', E'\n') from jsonb_path_query(p_answer, '$.** ? (@.type() == "string")') as said)) as mentioned
      from public.daily_action_plans as p
      join public.users as u on u.id = p.user_id
      where p.id = p_plan_id
    ),
    item as (
      select
        i.position, plan.locale, coalesce(l.locale, plan.locale) as script_locale,
        array[r.title, salesflow.rule_words(r.reasoning), r.suggested_action ->> 'script'] as facts,
        array_remove(array[l.name, l.company, plan.rep_name], null) as names,
        r.reasoning || array(select jsonb_array_elements_text(s.key_facts || s.pain_points || s.objections_raised)) as quoted
      from plan
      join public.daily_plan_priorities as i on i.plan_id = plan.id
      join public.ai_recommendations as r on r.id = i.recommendation_id
      join public.leads as l on l.id = i.lead_id
      left join public.lead_context_summaries as s on s.lead_id = l.id
    ),
    -- a script may speak of its own lead only; the insights of all that the plan names
    held as (
      select
        i.position, i.locale, i.script_locale, salesflow.known_words(i.facts, i.names, i.quoted) as known,
        array(
          select n from (select unnest(plan.mentioned) union select unnest(o.names) from item as o) as others (n)
          where n <> all (i.names)) as foreign_names
      from item as i
      cross join plan
      union all
      select
        0, plan.locale, plan.locale, salesflow.known_words(facts.texts, names.names),
        array(select n from unnest(plan.mentioned) as n where n <> all (names.names))
      from plan
      cross join lateral (
        select array_agg(t) as texts
        from (
          select unnest(i.facts) from item as i
          union all select unnest(plan.risks)
          union all values (plan.strategic_insights), (plan.actions_total::text)
        ) as every (t)
      ) as facts
      cross join lateral (
        select array_agg(n) || plan.rep_name as names
        from (
          select unnest(i.names) from item as i
          union select unnest(salesflow.names_within(plan.user_id, array_to_string(plan.risks, E'\n')))
        ) as every (n)
      ) as names
    ),
    given as (
      select distinct on (w.position) w.position, w.action, w.suggested_script
      from jsonb_to_recordset(p_answer -> 'priorities') as w (position numeric, action text, suggested_script text)
      order by w.position
    ),
    said as (
      select h.*, t.field, t.words, t.spoken, t.longest
      from held as h
      join given as g on g.position = h.position
      cross join lateral (
        values ('action', g.action, h.locale, 200), ('suggested_script', g.suggested_script, h.script_locale, 1000)
      ) as t (field, words, spoken, longest)
      where h.position > 0
      union all
      select h.*, 'strategic_insights', p_answer ->> 'strategic_insights', h.locale, 1000 from held as h where h.position = 0
    )
    select s.position::integer, s.field, s.words, salesflow.words_problem(s.words, s.known, s.spoken, s.longest, s.foreign_names)
    from said as s;
end
$_$;

ALTER FUNCTION salesflow.plan_wording_judged(p_plan_id uuid, p_answer jsonb) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.plan_wording_judged(p_plan_id uuid, p_answer jsonb) IS 'The texts of an answer for a plan, one row each: place (position; 0 for the whole plan), field (action, suggested_script, strategic_insights), words, and the problem that keeps them from being shown (words_problem), null where there is none.';

CREATE FUNCTION salesflow.plan_wording_offline(p_event salesflow.events) RETURNS jsonb
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  select jsonb_build_object(
    'strategic_insights', coalesce(p.strategic_insights, ''),
    'priorities', jsonb_agg(jsonb_build_object(
      'position', i.position, 'action', r.title, 'suggested_script', r.suggested_action -> 'script') order by i.position))
  from public.daily_action_plans as p
  join public.daily_plan_priorities as i on i.plan_id = p.id
  join public.ai_recommendations as r on r.id = i.recommendation_id
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

CREATE FUNCTION salesflow.policy_problem(p_new public.policies, p_before jsonb) RETURNS text
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $_$
  with given as (
    select
      jsonb_typeof(p_new.value) as kind,
      p_new.value #>> '{}' as said,
      salesflow.policy_sizes(p_new.unit, p_new.value) as sizes,
      coalesce(p_new.minimum, case p_new.unit when 'interval' then 1 else 0 end) as minimum,
      coalesce(p_new.maximum, case p_new.unit
        when 'interval' then 3155760000 when 'local time' then 86399.999999 when 'points' then 100 when 'weights' then 1 else 1e9
      end) as maximum,
      case when jsonb_typeof(p_new.value) = 'array' then array(select jsonb_typeof(e.value) from jsonb_array_elements(p_new.value) as e) end as kinds,
      case when jsonb_typeof(p_before) = 'array' then array(select jsonb_typeof(e.value) from jsonb_array_elements(p_before) as e) end as kinds_before
  )
  select case
    when g.kind <> jsonb_typeof(p_before) then format('takes a JSON %s, not a %s', jsonb_typeof(p_before), g.kind)
    when p_new.unit = 'ISO 4217' and g.said !~ '^[A-Z]{3}$' then 'takes a currency, for example "EUR"'
    when p_new.unit = 'IANA time zone' and not salesflow.is_time_zone(g.said) then 'takes a time zone, for example "Europe/Berlin"'
    when p_new.unit = 'interval' and 'NaN' = any (g.sizes) then 'takes a duration, for example "7 days"'
    when p_new.unit = 'local time' and 'NaN' = any (g.sizes) then 'takes a time of day, for example "08:00"'
    when not (g.minimum <= all (g.sizes) and g.maximum >= all (g.sizes)) then case p_new.unit
      when 'interval' then format('must last from %s to %s',
        justify_hours(make_interval(secs => g.minimum::double precision)), justify_hours(make_interval(secs => g.maximum::double precision)))
      when 'local time' then format('must lie between %s and %s',
        time '00:00' + make_interval(secs => g.minimum::double precision), time '00:00' + make_interval(secs => g.maximum::double precision))
      else format('must lie between %s and %s', g.minimum, g.maximum) end
    -- what double precision cannot tell from 0 would fail wherever it is multiplied
    when exists (select from unnest(g.sizes) as size where min_scale(size) > 9) then 'takes at most nine decimal places'
    when g.kinds = '{}' then 'names at least one'
    when 'number' = any (g.kinds_before) and g.kinds <> g.kinds_before
      then format('takes %s numbers, one for each step', cardinality(g.kinds_before))
    when 'string' = any (g.kinds_before) and 'string' <> any (g.kinds) then 'takes words'
    when 'number' = any (g.kinds) and p_new.unit = 'days'
      and g.sizes <> array(select distinct size from unnest(g.sizes) as size order by size) then 'takes numbers that rise'
    when p_new.unit = 'weights' and abs((select sum(size) from unnest(g.sizes) as size) - 1) > 0.001 then 'takes weights that add up to 1'
    when p_new.choices is not null
      and not case g.kind when 'array' then array(select jsonb_array_elements_text(p_new.value)) else array[g.said] end <@ p_new.choices
      then format('is chosen from %s', array_to_string(p_new.choices, ', '))
  end
  from given as g
$_$;

ALTER FUNCTION salesflow.policy_problem(p_new public.policies, p_before jsonb) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.policy_problem(p_new public.policies, p_before jsonb) IS 'What is wrong with the value of a policy that had another before (null: none), as the end of a sentence; null when nothing is.';

CREATE FUNCTION salesflow.policy_sizes(p_unit text, p_value jsonb) RETURNS numeric[]
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  return case
    when jsonb_typeof(p_value) = 'number' then array[p_value::numeric]
    when p_unit = 'interval' then array[extract(epoch from (p_value #>> '{}')::interval)]
    when p_unit = 'local time' then array[extract(epoch from (p_value #>> '{}')::time)]
    when jsonb_typeof(p_value) = 'array' then array(
      select e.value::numeric from jsonb_array_elements(p_value) as e where jsonb_typeof(e.value) = 'number')
  end;
exception
  when invalid_datetime_format or interval_field_overflow or datetime_field_overflow then
    return array['NaN'::numeric];
end
$$;

ALTER FUNCTION salesflow.policy_sizes(p_unit text, p_value jsonb) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.policy_sizes(p_unit text, p_value jsonb) IS 'The numbers in the value of a policy: itself, its seconds, or those of its list; NaN for a duration or time that is none.';

CREATE TABLE public.daily_plan_priorities (
    plan_id uuid NOT NULL,
    "position" smallint NOT NULL,
    lead_id uuid NOT NULL,
    recommendation_id uuid NOT NULL,
    situation text NOT NULL,
    urgency text NOT NULL,
    expected_value numeric(14,2) NOT NULL,
    value numeric(14,2) NOT NULL,
    currency salesflow.currency NOT NULL,
    win_probability salesflow.share NOT NULL,
    urgency_factor salesflow.share NOT NULL,
    decay salesflow.share NOT NULL,
    reachability salesflow.share NOT NULL
);

ALTER TABLE ONLY public.daily_plan_priorities FORCE ROW LEVEL SECURITY;

ALTER TABLE public.daily_plan_priorities OWNER TO salesflow_owner;

COMMENT ON TABLE public.daily_plan_priorities IS 'The priorities of a plan as rows, with every factor of their rank: expected_value = value × win_probability × urgency_factor × decay × reachability. Their words are those of the recommendation.';

COMMENT ON COLUMN public.daily_plan_priorities.plan_id IS 'The plan.';

COMMENT ON COLUMN public.daily_plan_priorities."position" IS '1 comes first.';

COMMENT ON COLUMN public.daily_plan_priorities.lead_id IS 'The lead.';

COMMENT ON COLUMN public.daily_plan_priorities.recommendation_id IS 'Recommendation made for it, with its words; completing that one completes the priority.';

COMMENT ON COLUMN public.daily_plan_priorities.situation IS 'Situation the lead was in (lead_situations).';

COMMENT ON COLUMN public.daily_plan_priorities.urgency IS 'critical, high, medium or low.';

COMMENT ON COLUMN public.daily_plan_priorities.expected_value IS 'Expected value of acting today, in currency.';

COMMENT ON COLUMN public.daily_plan_priorities.value IS 'Value of the deal, or what stood in for it (average of the rep''s deals, else policy).';

COMMENT ON COLUMN public.daily_plan_priorities.currency IS 'ISO 4217.';

COMMENT ON COLUMN public.daily_plan_priorities.win_probability IS '0–1.';

COMMENT ON COLUMN public.daily_plan_priorities.urgency_factor IS '0–1, from the situation.';

COMMENT ON COLUMN public.daily_plan_priorities.decay IS '0–1, what silence has left of the deal.';

COMMENT ON COLUMN public.daily_plan_priorities.reachability IS '0–1, whether acting today makes sense.';

CREATE FUNCTION salesflow.priority_json(p_priority public.daily_plan_priorities, p_recommendation public.ai_recommendations, p_lead_name text) RETURNS jsonb
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  select jsonb_build_object(
    'position', p_priority.position,
    'lead_id', p_priority.lead_id,
    'lead_name', p_lead_name,
    'action', p_recommendation.title,
    'reasoning', p_recommendation.reasoning,
    'urgency', p_priority.urgency,
    'win_probability', p_priority.win_probability,
    'expected_value', p_priority.expected_value,
    'currency', p_priority.currency,
    'suggested_script', p_recommendation.suggested_action -> 'script',
    'optimal_time', p_recommendation.suggested_action -> 'optimal_time',
    'channel', case p_recommendation.suggested_action ->> 'channel' when 'call' then 'phone' else p_recommendation.suggested_action ->> 'channel' end,
    'recommendation_id', p_recommendation.id)
$$;

ALTER FUNCTION salesflow.priority_json(p_priority public.daily_plan_priorities, p_recommendation public.ai_recommendations, p_lead_name text) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.priority_json(p_priority public.daily_plan_priorities, p_recommendation public.ai_recommendations, p_lead_name text) IS 'A priority with its words, as it stands in daily_action_plans.top_priorities.';

CREATE FUNCTION salesflow.promise_in(p_words text, p_facts text) RETURNS text
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_words text := ' ' || translate(lower(p_words), E'.,;:!?"()„“”‚‘’«»‹›…–—‑-/\n''', repeat(' ', 28)) || ' ';
begin
  while strpos(v_words, '  ') > 0 loop
    v_words := replace(v_words, '  ', ' ');
  end loop;
  -- like instead of regular expressions: nothing to compile
  return (
    select w.word
    from public.word_lists as w
    where w.list = 'promise'
      and v_words like '% ' || w.word || ' %'
      and not ' ' || translate(coalesce(p_facts, ''), E'.,;:!?"()-/\n', repeat(' ', 12)) || ' ' like '% ' || w.word || ' %'
    order by w.word
    limit 1);
end
$$;

ALTER FUNCTION salesflow.promise_in(p_words text, p_facts text) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.promise_in(p_words text, p_facts text) IS 'The first phrase of list promise that words say and the facts do not; null when there is none.';

CREATE PROCEDURE salesflow.protect(IN p_table text, IN p_people text, IN p_new_rows text DEFAULT NULL::text)
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_table regclass := p_table::regclass;
begin
  call salesflow.unprotect(p_table);
  -- our own functions and the jobs; foreign keys look here, too
  execute format('create policy owner on %s to salesflow_owner using (true) with check (true)', v_table);
  execute format('create policy admin on %s to salesflow_admin using (true) with check (true)', v_table);
  execute format('create policy bi on %s for select to salesflow_bi using (true)', v_table);
  -- people never delete: no policy for it
  execute format(
    'create policy people_see on %s for select to salesflow_rep, salesflow_manager, salesflow_gateway using (%s)',
    v_table, p_people);
  execute format(
    'create policy people_add on %s for insert to salesflow_rep, salesflow_manager, salesflow_gateway with check (%s)',
    v_table, coalesce(p_new_rows, p_people));
  execute format(
    'create policy people_change on %s for update to salesflow_rep, salesflow_manager, salesflow_gateway using (%s) with check (%s)',
    v_table, p_people, p_people);
end
$$;

ALTER PROCEDURE salesflow.protect(IN p_table text, IN p_people text, IN p_new_rows text) OWNER TO salesflow_owner;

COMMENT ON PROCEDURE salesflow.protect(IN p_table text, IN p_people text, IN p_new_rows text) IS 'Makes the policies of a table: owner and administrators all rows, reporting reads all, people (rep, manager, gateway) see and change the rows that meet an SQL condition, and add those that meet another (default: the same). The table itself says enable and force row level security. What columns and verbs each role has is a matter of grants.';

CREATE PROCEDURE salesflow.protect_by_lead(IN p_table text, IN p_column text DEFAULT 'lead_id'::text)
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_name name := (select c.relname from pg_class as c where c.oid = p_table::regclass);
  v_people text := format('exists (select from public.leads as l where l.id = %I.%I)', v_name, p_column);
  v_new_rows text := v_people;
begin
  -- a new row cannot be put into the mouth of somebody else
  if exists (select from pg_attribute as a where a.attrelid = p_table::regclass and a.attname = 'user_id') then
    v_new_rows := v_people || ' and (user_id is null or user_id = any ((select salesflow.visible_user_ids())::uuid[]))';
  end if;
  call salesflow.protect(p_table, v_people, v_new_rows);
end
$$;

ALTER PROCEDURE salesflow.protect_by_lead(IN p_table text, IN p_column text) OWNER TO salesflow_owner;

COMMENT ON PROCEDURE salesflow.protect_by_lead(IN p_table text, IN p_column text) IS 'protect() for a table with a column that names a lead: people see the rows of leads they may see, by the policies of leads.';

CREATE PROCEDURE salesflow.protect_by_user(IN p_table text, IN p_column text DEFAULT 'user_id'::text)
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_name name := (select c.relname from pg_class as c where c.oid = p_table::regclass);
  v_people text := format('%I = any ((select salesflow.visible_user_ids())::uuid[])', p_column);
  v_new_rows text := v_people;
begin
  -- a new row cannot speak of somebody else's lead
  if exists (select from pg_attribute as a where a.attrelid = p_table::regclass and a.attname = 'lead_id') then
    v_new_rows := format(
      '%s and (lead_id is null or exists (select from public.leads as l where l.id = %I.lead_id))', v_people, v_name);
  end if;
  call salesflow.protect(p_table, v_people, v_new_rows);
  -- rows of nobody: apart, so that reps and managers keep a condition that an index serves
  if exists (
    select from pg_attribute as a
    where a.attrelid = p_table::regclass and a.attname = p_column and not a.attnotnull)
  then
    execute format(
      'create policy gateway_unowned on %s to salesflow_gateway using (%I is null and (select salesflow.sees_all()))',
      p_table::regclass, p_column);
  end if;
end
$$;

ALTER PROCEDURE salesflow.protect_by_user(IN p_table text, IN p_column text) OWNER TO salesflow_owner;

COMMENT ON PROCEDURE salesflow.protect_by_user(IN p_table text, IN p_column text) IS 'protect() for a table with a column that names a user: people see the rows of those they may see.';

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

CREATE FUNCTION salesflow.put_back(p_row jsonb, p_before jsonb, p_after jsonb) RETURNS jsonb
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  select p_row || coalesce(jsonb_object_agg(b.key, b.value), '{}')
  from jsonb_each(p_before) as b
  where p_row -> b.key is not distinct from p_after -> b.key
$$;

ALTER FUNCTION salesflow.put_back(p_row jsonb, p_before jsonb, p_after jsonb) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.put_back(p_row jsonb, p_before jsonb, p_after jsonb) IS 'A row as it was before a change, in the columns that still say what the change said (salesflow.difference).';

CREATE FUNCTION salesflow.put_back_events(p_events salesflow.events[], p_statuses text[], p_errors text[], p_pauses double precision[]) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  update salesflow.events as e
  set
    lease = null,
    leased_until = null,
    worker = null,
    model = null,
    attempt = e.attempt - (b.status = 'released')::integer,
    is_due = b.pause <= interval '0',
    run_at = now() + b.pause,
    last_error = coalesce(left(b.error, 2000), e.last_error)
  from (
    select
      d.event_id, p_statuses[d.ordinality] as status, p_errors[d.ordinality] as error,
      case
        when p_statuses[d.ordinality] = 'released' or p_pauses[d.ordinality] <= 0 then interval '0'
        when p_pauses[d.ordinality] is not null then
          least(
            make_interval(secs => least(p_pauses[d.ordinality], 1e9)),
            (select salesflow.policy_interval('events.retry_after_max'))) + random() * k.backoff
        -- full jitter: those that failed together do not come back together
        else random() * least(k.backoff * 2 ^ least(d.attempt - 1, 30), (select salesflow.policy_interval('events.backoff_max')))
      end as pause
    from unnest(p_events) with ordinality as d
    join salesflow.event_kinds as k on k.kind = d.kind
    where p_statuses[d.ordinality] in ('retry', 'released')
  ) as b
  where e.event_id = b.event_id;
  if 'released' = any (p_statuses) then
    perform salesflow.ring_doorbell();
  end if;
end
$$;

ALTER FUNCTION salesflow.put_back_events(p_events salesflow.events[], p_statuses text[], p_errors text[], p_pauses double precision[]) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.put_back_events(p_events salesflow.events[], p_statuses text[], p_errors text[], p_pauses double precision[]) IS 'Puts those of the events whose status is retry or released back in line: after the pause that was asked for (seconds), or a random one that grows with the attempts.';

CREATE FUNCTION salesflow.raise_effects(p_effect text, p_new salesflow.raising[], p_as_of timestamp with time zone) RETURNS bigint
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $_$
declare
  v_fn text;
  v_deeds salesflow.deed[];
begin
  select e.raise_fn into v_fn from public.rule_effects as e where e.effect = p_effect;
  execute format('select array_agg(d) from %s($1, $2) as d', v_fn) into v_deeds using p_new, p_as_of;
  -- what the effect would not do is not done: it may be, another time
  if coalesce(cardinality(v_deeds), 0) < cardinality(p_new) then
    execute $query$
      delete from salesflow.rule_episodes as k
      using unnest($1) as n
      left join unnest($2) as d on d.subject_id = n.subject_id and d.rule = n.rule and d.episode = n.episode
      where k.subject_id = n.subject_id and k.rule = n.rule and k.episode = n.episode and d.rule is null
    $query$ using p_new, v_deeds;
  end if;
  return salesflow.record_actions(p_new, v_deeds);
end
$_$;

ALTER FUNCTION salesflow.raise_effects(p_effect text, p_new salesflow.raising[], p_as_of timestamp with time zone) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.raise_effects(p_effect text, p_new salesflow.raising[], p_as_of timestamp with time zone) IS 'Brings about what was claimed, and audits it; returns how many.';

CREATE FUNCTION salesflow.raise_recommendations(p_raisings salesflow.raising[], p_as_of timestamp with time zone) RETURNS SETOF salesflow.deed
    LANGUAGE sql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  with made as (
    insert into public.ai_recommendations as r
      (id, lead_id, user_id, type, priority, title, reasoning, suggested_action, playbook_name, triggered_by, trigger_data,
        episode, confidence_score, source)
    select
      w.target_id, w.lead_id, w.user_id, w.type, w.priority, w.title, w.reasoning, w.suggested_action, w.playbook, w.rule,
      w.facts, w.episode, w.confidence, 'rules'
    from salesflow.recommendation_words(p_raisings) as w
    order by w.subject_id, w.rule
    returning r.*
  )
  select
    g.rule, g.subject_id, g.episode, 'recommendation_created', m.id,
    -- with channel and hour, which its reasoning may speak of
    jsonb_build_object('recommendation_id', m.id, 'type', m.type, 'priority', m.priority, 'title', m.title)
      || m.suggested_action - array['action', 'script'],
    null::jsonb, jsonb_build_object('status', m.status)
  from made as m
  join unnest(p_raisings) as g on g.target_id = m.id
$$;

ALTER FUNCTION salesflow.raise_recommendations(p_raisings salesflow.raising[], p_as_of timestamp with time zone) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.raise_recommendations(p_raisings salesflow.raising[], p_as_of timestamp with time zone) IS 'Effect recommendation: makes one for each raising whose rep is active.';

CREATE FUNCTION salesflow.rank_leads(p_user_ids uuid[], p_as_of timestamp with time zone) RETURNS TABLE(user_id uuid, lead_id uuid, "position" bigint, expected_value double precision, value double precision, currency text, win_probability double precision, urgency double precision, decay double precision, reachability double precision, situation text, situation_bits bigint, is_risk boolean, urgency_label text, status text, days_in_status double precision, last_contact_at timestamp with time zone, days_quiet double precision, bant smallint, traffic_light text, bant_id uuid, activity_id uuid)
    LANGUAGE plpgsql STABLE ROWS 100000
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET plan_cache_mode TO 'force_custom_plan'
    AS $$
declare
  v_default_value double precision := salesflow.policy_number('review.default_deal_value');
  v_decay_grace interval := salesflow.policy_interval('review.decay_grace');
  v_half_life interval := salesflow.policy_interval('review.decay_half_life');
  v_decay_floor double precision := salesflow.policy_number('review.decay_floor');
  v_reach_unknown double precision := salesflow.policy_number('review.reach_unknown');
  v_reach_just_contacted double precision := salesflow.policy_number('review.reach_just_contacted');
  v_contact_pause interval := salesflow.policy_interval('review.contact_pause');
begin
  return query
    with known as materialized (
      select * from salesflow.situation_conditions(p_as_of)
    ),
    -- what a deal of the rep is usually worth, lost and won ones included
    usual as materialized (
      select l.user_id, avg(l.deal_value)::double precision as deal_value
      from public.leads as l
      where l.user_id = any (p_user_ids) and l.deal_value > 0
      group by l.user_id
    ),
    judged as materialized (
      select * from salesflow.judge_leads(null, p_user_ids, p_as_of)
    ),
    weighed as (
      select
        j.*, k.situation, k.is_risk, k.label, k.urgency::double precision as urgency, w.win_probability,
        l.currency::text as currency,
        coalesce(l.deal_value, usual.deal_value, v_default_value)::double precision as value,
        p_as_of - j.quiet_since as quiet,
        greatest(v_decay_floor, salesflow.half_life(p_as_of - j.quiet_since - v_decay_grace, v_half_life)) as decay,
        case
          -- clock 3: the lead waits for an answer
          when p_as_of - j.quiet_since < v_contact_pause and j.last_contact_at is not null and k.clock <> 3
            then v_reach_just_contacted
          when l.phone is null and l.email is null and l.preferred_channel is null then v_reach_unknown
          else 1
        end as reachability
      from judged as j
      join known as k on k.number = j.situation_number
      join public.leads as l on l.id = j.lead_id
      left join usual on usual.user_id = j.user_id
      join salesflow.win_probabilities(array(select o.lead_id from judged as o)) as w on w.lead_id = j.lead_id
    ),
    valued as (
      select w.*, w.value * w.win_probability * w.urgency * w.decay * w.reachability as expected
      from weighed as w
    )
    select
      v.user_id, v.lead_id, row_number() over (partition by v.user_id order by v.expected desc, v.lead_id), v.expected, v.value,
      v.currency, v.win_probability, v.urgency, v.decay, v.reachability, v.situation, v.situation_bits, v.is_risk, v.label,
      v.status, extract(epoch from p_as_of - v.status_since)::double precision / 86400, v.last_contact_at,
      extract(epoch from v.quiet)::double precision / 86400, v.bant, v.traffic_light, v.bant_id,
      case v.situation when 'meeting_soon' then v.meeting_id when 'task_overdue' then v.task_id end
    from valued as v;
end
$$;

ALTER FUNCTION salesflow.rank_leads(p_user_ids uuid[], p_as_of timestamp with time zone) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.rank_leads(p_user_ids uuid[], p_as_of timestamp with time zone) IS 'All active leads of the given users, ranked by the expected value of acting today: value × win_probability × urgency × decay × reachability. urgency is that of the most urgent situation, decay what silence has left of the deal (half every review.decay_half_life after review.decay_grace), reachability whether acting today makes sense.';

CREATE FUNCTION salesflow.ranking_facts(p_plan_ids uuid[], p_positions integer[]) RETURNS TABLE(plan_id uuid, "position" integer, facts jsonb, evidence jsonb)
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET plan_cache_mode TO 'force_custom_plan'
    AS $$
declare
  v_quote_length integer := salesflow.policy_number('review.quote_length');
begin
  return query
    select
      k.plan_id, k.position,
      jsonb_strip_nulls(jsonb_build_object(
        'lead_name', l.name, 'situation', k.situation, 'status', k.status, 'status_en', s.name_en, 'status_de', s.name_de,
        'status_days', floor(k.days_in_status::numeric), 'quiet_days', floor(k.days_quiet::numeric),
        'contact_at', l.last_contact_at, 'bant', k.bant, 'traffic_light', salesflow.traffic_light(k.bant),
        'value', round(k.value::numeric, 2), 'currency', k.currency, 'win_probability', round(k.win_probability::numeric, 3),
        'expected_value', round(k.expected_value::numeric, 2), 'task', a.title, 'due_at', a.due_date,
        'message', regexp_replace(left(m.description, v_quote_length), '\s+', ' ', 'g')
          || case when length(m.description) > v_quote_length then '…' else '' end)),
      jsonb_build_array(jsonb_build_object('table', 'leads', 'id', k.lead_id))
        || case when b.id is null then '[]' else jsonb_build_array(jsonb_build_object('table', 'bant_assessments', 'id', b.id)) end
        || case when coalesce(a.id, m.id) is null then '[]'
          else jsonb_build_array(jsonb_build_object('table', 'activities', 'id', coalesce(a.id, m.id))) end
    from unnest(p_plan_ids, p_positions) as c (plan_id, "position")
    join public.lead_rankings as k on k.plan_id = c.plan_id and k.position = c.position
    join public.leads as l on l.id = k.lead_id
    join public.lead_statuses as s on s.status = k.status
    left join public.lead_situations as situation on situation.situation = k.situation
    left join public.activities as a on a.id = k.activity_id
    left join lateral (
      select b.id from public.bant_assessments as b where b.lead_id = k.lead_id order by b.assessed_at desc, b.position desc limit 1
    ) as b on true
    -- what the lead said last, where it waits for an answer
    left join lateral (
      select m.id, m.description
      from public.activities as m
      where m.lead_id = k.lead_id and m.direction = 'inbound' and m.status = 'completed' and m.description <> ''
      order by m.occurred_at desc
      limit 1
    ) as m on situation.clock = 'inbound';
end
$$;

ALTER FUNCTION salesflow.ranking_facts(p_plan_ids uuid[], p_positions integer[]) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.ranking_facts(p_plan_ids uuid[], p_positions integer[]) IS 'What there is to say of ranked leads, given as places in plans: facts in no language, and the rows they rest on.';

CREATE FUNCTION salesflow.read_import(p_import_id uuid) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET enable_nestloop TO 'off'
    SET work_mem TO '32MB'
    SET jit TO 'off'
    SET "TimeZone" TO 'UTC'
    SET "DateStyle" TO 'ISO, YMD'
    AS $_$
declare
  v_import  public.imports;
  v_options jsonb;
  v_blank   text[];
  v_used    text[];
  v_open    text[];
  v_kept    text[];
  v_known   text[];
  v_sources text;
  v_values  text;
  v_facts   text;
begin
  select * into v_import from public.imports where id = p_import_id;
  v_options := coalesce(v_import.map -> 'options', '{}');
  v_blank := array(select lower(btrim(w)) from jsonb_array_elements_text(coalesce(v_options -> 'null_values', '[]')) as w);
  -- A column that its field says in full stays out of attributes. When an open lead is meant to close is no outcome.
  select coalesce(array_agg(used.name), '{}'), coalesce(array_agg(used.name) filter (where used.outcome_only), '{}')
  into v_used, v_open
  from (
    select c.name, bool_and(f.target in ('outcome.at', 'outcome.lost_at', 'outcome.reason', 'outcome.value')) as outcome_only
    from salesflow.import_fields as f
    cross join unnest(f.columns) as c (name)
    where f.consumes
      and f.target not in ('lead.region', 'lead.modified_at', 'contact.position', 'contact.external_id', 'company.external_id')
      -- a lead is called by its person: what the deal is called stays beside
      and not (v_import.object = 'deal' and f.target = 'lead.name'
        and exists (select from salesflow.import_fields as c where c.section = 'contact' and c.target <> 'contact.position'))
      and c.name not in (select jsonb_array_elements_text(coalesce(v_options -> 'keep', '[]')))
    group by c.name
  ) as used;
  v_kept := array(
    select c from unnest(v_import.columns) as c
    where c <> all (v_used) and c <> all (array(select jsonb_array_elements_text(coalesce(v_options -> 'drop', '[]')))));

  update salesflow.import_sources as s
  set facts = s.facts || array(
    select said.key
    from (
      select f.n, f.key from salesflow.import_fields as f
      union all
      select 100000 + array_position(v_kept, c), 'attribute:' || c from unnest(v_kept) as c
    ) as said (n, key)
    where said.key <> all (s.facts)
    order by said.n)
  where s.source = v_import.source and s.object = v_import.object
  returning s.facts into v_known;

  select
    string_agg(f.source, ', ' order by f.n),
    string_agg(
      salesflow.import_value(
        format('r.raw[%s]', f.n), f.kind, f.max_length, f.format,
        coalesce(v_options ->> 'time_zone', salesflow.policy_text('imports.time_zone')), coalesce(v_options ->> 'shift_dates', '0')),
      ', ' order by f.n)
  into v_sources, v_values
  from salesflow.import_fields as f;
  select string_agg(
    coalesce(
      'hashtext(r.vals[' || (select f.n from salesflow.import_fields as f where f.key = k.key) || '])',
      'hashtext(r.cells ->> ' || (array_position(v_import.columns, substr(k.key, 11)) - 1) || ')',
      'null'),
    ', ' order by k.n)
  into v_facts
  from (
    select key, n from unnest(v_known) with ordinality as known (key, n)
  ) as k;

  -- offset 0 keeps the planner from copying an expression to every place its result is used
  execute format(
    'insert into salesflow.import_values (row_no, v, attributes, outcome_cells, facts, unread) '
    'select r.row_no, jsonb_strip_nulls(jsonb_object($1, r.vals)), %s, %s, array[%s]::integer[], '
    'case when cardinality(array_remove(r.raw, null)) <> cardinality(array_remove(r.vals, null)) '
    'then array(select n from generate_subscripts(r.raw, 1) as n where r.raw[n] is not null and r.vals[n] is null) end '
    'from (select r.*, array[%s]::text[] as vals from ('
    'select r.row_no, r.cells, array[%s]::text[] as raw from salesflow.import_rows as r '
    'join salesflow.import_items as i using (row_no) where not i.is_same offset 0) as r offset 0) as r',
    salesflow.cells_as_object(v_kept, v_import.columns, v_blank), salesflow.cells_as_object(v_open, v_import.columns, v_blank),
    v_facts, v_values, v_sources)
  using (select array_agg(f.key order by f.n) from salesflow.import_fields as f);
  analyze salesflow.import_values;

  -- what was not understood stays with its row
  update salesflow.import_values as v
  set attributes = v.attributes || (
    select coalesce(jsonb_object_agg(c.name, r.cells -> array_position(v_import.columns, c.name) - 1), '{}')
    from unnest(v.unread) as u (n)
    join salesflow.import_fields as f on f.n = u.n
    cross join unnest(f.columns) as c (name))
  from salesflow.import_rows as r
  where r.row_no = v.row_no and v.unread is not null;

  insert into public.import_rejects (import_id, line_no, severity, column_name, target, value, code, reason, row_count)
  select
    p_import_id, min(cell.line_no), 'unread', array_to_string(cell.columns, ', '), cell.target, cell.value, cell.code,
    salesflow.say('imports.reason.' || cell.code, v_import.locale, jsonb_build_object('max_length', cell.max_length, 'target', cell.target)),
    sum(cell.row_count)
  from (
    select
      c.n, c.columns, c.target, c.max_length, c.code, min(c.line_no) as line_no, count(*) as row_count,
      -- of very many different cells the first thousand are named, the others counted
      case when row_number() over (partition by c.n order by min(c.line_no)) <= 1000 then c.value end as value
    from (
      select
        f.n, f.columns, f.target, f.max_length, i.line_no,
        coalesce(left(r.cells ->> array_position(v_import.columns, f.columns[1]) - 1, 1000), 'const') as value,
        case
          when length(r.cells ->> array_position(v_import.columns, f.columns[1]) - 1) > f.max_length then 'too_long'
          when f.kind = 'timestamp' then 'bad_timestamp' || coalesce('_' || f.format, '')
          when f.kind in ('email', 'money', 'score', 'time_zone') then 'bad_' || f.kind
          else 'unknown_word'
        end as code
      from salesflow.import_values as v
      join salesflow.import_items as i using (row_no)
      join salesflow.import_rows as r using (row_no)
      cross join unnest(v.unread) as u (n)
      join salesflow.import_fields as f on f.n = u.n
    ) as c
    group by c.n, c.columns, c.target, c.max_length, c.code, c.value
  ) as cell
  group by cell.n, cell.columns, cell.target, cell.value, cell.code, cell.max_length
  order by min(cell.line_no), cell.n;

  insert into public.import_rejects (import_id, line_no, severity, code, reason, record)
  select p_import_id, r.line_no, 'rejected', r.problem, salesflow.say('imports.reason.' || r.problem, v_import.locale),
    salesflow.row_record(v_import.columns, r.cells)
  from salesflow.import_rows as r
  where not salesflow.is_readable(r.problem)
  order by r.row_no;
  insert into public.import_rejects (import_id, line_no, severity, code, reason)
  select p_import_id, r.line_no, 'warning', r.problem, salesflow.say('imports.reason.' || r.problem, v_import.locale)
  from salesflow.import_rows as r
  where r.problem is not null and salesflow.is_readable(r.problem)
  order by r.row_no;
end
$_$;

ALTER FUNCTION salesflow.read_import(p_import_id uuid) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.read_import(p_import_id uuid) IS 'Reads the rows of the running import that say something new; a cell that is not understood becomes an attribute and an entry in import_rejects.';

CREATE FUNCTION salesflow.read_import_map(p_import_id uuid, p_map jsonb) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $_$
declare
  v_import  public.imports;
  v_map     jsonb := p_map;
  v_options jsonb;
  v_blank   text[];
  v_field   record;
  v_order   text;
begin
  select * into v_import from public.imports where id = p_import_id;
  if not exists (select from salesflow.import_rows as r where salesflow.is_readable(r.problem)) then
    raise exception 'there is nothing to import'
      using errcode = 'SF102', hint = 'The file or staging table has no row that fits its header.';
  end if;
  if v_map is null then
    v_map := public.suggest_import_map(v_import.columns, (
      select jsonb_agg(salesflow.row_record(v_import.columns, first.cells))
      from (select r.cells from salesflow.import_rows as r where r.problem is null order by r.row_no limit 200) as first));
  end if;
  perform salesflow.check_import_map(v_map, v_import.columns);
  v_options := coalesce(v_map -> 'options', '{}');
  v_blank := array(select lower(btrim(w)) from jsonb_array_elements_text(coalesce(v_options -> 'null_values', '[]')) as w)
    || salesflow.policy_list('imports.blank_words');

  insert into salesflow.import_fields (n, key, section, target, kind, max_length, columns, consumes, format, source)
  select
    r.n, r.key, r.section, r.target, r.kind, r.max_length, r.columns, r.spec ? 'column',
    coalesce(
      r.spec ->> 'format',
      v_options ->> case when r.kind = 'timestamp' then 'dates' when r.kind in ('money', 'score') then 'numbers' end,
      -- a handful of rejected rows is read as the whole file was
      (select b.formats ->> r.key from public.imports as b where b.id = v_import.retry_of)),
    salesflow.import_source(r.spec, r.columns, v_import.columns, v_blank)
  from salesflow.import_rules(v_map, v_import.columns) as r;

  -- an amount, or else its header, may say in which currency it is
  with amount as (
    select f.source, salesflow.find_currency(f.columns[1]) as header, f.columns
    from salesflow.import_fields as f
    where f.target in ('lead.deal_value', 'outcome.value') and cardinality(f.columns) > 0
    order by f.target
    limit 1
  ),
  stated as (
    update salesflow.import_fields as f
    set source = format('coalesce(%s, salesflow.find_currency(%s), %L)', f.source, a.source, a.header)
    from amount as a
    where f.target = 'lead.currency'
    returning f.n
  )
  insert into salesflow.import_fields (n, key, section, target, kind, columns, consumes, source)
  select
    (select max(f.n) + 1 from salesflow.import_fields as f), t.target, 'lead', t.target, t.kind, a.columns, false,
    format('coalesce(salesflow.find_currency(%s), %L)', a.source, a.header)
  from amount as a
  join public.import_targets as t on t.target = 'lead.currency'
  where not exists (select from stated);

  -- a column is read one way, from its first row to its last
  for v_field in
    select f.* from salesflow.import_fields as f
    where f.format is null and f.kind in ('timestamp', 'money', 'score') and cardinality(f.columns) > 0
  loop
    execute format(
      'update salesflow.import_fields as f set one_way = h.one, other_way = h.other, either_way = h.either from ('
      'select count(*) filter (where hint in (''de'', ''dmy'')) as one, count(*) filter (where hint in (''en'', ''mdy'')) as other, '
      'count(*) filter (where hint = ''either'') as either '
      'from (select %s(cell) as hint from (select distinct %s as cell from salesflow.import_rows as r) as cells) as hints) as h '
      'where f.n = $1',
      case v_field.kind when 'timestamp' then 'salesflow.date_order_hint' else 'salesflow.number_format_hint' end, v_field.source)
    using v_field.n;
  end loop;
  -- what a column does not say itself, the other date columns of its file say
  select case when sum(f.one_way) > sum(f.other_way) then 'dmy' when sum(f.other_way) > sum(f.one_way) then 'mdy' end
  into v_order
  from salesflow.import_fields as f
  where f.kind = 'timestamp';
  update salesflow.import_fields as f
  set format = case
    when f.kind = 'timestamp' then case
      when f.one_way > f.other_way then 'dmy'
      when f.other_way > f.one_way then 'mdy'
      when f.either_way + f.one_way > 0 then coalesce(v_order, case when f.one_way > 0 then case v_import.locale when 'de' then 'dmy' else 'mdy' end end)
    end
    when f.one_way > f.other_way then 'de'
    when f.other_way > 0 then 'en'
  end
  where f.format is null and f.kind in ('timestamp', 'money', 'score');
  perform
    salesflow.warn_of(
      p_import_id, case when f.one_way > 0 then 'contradicting_dates' else 'ambiguous_dates' end, null,
      array_to_string(f.columns, ', '), f.target,
      p_values => jsonb_build_object('order', case when f.format is null then '12/31/2026, 31-12-2026' when f.format = 'dmy' then '31/12/2026' else '12/31/2026' end))
  from salesflow.import_fields as f
  where f.kind = 'timestamp' and (f.one_way > 0 and f.other_way > 0 or f.format is null and f.either_way > 0);
  perform salesflow.warn_of(p_import_id, 'ambiguous_numbers', null, array_to_string(f.columns, ', '), f.target)
  from salesflow.import_fields as f
  where f.kind in ('money', 'score') and f.format is null and f.either_way > 0;

  update public.imports as i
  set
    map = v_map, row_count = (select count(*) from salesflow.import_rows),
    source = coalesce(v_map ->> 'source', i.source), object = coalesce(v_map ->> 'object', i.object),
    formats = (select coalesce(jsonb_object_agg(f.key, f.format), '{}') from salesflow.import_fields as f where f.format is not null)
  where i.id = p_import_id;
  perform salesflow.source_id(i.source, i.object) from public.imports as i where i.id = p_import_id;
end
$_$;

ALTER FUNCTION salesflow.read_import_map(p_import_id uuid, p_map jsonb) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.read_import_map(p_import_id uuid, p_map jsonb) IS 'Settles how the rows of the running import are read: by the map, or by one suggested, and which way its dates and numbers go. Raises SF101 (map), SF102 (no rows).';

CREATE FUNCTION salesflow.recheck_rules(p_subject_ids uuid[], p_as_of timestamp with time zone) RETURNS bigint
    LANGUAGE sql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  select coalesce(sum(salesflow.run_rules(w.watch, p_subject_ids, p_as_of)), 0)::bigint
  from (select w.watch from public.rule_watches as w where w.is_rechecked order by w.watch) as w
$$;

ALTER FUNCTION salesflow.recheck_rules(p_subject_ids uuid[], p_as_of timestamp with time zone) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.recheck_rules(p_subject_ids uuid[], p_as_of timestamp with time zone) IS 'Runs the rules of all watches that are looked at again every hour, for the given subjects.';

CREATE FUNCTION salesflow.recommendation_words(p_raisings salesflow.raising[]) RETURNS TABLE(target_id uuid, rule text, subject_id uuid, episode text, lead_id uuid, user_id uuid, facts jsonb, type text, priority text, playbook text, confidence numeric, title text, reasoning text, suggested_action jsonb)
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET plan_cache_mode TO 'force_custom_plan'
    AS $$
declare
  v_advised uuid[];
begin
  -- only what says something to the lead needs to know how to reach it
  select array_agg(r.subject_id)
  into v_advised
  from unnest(p_raisings) as r
  join public.automation_rules as a on a.rule = r.rule
  where r.subject_type = 'lead'
    and exists (
      select from public.text_templates as t
      where t.key in (replace(a.text_key, '{situation}', coalesce(r.situation, '')) || '.script', 'situation.' || r.situation || '.script'));
  return query
    with given as materialized (
      select
        r.*, a.type, a.priority, a.playbook, a.confidence, replace(a.text_key, '{situation}', coalesce(r.situation, '')) as text_key,
        u.time_zone, salesflow.language(u.locale) as language, salesflow.language(coalesce(l.locale, u.locale)) as lead_language,
        r.facts
          || case when r.subject_type = 'lead' then jsonb_build_object('lead_name', l.name) else '{}' end
          || case when c.lead_id is null then '{}'
            else jsonb_build_object('channel', c.channel, 'optimal_time', to_char(make_time(c.hour, 0, 0), 'HH24:MI')) end as known
      from unnest(p_raisings) as r
      join public.automation_rules as a on a.rule = r.rule
      join public.users as u on u.id = r.user_id and u.active
      left join public.leads as l on r.subject_type = 'lead' and l.id = r.subject_id
      left join salesflow.contact_advice(v_advised) as c on c.lead_id = r.subject_id
    )
    select
      g.target_id, g.rule, g.subject_id, g.episode, case when g.subject_type = 'lead' then g.subject_id end, g.user_id, g.facts,
      g.type, coalesce(g.priority, g.facts ->> 'priority', 'medium')::text, g.playbook,
      coalesce(g.confidence, (g.facts ->> 'confidence')::numeric)::numeric,
      salesflow.tell(title.parts, g.known, g.language, g.time_zone),
      salesflow.tell(reasoning.parts, g.known, g.language, g.time_zone),
      jsonb_strip_nulls(jsonb_build_object(
        'action', coalesce(g.situation, g.rule), 'channel', g.known -> 'channel', 'optimal_time', g.known -> 'optimal_time',
        'script', salesflow.tell(coalesce(script.parts, usual.parts), g.known, g.lead_language, g.time_zone)))
    from given as g
    join public.text_templates as title on title.key = g.text_key || '.title' and title.locale = g.language
    join public.text_templates as reasoning on reasoning.key = g.text_key || '.reasoning' and reasoning.locale = g.language
    left join public.text_templates as script on script.key = g.text_key || '.script' and script.locale = g.lead_language
    left join public.text_templates as usual on usual.key = 'situation.' || g.situation || '.script' and usual.locale = g.lead_language;
end
$$;

ALTER FUNCTION salesflow.recommendation_words(p_raisings salesflow.raising[]) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.recommendation_words(p_raisings salesflow.raising[]) IS 'What a recommendation for each raising says: title and reasoning (texts <text_key>.title, .reasoning) in the rep''s language, script (<text_key>.script, else situation.<situation>.script, where there is one) in the lead''s, with best channel and hour. Nothing for a raising without active rep.';

CREATE FUNCTION salesflow.record_actions(p_raisings salesflow.raising[], p_deeds salesflow.deed[], p_actor text DEFAULT 'rule'::text) RETURNS bigint
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET enable_nestloop TO 'off'
    AS $$
declare
  v_count bigint;
  v_version bigint := salesflow.policy_version();
begin
  insert into public.autonomous_actions
    (subject_type, subject_id, lead_id, user_id, action_type, action_details, trigger_type, trigger_data, success,
      error_message, actor, rule, cause, episode, policy_version, evidence, before, after)
  select
    r.subject_type, r.subject_id,
    case when r.subject_type = 'lead' then r.subject_id else (d.details ->> 'lead_id')::uuid end,
    r.user_id, d.action_type, coalesce(d.details, '{}'), w.trigger_type, coalesce(r.facts, '{}'), not coalesce(d.details, '{}') ? 'error',
    d.details ->> 'error', p_actor, r.rule, r.cause, r.episode, v_version, coalesce(r.evidence, '[]'), d.before, d.after
  from unnest(p_raisings) as r
  join unnest(p_deeds) as d on d.rule = r.rule and d.subject_id = r.subject_id and d.episode = r.episode
  join public.automation_rules as a on a.rule = r.rule
  join public.rule_watches as w on w.watch = a.watch
  on conflict on constraint autonomous_actions_once do nothing;
  get diagnostics v_count = row_count;
  return v_count;
end
$$;

ALTER FUNCTION salesflow.record_actions(p_raisings salesflow.raising[], p_deeds salesflow.deed[], p_actor text) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.record_actions(p_raisings salesflow.raising[], p_deeds salesflow.deed[], p_actor text) IS 'Writes the audit row of each deed, with the facts, evidence and cause of its raising; p_actor: rule, model, person or assistant. A deed whose details hold "error" was not done. Returns how many rows are new.';

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

CREATE FUNCTION salesflow.record_setting_change() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  -- security definer: whoever may change a setting must leave a trace and may not edit it
  insert into public.settings_history (table_name, key, old_row, new_row)
  select
    format('%I.%I', tg_table_schema, tg_table_name),
    (select string_agg(coalesce(change.new_row, change.old_row) ->> part.name, ' ' order by part.position)
     from unnest(tg_argv[0]::text[]) with ordinality as part (name, position)),
    change.old_row,
    change.new_row
  from (
    select
      case when tg_op <> 'INSERT' then to_jsonb(old) end as old_row,
      case when tg_op <> 'DELETE' then to_jsonb(new) end as new_row
  ) as change
  where change.old_row - 'updated_at' is distinct from change.new_row - 'updated_at';
  return null;
end
$$;

ALTER FUNCTION salesflow.record_setting_change() OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.record_setting_change() IS 'Writes one row of settings_history for each setting that changed. Its argument is the key of the table: {key,locale}.';

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

ALTER FUNCTION salesflow.record_status_change() OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.record_status_change() IS 'Writes the history row of each status change.';

CREATE FUNCTION salesflow.recount_contacts() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_lead_ids uuid[];
begin
  -- a changed or deleted activity can take something away, so its leads are counted anew
  if tg_op = 'DELETE' then
    v_lead_ids := array(select distinct o.lead_id from old_rows as o);
  else
    -- rows that are in one table and not in the other, by hashing: linear for any number of rows
    v_lead_ids := array(
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
      group by changed.lead_id);
  end if;
  -- a statement of its own: the count must see what was committed while we waited for the lock
  perform from public.leads as l where l.id = any (v_lead_ids) order by l.id for no key update;

  update public.leads as l
  set
    total_interactions = c.contacts,
    inbound_interactions = c.inbound,
    first_contact_at = c.first_at,
    last_contact_at = c.last_at,
    last_inbound_at = c.last_inbound_at
  from (
    select
      given.lead_id,
      count(a.id) as contacts,
      count(*) filter (where a.direction = 'inbound') as inbound,
      min(a.occurred_at) as first_at,
      max(a.occurred_at) as last_at,
      max(a.occurred_at) filter (where a.direction = 'inbound') as last_inbound_at
    from unnest(v_lead_ids) as given (lead_id)
    left join public.activities as a
      on a.lead_id = given.lead_id
      and a.status = 'completed'
      and (select p.value from public.policies as p where p.key = 'crm.contact_types') ? a.type
    group by given.lead_id
  ) as c
  where l.id = c.lead_id
    and (l.total_interactions, l.inbound_interactions, l.first_contact_at, l.last_contact_at, l.last_inbound_at)
      is distinct from (c.contacts, c.inbound, c.first_at, c.last_at, c.last_inbound_at);
  return null;
end
$$;

ALTER FUNCTION salesflow.recount_contacts() OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.recount_contacts() IS 'Counts the contacts of leads anew whose activities changed or went.';

CREATE FUNCTION salesflow.refresh_effects(p_effect text, p_found salesflow.raising[], p_as_of timestamp with time zone) RETURNS bigint
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $_$
declare
  v_fn text;
  v_changed salesflow.raising[];
  v_deeds salesflow.deed[];
begin
  select e.refresh_fn into v_fn from public.rule_effects as e where e.effect = p_effect;
  execute $query$
    select array_agg(
      (f.rule, f.subject_type, f.subject_id, f.user_id, f.since, f.episode, f.situation, f.facts, f.evidence, f.cause,
        k.target_id)::salesflow.raising)
    from unnest($1) as f
    join salesflow.rule_episodes as k on k.subject_id = f.subject_id and k.rule = f.rule and k.episode = f.episode
    where k.is_open and (k.facts, k.user_id) is distinct from (f.facts, f.user_id)
  $query$ into v_changed using p_found;
  if v_changed is null or v_fn is null then
    return 0;
  end if;
  execute format('select array_agg(d) from %s($1, $2) as d', v_fn) into v_deeds using v_changed, p_as_of;
  execute $query$
    update salesflow.rule_episodes as k
    set
      facts = c.facts, user_id = c.user_id,
      is_open = d.rule is not null,
      ended_at = case when d.rule is null then now() end,
      ended_how = case when d.rule is null then 'answered' end
    from unnest($1) as c
    left join unnest($2) as d on d.subject_id = c.subject_id and d.rule = c.rule and d.episode = c.episode
    where k.subject_id = c.subject_id and k.rule = c.rule and k.episode = c.episode
  $query$ using v_changed, v_deeds;
  return salesflow.record_actions(v_changed, v_deeds);
end
$_$;

ALTER FUNCTION salesflow.refresh_effects(p_effect text, p_found salesflow.raising[], p_as_of timestamp with time zone) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.refresh_effects(p_effect text, p_found salesflow.raising[], p_as_of timestamp with time zone) IS 'Brings open effects up to date whose facts or rep changed, and audits it; returns how many.';

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

CREATE FUNCTION salesflow.refresh_recommendations(p_raisings salesflow.raising[], p_as_of timestamp with time zone) RETURNS SETOF salesflow.deed
    LANGUAGE sql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  with before as materialized (
    select r.id, r.user_id, r.title
    from public.ai_recommendations as r
    where r.id = any (array(select g.target_id from unnest(p_raisings) as g)) and r.status = 'pending'
    order by r.id
    for no key update
  ),
  refreshed as (
    update public.ai_recommendations as r
    set
      user_id = w.user_id, priority = w.priority, reasoning = w.reasoning, trigger_data = w.facts, confidence_score = w.confidence,
      -- a model's better words stay
      title = case when r.source = 'model' then r.title else w.title end,
      suggested_action = case when r.source = 'model' then r.suggested_action else w.suggested_action end
    from salesflow.recommendation_words(p_raisings) as w
    join before as b on b.id = w.target_id
    where r.id = w.target_id
    returning r.*, b.user_id as user_before, b.title as title_before
  )
  select
    g.rule, g.subject_id, g.episode,
    case when f.user_id is distinct from f.user_before then 'recommendation_reassigned' else 'recommendation_refreshed' end,
    f.id, jsonb_build_object('recommendation_id', f.id, 'title', f.title) || f.suggested_action - array['action', 'script'],
    jsonb_build_object('user_id', f.user_before, 'title', f.title_before), jsonb_build_object('user_id', f.user_id, 'title', f.title)
  from refreshed as f
  join unnest(p_raisings) as g on g.target_id = f.id
$$;

ALTER FUNCTION salesflow.refresh_recommendations(p_raisings salesflow.raising[], p_as_of timestamp with time zone) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.refresh_recommendations(p_raisings salesflow.raising[], p_as_of timestamp with time zone) IS 'Effect recommendation: says pending ones anew with today''s facts, for today''s rep.';

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

CREATE FUNCTION salesflow.register_worker(p_worker text, p_model text DEFAULT NULL::text, p_problem text DEFAULT NULL::text, p_interval interval DEFAULT '00:00:10'::interval, p_instance uuid DEFAULT NULL::uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_instance uuid := coalesce(p_instance, gen_random_uuid());
  v_class constant integer := 'salesflow.workers'::regclass::oid::integer;
  v_number integer;
  v_known salesflow.workers;
begin
  -- The lock lives and dies with this session: it is how others see at once that the worker is gone. A number
  -- that nobody can foresee, and try: a stranger who holds it shall not keep us waiting.
  loop
    v_number := floor(random() * 2147483647);
    exit when pg_try_advisory_lock(v_class, v_number);
  end loop;
  insert into salesflow.workers (name, model, problem, is_waiting, "interval", instance, lock_number, alive_until)
  values (p_worker, null, 'no_model', true, p_interval, v_instance, v_number, now())
  on conflict (name) do nothing;
  select * into v_known from salesflow.workers as w where w.name = p_worker for update;
  -- its own former session may linger, another's must not be robbed of its name
  if v_known.instance <> v_instance then
    if p_worker in (select salesflow.live_workers())
      and not exists (
        select
        from pg_locks as l
        where l.pid = pg_backend_pid() and l.locktype = 'advisory' and l.classid = v_class::oid
          and l.objid = v_known.lock_number::oid)
    then
      perform pg_advisory_unlock(v_class, v_number);
      raise exception 'a worker named % is running', p_worker
        using errcode = 'SF207', hint = 'Give each its own name, or none: unset SALESFLOW_WORKER.';
    end if;
    perform salesflow.release_events(array[p_worker]);
  end if;
  update salesflow.workers as w
  set
    model = p_model,
    problem = case when p_model is null then coalesce(p_problem, 'no_model') end,
    is_waiting = true,
    "interval" = p_interval,
    instance = v_instance,
    lock_number = v_number,
    joined_at = now(),
    seen_at = now(),
    alive_until = now() + p_interval * salesflow.policy_number('events.missed_heartbeats')::double precision,
    stopped_at = null
  where w.name = p_worker;
  perform salesflow.release_lost_workers();
end
$$;

ALTER FUNCTION salesflow.register_worker(p_worker text, p_model text, p_problem text, p_interval interval, p_instance uuid) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.register_worker(p_worker text, p_model text, p_problem text, p_interval interval, p_instance uuid) IS 'Announces a worker, in the session that it listens with: name, model it asks (null: none, all goes by rules), why it has none, how often it will call heartbeat(), and which process it is. Call again, with the same instance, after a lost connection. Takes over at once what dead workers held, its own namesake among them. Raises SF207 (another process of that name is running).';

CREATE FUNCTION salesflow.release_events(p_workers text[]) RETURNS integer
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_lost salesflow.settlement[] := array(
    select row(e.event_id, e.lease, 'loss', null, 'worker_gone', 'worker is gone: ' || e.worker, 0, null)::salesflow.settlement
    from salesflow.events as e
    where e.lease is not null and e.worker = any (p_workers));
begin
  if v_lost <> '{}' then
    perform salesflow.settle_events(v_lost);
    perform salesflow.ring_doorbell();
  end if;
  return cardinality(v_lost);
end
$$;

ALTER FUNCTION salesflow.release_events(p_workers text[]) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.release_events(p_workers text[]) IS 'Takes back what these workers hold, as failed attempts, and returns how many events. Their answers then count as lost and are asked for again.';

CREATE FUNCTION salesflow.release_lost_workers() RETURNS integer
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_lost text[] := array(
    select distinct e.worker from salesflow.events as e where e.lease is not null
    except
    select * from salesflow.live_workers());
begin
  return case when v_lost <> '{}' then salesflow.release_events(v_lost) else 0 end;
end
$$;

ALTER FUNCTION salesflow.release_lost_workers() OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.release_lost_workers() IS 'Takes back at once what workers hold whose listening session is gone; returns how many events.';

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

CREATE FUNCTION salesflow.render_event(p_event_id bigint, p_lease uuid) RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_event salesflow.events;
  v_input jsonb;
  v_error text;
begin
  select * into v_event from salesflow.events as e where e.event_id = p_event_id and e.lease = p_lease;
  if not found then
    return null;
  end if;
  select c.results[1], c.errors[1]
  into v_input, v_error
  from salesflow.call_kinds(
    array[(select k.context_fn from salesflow.event_kinds as k where k.kind = v_event.kind)], array[v_event], null, null) as c;
  if v_input is null then
    perform salesflow.settle_events(array[salesflow.without_request(p_event_id, p_lease, v_error)]);
  end if;
  return v_input::text;
end
$$;

ALTER FUNCTION salesflow.render_event(p_event_id bigint, p_lease uuid) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.render_event(p_event_id bigint, p_lease uuid) IS 'The input for the model (JSON) of an event that exchange() handed out bare, because a context function could not be called then. Null: nothing is left to do, or it failed and that is settled, or the lease is lost. Raises what an outage raises.';

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

CREATE FUNCTION salesflow.role_sees_all() RETURNS boolean
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN (pg_has_role((COALESCE(NULLIF(current_setting('role'::text), 'none'::text), (SESSION_USER)::text))::name, 'salesflow_admin'::name, 'usage'::text) OR pg_has_role((COALESCE(NULLIF(current_setting('role'::text), 'none'::text), (SESSION_USER)::text))::name, 'salesflow_bi'::name, 'usage'::text) OR pg_has_role((COALESCE(NULLIF(current_setting('role'::text), 'none'::text), (SESSION_USER)::text))::name, 'salesflow_owner'::name, 'usage'::text));

ALTER FUNCTION salesflow.role_sees_all() OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.role_sees_all() IS 'Whether the role of this session sees every row: administrators, reporting and the owner''s jobs.';

CREATE FUNCTION salesflow.row_record(p_columns text[], p_cells jsonb) RETURNS jsonb
    LANGUAGE sql IMMUTABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  select coalesce(jsonb_object_agg(coalesce(p_columns[c.n], '+' || c.n - cardinality(p_columns)), c.cell), '{}')
  from jsonb_array_elements(p_cells) with ordinality as c (cell, n)
$$;

ALTER FUNCTION salesflow.row_record(p_columns text[], p_cells jsonb) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.row_record(p_columns text[], p_cells jsonb) IS 'A row as {column: cell}; cells beyond the last column are +1, +2, ….';

CREATE TABLE public.automation_rules (
    rule text NOT NULL,
    watch text DEFAULT 'manual'::text NOT NULL,
    effect text,
    finder text,
    situation text,
    type text,
    priority salesflow.priority,
    playbook text,
    confidence salesflow.share,
    after_policy text,
    lead_statuses text[],
    activity_types text[],
    activity_statuses text[],
    directions text[],
    cool_down salesflow.duration,
    daily_cap integer,
    text_key text NOT NULL,
    policy_keys text[] DEFAULT '{}'::text[] NOT NULL,
    is_enabled boolean DEFAULT true NOT NULL,
    description_en text NOT NULL,
    description_de text NOT NULL,
    CONSTRAINT automation_rules_check CHECK (((effect IS NULL) = (finder IS NULL))),
    CONSTRAINT automation_rules_daily_cap_check CHECK ((daily_cap > 0)),
    CONSTRAINT automation_rules_rule_check CHECK ((rule ~ '^[a-z_]+(\.[a-z_]+)+$'::text))
);

ALTER TABLE public.automation_rules OWNER TO salesflow_owner;

COMMENT ON TABLE public.automation_rules IS 'Everything the system does by itself, one row a rule. The finder says whom it holds for; run_rules() brings the effect about once per subject, rule and episode, and takes back what no longer holds. A rule that is not enabled does nothing.';

COMMENT ON COLUMN public.automation_rules.rule IS 'Name, room first: lifecycle.first_activity.';

COMMENT ON COLUMN public.automation_rules.watch IS 'What sets it off (rule_watches); manual: code that acts in its name.';

COMMENT ON COLUMN public.automation_rules.effect IS 'What it brings about (rule_effects); null: code acts in its name.';

COMMENT ON COLUMN public.automation_rules.finder IS 'Function (subject_ids uuid[], as_of timestamptz) returns setof salesflow.finding; null ids: all subjects.';

COMMENT ON COLUMN public.automation_rules.situation IS 'Only findings of this situation are the rule''s; null: all of its finder.';

COMMENT ON COLUMN public.automation_rules.type IS 'Kind of the effect: status to move to, type of recommendation, event kind, ….';

COMMENT ON COLUMN public.automation_rules.priority IS 'low, medium, high or urgent; null: the finding''s facts say it.';

COMMENT ON COLUMN public.automation_rules.playbook IS 'Playbook it recommends.';

COMMENT ON COLUMN public.automation_rules.confidence IS 'How sure it is, 0–1; null: the finding''s facts say it.';

COMMENT ON COLUMN public.automation_rules.after_policy IS 'Policy with a duration: it acts only once a finding has held for so long.';

COMMENT ON COLUMN public.automation_rules.lead_statuses IS 'Only leads in one of these statuses; null: any.';

COMMENT ON COLUMN public.automation_rules.activity_types IS 'Watch activity: only activities of these types set it off; null: any.';

COMMENT ON COLUMN public.automation_rules.activity_statuses IS 'Watch activity: only activities in these states set it off; null: any.';

COMMENT ON COLUMN public.automation_rules.directions IS 'Watch activity: only these directions set it off; null: any.';

COMMENT ON COLUMN public.automation_rules.cool_down IS 'Pause before it acts on the same subject again; null: none.';

COMMENT ON COLUMN public.automation_rules.daily_cap IS 'How often it acts for one rep on one local day at most; null: no limit.';

COMMENT ON COLUMN public.automation_rules.text_key IS 'Beginning of the keys of its texts; {situation} stands for the finding''s. Left out: the rule.';

COMMENT ON COLUMN public.automation_rules.policy_keys IS 'Policies it obeys.';

COMMENT ON COLUMN public.automation_rules.is_enabled IS 'Switch.';

COMMENT ON COLUMN public.automation_rules.description_en IS 'When it acts and what it does, in English.';

COMMENT ON COLUMN public.automation_rules.description_de IS 'When it acts and what it does, in German.';

CREATE FUNCTION salesflow.rule_is_enabled(p_rule text) RETURNS boolean
    LANGUAGE sql STABLE
    RETURN COALESCE((SELECT r.is_enabled FROM public.automation_rules r WHERE (r.rule = rule_is_enabled.p_rule)), false);

ALTER FUNCTION salesflow.rule_is_enabled(p_rule text) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.rule_is_enabled(p_rule text) IS 'Whether a rule may act; false for an unknown one.';

CREATE FUNCTION salesflow.rule_words(p_text text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN regexp_replace(p_text, '[“„].*[”“]'::text, ' '::text, 'g'::text);

ALTER FUNCTION salesflow.rule_words(p_text text) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.rule_words(p_text text) IS 'A text of the rules without what it quotes: all from the first to the last typographic quotation mark goes.';

CREATE FUNCTION salesflow.run_clock_rules(p_subject_ids uuid[], p_as_of timestamp with time zone) RETURNS bigint
    LANGUAGE sql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$ select salesflow.run_rules('clock', p_subject_ids, p_as_of) $$;

ALTER FUNCTION salesflow.run_clock_rules(p_subject_ids uuid[], p_as_of timestamp with time zone) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.run_clock_rules(p_subject_ids uuid[], p_as_of timestamp with time zone) IS 'run_rules() of watch clock, in the form that run_isolated() calls.';

CREATE FUNCTION salesflow.run_daily_review(p_as_of timestamp with time zone DEFAULT now()) RETURNS jsonb
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  -- a person who asks for the review now need not wait for the hour, only the schedule does
  return salesflow.run_isolated('salesflow.run_review_rules', array(
    select f.subject_id
    from salesflow.find_plan_due(null, p_as_of) as f
    join public.users as u on u.id = f.subject_id
    cross join lateral (select p_as_of at time zone u.time_zone as at) as local
    where (u.role = 'rep' or exists (
        select from public.leads as l where l.user_id = u.id and l.status = any ((select salesflow.active_statuses())::text[])))
      and (
        current_setting('salesflow.triggered_by', true) = 'manual'
        or local.at >= f.episode::date + coalesce(u.review_time, (select salesflow.policy_text('review.local_time'))::time)
          and extract(isodow from f.episode::date)::text = any ((select salesflow.policy_list('review.weekdays'))::text[]))
    order by f.subject_id), p_as_of);
end
$$;

ALTER FUNCTION salesflow.run_daily_review(p_as_of timestamp with time zone) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.run_daily_review(p_as_of timestamp with time zone) IS 'Job daily_review: plans for all active users whose local clock has passed their hour and who have none for that day.';

CREATE FUNCTION salesflow.run_import(p_import_id uuid, p_columns text[], p_map jsonb) RETURNS public.imports
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_import  public.imports;
  v_users   bigint;
  v_squads  bigint;
  v_parties record;
begin
  -- security definer: status_cause is nobody's to write; reached through import_leads(), retry_import() and the command line
  update public.imports as i set columns = p_columns where i.id = p_import_id and i.finished_at is null;
  if not found then
    raise exception 'import % is not open', p_import_id using errcode = 'SF004', hint = 'salesflow.open_import() opens one.';
  end if;
  truncate salesflow.import_fields;
  analyze salesflow.import_rows;
  perform salesflow.read_import_map(p_import_id, p_map);
  perform salesflow.tell_rows_apart(p_import_id);
  perform salesflow.read_import(p_import_id);
  perform salesflow.find_import_people(p_import_id);
  perform salesflow.find_parties(p_import_id);
  perform salesflow.plan_import(p_import_id);
  begin
    v_squads := salesflow.import_squads();
    v_users := salesflow.import_users(p_import_id);
    v_parties := salesflow.import_parties(p_import_id);
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
    leads_unchanged = v_import.leads_unchanged, leads_merged = v_import.leads_merged, leads_ownerless = v_import.leads_ownerless,
    status_changes = v_import.status_changes,
    activities_added = v_import.activities_added, assessments_added = v_import.assessments_added,
    users_created = v_users, squads_created = v_squads, companies_added = v_parties.companies, contacts_added = v_parties.contacts,
    rows_rejected = (
      select count(distinct r.line_no) from public.import_rejects as r where r.import_id = i.id and r.severity = 'rejected'),
    cells_unread = (
      select coalesce(sum(r.row_count), 0) from public.import_rejects as r where r.import_id = i.id and r.severity = 'unread'),
    warnings = (select count(*) from public.import_rejects as r where r.import_id = i.id and r.severity = 'warning'),
    finished_at = clock_timestamp()
  where i.id = p_import_id
  returning * into v_import;
  perform salesflow.clear_workshop();
  return v_import;
end
$$;

ALTER FUNCTION salesflow.run_import(p_import_id uuid, p_columns text[], p_map jsonb) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.run_import(p_import_id uuid, p_columns text[], p_map jsonb) IS 'Imports the rows in salesflow.import_rows, whose cells are in the order of the columns, and empties it. Raises SF101 (map), SF102 (no rows), SF103 (a key that tells nothing apart), SF104 (nothing to call rows by).';

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
    perform pg_advisory_unlock('public.job_runs'::regclass::oid::integer, hashtext(v_run.id::text));
  end if;
  if v_run.status = 'failed' then
    raise exception 'job % failed: %', p_job_name, v_run.error_message
      using errcode = 'SF404', detail = format('job_runs.id %s, SQLSTATE %s', v_run.id, v_run.error_code), hint = coalesce(v_run.error_hint, '');
  end if;
end
$$;

ALTER PROCEDURE salesflow.run_job(IN p_job_name text) OWNER TO salesflow_owner;

COMMENT ON PROCEDURE salesflow.run_job(IN p_job_name text) IS 'One scheduled run of a job, for pg_cron. Commits as it goes. Raises SF404 once a failure is recorded, so that pg_cron''s history shows it too.';

CREATE FUNCTION salesflow.run_review_rules(p_user_ids uuid[], p_as_of timestamp with time zone) RETURNS bigint
    LANGUAGE sql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$ select salesflow.run_rules('review', p_user_ids, p_as_of) $$;

ALTER FUNCTION salesflow.run_review_rules(p_user_ids uuid[], p_as_of timestamp with time zone) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.run_review_rules(p_user_ids uuid[], p_as_of timestamp with time zone) IS 'run_rules() of watch review, in the form that run_isolated() calls.';

CREATE FUNCTION salesflow.run_rules(p_watch text, p_subject_ids uuid[] DEFAULT NULL::uuid[], p_as_of timestamp with time zone DEFAULT now()) RETURNS bigint
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $_$
declare
  -- what is taken back was set off by a look at the clock, each by one of its own
  v_cause text := 'clock:' || to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"');
  v_found salesflow.raising[];
  v_new salesflow.raising[];
  v_part record;
  v_count bigint := 0;
begin
  if not exists (select from public.rule_watches as w where w.watch = p_watch) then
    raise exception 'there is no watch %', coalesce(p_watch, 'null')
      using errcode = 'SF013', hint = 'select watch, description_en from rule_watches;';
  end if;
  v_found := array(select f from salesflow.find_raisings(p_watch, p_subject_ids, p_as_of) as f);
  v_new := salesflow.claim_raisings(v_found, p_as_of);

  -- refresh what is open; then take back what was not found again; then bring about what is new
  for v_part in
    select a.effect, array_agg(f) as found
    from unnest(v_found) as f
    join public.automation_rules as a on a.rule = f.rule
    group by a.effect
    order by a.effect
  loop
    v_count := v_count + salesflow.refresh_effects(v_part.effect, v_part.found, p_as_of);
  end loop;

  for v_part in
    execute $query$
      select gone.effect, gone.how, array_agg(gone.raising) as gone
      from (
        select
          a.effect,
          case when (k.rule, k.subject_id) in (select n.rule, n.subject_id from unnest($1) as n)
            then 'superseded' else 'withdrawn' end as how,
          (k.rule, k.subject_type, k.subject_id, k.user_id, k.raised_at, k.episode, null, k.facts,
            jsonb_build_array(jsonb_build_object('table', split_part(t.table_name, '.', 2), 'id', k.subject_id)),
            $2, k.target_id)::salesflow.raising as raising
        from salesflow.rule_episodes as k
        join public.automation_rules as a on a.rule = k.rule and a.watch = $3
        join public.subject_types as t on t.subject_type = k.subject_type
        left join unnest($1) as f on f.subject_id = k.subject_id and f.rule = k.rule and f.episode = k.episode
        where k.is_open and f.rule is null and ($4 is null or k.subject_id = any ($4))
      ) as gone
      group by gone.effect, gone.how
      order by gone.effect, gone.how
    $query$ using v_found, v_cause, p_watch, p_subject_ids
  loop
    v_count := v_count + salesflow.withdraw_effects(v_part.effect, v_part.gone, v_part.how);
  end loop;

  for v_part in
    select a.effect, array_agg(n) as new
    from unnest(v_new) as n
    join public.automation_rules as a on a.rule = n.rule
    group by a.effect
    order by a.effect
  loop
    v_count := v_count + salesflow.raise_effects(v_part.effect, v_part.new, p_as_of);
  end loop;
  return v_count;
end
$_$;

ALTER FUNCTION salesflow.run_rules(p_watch text, p_subject_ids uuid[], p_as_of timestamp with time zone) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.run_rules(p_watch text, p_subject_ids uuid[], p_as_of timestamp with time zone) IS 'Runs all enabled rules of a watch for the given subjects (null: all) as of an instant: brings about what they find, once per subject, rule and episode; brings open effects up to date; takes back what no longer holds; audits all of it. Returns how many actions that made. Raises SF013 (unknown watch).';

CREATE TABLE public.contact_channels (
    channel text NOT NULL,
    "position" smallint NOT NULL,
    address text,
    name_en text NOT NULL,
    name_de text NOT NULL,
    CONSTRAINT contact_channels_address_check CHECK ((address = ANY (ARRAY['phone'::text, 'email'::text]))),
    CONSTRAINT contact_channels_channel_check CHECK ((channel ~ '^[a-z_]+$'::text))
);

ALTER TABLE public.contact_channels OWNER TO salesflow_owner;

COMMENT ON TABLE public.contact_channels IS 'The ways to reach a lead: a closed set that comes with a deployment.';

COMMENT ON COLUMN public.contact_channels.channel IS 'Name; the type of an activity on it.';

COMMENT ON COLUMN public.contact_channels."position" IS 'Order of preference where nothing is known of a lead but its addresses.';

COMMENT ON COLUMN public.contact_channels.address IS 'Column of leads without which it is no way: phone or email; null when neither helps.';

COMMENT ON COLUMN public.contact_channels.name_en IS 'English name, as after "by".';

COMMENT ON COLUMN public.contact_channels.name_de IS 'German name, as after "per".';

CREATE FUNCTION salesflow.say_channel(p_channel text, p_locale text) RETURNS text
    LANGUAGE sql STABLE
    RETURN COALESCE((SELECT CASE salesflow.language(say_channel.p_locale) WHEN 'de'::text THEN c.name_de ELSE c.name_en END AS name_en FROM public.contact_channels c WHERE (c.channel = say_channel.p_channel)), salesflow.say('contact.no_channel'::text, p_locale));

ALTER FUNCTION salesflow.say_channel(p_channel text, p_locale text) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.say_channel(p_channel text, p_locale text) IS 'Name of a contact channel in the language of a locale, as after "by" and "per"; for null or an unknown one, that a way is still to be found.';

CREATE FUNCTION salesflow.say_error(p_sqlstate text, p_locale text) RETURNS text
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  -- security definer: whoever may do nothing here is told so, too
  select string_agg(t.body, E'\n' order by t.key)
  from public.text_templates as t
  where t.key in ('error.' || lower(p_sqlstate) || '.meaning', 'error.' || lower(p_sqlstate) || '.remedy')
    and t.locale = salesflow.language(p_locale)
$$;

ALTER FUNCTION salesflow.say_error(p_sqlstate text, p_locale text) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.say_error(p_sqlstate text, p_locale text) IS 'What an SQLSTATE of class SF means and, on a second line, what to do, in the language of a locale; null for all others. For clients: messages themselves are raised in English.';

CREATE FUNCTION salesflow.tell(p_parts text[], p_facts jsonb, p_locale text, p_time_zone text DEFAULT 'UTC'::text, p_includes boolean DEFAULT true) RETURNS text
    LANGUAGE plpgsql STABLE PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET plan_cache_mode TO 'auto'
    AS $$
declare
  v_text text := p_parts[1];
  v_name text;
  v_format text;
  v_value text;
begin
  if p_parts is null then
    return null;
  end if;
  -- one pass over the parts: a value that itself contains {placeholders} is never expanded
  for i in 2 .. cardinality(p_parts) by 2 loop
    v_name := split_part(p_parts[i], '|', 1);
    v_format := split_part(p_parts[i], '|', 2);
    if p_includes and v_format = '' and strpos(v_name, '.') > 0 then
      -- another text, told of the same facts; what that one includes stays as it is
      select salesflow.tell(t.parts, p_facts, p_locale, p_time_zone, false)
      into v_value
      from public.text_templates as t
      where t.key = v_name and t.locale = salesflow.language(p_locale);
    else
      v_value := p_facts ->> v_name;
    end if;
    -- an assignment each: as one expression they would be planned anew for every value
    if v_format = '' then
      null;
    elsif v_format = 'date' then
      v_value := salesflow.local_date(v_value::timestamptz, p_time_zone, p_locale);
    elsif v_format = 'date_or_never' then
      v_value := salesflow.local_date(v_value::timestamptz, p_time_zone, p_locale);
      if v_value is null then
        v_value := salesflow.say('date.never', p_locale);
      end if;
    elsif v_format = 'datetime' then
      v_value := salesflow.local_date(v_value::timestamptz, p_time_zone, p_locale)
        || to_char(v_value::timestamptz at time zone p_time_zone, ' HH24:MI');
    elsif v_format = 'days' then
      v_value := salesflow.local_days(v_value::numeric, p_locale);
    elsif v_format = 'money' then
      v_value := salesflow.local_money(v_value::numeric, p_facts ->> 'currency', p_locale);
    elsif v_format = 'percent' then
      v_value := round(100 * v_value::numeric)::text || ' %';
    elsif v_format = 'points' then
      v_value := v_value || '/100';
      if v_value is null then
        v_value := salesflow.say('points.none', p_locale);
      end if;
    elsif v_format = 'quoted' then
      v_value := coalesce(
        case salesflow.language(p_locale) when 'de' then ': „' || v_value || '“' else ': “' || v_value || '”' end, '');
    elsif v_format = 'first_name' then
      v_value := salesflow.first_name(v_value);
    elsif v_format = 'channel' then
      v_value := salesflow.say_channel(v_value, p_locale);
    elsif jsonb_typeof(p_facts -> v_name) = 'array' then
      v_value := (
        select string_agg(salesflow.say(v_format || '.' || word, p_locale), ', ')
        from jsonb_array_elements_text(p_facts -> v_name) as word);
      if v_value is null then
        v_value := salesflow.say(v_format || '.none', p_locale);
      end if;
    else
      v_value := salesflow.say(v_format || '.' || coalesce(v_value, 'none'), p_locale);
    end if;
    v_text := v_text || coalesce(v_value, case when v_format = '' then '{' || p_parts[i] || '}' else '…' end) || p_parts[i + 1];
  end loop;
  return v_text;
end
$$;

ALTER FUNCTION salesflow.tell(p_parts text[], p_facts jsonb, p_locale text, p_time_zone text, p_includes boolean) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.tell(p_parts text[], p_facts jsonb, p_locale text, p_time_zone text, p_includes boolean) IS 'A text template''s parts with its {name|format}s replaced by facts, in a language and time zone. Formats: date, date_or_never and datetime (of an instant), days (a number), money (with the fact currency), percent (of a share 0–1), points (of 100), quoted, channel, first_name; any other is a vocabulary: {type|activity} is the text activity.<value>, of a list all of them, of nothing activity.none. {name} alone is the value as it stands; {a.key} is another text, told of the same facts.';

CREATE FUNCTION salesflow.say_facts(p_key text, p_facts jsonb, p_locale text, p_time_zone text DEFAULT 'UTC'::text) RETURNS text
    LANGUAGE sql STABLE
    RETURN (SELECT salesflow.tell(t.parts, say_facts.p_facts, say_facts.p_locale, say_facts.p_time_zone) AS tell FROM public.text_templates t WHERE ((t.key = say_facts.p_key) AND (t.locale = salesflow.language(say_facts.p_locale))));

ALTER FUNCTION salesflow.say_facts(p_key text, p_facts jsonb, p_locale text, p_time_zone text) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.say_facts(p_key text, p_facts jsonb, p_locale text, p_time_zone text) IS 'The text template of a key, told of the facts: see tell(). Null where there is no such template.';

CREATE FUNCTION salesflow.say_plan(p_plan jsonb) RETURNS jsonb
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  select p_plan || jsonb_build_object(
    'greeting_text', salesflow.say_facts('review.greeting', p_plan, plan.locale),
    'plan_date_text', salesflow.long_date((p_plan ->> 'plan_date')::date, plan.locale),
    'progress_text', salesflow.say_facts('review.progress', p_plan, plan.locale),
    'source_text', salesflow.say('review.source.' || (p_plan ->> 'source'), plan.locale),
    'top_3_priorities', (
      select coalesce(jsonb_agg(salesflow.say_priority(e.item, plan.locale) order by e.position), '[]')
      from jsonb_array_elements(p_plan -> 'top_3_priorities') with ordinality as e (item, position)),
    'goal_progress_text', (
      select jsonb_agg(salesflow.say_facts('review.goal.' || goal.name, p_plan -> 'goal_progress', plan.locale) order by goal.position)
      from (values (1, 'won', 'deals_closed_this_month'), (2, 'pipeline', 'pipeline_value'), (3, 'rate', 'conversion_rate'))
        as goal (position, name, counted)
      -- a rep of whom nothing was decided has no rate
      where p_plan -> 'goal_progress' ->> goal.counted is not null))
  from (select p_plan ->> 'locale' as locale) as plan
$$;

ALTER FUNCTION salesflow.say_plan(p_plan jsonb) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.say_plan(p_plan jsonb) IS 'A plan as get_daily_plan() returns it, said in the language of its user: adds greeting_text, plan_date_text, progress_text, source_text, goal_progress_text (an array of sentences) and what say_priority() adds to each priority.';

CREATE FUNCTION salesflow.say_priority(p_priority jsonb, p_locale text) RETURNS jsonb
    LANGUAGE sql STABLE
    RETURN (p_priority || jsonb_build_object('urgency_text', salesflow.say(('review.urgency.'::text || (p_priority ->> 'urgency'::text)), p_locale), 'contact_text', CASE WHEN ((p_priority ->> 'channel'::text) IS NULL) THEN salesflow.say('review.contact.unknown'::text, p_locale) ELSE salesflow.say_facts('review.contact'::text, (p_priority || CASE (p_priority ->> 'channel'::text) WHEN 'phone'::text THEN '{"channel": "call"}'::jsonb ELSE '{}'::jsonb END), p_locale) END, 'win_probability_text', salesflow.say_facts('review.chance'::text, p_priority, p_locale), 'expected_value_text', salesflow.say_facts('review.worth'::text, p_priority, p_locale)));

ALTER FUNCTION salesflow.say_priority(p_priority jsonb, p_locale text) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.say_priority(p_priority jsonb, p_locale text) IS 'A priority of a plan (get_daily_plan().top_3_priorities) with its …_text keys: urgency, contact (channel and time), win_probability, expected_value.';

CREATE FUNCTION salesflow.schema_problem(p_schema jsonb) RETURNS text
    LANGUAGE plpython3u IMMUTABLE STRICT
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
import json
import fastjsonschema

DEEPEST = 50  # models refuse far less; nobody who reads it shall run out of stack

def refuse(uri):
    raise fastjsonschema.JsonSchemaDefinitionException("may not refer to " + uri)

try:
    schema = json.loads(p_schema)
    level, depth = [schema], 0
    while level:
        depth += 1
        if depth > DEEPEST:
            return f"deeper than {DEEPEST} levels"
        level = [inner for outer in level if isinstance(outer, (dict, list))
                 for inner in (outer.values() if isinstance(outer, dict) else outer)]
    fastjsonschema.compile(schema, handlers={"http": refuse, "https": refuse, "ftp": refuse, "file": refuse},
                           use_default=False)
except Exception as problem:
    return f"{type(problem).__name__}: {problem}"
return None
$$;

ALTER FUNCTION salesflow.schema_problem(p_schema jsonb) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.schema_problem(p_schema jsonb) IS 'What is wrong with a JSON schema (draft 4, 6 or 7); null if nothing is.';

CREATE FUNCTION salesflow.sees_all() RETURNS boolean
    LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  return salesflow.role_sees_all() or exists (select from public.users as me where me.id = salesflow.current_user_id() and me.role = 'admin');
end
$$;

ALTER FUNCTION salesflow.sees_all() OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.sees_all() IS 'Whether this session sees every row, those of nobody too: role_sees_all(), or a gateway that acts for a user of role admin.';

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

CREATE FUNCTION salesflow.settle_answer(p_event_id bigint, p_lease uuid, p_answer jsonb, p_usage jsonb) RETURNS boolean
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_event salesflow.events;
  v_kind salesflow.event_kinds;
begin
  select * into v_event from salesflow.events as e where e.event_id = p_event_id and e.lease = p_lease for update;
  if not found then
    return false;
  end if;
  select * into v_kind from salesflow.event_kinds as k where k.kind = v_event.kind;
  if (salesflow.check_answers(array[v_kind.schema_hash], array[p_answer::text]))[1] is not null then
    return false;
  end if;
  begin
    perform salesflow.call_kind(v_kind.apply_fn, v_event, p_answer, 'model');
  exception
    when others then
      if salesflow.is_outage(sqlstate) then
        raise;
      end if;
      return false;
  end;
  delete from salesflow.events as e where e.event_id = p_event_id;
  insert into salesflow.event_log
    (event_id, kind, lead_id, user_id, cause, outcome, source, attempts, last_error, waited, took)
  values (
    p_event_id, v_event.kind, v_event.lead_id, v_event.user_id, v_event.cause, 'applied', 'model', v_event.attempt,
    v_event.last_error, v_event.claimed_at - v_event.created_at, clock_timestamp() - v_event.claimed_at);
  if jsonb_typeof(p_usage) = 'array' and jsonb_array_length(p_usage) = 1 then
    perform salesflow.charge_call(v_event, 'applied', p_usage -> 0, v_kind.prompt_version);
  elsif p_usage is not null then
    perform salesflow.charge_calls(array[v_event], '{applied}', array[p_usage]);
  end if;
  return true;
end
$$;

ALTER FUNCTION salesflow.settle_answer(p_event_id bigint, p_lease uuid, p_answer jsonb, p_usage jsonb) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.settle_answer(p_event_id bigint, p_lease uuid, p_answer jsonb, p_usage jsonb) IS 'Applies the model''s answer to one event as settle_events() would; false, and nothing has happened, where that takes more: the lease is lost, the answer invalid or not to be applied.';

CREATE FUNCTION salesflow.settle_events(p_given salesflow.settlement[]) RETURNS TABLE(event_id bigint, status text, detail text)
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET plan_cache_mode TO 'force_generic_plan'
    SET enable_seqscan TO 'off'
    SET enable_bitmapscan TO 'off'
    AS $$
declare
  -- what is held, a place for each event
  v_events salesflow.events[];
  v_places integer[];
  v_outcomes text[];
  v_answers jsonb[];
  v_hashes text[];
  v_apply text[];
  v_offline text[];
  v_reasons text[];
  v_pauses double precision[];
  v_usages jsonb[];
  -- what becomes of it
  v_endings text[];
  v_errors text[];
  v_ruled text[];
  v_ruled_errors text[];
  v_statuses text[];
  v_sources text[];
  v_call_outcomes text[];
  -- what is said of it, a place for each that was given
  v_said text[] := array_fill('lost'::text, array[cardinality(p_given)]);
  v_details text[] := array_fill('the lease is not held any more'::text, array[cardinality(p_given)]);
  v_late salesflow.settlement[];
begin
  if cardinality(p_given) = 1 and p_given[1].outcome = 'answer'
    and salesflow.settle_answer(p_given[1].event_id, p_given[1].lease, coalesce(p_given[1].answer, 'null'), p_given[1].usage)
  then
    return query select p_given[1].event_id, 'applied', 'model';
    return;
  end if;

  -- fence: only the bearer of the lease has a say, and only once
  select
    array_agg(f.event), array_agg(g.place::integer), array_agg(g.outcome),
    array_agg(case when g.outcome = 'answer' then coalesce(g.answer, 'null') end),
    array_agg(k.schema_hash), array_agg(k.apply_fn), array_agg(case when g.outcome = 'offline' then k.offline_fn end),
    array_agg(g.reason), array_agg(g.retry_after), array_agg(g.usage), array_agg(g.error)
  into
    v_events, v_places, v_outcomes, v_answers, v_hashes, v_apply, v_offline, v_reasons, v_pauses, v_usages, v_errors
  from (
    select distinct on (n.event_id, n.lease) n.*
    from unnest(p_given) with ordinality as
      n (event_id, lease, outcome, answer, reason, error, retry_after, usage, place)
    order by n.event_id, n.lease, n.place
  ) as g
  cross join lateral (
    select e as event, e.kind from salesflow.events as e where e.event_id = g.event_id and e.lease = g.lease for update
  ) as f
  join salesflow.event_kinds as k on k.kind = f.kind;

  if v_events is not null then
    if 'answer' = any (v_outcomes) then
      select a.endings, a.errors
      into v_endings, v_ruled_errors
      from salesflow.apply_answers(v_apply, v_events, v_hashes, v_answers, 'model') as a;
      v_errors := case when v_outcomes <@ '{answer}' then v_ruled_errors
        else array(select coalesce(x.a, x.b) from unnest(v_ruled_errors, v_errors) as x (a, b)) end;
    end if;
    if not v_outcomes <@ '{answer}' then
      select r.endings, r.errors
      into v_ruled, v_ruled_errors
      from salesflow.answer_by_rules(v_offline, v_apply, v_events, v_hashes) as r;
      select
        array_agg(coalesce(
          g.ending, g.ruled, case g.outcome when 'skip' then 'skipped' when 'release' then 'released' else 'failed' end)),
        array_agg(case
          when g.ending is not null or g.ruled is not null then coalesce(g.ruled_error, g.error)
          when g.outcome in ('failure', 'loss') then coalesce(g.error, 'unknown error')
          when g.outcome = 'offline' then 'there are no rules for this kind'
        end)
      into v_endings, v_errors
      from unnest(v_outcomes, v_endings, v_errors, v_ruled, v_ruled_errors) as g (outcome, ending, error, ruled, ruled_error);
    end if;
    v_call_outcomes := array(
      select case when g.outcome = 'answer' then g.ending else coalesce(g.reason, 'error') end
      from unnest(v_outcomes, v_endings, v_reasons) as g (outcome, ending, reason));
    v_statuses := v_endings;
    v_sources := array(
      select case when g.ending = 'applied' then case g.outcome when 'answer' then 'model' else 'rules' end end
      from unnest(v_outcomes, v_endings) as g (outcome, ending));

    if not v_endings <@ '{applied, skipped, released}' then
      -- attempts used up: the rules answer, unless it is they who failed
      select array_agg(case when d.attempt >= k.max_attempts and v_errors[d.ordinality] is not null
        and v_outcomes[d.ordinality] not in ('offline', 'loss') then k.offline_fn end)
      into v_offline
      from unnest(v_events) with ordinality as d
      join salesflow.event_kinds as k on k.kind = d.kind;
      v_ruled := null;
      v_ruled_errors := null;
      if num_nonnulls(variadic v_offline) > 0 then
        select r.endings, r.errors
        into v_ruled, v_ruled_errors
        from salesflow.answer_by_rules(v_offline, v_apply, v_events, v_hashes) as r;
      end if;
      select
        array_agg(case
          when x.error is null then x.ending
          -- lost with its bearer: the rules get as many attempts again, each handed out like any other
          when v_outcomes[d.ordinality] = 'loss' and k.offline_fn is not null and d.attempt < 2 * k.max_attempts then 'retry'
          when d.attempt < k.max_attempts and (v_outcomes[d.ordinality] <> 'offline' or k.offline_fn is not null) then 'retry'
          else 'dead'
        end),
        array_agg(case when x.ending = 'applied' and v_ruled[d.ordinality] is not null then 'rules' else v_sources[d.ordinality] end),
        array_agg(case when v_ruled[d.ordinality] is not null then 'attempts' else v_reasons[d.ordinality] end),
        array_agg(coalesce(x.error, v_errors[d.ordinality]))
      into v_statuses, v_sources, v_reasons, v_errors
      from unnest(v_events) with ordinality as d
      join salesflow.event_kinds as k on k.kind = d.kind
      cross join lateral (
        select
          coalesce(v_ruled[d.ordinality], v_endings[d.ordinality]),
          case when v_ruled[d.ordinality] is null then v_errors[d.ordinality] else v_ruled_errors[d.ordinality] end
      ) as x (ending, error);
      if 'dead' = any (v_statuses) then
        perform salesflow.bury_events(v_events, v_statuses, v_errors);
      end if;
    end if;
    if v_statuses && '{retry, released}' then
      perform salesflow.put_back_events(v_events, v_statuses, v_errors, v_pauses);
    end if;
    if v_statuses && '{applied, skipped}' then
      with gone as (
        delete from salesflow.events as e
        where e.event_id = any (array(
          select d.event_id from unnest(v_events) with ordinality as d
          where v_statuses[d.ordinality] in ('applied', 'skipped')))
      )
      insert into salesflow.event_log
        (event_id, kind, lead_id, user_id, cause, outcome, source, reason, attempts, last_error, waited, took)
      select
        d.event_id, d.kind, d.lead_id, d.user_id, d.cause, v_statuses[d.ordinality], v_sources[d.ordinality],
        v_reasons[d.ordinality], d.attempt, coalesce(v_errors[d.ordinality], d.last_error),
        d.claimed_at - d.created_at, clock_timestamp() - d.claimed_at
      from unnest(v_events) with ordinality as d
      where v_statuses[d.ordinality] in ('applied', 'skipped');
    end if;
    for i in 1 .. cardinality(v_places) loop
      v_said[v_places[i]] := v_statuses[i];
      v_details[v_places[i]] := coalesce(v_sources[i], v_errors[i]);
    end loop;
    -- last, because all of one user's answers meet in the row of his day
    if num_nonnulls(variadic v_usages) > 0 then
      perform salesflow.charge_calls(v_events, v_call_outcomes, v_usages);
    end if;
  end if;

  if 'lost' = any (v_said) then
    -- too late for an effect, but paid for
    v_late := array(
      select p_given[g.ordinality] from unnest(p_given) with ordinality as g
      where g.usage is not null and v_said[g.ordinality] = 'lost');
    if v_late <> '{}' then
      perform salesflow.charge_late_calls(v_late);
    end if;
  end if;
  return query
    select g.event_id, v_said[g.ordinality], v_details[g.ordinality]
    from unnest(p_given) with ordinality as g;
end
$$;

ALTER FUNCTION salesflow.settle_events(p_given salesflow.settlement[]) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.settle_events(p_given salesflow.settlement[]) IS 'Ends attempts, each by itself. status: applied, skipped, retry, dead, released, or lost (the lease is somebody else''s by now; nothing was done, but calls are charged). detail: whose answer (model, rules), or what went wrong. What an outage raises (is_outage) is raised: then nothing has happened, and it can be handed in again.';

CREATE FUNCTION salesflow.situation_conditions(p_as_of timestamp with time zone) RETURNS TABLE(number integer, situation text, urgency numeric, label text, is_risk boolean, clock integer, lead_statuses text[], held_since timestamp with time zone, held_after timestamp with time zone, min_bant numeric, min_contacts numeric, needs_no_contact boolean, needs_no_bant boolean, needs_no_profile boolean)
    LANGUAGE sql STABLE ROWS 20
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  select
    row_number() over (order by s.urgency desc)::integer, s.situation, s.urgency,
    case
      when s.urgency >= salesflow.policy_number('lifecycle.critical_urgency') then 'critical'
      when s.urgency >= salesflow.policy_number('lifecycle.high_urgency') then 'high'
      when s.urgency >= salesflow.policy_number('lifecycle.medium_urgency') then 'medium'
      else 'low'
    end,
    s.is_risk, array_position(array['status', 'quiet', 'inbound', 'meeting', 'task'], s.clock), s.lead_statuses,
    case
      when s.within_policy is not null then p_as_of + salesflow.policy_interval(s.within_policy)
      when s.after_policy is not null then p_as_of - salesflow.policy_interval(s.after_policy)
      else p_as_of
    end,
    case
      when s.within_policy is not null then p_as_of
      when s.until_policy is not null then p_as_of - salesflow.policy_interval(s.until_policy)
      else '-infinity'
    end,
    case when s.min_bant_policy is not null then salesflow.policy_number(s.min_bant_policy) end,
    case when s.min_contacts_policy is not null then salesflow.policy_number(s.min_contacts_policy) else 0 end,
    'no_contact' = any (s.needs), 'no_bant' = any (s.needs), 'no_profile' = any (s.needs)
  from public.lead_situations as s
$$;

ALTER FUNCTION salesflow.situation_conditions(p_as_of timestamp with time zone) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.situation_conditions(p_as_of timestamp with time zone) IS 'lead_situations with their policies put in, as of an instant: number counts from the most urgent; label is critical, high, medium or low; clock is the place in judge_leads().clocks that must lie after held_after and not after held_since.';

CREATE FUNCTION salesflow.source_id(p_source text, p_object text) RETURNS smallint
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_id smallint;
begin
  select s.id into v_id from salesflow.import_sources as s where s.source = p_source and s.object = p_object;
  -- looked up first: an insert in vain would use up a number, and there are 32,767 of them
  if v_id is null then
    insert into salesflow.import_sources (source, object) values (p_source, p_object) returning id into v_id;
  end if;
  return v_id;
end
$$;

ALTER FUNCTION salesflow.source_id(p_source text, p_object text) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.source_id(p_source text, p_object text) IS 'Key of a source and object in import_sources, where they get one when they are new. For a running import, which is alone.';

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
    new.ended_how := case when new.status = 'dismissed' then new.ended_how end;
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
  v_held salesflow.settlement[] := array(
    select row(e.event_id, e.lease, 'release', null, null, null, null, null)::salesflow.settlement
    from salesflow.events as e
    where e.worker = p_worker and e.lease is not null);
begin
  update salesflow.workers as w
  set stopped_at = now(), is_waiting = false, seen_at = now(), alive_until = now()
  where w.name = p_worker;
  if v_held <> '{}' then
    perform salesflow.settle_events(v_held);
  end if;
  return cardinality(v_held);
end
$$;

ALTER FUNCTION salesflow.stop_worker(p_worker text) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.stop_worker(p_worker text) IS 'Says good-bye: gives back all that the worker still holds, without counting the attempts, and returns how many events.';

CREATE FUNCTION salesflow.subject_name(p_subject_type text, p_subject_id uuid) RETURNS text
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $_$
declare
  v_type public.subject_types;
  v_name text;
begin
  select * into v_type from public.subject_types where subject_type = p_subject_type;
  execute format('select %I::text from %s where id = $1', v_type.name_column, v_type.table_name::regclass)
  into v_name using p_subject_id;
  return coalesce(v_name, p_subject_type || ' ' || p_subject_id);
end
$_$;

ALTER FUNCTION salesflow.subject_name(p_subject_type text, p_subject_id uuid) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.subject_name(p_subject_type text, p_subject_id uuid) IS 'Name of what an action concerns; type and key where it is gone.';

CREATE FUNCTION salesflow.sum_up_plans(p_plan_ids uuid[]) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET plan_cache_mode TO 'force_custom_plan'
    AS $$
declare
  v_window interval := salesflow.policy_interval('review.conversion_window');
  v_probability double precision := salesflow.policy_number('review.quick_win_probability');
begin
  with plan as materialized (
    select
      p.id, p.user_id, p.generated_at, u.locale,
      date_trunc('month', p.generated_at at time zone u.time_zone) at time zone u.time_zone as month_start
    from public.daily_action_plans as p
    join public.users as u on u.id = p.user_id
    where p.id = any (p_plan_ids)
  ),
  portfolio as (
    select
      k.plan_id,
      count(*) as active,
      round(sum(k.value)::numeric, 2) as pipeline_value,
      round(sum(k.value * k.win_probability)::numeric, 2) as expected_value,
      max(k.currency) as currency,
      count(*) filter (where k.win_probability >= v_probability) as ready,
      round((sum(k.value) filter (where k.win_probability >= v_probability))::numeric, 2) as ready_value,
      count(*) filter (where s.clock = 'inbound') as answer,
      count(*) filter (where 'no_contact' = any (s.needs)) as fresh,
      count(*) filter (where s.clock = 'quiet') as quiet,
      round((sum(k.value) filter (where s.clock = 'quiet'))::numeric, 2) as quiet_value
    from public.lead_rankings as k
    join public.lead_situations as s on s.situation = k.situation
    where k.plan_id = any (p_plan_ids)
    group by k.plan_id
  ),
  outcomes as (
    select
      plan.id,
      count(*) filter (where s.is_won and h.created_at >= plan.month_start) as won_this_month,
      sum(l.deal_value) filter (where s.is_won and h.created_at >= plan.month_start) as revenue_this_month,
      count(*) filter (where s.is_won) as won,
      count(*) as decided
    from plan
    join public.leads as l on l.user_id = plan.user_id
    join public.lead_status_history as h on h.lead_id = l.id
    join public.lead_statuses as s on s.status = h.to_status and s.is_decided
    where h.created_at > plan.generated_at - v_window and h.created_at <= plan.generated_at
    group by plan.id
  )
  update public.daily_action_plans as p
  set
    strategic_insights = salesflow.plan_insights(plan.locale, to_jsonb(portfolio)),
    goal_progress = jsonb_build_object(
      'deals_closed_this_month', coalesce(outcomes.won_this_month, 0),
      'revenue_this_month', coalesce(outcomes.revenue_this_month, 0),
      'pipeline_value', coalesce(portfolio.pipeline_value, 0),
      'expected_pipeline_value', coalesce(portfolio.expected_value, 0),
      'conversion_days', round(extract(epoch from v_window) / 86400),
      'conversion_rate', round(outcomes.won::numeric / nullif(outcomes.decided, 0), 3),
      'currency', portfolio.currency)
  from plan
  left join portfolio on portfolio.plan_id = plan.id
  left join outcomes on outcomes.id = plan.id
  where p.id = plan.id;
end
$$;

ALTER FUNCTION salesflow.sum_up_plans(p_plan_ids uuid[]) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.sum_up_plans(p_plan_ids uuid[]) IS 'Insights and goals of the given plans: the portfolio as it was ranked, and what was decided lately.';

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

CREATE FUNCTION salesflow.take_events(p_worker text, p_batch integer, p_is_rendered boolean) RETURNS TABLE(event_id bigint, lease uuid, kind text, attempt smallint, model text, reason text, input jsonb, deadline timestamp with time zone)
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_worker salesflow.workers;
  v_events salesflow.events[];
  v_poor bigint[] := array[]::bigint[];
  v_inputs jsonb[];
  v_errors text[];
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
  -- once a second is often enough for a busy session; in its own memory
  if coalesce(nullif(current_setting('salesflow.tidied_at', true), '')::timestamptz < now() - interval '1 s', true) then
    perform set_config('salesflow.tidied_at', now()::text, false);
    perform salesflow.tidy_events();
  end if;
  v_events := salesflow.lease_events(p_worker, v_worker.model, p_batch);
  -- idle, there is time to look for what became due just now
  if cardinality(v_events) < p_batch and salesflow.tidy_events() then
    v_events := v_events || salesflow.lease_events(p_worker, v_worker.model, p_batch - cardinality(v_events));
  end if;

  -- less than asked for: it will sleep, and wants to be woken (see ring_doorbell)
  if v_worker.is_waiting <> (cardinality(v_events) < p_batch) then
    update salesflow.workers as w set is_waiting = not v_worker.is_waiting where w.name = p_worker;
  end if;
  if v_events = '{}' then
    return;
  end if;

  if v_worker.model is not null then
    v_poor := salesflow.over_budget(v_events);
    if v_poor <> '{}' then
      update salesflow.events as e set model = null where e.event_id = any (v_poor);
    end if;
    if p_is_rendered then
      -- the requests; an event that has none is over before it began
      if cardinality(v_events) = 1 and v_events[1].model is not null and v_poor = '{}' then
        begin
          v_inputs := array[salesflow.call_kind(
            (select k.context_fn from salesflow.event_kinds as k where k.kind = v_events[1].kind), v_events[1], null, null)];
          v_errors := array[null];
        exception
          when others then
            if salesflow.is_outage(sqlstate) then
              raise;
            end if;
        end;
      end if;
      if v_inputs is null then
        select c.results, c.errors
        into v_inputs, v_errors
        from salesflow.call_kinds(
          array(
            select case when d.model is not null and d.event_id <> all (v_poor) then k.context_fn end
            from unnest(v_events) with ordinality as d
            left join salesflow.event_kinds as k on k.kind = d.kind
            order by d.ordinality),
          v_events, null, null) as c;
      end if;
      if array_position(v_inputs, null) is not null then
        v_ended := array(
          select salesflow.without_request(d.event_id, d.lease, v_errors[d.ordinality])
          from unnest(v_events) with ordinality as d
          where v_inputs[d.ordinality] is null and d.model is not null and d.event_id <> all (v_poor));
        if v_ended <> '{}' then
          perform salesflow.settle_events(v_ended);
        end if;
      end if;
    end if;
  end if;

  return query
    select
      d.event_id, d.lease, d.kind, d.attempt,
      case when d.event_id <> all (v_poor) then d.model end,
      case
        when d.event_id = any (v_poor) then 'budget'
        when d.model is null then coalesce(v_worker.problem, 'attempts')
      end,
      v_inputs[d.ordinality], d.leased_until
    from unnest(v_events) with ordinality as d
    where d.model is null or not p_is_rendered or v_inputs[d.ordinality] is not null or d.event_id = any (v_poor);
end
$$;

ALTER FUNCTION salesflow.take_events(p_worker text, p_batch integer, p_is_rendered boolean) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.take_events(p_worker text, p_batch integer, p_is_rendered boolean) IS 'Leases up to that many due events and renders their requests, unless told not to: model null: by rules, for that reason. Raises SF204 (worker not registered), and what an outage raises in a context function.';

CREATE FUNCTION salesflow.tell_of_plans(p_plan_ids uuid[]) RETURNS void
    LANGUAGE sql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  with plan as materialized (
    select
      p.id, p.user_id, p.actions_total, u.locale, u.time_zone,
      jsonb_build_object(
        'plan_at', p.generated_at, 'insight', p.strategic_insights,
        'actions', (select string_agg(e ->> 'action', '; ') from jsonb_array_elements(p.top_priorities) as e),
        'first_action', coalesce(p.top_priorities -> 0 ->> 'action', salesflow.say('review.notification.none', u.locale))) as facts
    from public.daily_action_plans as p
    join public.users as u on u.id = p.user_id
    where p.id = any (p_plan_ids)
  ),
  remembered as (
    insert into public.agent_memory (user_id, memory_type, content, importance_score, context, cause)
    select
      p.user_id, 'insight', salesflow.say_facts('review.memory', p.facts, p.locale, p.time_zone),
      (select salesflow.policy_number('memory.plan_importance')), jsonb_build_object('plan_id', p.id), 'daily_action_plans:' || p.id
    from plan as p
    where p.actions_total > 0
    on conflict (cause) do nothing
  )
  insert into public.notifications (user_id, kind, title, body, data, dedupe_key)
  select
    p.user_id, 'daily_plan', salesflow.say_facts('review.notification.title', p.facts, p.locale, p.time_zone),
    salesflow.say_facts('review.notification.body', p.facts, p.locale, p.time_zone), jsonb_build_object('plan_id', p.id),
    'daily_action_plans:' || p.id
  from plan as p
  on conflict (dedupe_key) do nothing
$$;

ALTER FUNCTION salesflow.tell_of_plans(p_plan_ids uuid[]) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.tell_of_plans(p_plan_ids uuid[]) IS 'Remembers the given plans, and notifies their users.';

CREATE FUNCTION salesflow.tell_rows_apart(p_import_id uuid) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET enable_nestloop TO 'off'
    SET work_mem TO '32MB'
    SET jit TO 'off'
    AS $_$
declare
  v_import public.imports;
  v_source smallint;
  v_key    text;
  v_row    text;
  v_many   boolean;
  v_repeats bigint;
  v_rows   bigint;
begin
  select * into v_import from public.imports where id = p_import_id;
  v_source := salesflow.source_id(v_import.source, v_import.object);
  select f.source into v_key from salesflow.import_fields as f
  where f.target = case v_import.object when 'company' then 'company.external_id' else 'lead.external_id' end;
  v_many := exists (select from salesflow.import_fields as f where f.section in ('activity', 'bant'));
  -- without a key a row is known by what it says of whom it means
  select coalesce('''row:'' || md5(lower(concat_ws(chr(31), ' || string_agg(f.source, ', ' order by f.n) || ')))', '''row:''')
  into v_row
  from salesflow.import_fields as f
  where cardinality(f.columns) > 0
    and f.target in ('lead.name', 'lead.first_name', 'lead.last_name', 'lead.company', 'lead.email', 'lead.phone', 'lead.created_at',
      'company.name', 'contact.name', 'contact.email');

  execute format(
    'insert into salesflow.import_items (row_no, line_no, key, row_hash, is_same) '
    'select r.row_no, r.line_no, coalesce(%s, %s), jsonb_hash_extended(r.cells, $1), false '
    'from salesflow.import_rows as r where salesflow.is_readable(r.problem)',
    coalesce(v_key, 'null'), v_row)
  using hashtextextended(concat(v_import.map - 'about', v_import.formats, v_import.columns), 0);
  analyze salesflow.import_items;

  if not v_many then
    -- Rows without a key that say the same of whom they mean are told apart by the rest of what they say.
    with again as materialized (
      select i.key from salesflow.import_items as i where i.key like 'row:%' group by i.key having count(*) > 1
    ),
    twins as (
      select i.row_no, i.key, first_value(i.row_no) over (partition by i.key, i.row_hash order by i.row_no) as first_row
      from salesflow.import_items as i
      join again using (key)
    ),
    numbered as (
      select t.row_no, t.first_row, dense_rank() over (partition by t.key order by t.first_row) as n from twins as t
    ),
    gone as (
      delete from salesflow.import_items as i using numbered as t where i.row_no = t.row_no and t.row_no <> t.first_row
      returning i.line_no
    ),
    apart as (
      update salesflow.import_items as i
      set key = i.key || '#' || t.n
      from numbered as t
      where i.row_no = t.row_no and t.row_no = t.first_row and t.n > 1
    )
    select count(*), min(line_no) into v_repeats, v_rows from gone;
    if v_repeats > 0 then
      perform salesflow.warn_of(p_import_id, 'identical_row', v_rows, p_count => v_repeats);
    end if;

    select count(*), count(*) - count(distinct i.key) into v_rows, v_repeats from salesflow.import_items as i;
    if v_repeats * 2 > v_rows and v_repeats >= 10 and v_import.map #>> '{options,repeats}' is distinct from 'last' then
      raise exception '% rows share % keys: this column does not tell rows apart', v_rows, v_rows - v_repeats
        using errcode = 'SF103',
          hint = format('Of rows with one key only the last would count. Leave the key (%s) out of the map, name another column, or say "options": {"repeats": "last"}.',
            (select array_to_string(f.columns, ', ') from salesflow.import_fields as f where f.target like '%.external_id' and f.section in ('lead', 'company') limit 1));
    end if;
  end if;

  with again as materialized (
    select i.key from salesflow.import_items as i group by i.key having count(*) > 1
  ),
  ordered as (
    select i.row_no, lead(i.line_no) over (partition by i.key order by i.row_no) as next_line
    from salesflow.import_items as i
    join again using (key)
  )
  update salesflow.import_items as i set next_line = o.next_line from ordered as o where i.row_no = o.row_no and o.next_line is not null;

  -- what an earlier import made of the key, if it is still there
  update salesflow.import_items as i
  set id = k.id, is_same = i.row_hash is not distinct from k.row_hash, facts_before = k.facts
  from salesflow.import_keys as k
  where k.source_id = v_source and k.key = i.key
    and case v_import.object
      when 'company' then k.id in (select c.id from public.companies as c)
      else k.id in (select l.id from public.leads as l)
    end;
  -- a lead entered otherwise, with the key of its CRM
  if v_import.object <> 'company' then
    update salesflow.import_items as i
    set id = l.id
    from public.leads as l
    where i.id is null and l.external_id = salesflow.lead_external_id(v_import.source, v_import.object, i.key);
  end if;
  analyze salesflow.import_items;
end
$_$;

ALTER FUNCTION salesflow.tell_rows_apart(p_import_id uuid) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.tell_rows_apart(p_import_id uuid) IS 'Gives every row its key and finds those that an earlier import has read already. Rows that differ stay apart; SF103 is raised where a key column would throw most of them together.';

CREATE FUNCTION salesflow.tidy_events(p_limit integer DEFAULT 100) RETURNS boolean
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_expired salesflow.settlement[];
  v_is_news boolean;
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
  v_is_news := found;

  select array_agg(
    row(e.event_id, e.lease, 'loss', null, 'lease_expired', 'lease expired at ' || e.worker, 0, null)::salesflow.settlement)
  into v_expired
  from (
    select x.event_id, x.lease, x.worker
    from salesflow.events as x
    where x.lease is not null
      and x.leased_until < now()
      -- nobody could extend it while the server was down
      and (x.claimed_at > pg_postmaster_start_time()
        or pg_postmaster_start_time() < now() - (select salesflow.policy_interval('events.restart_grace')))
    order by x.leased_until
    limit p_limit
    for update skip locked
  ) as e;
  if v_expired is not null then
    perform salesflow.settle_events(v_expired);
    return true;
  end if;
  return v_is_news;
end
$$;

ALTER FUNCTION salesflow.tidy_events(p_limit integer) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.tidy_events(p_limit integer) IS 'The housekeeping of a claim, bounded: puts in line what has become due, and takes back expired leases as failed attempts. True where there was any.';

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
    SET plan_cache_mode TO 'auto'
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

CREATE FUNCTION salesflow.transition_leads(p_raisings salesflow.raising[], p_as_of timestamp with time zone) RETURNS SETOF salesflow.deed
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_to_status text;
begin
  -- one step after the other: a first contact that is a meeting makes a lead contacted, then meeting_scheduled
  for v_to_status in
    select s.status
    from public.lead_statuses as s
    where s.status in (
      select a.type from public.automation_rules as a where a.rule in (select r.rule from unnest(p_raisings) as r))
    order by s.rank
  loop
    return query
      with wanted as materialized (
        select distinct on (r.subject_id)
          r.rule, r.subject_id, r.episode, r.since, r.facts, r.evidence, r.cause, a.text_key, w.trigger_type
        from unnest(p_raisings) as r
        join public.automation_rules as a on a.rule = r.rule and a.type = v_to_status
        join public.rule_watches as w on w.watch = a.watch
        order by r.subject_id, r.since, r.rule
      ),
      -- in key order, and judged on the row as it is once it is ours
      locked as materialized (
        select w.*, l.status as from_status, u.locale, coalesce(u.time_zone, 'UTC') as time_zone
        from wanted as w
        join public.leads as l on l.id = w.subject_id
        left join public.users as u on u.id = l.user_id
        order by l.id
        for no key update of l
      ),
      moved as (
        update public.leads as l
        set
          status = v_to_status,
          status_cause = jsonb_build_object(
            'actor', 'rule', 'rule', c.rule, 'trigger_type', c.trigger_type,
            'reason', salesflow.say_facts(c.text_key || '.reason', c.facts, c.locale, c.time_zone),
            'cause', c.cause, 'facts', c.facts, 'evidence', c.evidence,
            'policy_version', (select salesflow.policy_version()),
            'at', greatest(l.status_since, least(c.since, now())))
        from locked as c
        join public.lead_status_transitions as t on t.from_status = c.from_status and t.to_status = v_to_status
        where l.id = c.subject_id
          and c.subject_id not in (
            select v from salesflow.vetoed_leads(array(select w.subject_id from wanted as w), v_to_status) as v)
        returning c.rule, c.subject_id, c.episode, c.from_status, l.status_cause ->> 'reason' as reason
      )
      select
        m.rule, m.subject_id, m.episode, 'status_transition', m.subject_id,
        jsonb_build_object('from', m.from_status, 'to', v_to_status, 'reason', m.reason),
        jsonb_build_object('status', m.from_status), jsonb_build_object('status', v_to_status)
      from moved as m;
  end loop;
end
$$;

ALTER FUNCTION salesflow.transition_leads(p_raisings salesflow.raising[], p_as_of timestamp with time zone) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.transition_leads(p_raisings salesflow.raising[], p_as_of timestamp with time zone) IS 'Effect status_transition: moves leads to the status that is the rule''s type: only along the status graph, never against a person. The history follows by trigger.';

CREATE FUNCTION salesflow.translate_cell(p_text text, p_values jsonb, p_else text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE WHEN (p_text IS NULL) THEN NULL::text WHEN (p_values ? lower(p_text)) THEN NULLIF((p_values ->> lower(p_text)), ''::text) WHEN (p_values ? salesflow.normalise_word(p_text)) THEN NULLIF((p_values ->> salesflow.normalise_word(p_text)), ''::text) ELSE COALESCE(p_else, p_text) END;

ALTER FUNCTION salesflow.translate_cell(p_text text, p_values jsonb, p_else text) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.translate_cell(p_text text, p_values jsonb, p_else text) IS 'Cell by a value map with lower-case keys; p_else, or the cell itself, where the map has none. An empty value means none.';

CREATE FUNCTION salesflow.understand_import(p_import_id uuid, p_columns text[], p_map jsonb DEFAULT NULL::jsonb) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET enable_nestloop TO 'off'
    AS $_$
declare
  v_field    record;
  v_fields   jsonb := jsonb_build_array();
  v_words    jsonb := jsonb_build_array();
  v_owners   jsonb := jsonb_build_array();
  v_some     jsonb;
  v_import   public.imports;
begin
  -- security definer: it reads the staged rows, which were the caller's
  update public.imports as i set columns = p_columns where i.id = p_import_id and i.finished_at is null;
  truncate salesflow.import_fields;
  perform salesflow.read_import_map(p_import_id, p_map);
  select * into v_import from public.imports where id = p_import_id;

  for v_field in select f.* from salesflow.import_fields as f where cardinality(f.columns) > 0 and (f.consumes or f.target <> 'lead.currency') order by f.n loop
    execute format(
      'select coalesce(jsonb_agg(cell order by n), ''[]'') from ('
      'select cell, min(n) as n from (select %s as cell, r.row_no as n from (select * from salesflow.import_rows as r order by r.row_no limit 200) as r) as c '
      'where cell is not null group by cell order by min(n) limit 3) as c', v_field.source)
    into v_some;
    v_fields := v_fields || jsonb_build_object(
      'target', v_field.target, 'columns', v_field.columns, 'format', v_field.format, 'examples', v_some);

    if v_field.target in ('lead.status', 'outcome.status', 'activity.type') then
      execute format(
        'select coalesce(jsonb_agg(jsonb_build_object(''column'', %1$L, ''word'', word, ''count'', count, ''value'', %3$s) order by count desc, word), ''[]'') '
        'from (select %2$s as word, count(*) as count from salesflow.import_rows as r where r.problem is null group by 1 order by 2 desc limit 60) as w where word is not null',
        v_field.columns[1], v_field.source, salesflow.import_value('word', v_field.kind, null, null, 'UTC', '0'))
      into v_some;
      v_words := v_words || v_some;
    elsif v_field.target in ('user.name', 'user.email') and v_owners = '[]' then
      execute format(
        'select coalesce(jsonb_agg(jsonb_build_object(''name'', name, ''count'', count, ''user'', (select min(u.name) from public.users as u '
        'where salesflow.normalise_person(u.name) = salesflow.normalise_person(w.name) or lower(u.email) = salesflow.email_in(w.name))) order by count desc, name), ''[]'') '
        'from (select %s as name, count(*) as count from salesflow.import_rows as r where r.problem is null group by 1 order by 2 desc limit 200) as w',
        v_field.source)
      into v_owners;
    end if;
  end loop;

  v_some := jsonb_build_object(
    'source', v_import.source, 'object', v_import.object, 'rows', v_import.row_count, 'map', v_import.map,
    'fields', v_fields, 'words', v_words, 'owners', v_owners,
    'broken', (select count(*) from salesflow.import_rows as r where not salesflow.is_readable(r.problem)),
    'warnings', (
      select coalesce(jsonb_agg(jsonb_build_object('column', r.column_name, 'code', r.code, 'reason', r.reason) order by r.id), '[]')
      from public.import_rejects as r where r.import_id = p_import_id),
    'attributes', (
      select coalesce(jsonb_agg(c order by n), '[]')
      from unnest(p_columns) with ordinality as u (c, n)
      where c not in (select unnest(f.columns) from salesflow.import_fields as f where f.consumes)),
    'has_name', v_import.object not in ('lead', 'deal', 'contact')
      or not exists (select from salesflow.import_fields as f where f.section in ('lead', 'activity', 'bant', 'outcome'))
      or salesflow.has_naming_field());
  -- said here, and again by the import itself
  delete from public.import_rejects as r where r.import_id = p_import_id;
  truncate salesflow.import_fields;
  return v_some;
end
$_$;

ALTER FUNCTION salesflow.understand_import(p_import_id uuid, p_columns text[], p_map jsonb) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.understand_import(p_import_id uuid, p_columns text[], p_map jsonb) IS 'What a map makes of the rows staged for an open import, without importing: {source, object, rows, map, fields: [{target, columns, format, examples}], words: [{column, word, count, value (null: unknown)}], owners: [{name, count, user (null: new)}], attributes, broken, warnings, has_name}. Raises SF101 (map), SF102 (no rows).';

CREATE FUNCTION salesflow.undo_recommendation(p_action public.autonomous_actions, p_reason text) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  perform salesflow.end_recommendations(array[(p_action.action_details ->> 'recommendation_id')::uuid], 'undone', p_reason);
  if not found then
    raise exception 'the recommendation of action % is not pending any more', p_action.id using errcode = 'SF011';
  end if;
end
$$;

ALTER FUNCTION salesflow.undo_recommendation(p_action public.autonomous_actions, p_reason text) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.undo_recommendation(p_action public.autonomous_actions, p_reason text) IS 'Takes a recommendation back. Raises SF011 where somebody has answered it.';

CREATE FUNCTION salesflow.undo_transition(p_action public.autonomous_actions, p_reason text) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  -- recorded as a person's change, so that no rule redoes it
  update public.leads
  set status = p_action.before ->> 'status', status_reason = p_reason
  where id = p_action.subject_id and status = p_action.after ->> 'status';
  if not found then
    raise exception 'the status of lead % has changed since action %', p_action.subject_id, p_action.id
      using errcode = 'SF011', hint = 'Set leads.status by hand.';
  end if;
end
$$;

ALTER FUNCTION salesflow.undo_transition(p_action public.autonomous_actions, p_reason text) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.undo_transition(p_action public.autonomous_actions, p_reason text) IS 'Takes a change of status back. Raises SF011 where the status has changed since.';

CREATE PROCEDURE salesflow.unprotect(IN p_table text)
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_policy record;
begin
  for v_policy in select polname as name from pg_policy where polrelid = p_table::regclass loop
    execute format('drop policy %I on %s', v_policy.name, p_table::regclass);
  end loop;
end
$$;

ALTER PROCEDURE salesflow.unprotect(IN p_table text) OWNER TO salesflow_owner;

COMMENT ON PROCEDURE salesflow.unprotect(IN p_table text) IS 'Drops all policies of a table: with row-level security enabled and forced, nobody sees a row of it any more.';

CREATE FUNCTION salesflow.vetoed_leads(p_lead_ids uuid[], p_to_status text) RETURNS SETOF uuid
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  -- a person who took the lead back from here, or from beyond, is not overruled;
  -- one who opened a closed lead again is: that lead starts anew
  select h.lead_id
  from unnest(p_lead_ids) as g (lead_id)
  join public.lead_status_history as h on h.lead_id = g.lead_id and not h.automated
  join public.lead_statuses as f on f.status = h.from_status
  join public.lead_statuses as t on t.status = h.to_status
  join public.lead_statuses as wanted on wanted.status = p_to_status
  where t.rank < wanted.rank
    and wanted.rank <= f.rank
    and (f.is_active or f.status = wanted.status)
$$;

ALTER FUNCTION salesflow.vetoed_leads(p_lead_ids uuid[], p_to_status text) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.vetoed_leads(p_lead_ids uuid[], p_to_status text) IS 'Which of these leads a person once took back from this status, or from one beyond it: no rule brings them there again.';

CREATE FUNCTION salesflow.visible_user_ids() RETURNS uuid[]
    LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_acting uuid := salesflow.acting_for();
  v_id uuid;
  v_role text;
  v_squad_id uuid;
begin
  -- two plain look-ups, not one with "or": every statement of every person waits for this one
  if v_acting is null then
    select me.id, me.role, me.squad_id into v_id, v_role, v_squad_id
    from public.users as me where me.db_role = session_user and me.active;
  else
    select me.id, me.role, me.squad_id into v_id, v_role, v_squad_id
    from public.users as me where me.id = v_acting and me.active;
  end if;
  if v_role = 'admin' or salesflow.role_sees_all() then
    return array(select u.id from public.users as u);
  elsif v_role = 'manager' then
    return array(select u.id from public.users as u where u.id = v_id or u.squad_id = v_squad_id);
  end if;
  return array_remove(array[v_id], null);
end
$$;

ALTER FUNCTION salesflow.visible_user_ids() OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.visible_user_ids() IS 'The users this session may see: a rep itself, a manager all of its squad, who sees all everybody, a stranger or a gateway that acts for nobody no one. In a policy: user_id = any ((select salesflow.visible_user_ids())::uuid[]), asked once a statement.';

CREATE FUNCTION salesflow.warn_of(p_import_id uuid, p_code text, p_line_no bigint DEFAULT NULL::bigint, p_column text DEFAULT NULL::text, p_target text DEFAULT NULL::text, p_value text DEFAULT NULL::text, p_count bigint DEFAULT 1, p_values jsonb DEFAULT '{}'::jsonb) RETURNS void
    LANGUAGE sql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  insert into public.import_rejects (import_id, line_no, severity, column_name, target, value, code, reason, row_count)
  select
    i.id, p_line_no, 'warning', p_column, p_target, left(p_value, 1000), p_code,
    salesflow.say('imports.reason.' || p_code, i.locale, p_values), p_count
  from public.imports as i
  where i.id = p_import_id
$$;

ALTER FUNCTION salesflow.warn_of(p_import_id uuid, p_code text, p_line_no bigint, p_column text, p_target text, p_value text, p_count bigint, p_values jsonb) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.warn_of(p_import_id uuid, p_code text, p_line_no bigint, p_column text, p_target text, p_value text, p_count bigint, p_values jsonb) IS 'Writes a warning of an import.';

CREATE FUNCTION salesflow.watch_activities() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
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

ALTER FUNCTION salesflow.watch_activities() OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.watch_activities() IS 'Runs the rules of watch activity for the leads of activities that meet what a rule''s row asks of them.';

CREATE FUNCTION salesflow.watch_assessments() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
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

ALTER FUNCTION salesflow.watch_assessments() OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.watch_assessments() IS 'Runs the rules of watch assessment for the leads assessed.';

CREATE FUNCTION salesflow.whole_number(p_value jsonb) RETURNS integer
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE WHEN (jsonb_typeof(p_value) = 'number'::text) THEN (LEAST(GREATEST(((p_value #>> '{}'::text[]))::numeric, (0)::numeric), (2147483647)::numeric))::integer ELSE NULL::integer END;

ALTER FUNCTION salesflow.whole_number(p_value jsonb) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.whole_number(p_value jsonb) IS 'A count that somebody else reports, held to what a count can be; null for what is no number.';

CREATE FUNCTION salesflow.why_not_situation(p_situation text, p_lead_id uuid, p_as_of timestamp with time zone, p_locale text) RETURNS TABLE(condition text, passes boolean, actual text, required text, earliest_at timestamp with time zone, explanation text)
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  with lead as (
    select j.*, l.name, coalesce(u.time_zone, 'UTC') as time_zone
    from salesflow.judge_leads(array[p_lead_id], null, p_as_of) as j
    join public.leads as l on l.id = j.lead_id
    left join public.users as u on u.id = j.user_id
  ),
  judged as (
    select s.*, c.number, c.held_since, c.held_after, c.min_bant, c.min_contacts, l.lead_id, l.status, l.clocks[c.clock] as clock_at,
      l.last_contact_at, l.bant, l.bant_id, l.has_profile, l.interactions, l.time_zone
    from public.lead_situations as s
    join salesflow.situation_conditions(p_as_of) as c on c.situation = s.situation
    left join lead as l on true
    where s.situation = p_situation
  )
  select
    w.condition, w.passes, w.actual, w.required, w.earliest_at,
    salesflow.say_facts('why_not.' || case when w.condition like 'clock%' and j.clock_at is null then 'no_' || j.clock else w.condition end, jsonb_build_object(
      'found', w.actual, 'needed', w.required, 'earliest_at', w.earliest_at, 'found_at', j.clock_at,
      'days', extract(epoch from p_as_of - j.clock_at) / 86400), p_locale, coalesce(j.time_zone, 'UTC'))
  from judged as j
  cross join lateral (
    values
      ('active', j.lead_id is not null, null, null, null::timestamptz),
      ('status', case when j.lead_statuses is not null then j.status = any (j.lead_statuses) end, j.status,
        array_to_string(j.lead_statuses, ', '), null),
      ('clock_' || j.clock, case when j.lead_id is not null then coalesce(j.clock_at <= j.held_since, false) end, j.clock_at::text,
        j.held_since::text, j.clock_at + (p_as_of - j.held_since)),
      ('until', case when j.held_after > '-infinity' then j.clock_at > j.held_after end, j.clock_at::text, j.held_after::text, null),
      ('bant', case when j.min_bant is not null then coalesce(j.bant >= j.min_bant, false) end, j.bant::text, j.min_bant::text, null),
      ('contacts', case when j.min_contacts > 0 then j.interactions >= j.min_contacts end, j.interactions::text, j.min_contacts::text, null),
      ('no_contact', case when 'no_contact' = any (j.needs) then j.last_contact_at is null end, j.last_contact_at::text, null, null),
      ('no_bant', case when 'no_bant' = any (j.needs) then j.bant_id is null end, j.bant::text, null, null),
      ('no_profile', case when 'no_profile' = any (j.needs) then not j.has_profile end, null, null, null)
  ) as w (condition, passes, actual, required, earliest_at)
  where w.passes is not null
    -- of a lead that is not worked on there is no more to say
    and (j.lead_id is not null or w.condition = 'active')
$$;

ALTER FUNCTION salesflow.why_not_situation(p_situation text, p_lead_id uuid, p_as_of timestamp with time zone, p_locale text) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.why_not_situation(p_situation text, p_lead_id uuid, p_as_of timestamp with time zone, p_locale text) IS 'The conditions of a situation, for a lead at an instant: which pass, what was found, what is needed, when the clock can pass. No row for an unknown or null situation.';

CREATE FUNCTION salesflow.win_probabilities(p_lead_ids uuid[]) RETURNS TABLE(lead_id uuid, win_probability double precision)
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET plan_cache_mode TO 'force_custom_plan'
    AS $$
begin
  return query
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
    (case
      when s.is_active then 1 / (1 + exp(-(
        -- a status that has no prior is no better than the worst
        coalesce(prior.log_odds, (select min(p.log_odds) from prior as p))
        + (select weight.per_point from weight) * coalesce(b.total_score - 50, 0))))
      when s.is_won then 1
      else 0
    end)::double precision
  from public.leads as l
  join public.lead_statuses as s on s.status = l.status
  left join prior on prior.status = l.status
  left join (
    select distinct on (a.lead_id) a.lead_id, a.total_score
    from unnest(p_lead_ids) as g (id)
    join public.bant_assessments as a on a.lead_id = g.id
    order by a.lead_id, a.assessed_at desc, a.position desc
  ) as b on b.lead_id = l.id
  where l.id = any (p_lead_ids);
end
$$;

ALTER FUNCTION salesflow.win_probabilities(p_lead_ids uuid[]) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.win_probabilities(p_lead_ids uuid[]) IS 'Probability 0–1 that each lead is won. Log odds of the status''s prior (policies win.prior.…) plus win.bant_weight × (BANT − 50) / 50; unknown BANT changes nothing. Rises with rank of the status and with BANT. Final statuses: 1 or 0.';

CREATE FUNCTION salesflow.withdraw_effects(p_effect text, p_gone salesflow.raising[], p_how text) RETURNS bigint
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $_$
declare
  v_fn text;
  v_deeds salesflow.deed[];
begin
  select e.withdraw_fn into v_fn from public.rule_effects as e where e.effect = p_effect;
  -- the effect knows its rows; whose they are, the engine does
  execute format(
    'select array_agg((g.rule, g.subject_id, g.episode, d.action_type, d.target_id, d.details, d.before, d.after)::salesflow.deed)'
    ' from %s($1, $2) as d join unnest($3) as g on g.target_id = d.target_id', v_fn)
  into v_deeds
  using array(select g.target_id from unnest(p_gone) as g), p_how, p_gone;
  execute $query$
    update salesflow.rule_episodes as k
    set is_open = false, ended_at = now(), ended_how = case when d.rule is null then 'answered' else $3 end
    from unnest($1) as g
    left join unnest($2) as d on d.subject_id = g.subject_id and d.rule = g.rule and d.episode = g.episode
    where k.subject_id = g.subject_id and k.rule = g.rule and k.episode = g.episode
  $query$ using p_gone, v_deeds, p_how;
  return salesflow.record_actions(p_gone, v_deeds);
end
$_$;

ALTER FUNCTION salesflow.withdraw_effects(p_effect text, p_gone salesflow.raising[], p_how text) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.withdraw_effects(p_effect text, p_gone salesflow.raising[], p_how text) IS 'Takes back open effects (how: withdrawn or superseded), and audits it; returns how many were not answered yet.';

CREATE FUNCTION salesflow.withdraw_recommendations(p_ids uuid[], p_how text) RETURNS SETOF salesflow.deed
    LANGUAGE sql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$ select * from salesflow.end_recommendations(p_ids, p_how) $$;

ALTER FUNCTION salesflow.withdraw_recommendations(p_ids uuid[], p_how text) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.withdraw_recommendations(p_ids uuid[], p_how text) IS 'Effect recommendation: takes back those nobody answered.';

CREATE FUNCTION salesflow.without_request(p_event_id bigint, p_lease uuid, p_error text) RETURNS salesflow.settlement
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN ROW(p_event_id, p_lease, CASE WHEN (p_error IS NULL) THEN 'skip'::text ELSE 'failure'::text END, NULL::jsonb, CASE WHEN (p_error IS NULL) THEN 'nothing_to_do'::text ELSE 'context'::text END, p_error, NULL::double precision, NULL::jsonb)::salesflow.settlement;

ALTER FUNCTION salesflow.without_request(p_event_id bigint, p_lease uuid, p_error text) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.without_request(p_event_id bigint, p_lease uuid, p_error text) IS 'How an event ends that its context function gave no input for: skipped, or, where the function raised, as a failure.';

CREATE FUNCTION salesflow.words_problem(p_words text, p_known jsonb, p_locale text DEFAULT NULL::text, p_longest integer DEFAULT 1000, p_foreign_names text[] DEFAULT '{}'::text[]) RETURNS text
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $_$
declare
  v text;
  v_plain text;
  v_found text;
  v_has_digits boolean := p_words ~ '\d';
begin
  if btrim(coalesce(p_words, ''), E' \n') = '' then
    return 'empty';
  elsif length(p_words) > p_longest then
    return 'too long: ' || length(p_words);
  end if;
  if strpos(p_words, '~') > 0 then
    return 'markup: ~';
  end if;
  v := translate(normalize(p_words, nfc), E'\u00A0\u2009\u202F', '   ');
  -- names that were shown may stand there; from here on they are one mark
  if p_known ->> 'names' is not null then
    v := regexp_replace(v, p_known ->> 'names', '~', 'g');
  end if;

  -- every other character is one that German and English are written with
  v_found := substring(v from E'[^\n -~äöüÄÖÜßẞéèêëáàâçîïôóûñÉÈÀÇ€£§°„“”‚‘’«»‹›–—…‑‐\u2212\U0001F600-\U0001F64F\U0001F44B\U0001F44D]');
  if v_found is not null then
    return format('character: U+%s', lpad(upper(to_hex(ascii(v_found))), 4, '0'));
  end if;

  -- markup, links, addresses, gaps
  v_found := substring(replace(v, '*in', 'in') from '[][<>{}|\\^`_#=*]+|&[[:alnum:]]+;|(?:^|\n)\s*(?:[-–—•>]|\d+[.)])\s|!\(|---');
  if v_found is not null then
    return 'markup: ' || v_found;
  end if;
  v_found := substring(lower(v) from
    '@|://|\m(?:www|https?|hxxps?|ftp|mailto|javascript|xn--)\M[^ ]*|xn--|[[:alnum:]~]+\.[[:alpha:]]{2,}[^ ]*'
    '|[[:alnum:]-]+\s*[(]?\s*\m(?:dot|punkt)\M\s*[)]?\s*(?:com|de|net|org|io|info|biz|eu|at|ch|co|me|ly|app|dev|xyz|shop|example)\M'
    '|[[:alnum:]-]+\s+\.\s*(?:com|de|net|org|io|info|biz|eu|at|ch|co|me|ly|app|dev|xyz|shop|example)\M|[[:alnum:]-]+\.\s+(?:com|net|org|io)\M'
    '|[(]\s*(?:at|ät|\.)\s*[)]|\mat\s+[[:alnum:]-]+\s+dot\M|(?:\m\w\M[ ._-]+){3,}\m\w\M');
  if v_found is not null then
    return 'link: ' || v_found;
  end if;
  v_found := substring(v from
    '(?i)[(](?:dein|ihr|your|my|lead|first|last|vor|nach|insert|hier)?[ ]?(?:name|vorname|nachname|company|firma|date|datum|betrag|amount|name here)(?: here| einfügen)?[)]'
    '|\m(?:x{2,}|y{3,}|tbd|tba|n\.n\.)\M|\?{3,}|%[sd]\M|\$[[:alpha:]]|%[[:alpha:]]+%');
  if v_found is not null then
    return 'placeholder: ' || v_found;
  end if;

  -- numbers: each is one that the facts grant
  v_found := case when v_has_digits then (
    select m.word[1]
    from regexp_matches(lower(v), '[[:alnum:]]*(?:\d[[:alpha:]]|[[:alpha:]]\d)[[:alnum:]]*', 'g') as m (word)
    where m.word[1] !~ '^\d+(k|h|x|min|mio|mrd|tsd|st|nd|rd|th|am|pm|eur|usd|gbp|chf|mn|bn)$'
      and not exists (select from public.word_lists as w where w.list = 'mixed' and w.word = m.word[1])
      and not (m.word[1] ~ '^[[:alpha:]]' and p_known -> 'words' ? m.word[1])
    limit 1) end;
  if v_found is not null then
    return 'number: ' || v_found;
  end if;
  v_plain := case when v_has_digits then regexp_replace(v, '\m[[:alpha:]]+\d[[:alnum:]]*', ' ', 'g') else v end;
  v_found := (
    select c.piece
    from salesflow.number_claims(v_plain) as c
    where c.accepts is not null and not (p_known -> 'claims' ?| c.accepts)
    limit 1);
  if v_found is not null then
    return 'number: ' || v_found;
  end if;
  v_found := substring(v from '\m[MDCLXVI]+\M ?(?:%|€|\$|£|[Pp]er ?cent|PERCENT|Prozent|[Ee]uro|EUR|[Dd]ollar|[Dd]ays|Tage|[Ww]eeks|Wochen|[Mm]onth|Monat|[Mm]inut)');
  if v_found is not null then
    return 'number: ' || v_found;
  end if;

  -- promises
  v_found := salesflow.promise_in(v, p_known ->> 'facts');
  if v_found is not null then
    return 'promise: ' || v_found;
  end if;

  -- somebody else
  v_found := (
    select n.part
    from salesflow.name_parts(p_foreign_names) as n
    where strpos(lower(v), lower(n.part)) > 0
      and case
        when n.is_whole and n.part ~ '\s' then lower(v) ~ ('(?<![[:alnum:]])' || regexp_replace(lower(n.part), '([^[:alnum:][:space:]])', '\\\1', 'g') || '(?![[:alnum:]])')
        else v ~ ('(?<![[:alnum:]])' || regexp_replace(n.part, '([^[:alnum:][:space:]])', '\\\1', 'g') || '(?:s|''s|’s)?(?![[:alnum:]])')
          and n.part ~ '^[^a-z]' and length(n.part) > 2
          and not exists (select from public.word_lists as w where w.word = lower(n.part))
      end
    limit 1);
  v_found := coalesce(v_found, (
    select m.name[1]
    from regexp_matches(v,
      '(?:(?:^|[.!?"„“\n] *)(?:Hi|Hello|Hey|Dear|Hallo|Guten (?:Tag|Morgen|Abend)|Good (?:morning|afternoon|evening)|Moin|Servus|Liebe|Lieber|Sehr geehrte[r]?),?|\m(?:Herrn?|Frau|Mr|Mrs|Ms|Dr)\M\.?) +(?:(?:Herrn?|Frau|Mr|Mrs|Ms|Dr)\M\.? +)*([A-ZÄÖÜ][[:alpha:]-]+)', 'g') as m (name)
    where lower(m.name[1]) not in ('mr', 'mrs', 'ms', 'dr', 'herr', 'herrn', 'frau', 'damen', 'there', 'team', 'zusammen', 'all', 'everyone', 'ihr', 'ihnen', 'nachricht')
      and not exists (select from public.word_lists as w where w.word = lower(m.name[1]))
    limit 1));
  if v_found is not null then
    return 'name: ' || v_found;
  end if;

  if p_locale is not null then
    return salesflow.language_problem(v, p_locale, p_known);
  end if;
  return null;
end
$_$;

ALTER FUNCTION salesflow.words_problem(p_words text, p_known jsonb, p_locale text, p_longest integer, p_foreign_names text[]) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.words_problem(p_words text, p_known jsonb, p_locale text, p_longest integer, p_foreign_names text[]) IS 'Why words of a model may not be shown, or null: "empty", "too long", or a code and the offending piece: character, markup, link, placeholder, number, promise, name, language. p_known comes from known_words(); p_locale is the language asked for (null: any); p_longest counts characters; p_foreign_names are people and companies the words are not about.';

CREATE FUNCTION salesflow.words_are_safe(p_words text, p_known jsonb, p_locale text DEFAULT NULL::text, p_longest integer DEFAULT 1000, p_foreign_names text[] DEFAULT '{}'::text[]) RETURNS boolean
    LANGUAGE sql STABLE
    RETURN (salesflow.words_problem(p_words, p_known, p_locale, p_longest, p_foreign_names) IS NULL);

ALTER FUNCTION salesflow.words_are_safe(p_words text, p_known jsonb, p_locale text, p_longest integer, p_foreign_names text[]) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.words_are_safe(p_words text, p_known jsonb, p_locale text, p_longest integer, p_foreign_names text[]) IS 'Whether words of a model may be shown to people: words_problem() finds none.';

CREATE FUNCTION salesflow.write_priorities(p_plan_ids uuid[]) RETURNS void
    LANGUAGE sql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  update public.daily_action_plans as p
  set top_priorities = coalesce(listed.top_priorities, '[]'), actions_total = coalesce(listed.total, 0)
  from unnest(p_plan_ids) as given (id)
  left join (
    select
      i.plan_id, count(*)::integer as total,
      jsonb_agg(salesflow.priority_json(i, r, l.name) order by i.position) as top_priorities
    from public.daily_plan_priorities as i
    join public.ai_recommendations as r on r.id = i.recommendation_id
    join public.leads as l on l.id = i.lead_id
    where i.plan_id = any (p_plan_ids)
    group by i.plan_id
  ) as listed on listed.plan_id = given.id
  where p.id = given.id
$$;

ALTER FUNCTION salesflow.write_priorities(p_plan_ids uuid[]) OWNER TO salesflow_owner;

COMMENT ON FUNCTION salesflow.write_priorities(p_plan_ids uuid[]) IS 'Writes top_priorities of the given plans from their rows and the words of the recommendations.';

CREATE TABLE public.action_types (
    action_type text NOT NULL,
    undo_fn text,
    CONSTRAINT action_types_action_type_check CHECK ((action_type ~ '^[a-z_]+$'::text))
);

ALTER TABLE public.action_types OWNER TO salesflow_owner;

COMMENT ON TABLE public.action_types IS 'The kinds of automated actions. Their words are the texts action.<action_type>.';

COMMENT ON COLUMN public.action_types.action_type IS 'Name, as autonomous_actions.action_type has it.';

COMMENT ON COLUMN public.action_types.undo_fn IS 'Function (autonomous_actions, reason text) that takes one back; raises SF011 where it has changed since. Null: cannot be taken back.';

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
    due_date salesflow.instant,
    occurred_at salesflow.instant DEFAULT now() NOT NULL,
    outcome text,
    attributes salesflow.json_object DEFAULT '{}'::jsonb NOT NULL,
    external_id text,
    created_at salesflow.instant DEFAULT now() NOT NULL,
    CONSTRAINT activities_direction_check CHECK ((direction = ANY (ARRAY['inbound'::text, 'outbound'::text, 'internal'::text]))),
    CONSTRAINT activities_status_check CHECK ((status = ANY (ARRAY['pending'::text, 'scheduled'::text, 'in_progress'::text, 'completed'::text, 'cancelled'::text]))),
    CONSTRAINT activities_type_check CHECK ((type = ANY (ARRAY['call'::text, 'email'::text, 'whatsapp'::text, 'sms'::text, 'linkedin'::text, 'meeting'::text, 'note'::text, 'task'::text, 'proposal'::text, 'web'::text, 'other'::text])))
);

ALTER TABLE ONLY public.activities FORCE ROW LEVEL SECURITY;

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
    last_accessed_at salesflow.instant,
    access_count integer DEFAULT 0 NOT NULL,
    created_at salesflow.instant DEFAULT now() NOT NULL,
    words tsvector GENERATED ALWAYS AS (to_tsvector('simple'::regconfig, (content)::text)) STORED,
    CONSTRAINT agent_memory_memory_type_check CHECK ((memory_type = ANY (ARRAY['conversation'::text, 'insight'::text, 'pattern'::text, 'feedback'::text]))),
    CONSTRAINT agent_memory_source_check CHECK ((source = ANY (ARRAY['rules'::text, 'model'::text, 'person'::text])))
)
WITH (fillfactor='90');

ALTER TABLE ONLY public.agent_memory FORCE ROW LEVEL SECURITY;

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
    assessed_at salesflow.instant DEFAULT now() NOT NULL,
    external_id text,
    created_at salesflow.instant DEFAULT now() NOT NULL,
    "position" bigint NOT NULL,
    CONSTRAINT bant_assessments_traffic_light_check CHECK ((traffic_light = ANY (ARRAY['green'::text, 'yellow'::text, 'red'::text])))
);

ALTER TABLE ONLY public.bant_assessments FORCE ROW LEVEL SECURITY;

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

COMMENT ON COLUMN public.bant_assessments.external_id IS 'Key in the CRM it was imported from; imports update by it.';

COMMENT ON COLUMN public.bant_assessments.created_at IS 'When it was entered.';

COMMENT ON COLUMN public.bant_assessments."position" IS 'Order of entry, for assessments of the same instant: the later one counts.';

ALTER TABLE public.bant_assessments ALTER COLUMN "position" ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.bant_assessments_position_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.companies (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    name salesflow.label NOT NULL,
    domain text,
    phone text,
    industry text,
    city text,
    region text,
    country text,
    user_id uuid,
    attributes salesflow.json_object DEFAULT '{}'::jsonb NOT NULL,
    created_at salesflow.instant DEFAULT now() NOT NULL,
    updated_at salesflow.instant DEFAULT now() NOT NULL,
    CONSTRAINT companies_domain_check CHECK ((domain = lower(domain)))
);

ALTER TABLE ONLY public.companies FORCE ROW LEVEL SECURITY;

ALTER TABLE public.companies OWNER TO salesflow_owner;

COMMENT ON TABLE public.companies IS 'Companies that leads and contacts belong to.';

COMMENT ON COLUMN public.companies.id IS 'Key.';

COMMENT ON COLUMN public.companies.name IS 'Name.';

COMMENT ON COLUMN public.companies.domain IS 'Domain of its website, without www, in lower case.';

COMMENT ON COLUMN public.companies.phone IS 'Telephone number.';

COMMENT ON COLUMN public.companies.industry IS 'Industry.';

COMMENT ON COLUMN public.companies.city IS 'City.';

COMMENT ON COLUMN public.companies.region IS 'Region, state or sales territory.';

COMMENT ON COLUMN public.companies.country IS 'Country, as entered.';

COMMENT ON COLUMN public.companies.user_id IS 'Rep who looks after it.';

COMMENT ON COLUMN public.companies.attributes IS 'Any other column of the customer''s CRM.';

COMMENT ON COLUMN public.companies.created_at IS 'When it was entered.';

COMMENT ON COLUMN public.companies.updated_at IS 'When an import or a person last changed it.';

CREATE TABLE public.contacts (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    company_id uuid,
    name salesflow.label NOT NULL,
    email text,
    phone text,
    "position" text,
    user_id uuid,
    attributes salesflow.json_object DEFAULT '{}'::jsonb NOT NULL,
    created_at salesflow.instant DEFAULT now() NOT NULL,
    updated_at salesflow.instant DEFAULT now() NOT NULL,
    CONSTRAINT contacts_email_check CHECK ((email = lower(email)))
);

ALTER TABLE ONLY public.contacts FORCE ROW LEVEL SECURITY;

ALTER TABLE public.contacts OWNER TO salesflow_owner;

COMMENT ON TABLE public.contacts IS 'Persons behind leads.';

COMMENT ON COLUMN public.contacts.id IS 'Key.';

COMMENT ON COLUMN public.contacts.company_id IS 'Company the person works for.';

COMMENT ON COLUMN public.contacts.name IS 'Name.';

COMMENT ON COLUMN public.contacts.email IS 'E-mail address, in lower case.';

COMMENT ON COLUMN public.contacts.phone IS 'Telephone number.';

COMMENT ON COLUMN public.contacts."position" IS 'What the person does there.';

COMMENT ON COLUMN public.contacts.user_id IS 'Rep who looks after the person.';

COMMENT ON COLUMN public.contacts.attributes IS 'Any other column of the customer''s CRM.';

COMMENT ON COLUMN public.contacts.created_at IS 'When the person was entered.';

COMMENT ON COLUMN public.contacts.updated_at IS 'When an import or a person last changed it.';

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
    b.external_id,
    b.created_at,
    b."position"
   FROM public.bant_assessments b
  ORDER BY b.lead_id, b.assessed_at DESC, b."position" DESC;

ALTER TABLE public.current_bant OWNER TO salesflow_owner;

COMMENT ON VIEW public.current_bant IS 'The assessment of each lead that counts: the one assessed last, of several at one instant the one entered last.';

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

COMMENT ON COLUMN public.current_bant.external_id IS 'Key in the CRM it was imported from; imports update by it.';

COMMENT ON COLUMN public.current_bant.created_at IS 'When it was entered.';

COMMENT ON COLUMN public.current_bant."position" IS 'Order of entry, for assessments of the same instant: the later one counts.';

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

ALTER TABLE ONLY public.daily_action_plans FORCE ROW LEVEL SECURITY;

ALTER TABLE public.daily_action_plans OWNER TO salesflow_owner;

COMMENT ON TABLE public.daily_action_plans IS 'What each user should do first on a day, and why. One plan per user and local day, made by job daily_review.';

COMMENT ON COLUMN public.daily_action_plans.id IS 'Key.';

COMMENT ON COLUMN public.daily_action_plans.user_id IS 'Whose plan.';

COMMENT ON COLUMN public.daily_action_plans.plan_date IS 'Day in the user''s time zone.';

COMMENT ON COLUMN public.daily_action_plans.top_priorities IS 'What to do first, written from daily_plan_priorities and the words of their recommendations: [{position, lead_id, lead_name, action, reasoning, urgency, win_probability, suggested_script, optimal_time, channel, expected_value, recommendation_id}, …].';

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
  WHERE ((m.created_at)::timestamp with time zone > (now() - salesflow.policy_interval('analytics.window'::text)))
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

ALTER TABLE ONLY public.lead_status_history FORCE ROW LEVEL SECURITY;

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

CREATE TABLE public.users (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    name salesflow.label NOT NULL,
    email text,
    role text DEFAULT 'rep'::text NOT NULL,
    squad_id uuid,
    time_zone salesflow.time_zone DEFAULT 'Europe/Berlin'::text NOT NULL,
    locale salesflow.locale DEFAULT 'de'::text NOT NULL,
    review_time salesflow.planning_time,
    autonomy text DEFAULT 'assistant'::text NOT NULL,
    active boolean DEFAULT true NOT NULL,
    db_role name,
    external_id text,
    attributes salesflow.json_object DEFAULT '{}'::jsonb NOT NULL,
    created_at salesflow.instant DEFAULT now() NOT NULL,
    updated_at salesflow.instant DEFAULT now() NOT NULL,
    CONSTRAINT users_autonomy_check CHECK ((autonomy = ANY (ARRAY['observer'::text, 'assistant'::text, 'autopilot'::text]))),
    CONSTRAINT users_email_check CHECK ((email ~~ '%_@_%'::text)),
    CONSTRAINT users_role_check CHECK ((role = ANY (ARRAY['rep'::text, 'manager'::text, 'admin'::text])))
);

ALTER TABLE ONLY public.users FORCE ROW LEVEL SECURITY;

ALTER TABLE public.users OWNER TO salesflow_owner;

COMMENT ON TABLE public.users IS 'The people who sell: reps, their managers, administrators.';

COMMENT ON COLUMN public.users.id IS 'Key.';

COMMENT ON COLUMN public.users.name IS 'Full name.';

COMMENT ON COLUMN public.users.email IS 'Address for notifications, unique.';

COMMENT ON COLUMN public.users.role IS 'rep, manager or admin.';

COMMENT ON COLUMN public.users.squad_id IS 'Squad the person belongs to (a manager: leads).';

COMMENT ON COLUMN public.users.time_zone IS 'IANA time zone; the daily review runs by this clock.';

COMMENT ON COLUMN public.users.locale IS 'Language of everything the system says to the person: de… or en….';

COMMENT ON COLUMN public.users.review_time IS 'Local time from which the daily plan is made; null for the policy review.local_time; 23:45 at the latest.';

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

ALTER TABLE ONLY salesflow.dead_events FORCE ROW LEVEL SECURITY;

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
    lease salesflow.duration DEFAULT '00:01:00'::interval NOT NULL,
    backoff interval DEFAULT '00:00:05'::interval NOT NULL,
    context_fn text NOT NULL,
    offline_fn text,
    apply_fn text NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT event_kinds_backoff_check CHECK (((backoff >= '00:00:00'::interval) AND (backoff <= '1 day'::interval))),
    CONSTRAINT event_kinds_description_de_check CHECK ((description_de <> ''::text)),
    CONSTRAINT event_kinds_description_en_check CHECK ((description_en <> ''::text)),
    CONSTRAINT event_kinds_instructions_check CHECK ((instructions <> ''::text)),
    CONSTRAINT event_kinds_kind_check CHECK ((kind ~ '^[a-z_]+(\.[a-z_]+)+$'::text)),
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

COMMENT ON COLUMN salesflow.event_kinds.prompt_version IS 'Counts changes of instructions, schema and model; each version is in settings_history.';

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

CREATE TABLE public.health_checks (
    check_name text NOT NULL,
    "position" smallint NOT NULL,
    measure text NOT NULL,
    unit text NOT NULL,
    limit_is text NOT NULL,
    threshold numeric,
    threshold_policy text,
    severity text NOT NULL,
    CONSTRAINT health_checks_check_name_check CHECK ((check_name ~ '^[a-z_]+$'::text)),
    CONSTRAINT health_checks_limit_is_check CHECK ((limit_is = ANY (ARRAY['minimum'::text, 'maximum'::text]))),
    CONSTRAINT health_checks_measure_check CHECK ((measure ~ '^salesflow\.[a-z_]+$'::text)),
    CONSTRAINT health_checks_severity_check CHECK ((severity = ANY (ARRAY['warning'::text, 'critical'::text]))),
    CONSTRAINT one_threshold CHECK ((num_nonnulls(threshold, threshold_policy) <= 1))
);

ALTER TABLE public.health_checks OWNER TO salesflow_owner;

COMMENT ON TABLE public.health_checks IS 'The checks of system_health, one row each: a room adds a row, the function that measures, and the texts health.<check>.hint.';

COMMENT ON COLUMN public.health_checks.check_name IS 'Name, as in system_health: queue_depth.';

COMMENT ON COLUMN public.health_checks."position" IS 'Order in system_health.';

COMMENT ON COLUMN public.health_checks.measure IS 'Function without arguments that returns salesflow.measurement: what is measured now.';

COMMENT ON COLUMN public.health_checks.unit IS 'Unit of the value: %, events, s, jobs, ….';

COMMENT ON COLUMN public.health_checks.limit_is IS 'minimum: less than the threshold is bad; maximum: more is.';

COMMENT ON COLUMN public.health_checks.threshold IS 'The limit, where it is no matter of policy.';

COMMENT ON COLUMN public.health_checks.threshold_policy IS 'Policy that holds the limit, a duration in seconds; with neither, the function names it.';

COMMENT ON COLUMN public.health_checks.severity IS 'What it means to be beyond the limit: warning or critical.';

CREATE TABLE public.health_log (
    id bigint NOT NULL,
    check_name text NOT NULL,
    status text NOT NULL,
    previous_status text NOT NULL,
    value numeric,
    threshold numeric,
    problem text,
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

COMMENT ON COLUMN public.health_log.problem IS 'What kept the check from measuring.';

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
    row_count bigint DEFAULT 1 NOT NULL,
    record jsonb,
    CONSTRAINT import_rejects_severity_check CHECK ((severity = ANY (ARRAY['rejected'::text, 'unread'::text, 'warning'::text])))
);

ALTER TABLE ONLY public.import_rejects FORCE ROW LEVEL SECURITY;

ALTER TABLE public.import_rejects OWNER TO salesflow_owner;

COMMENT ON TABLE public.import_rejects IS 'Why a row of an import was left out, or what to look at in one that was taken. Mend record here (or the map) and call retry_import().';

COMMENT ON COLUMN public.import_rejects.id IS 'Key.';

COMMENT ON COLUMN public.import_rejects.import_id IS 'The import.';

COMMENT ON COLUMN public.import_rejects.line_no IS 'Line of the file on which the row begins, the header being 1; null: the whole column.';

COMMENT ON COLUMN public.import_rejects.severity IS 'rejected (the row was left out), unread (the cell was kept as an attribute, its row taken) or warning (taken, but look at it).';

COMMENT ON COLUMN public.import_rejects.column_name IS 'Column of the file; several for a template.';

COMMENT ON COLUMN public.import_rejects.target IS 'What it was to become (import_targets).';

COMMENT ON COLUMN public.import_rejects.value IS 'The cell, up to 1,000 characters.';

COMMENT ON COLUMN public.import_rejects.code IS 'Reason as a word: bad_timestamp, unknown_word, too_long, …';

COMMENT ON COLUMN public.import_rejects.reason IS 'Reason as a sentence, in the language of the import.';

COMMENT ON COLUMN public.import_rejects.row_count IS 'Rows with this value in this column; line_no is the first.';

COMMENT ON COLUMN public.import_rejects.record IS 'The rejected row, whole: {column: cell}.';

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

COMMENT ON COLUMN public.import_targets.headers IS 'Headers in German and English, letters and digits only, in lower case, best first. Names and words of HubSpot (exporting records; default properties), Salesforce (standard fields, reports), Pipedrive (exporting data from list view), Zoho CRM (standard fields), Odoo (crm.lead, exporting data) and Dynamics 365 Sales (entity reference, export to Excel) as their documentation has them. header@object counts in files of that object alone.';

COMMENT ON COLUMN public.import_targets.description IS 'What it becomes.';

ALTER TABLE public.imports ALTER COLUMN number ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.imports_number_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

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
    timeout salesflow.duration NOT NULL,
    overdue_after salesflow.duration NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT jobs_body_check CHECK ((body ~ '^salesflow\.[a-z_]+$'::text)),
    CONSTRAINT jobs_name_check CHECK ((name ~ '^[a-z_]+$'::text)),
    CONSTRAINT jobs_schedule_has_five_fields CHECK (salesflow.is_cron_schedule(schedule))
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
    ((e.job_name IS NOT NULL) AND ((COALESCE(ok.finished_at, j.created_at) + (j.overdue_after)::interval) < now())) AS is_overdue,
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

CREATE TABLE public.lead_companies (
    lead_id uuid NOT NULL,
    company_id uuid NOT NULL
);

ALTER TABLE ONLY public.lead_companies FORCE ROW LEVEL SECURITY;

ALTER TABLE public.lead_companies OWNER TO salesflow_owner;

COMMENT ON TABLE public.lead_companies IS 'The company of each lead.';

COMMENT ON COLUMN public.lead_companies.lead_id IS 'The lead.';

COMMENT ON COLUMN public.lead_companies.company_id IS 'Its company.';

CREATE TABLE public.lead_contacts (
    lead_id uuid NOT NULL,
    contact_id uuid NOT NULL,
    is_main boolean DEFAULT true NOT NULL
);

ALTER TABLE ONLY public.lead_contacts FORCE ROW LEVEL SECURITY;

ALTER TABLE public.lead_contacts OWNER TO salesflow_owner;

COMMENT ON TABLE public.lead_contacts IS 'The persons of each lead; the leads of a person are its deals.';

COMMENT ON COLUMN public.lead_contacts.lead_id IS 'The lead.';

COMMENT ON COLUMN public.lead_contacts.contact_id IS 'The person.';

COMMENT ON COLUMN public.lead_contacts.is_main IS 'Whether this is the person to speak to first.';

CREATE TABLE public.lead_summaries (
    lead_id uuid NOT NULL,
    short_summary text,
    detailed_summary text,
    key_facts salesflow.json_array DEFAULT '[]'::jsonb NOT NULL,
    pain_points salesflow.json_array DEFAULT '[]'::jsonb NOT NULL,
    objections_raised salesflow.json_array DEFAULT '[]'::jsonb NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL
);

ALTER TABLE ONLY public.lead_summaries FORCE ROW LEVEL SECURITY;

ALTER TABLE public.lead_summaries OWNER TO salesflow_owner;

COMMENT ON TABLE public.lead_summaries IS 'What is known of a lead, in words. lead_context_summaries shows it beside the counts of contacts.';

COMMENT ON COLUMN public.lead_summaries.lead_id IS 'The lead.';

COMMENT ON COLUMN public.lead_summaries.short_summary IS 'One or two sentences.';

COMMENT ON COLUMN public.lead_summaries.detailed_summary IS 'The whole story.';

COMMENT ON COLUMN public.lead_summaries.key_facts IS 'Facts worth remembering, an array of texts.';

COMMENT ON COLUMN public.lead_summaries.pain_points IS 'Problems the lead named, an array of texts.';

COMMENT ON COLUMN public.lead_summaries.objections_raised IS 'Objections so far, an array of texts.';

COMMENT ON COLUMN public.lead_summaries.updated_at IS 'When the words last changed.';

CREATE VIEW public.lead_context_summaries WITH (security_invoker='true') AS
 SELECT l.id AS lead_id,
    s.short_summary,
    s.detailed_summary,
    COALESCE((s.key_facts)::jsonb, '[]'::jsonb) AS key_facts,
    COALESCE((s.pain_points)::jsonb, '[]'::jsonb) AS pain_points,
    COALESCE((s.objections_raised)::jsonb, '[]'::jsonb) AS objections_raised,
    l.total_interactions,
    l.inbound_interactions,
    l.first_contact_at AS first_interaction_at,
    l.last_contact_at AS last_interaction_at,
    l.last_inbound_at,
    s.updated_at
   FROM (public.leads l
     LEFT JOIN public.lead_summaries s ON ((s.lead_id = l.id)));

ALTER TABLE public.lead_context_summaries OWNER TO salesflow_owner;

COMMENT ON VIEW public.lead_context_summaries IS 'What is known of each lead at a glance: summary and facts (lead_summaries), and counts of contacts (leads).';

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

COMMENT ON COLUMN public.lead_context_summaries.updated_at IS 'When the words last changed; null without any.';

CREATE TABLE public.lead_rankings (
    plan_id uuid NOT NULL,
    user_id uuid NOT NULL,
    lead_id uuid NOT NULL,
    "position" integer NOT NULL,
    situation text NOT NULL,
    situation_bits bigint NOT NULL,
    expected_value double precision NOT NULL,
    value double precision NOT NULL,
    currency text NOT NULL,
    win_probability real NOT NULL,
    urgency real NOT NULL,
    decay real NOT NULL,
    reachability real NOT NULL,
    status text NOT NULL,
    days_in_status real NOT NULL,
    days_quiet real NOT NULL,
    bant smallint,
    activity_id uuid,
    ranked_at timestamp with time zone NOT NULL
);

ALTER TABLE ONLY public.lead_rankings FORCE ROW LEVEL SECURITY;

ALTER TABLE public.lead_rankings OWNER TO salesflow_owner;

COMMENT ON TABLE public.lead_rankings IS 'What each daily review judged of every lead it ranked, as it was then: expected_value = value × win_probability × urgency × decay × reachability. Kept for review.keep_rankings.';

COMMENT ON COLUMN public.lead_rankings.plan_id IS 'The plan it was ranked for.';

COMMENT ON COLUMN public.lead_rankings.user_id IS 'Rep.';

COMMENT ON COLUMN public.lead_rankings.lead_id IS 'The lead; no foreign key: what was judged stays true.';

COMMENT ON COLUMN public.lead_rankings."position" IS '1 comes first.';

COMMENT ON COLUMN public.lead_rankings.situation IS 'Most urgent situation it was in (lead_situations).';

COMMENT ON COLUMN public.lead_rankings.situation_bits IS 'All situations, as bits numbered from the most urgent (1) on.';

COMMENT ON COLUMN public.lead_rankings.expected_value IS 'Expected value of acting that day, in currency.';

COMMENT ON COLUMN public.lead_rankings.value IS 'Value of the deal, or what stood in for it.';

COMMENT ON COLUMN public.lead_rankings.currency IS 'ISO 4217.';

COMMENT ON COLUMN public.lead_rankings.win_probability IS '0–1.';

COMMENT ON COLUMN public.lead_rankings.urgency IS '0–1.';

COMMENT ON COLUMN public.lead_rankings.decay IS '0–1.';

COMMENT ON COLUMN public.lead_rankings.reachability IS '0–1.';

COMMENT ON COLUMN public.lead_rankings.status IS 'Status then.';

COMMENT ON COLUMN public.lead_rankings.days_in_status IS 'Days in it.';

COMMENT ON COLUMN public.lead_rankings.days_quiet IS 'Days since the last contact, or since creation.';

COMMENT ON COLUMN public.lead_rankings.bant IS 'BANT total then.';

COMMENT ON COLUMN public.lead_rankings.activity_id IS 'Meeting or task that the situation is about.';

COMMENT ON COLUMN public.lead_rankings.ranked_at IS 'Instant it was judged at.';

CREATE TABLE public.lead_situations (
    situation text NOT NULL,
    urgency numeric(3,2) NOT NULL,
    clock text NOT NULL,
    lead_statuses text[],
    after_policy text,
    until_policy text,
    within_policy text,
    needs text[] DEFAULT '{}'::text[] NOT NULL,
    min_bant_policy text,
    min_contacts_policy text,
    is_risk boolean DEFAULT false NOT NULL,
    description_en text NOT NULL,
    description_de text NOT NULL,
    CONSTRAINT lead_situations_check CHECK (((within_policy IS NULL) OR (COALESCE(after_policy, until_policy) IS NULL))),
    CONSTRAINT lead_situations_clock_check CHECK ((clock = ANY (ARRAY['status'::text, 'quiet'::text, 'inbound'::text, 'meeting'::text, 'task'::text]))),
    CONSTRAINT lead_situations_needs_check CHECK ((needs <@ ARRAY['no_contact'::text, 'no_bant'::text, 'no_profile'::text])),
    CONSTRAINT lead_situations_situation_check CHECK ((situation ~ '^[a-z_]+$'::text)),
    CONSTRAINT lead_situations_urgency_check CHECK (((urgency >= (0)::numeric) AND (urgency <= (1)::numeric)))
);

ALTER TABLE public.lead_situations OWNER TO salesflow_owner;

COMMENT ON TABLE public.lead_situations IS 'The situations a lead that is worked on can be in; several may hold. The most urgent one decides the next best action, and rules may name any. A situation is a row: all its conditions must be met.';

COMMENT ON COLUMN public.lead_situations.situation IS 'Name.';

COMMENT ON COLUMN public.lead_situations.urgency IS 'How much is lost by not acting today, 0–1; no two are equal, so that one is always the most urgent.';

COMMENT ON COLUMN public.lead_situations.clock IS 'Since when it lasts: status (in its status), quiet (last contact, else creation), inbound (the lead spoke last), meeting (the next planned one begins), task (the longest overdue one was due). A lead without that instant is not in the situation.';

COMMENT ON COLUMN public.lead_situations.lead_statuses IS 'Only in one of these statuses; null: any that is worked on.';

COMMENT ON COLUMN public.lead_situations.after_policy IS 'Holds once the clock is this old.';

COMMENT ON COLUMN public.lead_situations.until_policy IS 'Holds no longer once the clock is this old.';

COMMENT ON COLUMN public.lead_situations.within_policy IS 'Holds while the clock lies ahead by no more than this.';

COMMENT ON COLUMN public.lead_situations.needs IS 'no_contact, no_bant, no_profile: what the lead must not have.';

COMMENT ON COLUMN public.lead_situations.min_bant_policy IS 'Policy with the least BANT total.';

COMMENT ON COLUMN public.lead_situations.min_contacts_policy IS 'Policy with the least number of contacts.';

COMMENT ON COLUMN public.lead_situations.is_risk IS 'Whether the deal is in danger: such leads are named as risks.';

COMMENT ON COLUMN public.lead_situations.description_en IS 'When it holds, in English.';

COMMENT ON COLUMN public.lead_situations.description_de IS 'When it holds, in German.';

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

ALTER TABLE ONLY salesflow.model_days FORCE ROW LEVEL SECURITY;

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
    read_at salesflow.instant
);

ALTER TABLE ONLY public.notifications FORCE ROW LEVEL SECURITY;

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
    assessed_at salesflow.instant DEFAULT now() NOT NULL
);

ALTER TABLE ONLY public.personality_profiles FORCE ROW LEVEL SECURITY;

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
    started_at salesflow.instant DEFAULT now() NOT NULL,
    completed_at salesflow.instant,
    CONSTRAINT playbook_executions_status_check CHECK ((status = ANY (ARRAY['in_progress'::text, 'completed'::text, 'abandoned'::text])))
);

ALTER TABLE ONLY public.playbook_executions FORCE ROW LEVEL SECURITY;

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

CREATE VIEW public.policy_history WITH (security_invoker='true') AS
 SELECT h.version,
    h.key,
    (h.old_row -> 'value'::text) AS old_value,
    (h.new_row -> 'value'::text) AS new_value,
    h.changed_by,
    h.changed_at
   FROM public.settings_history h
  WHERE (h.table_name = 'public.policies'::text);

ALTER TABLE public.policy_history OWNER TO salesflow_owner;

COMMENT ON VIEW public.policy_history IS 'Every change of the value of a policy: settings_history of that table.';

COMMENT ON COLUMN public.policy_history.version IS 'Counts all changes of all settings.';

COMMENT ON COLUMN public.policy_history.key IS 'Which policy.';

COMMENT ON COLUMN public.policy_history.old_value IS 'Value before; null when the policy was new.';

COMMENT ON COLUMN public.policy_history.new_value IS 'Value after; null when the policy was removed.';

COMMENT ON COLUMN public.policy_history.changed_by IS 'Database role of the session that changed it.';

COMMENT ON COLUMN public.policy_history.changed_at IS 'When it changed.';

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

CREATE TABLE public.rule_effects (
    effect text NOT NULL,
    raise_fn text NOT NULL,
    refresh_fn text,
    withdraw_fn text,
    description_en text NOT NULL,
    description_de text NOT NULL,
    CONSTRAINT rule_effects_effect_check CHECK ((effect ~ '^[a-z_]+$'::text))
);

ALTER TABLE public.rule_effects OWNER TO salesflow_owner;

COMMENT ON TABLE public.rule_effects IS 'What a rule can bring about, each with the functions that do it. raise(salesflow.raising[], as_of) and refresh(…) return setof salesflow.deed: what was really done. withdraw(target_ids uuid[], how text) likewise; how is withdrawn or superseded.';

COMMENT ON COLUMN public.rule_effects.effect IS 'Name, as automation_rules.effect has it.';

COMMENT ON COLUMN public.rule_effects.raise_fn IS 'Function that brings it about. A raising it does not answer with a deed counts as not done, and is tried again.';

COMMENT ON COLUMN public.rule_effects.refresh_fn IS 'Function that brings what is open up to date: other facts, another rep; null: nothing to refresh.';

COMMENT ON COLUMN public.rule_effects.withdraw_fn IS 'Function that takes back what no longer holds; null: what is done stays done.';

COMMENT ON COLUMN public.rule_effects.description_en IS 'What it is, in English.';

COMMENT ON COLUMN public.rule_effects.description_de IS 'What it is, in German.';

CREATE TABLE public.rule_watches (
    watch text NOT NULL,
    trigger_type text NOT NULL,
    is_rechecked boolean DEFAULT false NOT NULL,
    description_en text NOT NULL,
    description_de text NOT NULL,
    CONSTRAINT rule_watches_trigger_type_check CHECK ((trigger_type = ANY (ARRAY['time_based'::text, 'event_based'::text, 'score_based'::text, 'manual'::text]))),
    CONSTRAINT rule_watches_watch_check CHECK ((watch ~ '^[a-z_]+$'::text))
);

ALTER TABLE public.rule_watches OWNER TO salesflow_owner;

COMMENT ON TABLE public.rule_watches IS 'What can set rules off. A room that adds a row calls run_rules(watch, subject_ids) when it happens.';

COMMENT ON COLUMN public.rule_watches.watch IS 'Name, as automation_rules.watch has it.';

COMMENT ON COLUMN public.rule_watches.trigger_type IS 'What audit rows say of it: time_based, event_based, score_based or manual.';

COMMENT ON COLUMN public.rule_watches.is_rechecked IS 'Whether what its rules have open is looked at again every hour.';

COMMENT ON COLUMN public.rule_watches.description_en IS 'When its rules are run, in English.';

COMMENT ON COLUMN public.rule_watches.description_de IS 'When its rules are run, in German.';

ALTER TABLE public.settings_history ALTER COLUMN version ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.settings_history_version_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.signal_models (
    version integer NOT NULL,
    trained_at timestamp with time zone DEFAULT now() NOT NULL,
    messages integer NOT NULL,
    score real NOT NULL,
    rival_score real,
    published_at timestamp with time zone,
    outcome text NOT NULL
);

ALTER TABLE public.signal_models OWNER TO salesflow_owner;

COMMENT ON TABLE public.signal_models IS 'Every training of the classifier, and whether its weights were taken.';

COMMENT ON COLUMN public.signal_models.version IS 'Number of the training; answers carry that of the published one.';

COMMENT ON COLUMN public.signal_models.trained_at IS 'When.';

COMMENT ON COLUMN public.signal_models.messages IS 'Messages it learnt from.';

COMMENT ON COLUMN public.signal_models.score IS 'Mean of the macro-F1 of all families on messages it had not seen (5-fold cross-validation, 0 to 1).';

COMMENT ON COLUMN public.signal_models.rival_score IS 'The same of a training without the messages that are new since the published version; null for the first.';

COMMENT ON COLUMN public.signal_models.published_at IS 'When its weights were taken; null when they were not better.';

COMMENT ON COLUMN public.signal_models.outcome IS 'Published or not, and why, in English.';

ALTER TABLE public.signal_models ALTER COLUMN version ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.signal_models_version_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

ALTER TABLE public.signal_patterns ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.signal_patterns_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.squads (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    name salesflow.label NOT NULL,
    external_id text,
    region text,
    created_at salesflow.instant DEFAULT now() NOT NULL
);

ALTER TABLE ONLY public.squads FORCE ROW LEVEL SECURITY;

ALTER TABLE public.squads OWNER TO salesflow_owner;

COMMENT ON TABLE public.squads IS 'Teams of sales reps.';

COMMENT ON COLUMN public.squads.id IS 'Key.';

COMMENT ON COLUMN public.squads.name IS 'Name of the squad, unique.';

COMMENT ON COLUMN public.squads.external_id IS 'Key in the system the squad was imported from.';

COMMENT ON COLUMN public.squads.region IS 'Region or office.';

COMMENT ON COLUMN public.squads.created_at IS 'When it was entered.';

CREATE TABLE public.subject_types (
    subject_type text NOT NULL,
    table_name text NOT NULL,
    name_column text NOT NULL,
    CONSTRAINT subject_types_subject_type_check CHECK ((subject_type ~ '^[a-z_]+$'::text)),
    CONSTRAINT subject_types_table_name_check CHECK ((table_name ~ '^(public|salesflow)\.[a-z_]+$'::text))
);

ALTER TABLE public.subject_types OWNER TO salesflow_owner;

COMMENT ON TABLE public.subject_types IS 'Whom or what a rule can concern. SQL that comes with a deployment; nobody else may write here.';

COMMENT ON COLUMN public.subject_types.subject_type IS 'Name: lead, user, squad, ….';

COMMENT ON COLUMN public.subject_types.table_name IS 'Its table, with schema; the key is id.';

COMMENT ON COLUMN public.subject_types.name_column IS 'Column that names one to people.';

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
            r.ended_how,
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
            (t.created_at - (l.created_at)::timestamp with time zone) AS took
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

CREATE VIEW public.system_health WITH (security_invoker='true') AS
 SELECT h.check_name,
    h.status,
    h.value,
    h.threshold,
    h.unit,
    h.hint_en,
    h.hint_de,
    h.problem
   FROM salesflow.measure_health() h("position", check_name, status, value, threshold, unit, hint_en, hint_de, problem)
  ORDER BY h."position";

ALTER TABLE public.system_health OWNER TO salesflow_owner;

COMMENT ON VIEW public.system_health IS 'Is everything well? One row a check (health_checks), measured now. Job health_check keeps the changes in health_log.';

COMMENT ON COLUMN public.system_health.check_name IS 'database (connections), agent (daemons alive), queue_depth, queue_age, dead_events, job_success, overdue_jobs, scheduler (jobs pg_cron has), and what other rooms check.';

COMMENT ON COLUMN public.system_health.status IS 'ok, warning or critical.';

COMMENT ON COLUMN public.system_health.value IS 'What was measured, in unit; null when there is nothing to measure yet.';

COMMENT ON COLUMN public.system_health.threshold IS 'Limit: the least or the most, as health_checks.limit_is says.';

COMMENT ON COLUMN public.system_health.unit IS '%, daemons, events, s or jobs.';

COMMENT ON COLUMN public.system_health.hint_en IS 'What to do when it is not ok, in English.';

COMMENT ON COLUMN public.system_health.hint_de IS 'What to do when it is not ok, in German.';

COMMENT ON COLUMN public.system_health.problem IS 'What kept the check from measuring (SQLSTATE and message); it is critical then.';

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
     CROSS JOIN LATERAL ( SELECT (EXTRACT(epoch FROM ((a.due_date)::timestamp with time zone - now())) / (86400)::numeric) AS until_due) days)
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
            round((avg(EXTRACT(epoch FROM (c.closed_at - (l.created_at)::timestamp with time zone))) FILTER (WHERE (l.status = 'won'::text)) / (86400)::numeric), 1) AS close_days
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

CREATE TABLE public.word_lists (
    list text NOT NULL,
    word salesflow.label NOT NULL,
    value numeric,
    unit text,
    CONSTRAINT word_lists_check CHECK (((value IS NOT NULL) = (list = ANY (ARRAY['number'::text, 'multiplier'::text, 'ordinal'::text, 'article'::text, 'unit'::text, 'month'::text])))),
    CONSTRAINT word_lists_check1 CHECK (((list <> 'unit'::text) OR (unit IS NOT NULL))),
    CONSTRAINT word_lists_list_check CHECK ((list ~ '^(number|multiplier|ordinal|article|unit|month|mixed|promise|words\.[a-z]{2})$'::text)),
    CONSTRAINT word_lists_value_check CHECK ((value <> 'NaN'::numeric)),
    CONSTRAINT word_lists_word_check CHECK (((word)::text = lower((word)::text)))
);

ALTER TABLE public.word_lists OWNER TO salesflow_owner;

COMMENT ON TABLE public.word_lists IS 'The words by which texts of a model are judged before people see them (salesflow.words_problem). Add a row to teach a word; it works at once.';

COMMENT ON COLUMN public.word_lists.list IS 'number (fünf, eighty, half, twice), multiplier (hundred, Mio), ordinal, article (one, ein: a number only before a multiplier, percent or money), unit, month, mixed (terms of letters and digits that claim nothing: b2b), promise (phrases that only the rules may say), words.xx (words by which language xx is known).';

COMMENT ON COLUMN public.word_lists.word IS 'The word in lower case; of list promise a phrase of whole words, % for the rest of one.';

COMMENT ON COLUMN public.word_lists.value IS 'number, ordinal, article: the number. multiplier: the factor. unit: how many of the smallest unit of its kind (span: minutes; months: months; clock: minutes). month: 1–12.';

COMMENT ON COLUMN public.word_lists.unit IS 'Kind of a unit: percent, point, times, clock, span, months, or an ISO 4217 currency; of a number that carries its unit itself (twice): that unit.';

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

ALTER TABLE ONLY salesflow.event_log FORCE ROW LEVEL SECURITY;

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

CREATE TABLE salesflow.import_changes (
    import_no integer NOT NULL,
    table_name text NOT NULL,
    id uuid NOT NULL,
    before jsonb,
    after jsonb
);

ALTER TABLE ONLY salesflow.import_changes FORCE ROW LEVEL SECURITY;

ALTER TABLE salesflow.import_changes OWNER TO salesflow_owner;

COMMENT ON TABLE salesflow.import_changes IS 'What undo_import() needs beside import_keys: values before and after, of rows that were there; rows that were not.';

COMMENT ON COLUMN salesflow.import_changes.import_no IS 'imports.number.';

COMMENT ON COLUMN salesflow.import_changes.table_name IS 'Table of the row, in schema public.';

COMMENT ON COLUMN salesflow.import_changes.id IS 'Its key.';

COMMENT ON COLUMN salesflow.import_changes.before IS 'Columns that changed, as they were; null: the row was created.';

COMMENT ON COLUMN salesflow.import_changes.after IS 'The same columns as the import left them.';

CREATE UNLOGGED TABLE salesflow.import_companies (
    key text NOT NULL,
    external_id text,
    name text,
    domain text,
    row_no bigint NOT NULL,
    company_id uuid DEFAULT gen_random_uuid() NOT NULL,
    is_new boolean DEFAULT true NOT NULL
);

ALTER TABLE ONLY salesflow.import_companies FORCE ROW LEVEL SECURITY;

ALTER TABLE salesflow.import_companies OWNER TO salesflow_owner;

COMMENT ON TABLE salesflow.import_companies IS 'Companies of the running import.';

COMMENT ON COLUMN salesflow.import_companies.key IS 'What tells them apart: key or name.';

COMMENT ON COLUMN salesflow.import_companies.external_id IS 'Key in the file''s system.';

COMMENT ON COLUMN salesflow.import_companies.name IS 'Name.';

COMMENT ON COLUMN salesflow.import_companies.domain IS 'Domain.';

COMMENT ON COLUMN salesflow.import_companies.row_no IS 'Last row that names it.';

COMMENT ON COLUMN salesflow.import_companies.company_id IS 'The company.';

COMMENT ON COLUMN salesflow.import_companies.is_new IS 'Whether it is new.';

CREATE UNLOGGED TABLE salesflow.import_contacts (
    key text NOT NULL,
    external_id text,
    email text,
    name text,
    phone text,
    "position" text,
    company_key text,
    row_no bigint NOT NULL,
    contact_id uuid DEFAULT gen_random_uuid() NOT NULL,
    is_new boolean DEFAULT true NOT NULL
);

ALTER TABLE ONLY salesflow.import_contacts FORCE ROW LEVEL SECURITY;

ALTER TABLE salesflow.import_contacts OWNER TO salesflow_owner;

COMMENT ON TABLE salesflow.import_contacts IS 'Persons of the running import.';

COMMENT ON COLUMN salesflow.import_contacts.key IS 'What tells them apart: key, e-mail, or name with company.';

COMMENT ON COLUMN salesflow.import_contacts.external_id IS 'Key in the file''s system.';

COMMENT ON COLUMN salesflow.import_contacts.email IS 'E-mail.';

COMMENT ON COLUMN salesflow.import_contacts.name IS 'Name.';

COMMENT ON COLUMN salesflow.import_contacts.phone IS 'Telephone number.';

COMMENT ON COLUMN salesflow.import_contacts."position" IS 'What the person does.';

COMMENT ON COLUMN salesflow.import_contacts.company_key IS 'Its company.';

COMMENT ON COLUMN salesflow.import_contacts.row_no IS 'Last row that names the person.';

COMMENT ON COLUMN salesflow.import_contacts.contact_id IS 'The person.';

COMMENT ON COLUMN salesflow.import_contacts.is_new IS 'Whether the person is new.';

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
    source text NOT NULL,
    one_way bigint DEFAULT 0 NOT NULL,
    other_way bigint DEFAULT 0 NOT NULL,
    either_way bigint DEFAULT 0 NOT NULL
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

COMMENT ON COLUMN salesflow.import_fields.one_way IS 'Different cells that only day first, or a decimal comma, can read.';

COMMENT ON COLUMN salesflow.import_fields.other_way IS 'Different cells that only month first, or a decimal point, can read.';

COMMENT ON COLUMN salesflow.import_fields.either_way IS 'Different cells that both can read.';

CREATE UNLOGGED TABLE salesflow.import_items (
    row_no bigint NOT NULL,
    line_no bigint NOT NULL,
    key text NOT NULL,
    row_hash bigint NOT NULL,
    id uuid,
    is_same boolean NOT NULL,
    next_line bigint,
    facts_before integer[]
);

ALTER TABLE ONLY salesflow.import_items FORCE ROW LEVEL SECURITY;

ALTER TABLE salesflow.import_items OWNER TO salesflow_owner;

COMMENT ON TABLE salesflow.import_items IS 'Rows of the running import, told apart.';

COMMENT ON COLUMN salesflow.import_items.row_no IS 'Row.';

COMMENT ON COLUMN salesflow.import_items.line_no IS 'Line of the file.';

COMMENT ON COLUMN salesflow.import_items.key IS 'Key within source and object.';

COMMENT ON COLUMN salesflow.import_items.row_hash IS 'Hash of its cells and of the way they are read.';

COMMENT ON COLUMN salesflow.import_items.id IS 'What the key became in an earlier import.';

COMMENT ON COLUMN salesflow.import_items.is_same IS 'Whether that import read the very same row.';

COMMENT ON COLUMN salesflow.import_items.next_line IS 'Line where the same key comes again; null in its last, which counts.';

COMMENT ON COLUMN salesflow.import_items.facts_before IS 'import_keys.facts.';

CREATE TABLE salesflow.import_keys (
    source_id smallint NOT NULL,
    key text NOT NULL,
    id uuid NOT NULL,
    row_hash bigint,
    facts integer[],
    import_no integer
);

ALTER TABLE ONLY salesflow.import_keys FORCE ROW LEVEL SECURITY;

ALTER TABLE salesflow.import_keys OWNER TO salesflow_owner;

COMMENT ON TABLE salesflow.import_keys IS 'What each key of each source became, and what its file said last, as hashes: an import applies what differs from them, so that the same file twice changes nothing and what people changed since stays.';

COMMENT ON COLUMN salesflow.import_keys.source_id IS 'Namespace.';

COMMENT ON COLUMN salesflow.import_keys.key IS 'Key in the file; row:… made from what the row says.';

COMMENT ON COLUMN salesflow.import_keys.id IS 'The lead (of deals and contacts, too), company or user. It may be gone since.';

COMMENT ON COLUMN salesflow.import_keys.row_hash IS 'Hash of the row and of the way it was read.';

COMMENT ON COLUMN salesflow.import_keys.facts IS 'Hashes of its values, in the order of import_sources.facts; null: the files said nothing.';

COMMENT ON COLUMN salesflow.import_keys.import_no IS 'Import (imports.number) that created the subject; null: it was there before.';

CREATE UNLOGGED TABLE salesflow.import_people (
    key text NOT NULL,
    row_no bigint NOT NULL,
    section text NOT NULL,
    external_id text,
    email text,
    name text,
    norm text,
    role text,
    time_zone text,
    locale text,
    active boolean,
    squad_key text,
    squad_name text,
    same_as text,
    user_id uuid DEFAULT gen_random_uuid() NOT NULL,
    is_new boolean DEFAULT true NOT NULL
);

ALTER TABLE ONLY salesflow.import_people FORCE ROW LEVEL SECURITY;

ALTER TABLE salesflow.import_people OWNER TO salesflow_owner;

COMMENT ON TABLE salesflow.import_people IS 'Reps and managers of the running import, one row a spelling.';

COMMENT ON COLUMN salesflow.import_people.key IS 'Spelling: key, e-mail or name.';

COMMENT ON COLUMN salesflow.import_people.row_no IS 'Last row that names the person.';

COMMENT ON COLUMN salesflow.import_people.section IS 'user or manager.';

COMMENT ON COLUMN salesflow.import_people.external_id IS 'Key in the file''s system.';

COMMENT ON COLUMN salesflow.import_people.email IS 'E-mail.';

COMMENT ON COLUMN salesflow.import_people.name IS 'Name.';

COMMENT ON COLUMN salesflow.import_people.norm IS 'normalise_person() of it.';

COMMENT ON COLUMN salesflow.import_people.role IS 'Role, if the file says one.';

COMMENT ON COLUMN salesflow.import_people.time_zone IS 'Time zone, if the file says one.';

COMMENT ON COLUMN salesflow.import_people.locale IS 'Language, if the file says one.';

COMMENT ON COLUMN salesflow.import_people.active IS 'Whether active, if the file says it.';

COMMENT ON COLUMN salesflow.import_people.squad_key IS 'External id of the squad.';

COMMENT ON COLUMN salesflow.import_people.squad_name IS 'Name of the squad.';

COMMENT ON COLUMN salesflow.import_people.same_as IS 'Spelling that says more of the same person.';

COMMENT ON COLUMN salesflow.import_people.user_id IS 'The user.';

COMMENT ON COLUMN salesflow.import_people.is_new IS 'Whether the user is new.';

CREATE UNLOGGED TABLE salesflow.import_plan (
    row_no bigint NOT NULL,
    line_no bigint NOT NULL,
    key text NOT NULL,
    row_hash bigint NOT NULL,
    next_line bigint,
    lead_id uuid NOT NULL,
    is_new boolean NOT NULL,
    is_merged boolean NOT NULL,
    user_id uuid,
    company_key text,
    contact_key text,
    status text,
    is_closed boolean NOT NULL,
    status_at timestamp with time zone,
    created_at timestamp with time zone,
    v jsonb NOT NULL,
    attributes jsonb NOT NULL,
    facts integer[] NOT NULL,
    facts_before integer[]
);

ALTER TABLE ONLY salesflow.import_plan FORCE ROW LEVEL SECURITY;

ALTER TABLE salesflow.import_plan OWNER TO salesflow_owner;

COMMENT ON TABLE salesflow.import_plan IS 'What the running import will do with leads, row by row.';

COMMENT ON COLUMN salesflow.import_plan.row_no IS 'Row.';

COMMENT ON COLUMN salesflow.import_plan.line_no IS 'Line of the file.';

COMMENT ON COLUMN salesflow.import_plan.key IS 'Key within source and object.';

COMMENT ON COLUMN salesflow.import_plan.row_hash IS 'Hash of the row.';

COMMENT ON COLUMN salesflow.import_plan.next_line IS 'Line where the same lead comes again; null in its last, which counts.';

COMMENT ON COLUMN salesflow.import_plan.lead_id IS 'The lead, also of a new one.';

COMMENT ON COLUMN salesflow.import_plan.is_new IS 'Whether the lead is new.';

COMMENT ON COLUMN salesflow.import_plan.is_merged IS 'Whether another source had it, known by its e-mail.';

COMMENT ON COLUMN salesflow.import_plan.user_id IS 'Its rep.';

COMMENT ON COLUMN salesflow.import_plan.company_key IS 'Its company.';

COMMENT ON COLUMN salesflow.import_plan.contact_key IS 'Its person.';

COMMENT ON COLUMN salesflow.import_plan.status IS 'Status in the file.';

COMMENT ON COLUMN salesflow.import_plan.is_closed IS 'Whether that status is one in which nobody works on the lead.';

COMMENT ON COLUMN salesflow.import_plan.status_at IS 'Since when, as far as it is known.';

COMMENT ON COLUMN salesflow.import_plan.created_at IS 'When it came to be, if the file says it.';

COMMENT ON COLUMN salesflow.import_plan.v IS 'Values by key.';

COMMENT ON COLUMN salesflow.import_plan.attributes IS 'Attributes.';

COMMENT ON COLUMN salesflow.import_plan.facts IS 'import_keys.facts to be.';

COMMENT ON COLUMN salesflow.import_plan.facts_before IS 'import_keys.facts until now.';

CREATE UNLOGGED TABLE salesflow.import_rows (
    row_no bigint NOT NULL,
    line_no bigint NOT NULL,
    problem text,
    cells jsonb NOT NULL
);

ALTER TABLE salesflow.import_rows OWNER TO salesflow_owner;

COMMENT ON TABLE salesflow.import_rows IS 'Rows of the running import, as they came.';

COMMENT ON COLUMN salesflow.import_rows.row_no IS 'Order.';

COMMENT ON COLUMN salesflow.import_rows.line_no IS 'Line of the file.';

COMMENT ON COLUMN salesflow.import_rows.problem IS 'What the reader of the file found wrong with it: code of a reason.';

COMMENT ON COLUMN salesflow.import_rows.cells IS 'Its cells, in the order of imports.columns.';

ALTER TABLE salesflow.import_rows ALTER COLUMN row_no ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME salesflow.import_rows_row_no_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE salesflow.import_sources (
    id smallint NOT NULL,
    source text NOT NULL,
    object text NOT NULL,
    facts text[] DEFAULT '{}'::text[] NOT NULL
);

ALTER TABLE ONLY salesflow.import_sources FORCE ROW LEVEL SECURITY;

ALTER TABLE salesflow.import_sources OWNER TO salesflow_owner;

COMMENT ON TABLE salesflow.import_sources IS 'Namespaces of keys: what record 17 is depends on the source and on the object.';

COMMENT ON COLUMN salesflow.import_sources.id IS 'Key.';

COMMENT ON COLUMN salesflow.import_sources.source IS 'Source: imports.source.';

COMMENT ON COLUMN salesflow.import_sources.object IS 'lead, deal, contact, company or user.';

COMMENT ON COLUMN salesflow.import_sources.facts IS 'What its files say: keys of fields and attribute:<column>, in the order of import_keys.facts.';

ALTER TABLE salesflow.import_sources ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME salesflow.import_sources_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE UNLOGGED TABLE salesflow.import_values (
    row_no bigint NOT NULL,
    v jsonb NOT NULL,
    attributes jsonb NOT NULL,
    outcome_cells jsonb,
    facts integer[] NOT NULL,
    unread integer[]
);

ALTER TABLE ONLY salesflow.import_values FORCE ROW LEVEL SECURITY;

ALTER TABLE salesflow.import_values OWNER TO salesflow_owner;

COMMENT ON TABLE salesflow.import_values IS 'Rows of the running import that say something new, read by the map.';

COMMENT ON COLUMN salesflow.import_values.row_no IS 'Row.';

COMMENT ON COLUMN salesflow.import_values.v IS 'Its values, by key of the field.';

COMMENT ON COLUMN salesflow.import_values.attributes IS 'Its other cells, by column, and those that were not understood.';

COMMENT ON COLUMN salesflow.import_values.outcome_cells IS 'Cells that speak of its end: attributes while it is open.';

COMMENT ON COLUMN salesflow.import_values.facts IS 'Hashes of all of them, in the order of import_sources.facts.';

COMMENT ON COLUMN salesflow.import_values.unread IS 'Fields whose cell was not understood.';

CREATE TABLE salesflow.import_words (
    kind text NOT NULL,
    word text NOT NULL,
    value text NOT NULL,
    CONSTRAINT import_words_word_check CHECK ((word = lower(word)))
);

ALTER TABLE salesflow.import_words OWNER TO salesflow_owner;

COMMENT ON TABLE salesflow.import_words IS 'Words of closed sets in German and English, as files have them.';

COMMENT ON COLUMN salesflow.import_words.kind IS 'Which set: status, priority, channel, activity_type, direction, activity_status, role, boolean, locale, currency.';

COMMENT ON COLUMN salesflow.import_words.word IS 'Word in lower case, as written and as normalise_word() leaves it.';

COMMENT ON COLUMN salesflow.import_words.value IS 'Our value.';

CREATE SEQUENCE salesflow.last_ring
    START WITH 0
    INCREMENT BY 1
    MINVALUE 0
    NO MAXVALUE
    CACHE 1;

ALTER TABLE salesflow.last_ring OWNER TO salesflow_owner;

COMMENT ON SEQUENCE salesflow.last_ring IS 'When the doorbell was last rung, in milliseconds since 1970.';

CREATE TABLE salesflow.model_calls (
    event_id bigint NOT NULL,
    lease uuid NOT NULL,
    "position" smallint NOT NULL,
    attempt smallint,
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

ALTER TABLE ONLY salesflow.model_calls FORCE ROW LEVEL SECURITY;

ALTER TABLE salesflow.model_calls OWNER TO salesflow_owner;

COMMENT ON TABLE salesflow.model_calls IS 'Every call of a model that was reported, with an answer, a failure, or too late, and what it cost. The key makes a report count once, however often it is sent.';

COMMENT ON COLUMN salesflow.model_calls.event_id IS 'The event.';

COMMENT ON COLUMN salesflow.model_calls.lease IS 'The attempt, by its lease.';

COMMENT ON COLUMN salesflow.model_calls."position" IS 'Counts the calls of one attempt (a truncated answer is asked for again).';

COMMENT ON COLUMN salesflow.model_calls.attempt IS 'Which attempt it was; null: the answer came when it was no longer known.';

COMMENT ON COLUMN salesflow.model_calls.kind IS 'Kind of the event.';

COMMENT ON COLUMN salesflow.model_calls.prompt_version IS 'Version of the prompt, as in the rows of event_kinds that settings_history keeps.';

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

CREATE TABLE salesflow.rule_episodes (
    rule text NOT NULL,
    subject_id uuid NOT NULL,
    episode text NOT NULL,
    subject_type text NOT NULL,
    user_id uuid,
    target_id uuid,
    facts jsonb,
    is_open boolean NOT NULL,
    raised_at timestamp with time zone DEFAULT now() NOT NULL,
    ended_at timestamp with time zone,
    ended_how text,
    CONSTRAINT rule_episodes_ended_how_check CHECK ((ended_how = ANY (ARRAY['withdrawn'::text, 'superseded'::text, 'answered'::text])))
)
WITH (fillfactor='90');

ALTER TABLE ONLY salesflow.rule_episodes FORCE ROW LEVEL SECURITY;

ALTER TABLE salesflow.rule_episodes OWNER TO salesflow_owner;

COMMENT ON TABLE salesflow.rule_episodes IS 'What each rule has brought about: once per subject, rule and episode. The engine''s own, without foreign keys; whoever inserts the key acts, everybody else finds it there.';

COMMENT ON COLUMN salesflow.rule_episodes.rule IS 'The rule.';

COMMENT ON COLUMN salesflow.rule_episodes.subject_id IS 'Whom or what it concerns.';

COMMENT ON COLUMN salesflow.rule_episodes.episode IS 'Stretch or occasion.';

COMMENT ON COLUMN salesflow.rule_episodes.subject_type IS 'What the subject is.';

COMMENT ON COLUMN salesflow.rule_episodes.user_id IS 'Rep it was brought about for.';

COMMENT ON COLUMN salesflow.rule_episodes.target_id IS 'Row the effect makes: recommendation, plan, ….';

COMMENT ON COLUMN salesflow.rule_episodes.facts IS 'Facts last judged by.';

COMMENT ON COLUMN salesflow.rule_episodes.is_open IS 'Whether it may still be refreshed or withdrawn.';

COMMENT ON COLUMN salesflow.rule_episodes.raised_at IS 'When it was brought about last.';

COMMENT ON COLUMN salesflow.rule_episodes.ended_at IS 'When the engine was done with it.';

COMMENT ON COLUMN salesflow.rule_episodes.ended_how IS 'withdrawn: it no longer held, and may be raised again; superseded: a newer episode took its place; answered: a person had answered it.';

CREATE TABLE salesflow.workers (
    name text NOT NULL,
    model text,
    problem text,
    is_waiting boolean DEFAULT false NOT NULL,
    "interval" interval DEFAULT '00:00:10'::interval NOT NULL,
    instance uuid NOT NULL,
    lock_number integer NOT NULL,
    started_at timestamp with time zone DEFAULT now() NOT NULL,
    joined_at timestamp with time zone DEFAULT now() NOT NULL,
    seen_at timestamp with time zone DEFAULT now() NOT NULL,
    alive_until timestamp with time zone NOT NULL,
    stopped_at timestamp with time zone,
    CONSTRAINT workers_interval_check CHECK (("interval" > '00:00:00'::interval)),
    CONSTRAINT workers_name_check CHECK ((name <> ''::text))
)
WITH (fillfactor='50', autovacuum_vacuum_scale_factor='0', autovacuum_vacuum_threshold='100');

ALTER TABLE salesflow.workers OWNER TO salesflow_owner;

COMMENT ON TABLE salesflow.workers IS 'Daemons, running and past. One says that it lives every interval; a session-level advisory lock (lock_number) shows at once when it is gone.';

COMMENT ON COLUMN salesflow.workers.name IS 'Name it was given, or chose: host, process, chance.';

COMMENT ON COLUMN salesflow.workers.model IS 'Model it asks; null: it has none, and all it does is by rules.';

COMMENT ON COLUMN salesflow.workers.problem IS 'Why it has no model: no_key, unauthorized, ….';

COMMENT ON COLUMN salesflow.workers.is_waiting IS 'Whether its last claim brought less than it asked for. Only then is it worth a notification.';

COMMENT ON COLUMN salesflow.workers."interval" IS 'How often it says that it lives: tells late from dead.';

COMMENT ON COLUMN salesflow.workers.instance IS 'Which process it is: a name that lives belongs to one.';

COMMENT ON COLUMN salesflow.workers.lock_number IS 'Number of the advisory lock its listening session holds; counts only while that is a session of an agent.';

COMMENT ON COLUMN salesflow.workers.started_at IS 'When it registered first.';

COMMENT ON COLUMN salesflow.workers.joined_at IS 'When it registered last, with the session that holds the lock.';

COMMENT ON COLUMN salesflow.workers.seen_at IS 'When it was last heard of.';

COMMENT ON COLUMN salesflow.workers.alive_until IS 'When it counts as dead, unless heard of before.';

COMMENT ON COLUMN salesflow.workers.stopped_at IS 'When it said good-bye; null while it runs.';

ALTER TABLE ONLY public.users
    ADD CONSTRAINT users_pkey PRIMARY KEY (id);

CREATE MATERIALIZED VIEW public.view_conversion_microsteps AS
 WITH steps AS (
         SELECT l.id,
            l.user_id,
            l.created_at,
            s_1.first_interaction_at AS first_contact_at,
            ( SELECT min((b.assessed_at)::timestamp with time zone) AS min
                   FROM public.bant_assessments b
                  WHERE (b.lead_id = l.id)) AS bant_at,
            p.assessed_at AS personality_at,
            LEAST(( SELECT min((a.occurred_at)::timestamp with time zone) AS min
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
    round((avg(EXTRACT(epoch FROM (s.first_contact_at - (s.created_at)::timestamp with time zone))) / (86400)::numeric), 1) AS avg_days_to_first_contact,
    round((avg(EXTRACT(epoch FROM (s.bant_at - (s.created_at)::timestamp with time zone))) / (86400)::numeric), 1) AS avg_days_to_bant,
    round((avg(EXTRACT(epoch FROM (s.meeting_at - (s.created_at)::timestamp with time zone))) / (86400)::numeric), 1) AS avg_days_to_meeting,
    round((avg(EXTRACT(epoch FROM (s.won_at - s.first_contact_at))) / (86400)::numeric), 1) AS avg_days_to_close,
    round((avg(EXTRACT(epoch FROM (s.won_at - (s.created_at)::timestamp with time zone))) / (86400)::numeric), 1) AS avg_total_sales_cycle_days,
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

ALTER TABLE ONLY public.action_types
    ADD CONSTRAINT action_types_pkey PRIMARY KEY (action_type);

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
    ADD CONSTRAINT autonomous_actions_once UNIQUE (subject_id, rule, episode, action_type, cause);

ALTER TABLE ONLY public.autonomous_actions
    ADD CONSTRAINT autonomous_actions_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.bant_assessments
    ADD CONSTRAINT bant_assessments_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.companies
    ADD CONSTRAINT companies_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.competitors
    ADD CONSTRAINT competitors_pkey PRIMARY KEY (name);

ALTER TABLE ONLY public.contact_channels
    ADD CONSTRAINT contact_channels_pkey PRIMARY KEY (channel);

ALTER TABLE ONLY public.contact_channels
    ADD CONSTRAINT contact_channels_position_key UNIQUE ("position");

ALTER TABLE ONLY public.contacts
    ADD CONSTRAINT contacts_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.daily_action_plans
    ADD CONSTRAINT daily_action_plans_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.daily_action_plans
    ADD CONSTRAINT daily_action_plans_user_id_plan_date_key UNIQUE (user_id, plan_date);

ALTER TABLE ONLY public.daily_plan_priorities
    ADD CONSTRAINT daily_plan_priorities_pkey PRIMARY KEY (plan_id, "position");

ALTER TABLE ONLY public.health_checks
    ADD CONSTRAINT health_checks_pkey PRIMARY KEY (check_name);

ALTER TABLE ONLY public.health_checks
    ADD CONSTRAINT health_checks_position_key UNIQUE ("position");

ALTER TABLE ONLY public.health_log
    ADD CONSTRAINT health_log_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.import_rejects
    ADD CONSTRAINT import_rejects_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.import_targets
    ADD CONSTRAINT import_targets_pkey PRIMARY KEY (target);

ALTER TABLE ONLY public.import_targets
    ADD CONSTRAINT import_targets_position_key UNIQUE ("position");

ALTER TABLE ONLY public.imports
    ADD CONSTRAINT imports_number_key UNIQUE (number);

ALTER TABLE ONLY public.imports
    ADD CONSTRAINT imports_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.job_failures
    ADD CONSTRAINT job_failures_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.job_runs
    ADD CONSTRAINT job_runs_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.jobs
    ADD CONSTRAINT jobs_pkey PRIMARY KEY (name);

ALTER TABLE ONLY public.lead_companies
    ADD CONSTRAINT lead_companies_pkey PRIMARY KEY (lead_id);

ALTER TABLE ONLY public.lead_contacts
    ADD CONSTRAINT lead_contacts_pkey PRIMARY KEY (lead_id, contact_id);

ALTER TABLE ONLY public.lead_rankings
    ADD CONSTRAINT lead_rankings_pkey PRIMARY KEY (plan_id, "position");

ALTER TABLE ONLY public.lead_situations
    ADD CONSTRAINT lead_situations_pkey PRIMARY KEY (situation);

ALTER TABLE ONLY public.lead_situations
    ADD CONSTRAINT lead_situations_urgency_key UNIQUE (urgency);

ALTER TABLE ONLY public.lead_status_history
    ADD CONSTRAINT lead_status_history_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.lead_status_transitions
    ADD CONSTRAINT lead_status_transitions_pkey PRIMARY KEY (from_status, to_status);

ALTER TABLE ONLY public.lead_statuses
    ADD CONSTRAINT lead_statuses_pkey PRIMARY KEY (status);

ALTER TABLE ONLY public.lead_statuses
    ADD CONSTRAINT lead_statuses_rank_key UNIQUE (rank);

ALTER TABLE ONLY public.lead_summaries
    ADD CONSTRAINT lead_summaries_pkey PRIMARY KEY (lead_id);

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

ALTER TABLE ONLY public.retention_rules
    ADD CONSTRAINT retention_rules_pkey PRIMARY KEY (rule);

ALTER TABLE ONLY public.rule_effects
    ADD CONSTRAINT rule_effects_pkey PRIMARY KEY (effect);

ALTER TABLE ONLY public.rule_watches
    ADD CONSTRAINT rule_watches_pkey PRIMARY KEY (watch);

ALTER TABLE ONLY public.settings_history
    ADD CONSTRAINT settings_history_pkey PRIMARY KEY (version);

ALTER TABLE ONLY public.signal_examples
    ADD CONSTRAINT signal_examples_pkey PRIMARY KEY (pattern, text);

ALTER TABLE ONLY public.signal_labels
    ADD CONSTRAINT signal_labels_family_label_key UNIQUE (family, label);

ALTER TABLE ONLY public.signal_labels
    ADD CONSTRAINT signal_labels_pkey PRIMARY KEY ("position");

ALTER TABLE ONLY public.signal_messages
    ADD CONSTRAINT signal_messages_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.signal_models
    ADD CONSTRAINT signal_models_pkey PRIMARY KEY (version);

ALTER TABLE ONLY public.signal_patterns
    ADD CONSTRAINT signal_patterns_pattern_language_steps_key UNIQUE (pattern, language, steps);

ALTER TABLE ONLY public.signal_patterns
    ADD CONSTRAINT signal_patterns_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.signal_weights
    ADD CONSTRAINT signal_weights_pkey PRIMARY KEY (feature);

ALTER TABLE ONLY public.signal_words
    ADD CONSTRAINT signal_words_pkey PRIMARY KEY (concept, language, word);

ALTER TABLE ONLY public.squads
    ADD CONSTRAINT squads_external_id_key UNIQUE (external_id);

ALTER TABLE ONLY public.squads
    ADD CONSTRAINT squads_name_key UNIQUE (name);

ALTER TABLE ONLY public.squads
    ADD CONSTRAINT squads_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.subject_types
    ADD CONSTRAINT subject_types_pkey PRIMARY KEY (subject_type);

ALTER TABLE ONLY public.text_templates
    ADD CONSTRAINT text_templates_pkey PRIMARY KEY (key, locale);

ALTER TABLE ONLY public.users
    ADD CONSTRAINT users_db_role_key UNIQUE (db_role);

ALTER TABLE ONLY public.users
    ADD CONSTRAINT users_email_key UNIQUE (email);

ALTER TABLE ONLY public.users
    ADD CONSTRAINT users_external_id_key UNIQUE (external_id);

ALTER TABLE ONLY public.word_lists
    ADD CONSTRAINT word_lists_pkey PRIMARY KEY (list, word);

ALTER TABLE ONLY salesflow.dead_events
    ADD CONSTRAINT dead_events_pkey PRIMARY KEY (event_id);

ALTER TABLE ONLY salesflow.event_causes
    ADD CONSTRAINT event_causes_pkey PRIMARY KEY (kind, cause);

ALTER TABLE ONLY salesflow.event_kinds
    ADD CONSTRAINT event_kinds_pkey PRIMARY KEY (kind);

ALTER TABLE ONLY salesflow.event_log
    ADD CONSTRAINT event_log_pkey PRIMARY KEY (event_id);

ALTER TABLE ONLY salesflow.events
    ADD CONSTRAINT events_pkey PRIMARY KEY (event_id);

ALTER TABLE ONLY salesflow.import_changes
    ADD CONSTRAINT import_changes_pkey PRIMARY KEY (import_no, table_name, id);

ALTER TABLE ONLY salesflow.import_companies
    ADD CONSTRAINT import_companies_pkey PRIMARY KEY (key);

ALTER TABLE ONLY salesflow.import_contacts
    ADD CONSTRAINT import_contacts_pkey PRIMARY KEY (key);

ALTER TABLE ONLY salesflow.import_fields
    ADD CONSTRAINT import_fields_key_key UNIQUE (key);

ALTER TABLE ONLY salesflow.import_fields
    ADD CONSTRAINT import_fields_pkey PRIMARY KEY (n);

ALTER TABLE ONLY salesflow.import_items
    ADD CONSTRAINT import_items_pkey PRIMARY KEY (row_no);

ALTER TABLE ONLY salesflow.import_keys
    ADD CONSTRAINT import_keys_pkey PRIMARY KEY (source_id, key);

ALTER TABLE ONLY salesflow.import_people
    ADD CONSTRAINT import_people_pkey PRIMARY KEY (key);

ALTER TABLE ONLY salesflow.import_plan
    ADD CONSTRAINT import_plan_pkey PRIMARY KEY (row_no);

ALTER TABLE ONLY salesflow.import_sources
    ADD CONSTRAINT import_sources_pkey PRIMARY KEY (id);

ALTER TABLE ONLY salesflow.import_sources
    ADD CONSTRAINT import_sources_source_object_key UNIQUE (source, object);

ALTER TABLE ONLY salesflow.import_values
    ADD CONSTRAINT import_values_pkey PRIMARY KEY (row_no);

ALTER TABLE ONLY salesflow.import_words
    ADD CONSTRAINT import_words_pkey PRIMARY KEY (kind, word);

ALTER TABLE ONLY salesflow.model_calls
    ADD CONSTRAINT model_calls_pkey PRIMARY KEY (event_id, lease, "position");

ALTER TABLE ONLY salesflow.model_days
    ADD CONSTRAINT model_days_pkey PRIMARY KEY (user_id, local_day, currency);

ALTER TABLE ONLY salesflow.model_prices
    ADD CONSTRAINT model_prices_pkey PRIMARY KEY (model);

ALTER TABLE ONLY salesflow.rule_episodes
    ADD CONSTRAINT rule_episodes_pkey PRIMARY KEY (subject_id, rule, episode);

ALTER TABLE ONLY salesflow.signal_keys
    ADD CONSTRAINT signal_keys_pkey PRIMARY KEY (key, language);

ALTER TABLE ONLY salesflow.signal_misspellings
    ADD CONSTRAINT signal_misspellings_pkey PRIMARY KEY (variant, token);

ALTER TABLE ONLY salesflow.signal_rules
    ADD CONSTRAINT signal_rules_pkey PRIMARY KEY (id);

ALTER TABLE ONLY salesflow.signal_trials
    ADD CONSTRAINT signal_trials_pkey PRIMARY KEY (message_id);

ALTER TABLE ONLY salesflow.signal_vocabulary
    ADD CONSTRAINT signal_vocabulary_pkey PRIMARY KEY (token);

ALTER TABLE ONLY salesflow.workers
    ADD CONSTRAINT workers_pkey PRIMARY KEY (name);

CREATE UNIQUE INDEX activities_external_id ON public.activities USING btree (external_id) WHERE (external_id IS NOT NULL);

CREATE INDEX activities_lead ON public.activities USING btree (lead_id, occurred_at DESC);

CREATE INDEX activities_open ON public.activities USING btree (due_date) WHERE (status = ANY (ARRAY['pending'::text, 'scheduled'::text, 'in_progress'::text]));

CREATE INDEX agent_memory_lead ON public.agent_memory USING btree (lead_id, created_at DESC);

CREATE INDEX agent_memory_user ON public.agent_memory USING btree (user_id, created_at DESC);

CREATE INDEX agent_memory_words ON public.agent_memory USING gin (words);

CREATE INDEX ai_recommendations_lead ON public.ai_recommendations USING btree (lead_id, created_at DESC);

CREATE INDEX ai_recommendations_open ON public.ai_recommendations USING btree (user_id, created_at) WHERE (status = 'pending'::text);

CREATE INDEX automation_rules_after_policy ON public.automation_rules USING btree (after_policy);

CREATE INDEX automation_rules_effect ON public.automation_rules USING btree (effect);

CREATE INDEX automation_rules_playbook ON public.automation_rules USING btree (playbook);

CREATE INDEX automation_rules_watch ON public.automation_rules USING btree (watch) WHERE (is_enabled AND (effect IS NOT NULL));

CREATE INDEX autonomous_actions_executed ON public.autonomous_actions USING btree (executed_at);

CREATE INDEX autonomous_actions_lead ON public.autonomous_actions USING btree (lead_id, executed_at DESC);

CREATE INDEX autonomous_actions_user ON public.autonomous_actions USING btree (user_id, executed_at DESC);

CREATE UNIQUE INDEX bant_assessments_external_id ON public.bant_assessments USING btree (external_id) WHERE (external_id IS NOT NULL);

CREATE INDEX bant_assessments_lead ON public.bant_assessments USING btree (lead_id, assessed_at DESC, "position" DESC);

CREATE INDEX companies_name ON public.companies USING btree (lower((name)::text));

CREATE INDEX companies_user ON public.companies USING btree (user_id);

CREATE INDEX contacts_company ON public.contacts USING btree (company_id);

CREATE INDEX contacts_email ON public.contacts USING btree (email) WHERE (email IS NOT NULL);

CREATE INDEX contacts_name ON public.contacts USING btree (lower((name)::text));

CREATE INDEX contacts_user ON public.contacts USING btree (user_id);

CREATE INDEX daily_action_plans_date ON public.daily_action_plans USING btree (plan_date DESC);

CREATE INDEX daily_plan_priorities_lead ON public.daily_plan_priorities USING btree (lead_id);

CREATE INDEX daily_plan_priorities_recommendation ON public.daily_plan_priorities USING btree (recommendation_id);

CREATE INDEX health_checks_threshold_policy ON public.health_checks USING btree (threshold_policy);

CREATE INDEX health_log_check ON public.health_log USING btree (check_name, id DESC);

CREATE INDEX import_rejects_import ON public.import_rejects USING btree (import_id, line_no);

CREATE INDEX job_failures_failed ON public.job_failures USING btree (failed_at);

CREATE INDEX job_failures_run ON public.job_failures USING btree (run_id);

CREATE INDEX job_runs_job ON public.job_runs USING btree (job_name, started_at DESC);

CREATE INDEX job_runs_running ON public.job_runs USING btree (job_name) WHERE (status = 'running'::text);

CREATE INDEX job_runs_started ON public.job_runs USING btree (started_at);

CREATE INDEX lead_companies_company ON public.lead_companies USING btree (company_id);

CREATE INDEX lead_contacts_contact ON public.lead_contacts USING btree (contact_id);

CREATE INDEX lead_rankings_ranked ON public.lead_rankings USING brin (ranked_at);

CREATE INDEX lead_status_history_created ON public.lead_status_history USING btree (created_at);

CREATE INDEX lead_status_history_lead ON public.lead_status_history USING btree (lead_id, "position" DESC);

CREATE INDEX leads_email ON public.leads USING btree (lower(email)) WHERE (email IS NOT NULL);

CREATE INDEX leads_user ON public.leads USING btree (user_id, status);

CREATE INDEX notifications_unread ON public.notifications USING btree (user_id, created_at) WHERE (read_at IS NULL);

CREATE INDEX playbook_executions_lead ON public.playbook_executions USING btree (lead_id);

CREATE INDEX retention_rules_keep_policy ON public.retention_rules USING btree (keep_policy);

CREATE INDEX settings_history_key ON public.settings_history USING btree (table_name, key, version DESC);

CREATE UNIQUE INDEX signal_messages_text ON public.signal_messages USING btree (md5(text), source);

CREATE INDEX users_name ON public.users USING btree (lower((name)::text));

CREATE INDEX users_squad ON public.users USING btree (squad_id);

CREATE UNIQUE INDEX view_conversion_microsteps_user ON public.view_conversion_microsteps USING btree (user_id);

CREATE UNIQUE INDEX view_followups_scored_activity ON public.view_followups_scored USING btree (activity_id);

CREATE INDEX view_followups_scored_user ON public.view_followups_scored USING btree (user_id, action_priority_score DESC);

CREATE UNIQUE INDEX view_leads_scored_id ON public.view_leads_scored USING btree (id);

CREATE INDEX view_leads_scored_user ON public.view_leads_scored USING btree (user_id, overall_health_score DESC);

CREATE UNIQUE INDEX view_personality_insights_user ON public.view_personality_insights USING btree (user_id);

CREATE INDEX event_log_finished ON salesflow.event_log USING brin (finished_at);

CREATE INDEX events_asked ON salesflow.events USING btree (COALESCE(user_id, '00000000-0000-0000-0000-000000000000'::uuid), leased_until) WHERE ((lease IS NOT NULL) AND (model IS NOT NULL));

CREATE UNIQUE INDEX events_coalesce ON salesflow.events USING btree (kind, coalesce_key) WHERE (coalesce_key IS NOT NULL);

CREATE INDEX events_leased ON salesflow.events USING btree (leased_until) WHERE (lease IS NOT NULL);

CREATE INDEX events_line ON salesflow.events USING btree (lead_id, priority, event_id) WHERE ((lease IS NULL) AND (is_due OR (attempt > 0)) AND (lead_id IS NOT NULL));

CREATE UNIQUE INDEX events_one_per_lead ON salesflow.events USING btree (lead_id) WHERE ((lease IS NOT NULL) AND (lead_id IS NOT NULL));

CREATE INDEX events_ready ON salesflow.events USING btree (priority, event_id) WHERE ((lease IS NULL) AND is_due);

CREATE INDEX events_scheduled ON salesflow.events USING btree (run_at) WHERE ((lease IS NULL) AND (NOT is_due));

CREATE INDEX model_calls_called ON salesflow.model_calls USING brin (called_at);

CREATE INDEX rule_episodes_open ON salesflow.rule_episodes USING btree (rule, subject_id) WHERE is_open;

CREATE TRIGGER action_types_300_guard BEFORE INSERT OR UPDATE ON public.action_types FOR EACH ROW EXECUTE FUNCTION salesflow.guard_action_type();

CREATE TRIGGER activities_100_normalise BEFORE INSERT ON public.activities FOR EACH ROW WHEN ((new.status IS NULL)) EXECUTE FUNCTION salesflow.normalise_activity();

CREATE TRIGGER activities_500_add_contacts AFTER INSERT ON public.activities REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION salesflow.add_contacts();

CREATE TRIGGER activities_500_recount_deleted AFTER DELETE ON public.activities REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION salesflow.recount_contacts();

CREATE TRIGGER activities_500_recount_updated AFTER UPDATE ON public.activities REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION salesflow.recount_contacts();

CREATE TRIGGER activities_600_watch_inserted AFTER INSERT ON public.activities REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION salesflow.watch_activities();

CREATE TRIGGER activities_600_watch_updated AFTER UPDATE ON public.activities REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION salesflow.watch_activities();

CREATE TRIGGER ai_recommendations_100_normalise BEFORE UPDATE ON public.ai_recommendations FOR EACH ROW EXECUTE FUNCTION salesflow.stamp_recommendation();

CREATE TRIGGER ai_recommendations_500_close_answered AFTER UPDATE OF status ON public.ai_recommendations FOR EACH ROW WHEN (((old.status = 'pending'::text) AND (new.status <> 'pending'::text) AND (new.triggered_by <> 'manual'::text) AND (NOT new.withdrawn))) EXECUTE FUNCTION salesflow.close_answered();

CREATE TRIGGER ai_recommendations_500_count_completed AFTER UPDATE ON public.ai_recommendations REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION salesflow.count_completed_priorities();

CREATE TRIGGER automation_rules_300_guard BEFORE INSERT OR UPDATE OF rule, watch, effect, finder, text_key ON public.automation_rules FOR EACH ROW EXECUTE FUNCTION salesflow.guard_rule();

CREATE TRIGGER automation_rules_700_keep_history AFTER INSERT OR DELETE OR UPDATE ON public.automation_rules FOR EACH ROW EXECUTE FUNCTION salesflow.record_setting_change('{rule}');

CREATE TRIGGER bant_assessments_100_normalise BEFORE INSERT OR UPDATE ON public.bant_assessments FOR EACH ROW EXECUTE FUNCTION salesflow.set_traffic_light();

CREATE TRIGGER bant_assessments_600_watch_inserted AFTER INSERT ON public.bant_assessments REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION salesflow.watch_assessments();

CREATE TRIGGER bant_assessments_600_watch_updated AFTER UPDATE ON public.bant_assessments REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION salesflow.watch_assessments();

CREATE TRIGGER competitors_500_propagate AFTER INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.competitors FOR EACH STATEMENT EXECUTE FUNCTION salesflow.lexicon_changed();

CREATE TRIGGER competitors_700_keep_history AFTER INSERT OR DELETE OR UPDATE ON public.competitors FOR EACH ROW EXECUTE FUNCTION salesflow.record_setting_change('{name}');

CREATE TRIGGER contact_channels_700_keep_history AFTER INSERT OR DELETE OR UPDATE ON public.contact_channels FOR EACH ROW EXECUTE FUNCTION salesflow.record_setting_change('{channel}');

CREATE TRIGGER daily_action_plans_500_forget AFTER DELETE ON public.daily_action_plans FOR EACH ROW EXECUTE FUNCTION salesflow.forget_plan();

CREATE TRIGGER health_checks_700_keep_history AFTER INSERT OR DELETE OR UPDATE ON public.health_checks FOR EACH ROW EXECUTE FUNCTION salesflow.record_setting_change('{check_name}');

CREATE TRIGGER jobs_500_sync_schedule AFTER INSERT OR DELETE OR UPDATE OF name, schedule, is_enabled ON public.jobs FOR EACH STATEMENT EXECUTE FUNCTION salesflow.sync_changed_schedule();

CREATE TRIGGER jobs_700_keep_history AFTER INSERT OR DELETE OR UPDATE ON public.jobs FOR EACH ROW EXECUTE FUNCTION salesflow.record_setting_change('{name}');

CREATE TRIGGER lead_status_transitions_300_guard BEFORE INSERT OR UPDATE ON public.lead_status_transitions FOR EACH ROW EXECUTE FUNCTION salesflow.guard_status_graph();

CREATE TRIGGER lead_statuses_700_keep_history AFTER INSERT OR DELETE OR UPDATE ON public.lead_statuses FOR EACH ROW EXECUTE FUNCTION salesflow.record_setting_change('{status}');

CREATE TRIGGER leads_100_normalise BEFORE INSERT OR UPDATE OF name, email, phone, company, status, user_id, source, priority, deal_value, currency, preferred_channel, time_zone, locale, attributes ON public.leads FOR EACH ROW EXECUTE FUNCTION salesflow.normalise_lead();

CREATE TRIGGER leads_600_hand_over AFTER UPDATE OF user_id ON public.leads FOR EACH ROW WHEN ((old.user_id IS DISTINCT FROM new.user_id)) EXECUTE FUNCTION salesflow.hand_over_lead();

CREATE TRIGGER leads_700_record_first_status AFTER INSERT ON public.leads REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION salesflow.record_first_status();

CREATE TRIGGER leads_700_record_status_change AFTER UPDATE ON public.leads REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION salesflow.record_status_change();

CREATE TRIGGER playbooks_700_keep_history AFTER INSERT OR DELETE OR UPDATE ON public.playbooks FOR EACH ROW EXECUTE FUNCTION salesflow.record_setting_change('{name}');

CREATE TRIGGER policies_300_guard BEFORE INSERT OR UPDATE ON public.policies FOR EACH ROW EXECUTE FUNCTION salesflow.guard_policy();

CREATE TRIGGER policies_500_repaint_traffic_lights AFTER UPDATE ON public.policies FOR EACH ROW WHEN (((new.key = ANY (ARRAY['bant.green'::text, 'bant.yellow'::text])) AND (old.value IS DISTINCT FROM new.value))) EXECUTE FUNCTION salesflow.repaint_traffic_lights();

CREATE TRIGGER policies_500_sync_schedule AFTER UPDATE ON public.policies FOR EACH ROW WHEN (((new.key = 'jobs.active'::text) AND (old.value IS DISTINCT FROM new.value))) EXECUTE FUNCTION salesflow.sync_changed_schedule();

CREATE TRIGGER policies_700_keep_history AFTER INSERT OR DELETE OR UPDATE ON public.policies FOR EACH ROW EXECUTE FUNCTION salesflow.record_setting_change('{key}');

CREATE TRIGGER retention_rules_700_keep_history AFTER INSERT OR DELETE OR UPDATE ON public.retention_rules FOR EACH ROW EXECUTE FUNCTION salesflow.record_setting_change('{rule}');

CREATE TRIGGER rule_effects_300_guard BEFORE INSERT OR UPDATE ON public.rule_effects FOR EACH ROW EXECUTE FUNCTION salesflow.guard_effect();

CREATE TRIGGER signal_patterns_500_propagate AFTER INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.signal_patterns FOR EACH STATEMENT EXECUTE FUNCTION salesflow.lexicon_changed();

CREATE TRIGGER signal_patterns_700_keep_history AFTER INSERT OR DELETE OR UPDATE ON public.signal_patterns FOR EACH ROW EXECUTE FUNCTION salesflow.record_setting_change('{id}');

CREATE TRIGGER signal_words_500_propagate AFTER INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.signal_words FOR EACH STATEMENT EXECUTE FUNCTION salesflow.lexicon_changed();

CREATE TRIGGER signal_words_700_keep_history AFTER INSERT OR DELETE OR UPDATE ON public.signal_words FOR EACH ROW EXECUTE FUNCTION salesflow.record_setting_change('{concept,language,word}');

CREATE TRIGGER text_templates_700_keep_history AFTER INSERT OR DELETE OR UPDATE ON public.text_templates FOR EACH ROW EXECUTE FUNCTION salesflow.record_setting_change('{key,locale}');

CREATE TRIGGER users_100_normalise BEFORE UPDATE ON public.users FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION salesflow.touch_updated_at();

CREATE TRIGGER word_lists_700_keep_history AFTER INSERT OR DELETE OR UPDATE ON public.word_lists FOR EACH ROW EXECUTE FUNCTION salesflow.record_setting_change('{list,word}');

CREATE TRIGGER event_kinds_300_guard BEFORE INSERT OR UPDATE ON salesflow.event_kinds FOR EACH ROW EXECUTE FUNCTION salesflow.guard_event_kind();

CREATE TRIGGER event_kinds_300_guard_in_use BEFORE DELETE ON salesflow.event_kinds FOR EACH ROW EXECUTE FUNCTION salesflow.guard_event_kind_in_use();

CREATE TRIGGER event_kinds_700_keep_history AFTER INSERT OR DELETE OR UPDATE ON salesflow.event_kinds FOR EACH ROW EXECUTE FUNCTION salesflow.record_setting_change('{kind}');

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

ALTER TABLE ONLY public.automation_rules
    ADD CONSTRAINT automation_rules_after_policy_fkey FOREIGN KEY (after_policy) REFERENCES public.policies(key);

ALTER TABLE ONLY public.automation_rules
    ADD CONSTRAINT automation_rules_effect_fkey FOREIGN KEY (effect) REFERENCES public.rule_effects(effect);

ALTER TABLE ONLY public.automation_rules
    ADD CONSTRAINT automation_rules_playbook_fkey FOREIGN KEY (playbook) REFERENCES public.playbooks(name);

ALTER TABLE ONLY public.automation_rules
    ADD CONSTRAINT automation_rules_watch_fkey FOREIGN KEY (watch) REFERENCES public.rule_watches(watch);

ALTER TABLE ONLY public.autonomous_actions
    ADD CONSTRAINT autonomous_actions_action_type_fkey FOREIGN KEY (action_type) REFERENCES public.action_types(action_type);

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

ALTER TABLE ONLY public.companies
    ADD CONSTRAINT companies_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE SET NULL;

ALTER TABLE ONLY public.contacts
    ADD CONSTRAINT contacts_company_id_fkey FOREIGN KEY (company_id) REFERENCES public.companies(id) ON DELETE SET NULL;

ALTER TABLE ONLY public.contacts
    ADD CONSTRAINT contacts_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE SET NULL;

ALTER TABLE ONLY public.daily_action_plans
    ADD CONSTRAINT daily_action_plans_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.daily_plan_priorities
    ADD CONSTRAINT daily_plan_priorities_lead_id_fkey FOREIGN KEY (lead_id) REFERENCES public.leads(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.daily_plan_priorities
    ADD CONSTRAINT daily_plan_priorities_plan_id_fkey FOREIGN KEY (plan_id) REFERENCES public.daily_action_plans(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.daily_plan_priorities
    ADD CONSTRAINT daily_plan_priorities_recommendation_id_fkey FOREIGN KEY (recommendation_id) REFERENCES public.ai_recommendations(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.health_checks
    ADD CONSTRAINT health_checks_threshold_policy_fkey FOREIGN KEY (threshold_policy) REFERENCES public.policies(key);

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

ALTER TABLE ONLY public.lead_companies
    ADD CONSTRAINT lead_companies_company_id_fkey FOREIGN KEY (company_id) REFERENCES public.companies(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.lead_companies
    ADD CONSTRAINT lead_companies_lead_id_fkey FOREIGN KEY (lead_id) REFERENCES public.leads(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.lead_contacts
    ADD CONSTRAINT lead_contacts_contact_id_fkey FOREIGN KEY (contact_id) REFERENCES public.contacts(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.lead_contacts
    ADD CONSTRAINT lead_contacts_lead_id_fkey FOREIGN KEY (lead_id) REFERENCES public.leads(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.lead_rankings
    ADD CONSTRAINT lead_rankings_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.lead_situations
    ADD CONSTRAINT lead_situations_after_policy_fkey FOREIGN KEY (after_policy) REFERENCES public.policies(key);

ALTER TABLE ONLY public.lead_situations
    ADD CONSTRAINT lead_situations_min_bant_policy_fkey FOREIGN KEY (min_bant_policy) REFERENCES public.policies(key);

ALTER TABLE ONLY public.lead_situations
    ADD CONSTRAINT lead_situations_min_contacts_policy_fkey FOREIGN KEY (min_contacts_policy) REFERENCES public.policies(key);

ALTER TABLE ONLY public.lead_situations
    ADD CONSTRAINT lead_situations_until_policy_fkey FOREIGN KEY (until_policy) REFERENCES public.policies(key);

ALTER TABLE ONLY public.lead_situations
    ADD CONSTRAINT lead_situations_within_policy_fkey FOREIGN KEY (within_policy) REFERENCES public.policies(key);

ALTER TABLE ONLY public.lead_status_history
    ADD CONSTRAINT lead_status_history_changed_by_fkey FOREIGN KEY (changed_by) REFERENCES public.users(id) ON DELETE SET NULL;

ALTER TABLE ONLY public.lead_status_history
    ADD CONSTRAINT lead_status_history_lead_id_fkey FOREIGN KEY (lead_id) REFERENCES public.leads(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.lead_status_transitions
    ADD CONSTRAINT lead_status_transitions_from_status_fkey FOREIGN KEY (from_status) REFERENCES public.lead_statuses(status);

ALTER TABLE ONLY public.lead_status_transitions
    ADD CONSTRAINT lead_status_transitions_to_status_fkey FOREIGN KEY (to_status) REFERENCES public.lead_statuses(status);

ALTER TABLE ONLY public.lead_summaries
    ADD CONSTRAINT lead_summaries_lead_id_fkey FOREIGN KEY (lead_id) REFERENCES public.leads(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.leads
    ADD CONSTRAINT leads_preferred_channel_fkey FOREIGN KEY (preferred_channel) REFERENCES public.contact_channels(channel);

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

ALTER TABLE ONLY salesflow.import_keys
    ADD CONSTRAINT import_keys_source_id_fkey FOREIGN KEY (source_id) REFERENCES salesflow.import_sources(id);

ALTER TABLE ONLY salesflow.signal_trials
    ADD CONSTRAINT signal_trials_message_id_fkey FOREIGN KEY (message_id) REFERENCES public.signal_messages(id) ON DELETE CASCADE;

ALTER TABLE public.activities ENABLE ROW LEVEL SECURITY;

CREATE POLICY admin ON public.activities TO salesflow_admin USING (true) WITH CHECK (true);

CREATE POLICY admin ON public.agent_memory TO salesflow_admin USING (true) WITH CHECK (true);

CREATE POLICY admin ON public.ai_recommendations TO salesflow_admin USING (true) WITH CHECK (true);

CREATE POLICY admin ON public.autonomous_actions TO salesflow_admin USING (true) WITH CHECK (true);

CREATE POLICY admin ON public.bant_assessments TO salesflow_admin USING (true) WITH CHECK (true);

CREATE POLICY admin ON public.companies TO salesflow_admin USING (true) WITH CHECK (true);

CREATE POLICY admin ON public.contacts TO salesflow_admin USING (true) WITH CHECK (true);

CREATE POLICY admin ON public.daily_action_plans TO salesflow_admin USING (true) WITH CHECK (true);

CREATE POLICY admin ON public.daily_plan_priorities TO salesflow_admin USING (true) WITH CHECK (true);

CREATE POLICY admin ON public.import_rejects TO salesflow_admin USING (true) WITH CHECK (true);

CREATE POLICY admin ON public.imports TO salesflow_admin USING (true) WITH CHECK (true);

CREATE POLICY admin ON public.lead_companies TO salesflow_admin USING (true) WITH CHECK (true);

CREATE POLICY admin ON public.lead_contacts TO salesflow_admin USING (true) WITH CHECK (true);

CREATE POLICY admin ON public.lead_rankings TO salesflow_admin USING (true) WITH CHECK (true);

CREATE POLICY admin ON public.lead_status_history TO salesflow_admin USING (true) WITH CHECK (true);

CREATE POLICY admin ON public.lead_summaries TO salesflow_admin USING (true) WITH CHECK (true);

CREATE POLICY admin ON public.leads TO salesflow_admin USING (true) WITH CHECK (true);

CREATE POLICY admin ON public.notifications TO salesflow_admin USING (true) WITH CHECK (true);

CREATE POLICY admin ON public.personality_profiles TO salesflow_admin USING (true) WITH CHECK (true);

CREATE POLICY admin ON public.playbook_executions TO salesflow_admin USING (true) WITH CHECK (true);

CREATE POLICY admin ON public.settings_history TO salesflow_admin USING (true) WITH CHECK (true);

CREATE POLICY admin ON public.signal_messages TO salesflow_admin USING (true) WITH CHECK (true);

CREATE POLICY admin ON public.squads TO salesflow_admin USING (true) WITH CHECK (true);

CREATE POLICY admin ON public.users TO salesflow_admin USING (true) WITH CHECK (true);

ALTER TABLE public.agent_memory ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.ai_recommendations ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.autonomous_actions ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.bant_assessments ENABLE ROW LEVEL SECURITY;

CREATE POLICY bi ON public.activities FOR SELECT TO salesflow_bi USING (true);

CREATE POLICY bi ON public.agent_memory FOR SELECT TO salesflow_bi USING (true);

CREATE POLICY bi ON public.ai_recommendations FOR SELECT TO salesflow_bi USING (true);

CREATE POLICY bi ON public.autonomous_actions FOR SELECT TO salesflow_bi USING (true);

CREATE POLICY bi ON public.bant_assessments FOR SELECT TO salesflow_bi USING (true);

CREATE POLICY bi ON public.companies FOR SELECT TO salesflow_bi USING (true);

CREATE POLICY bi ON public.contacts FOR SELECT TO salesflow_bi USING (true);

CREATE POLICY bi ON public.daily_action_plans FOR SELECT TO salesflow_bi USING (true);

CREATE POLICY bi ON public.daily_plan_priorities FOR SELECT TO salesflow_bi USING (true);

CREATE POLICY bi ON public.import_rejects FOR SELECT TO salesflow_bi USING (true);

CREATE POLICY bi ON public.imports FOR SELECT TO salesflow_bi USING (true);

CREATE POLICY bi ON public.lead_companies FOR SELECT TO salesflow_bi USING (true);

CREATE POLICY bi ON public.lead_contacts FOR SELECT TO salesflow_bi USING (true);

CREATE POLICY bi ON public.lead_rankings FOR SELECT TO salesflow_bi USING (true);

CREATE POLICY bi ON public.lead_status_history FOR SELECT TO salesflow_bi USING (true);

CREATE POLICY bi ON public.lead_summaries FOR SELECT TO salesflow_bi USING (true);

CREATE POLICY bi ON public.leads FOR SELECT TO salesflow_bi USING (true);

CREATE POLICY bi ON public.notifications FOR SELECT TO salesflow_bi USING (true);

CREATE POLICY bi ON public.personality_profiles FOR SELECT TO salesflow_bi USING (true);

CREATE POLICY bi ON public.playbook_executions FOR SELECT TO salesflow_bi USING (true);

CREATE POLICY bi ON public.settings_history FOR SELECT TO salesflow_bi USING (true);

CREATE POLICY bi ON public.signal_messages FOR SELECT TO salesflow_bi USING (true);

CREATE POLICY bi ON public.squads FOR SELECT TO salesflow_bi USING (true);

CREATE POLICY bi ON public.users FOR SELECT TO salesflow_bi USING (true);

ALTER TABLE public.companies ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.contacts ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.daily_action_plans ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.daily_plan_priorities ENABLE ROW LEVEL SECURITY;

CREATE POLICY gateway_unowned ON public.ai_recommendations TO salesflow_gateway USING (((user_id IS NULL) AND ( SELECT salesflow.sees_all() AS sees_all)));

CREATE POLICY gateway_unowned ON public.leads TO salesflow_gateway USING (((user_id IS NULL) AND ( SELECT salesflow.sees_all() AS sees_all)));

ALTER TABLE public.import_rejects ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.imports ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.lead_companies ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.lead_contacts ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.lead_rankings ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.lead_status_history ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.lead_summaries ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.leads ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.notifications ENABLE ROW LEVEL SECURITY;

CREATE POLICY owner ON public.activities TO salesflow_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.agent_memory TO salesflow_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.ai_recommendations TO salesflow_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.autonomous_actions TO salesflow_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.bant_assessments TO salesflow_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.companies TO salesflow_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.contacts TO salesflow_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.daily_action_plans TO salesflow_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.daily_plan_priorities TO salesflow_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.import_rejects TO salesflow_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.imports TO salesflow_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.lead_companies TO salesflow_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.lead_contacts TO salesflow_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.lead_rankings TO salesflow_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.lead_status_history TO salesflow_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.lead_summaries TO salesflow_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.leads TO salesflow_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.notifications TO salesflow_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.personality_profiles TO salesflow_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.playbook_executions TO salesflow_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.settings_history TO salesflow_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.signal_messages TO salesflow_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.squads TO salesflow_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.users TO salesflow_owner USING (true) WITH CHECK (true);

CREATE POLICY people_add ON public.activities FOR INSERT TO salesflow_gateway, salesflow_rep, salesflow_manager WITH CHECK (((EXISTS ( SELECT
   FROM public.leads l
  WHERE (l.id = activities.lead_id))) AND ((user_id IS NULL) OR (user_id = ANY (( SELECT salesflow.visible_user_ids() AS visible_user_ids)::uuid[])))));

CREATE POLICY people_add ON public.agent_memory FOR INSERT TO salesflow_gateway, salesflow_rep, salesflow_manager WITH CHECK (
CASE
    WHEN (lead_id IS NULL) THEN (user_id = ANY (( SELECT salesflow.visible_user_ids() AS visible_user_ids)::uuid[]))
    ELSE (EXISTS ( SELECT
       FROM public.leads l
      WHERE (l.id = agent_memory.lead_id)))
END);

CREATE POLICY people_add ON public.ai_recommendations FOR INSERT TO salesflow_gateway, salesflow_rep, salesflow_manager WITH CHECK (((user_id = ANY (( SELECT salesflow.visible_user_ids() AS visible_user_ids)::uuid[])) AND ((lead_id IS NULL) OR (EXISTS ( SELECT
   FROM public.leads l
  WHERE (l.id = ai_recommendations.lead_id))))));

CREATE POLICY people_add ON public.autonomous_actions FOR INSERT TO salesflow_gateway, salesflow_rep, salesflow_manager WITH CHECK (
CASE
    WHEN (lead_id IS NULL) THEN (user_id = ANY (( SELECT salesflow.visible_user_ids() AS visible_user_ids)::uuid[]))
    ELSE (EXISTS ( SELECT
       FROM public.leads l
      WHERE (l.id = autonomous_actions.lead_id)))
END);

CREATE POLICY people_add ON public.bant_assessments FOR INSERT TO salesflow_gateway, salesflow_rep, salesflow_manager WITH CHECK (((EXISTS ( SELECT
   FROM public.leads l
  WHERE (l.id = bant_assessments.lead_id))) AND ((user_id IS NULL) OR (user_id = ANY (( SELECT salesflow.visible_user_ids() AS visible_user_ids)::uuid[])))));

CREATE POLICY people_add ON public.companies FOR INSERT TO salesflow_gateway, salesflow_rep, salesflow_manager WITH CHECK (((user_id = ANY (( SELECT salesflow.visible_user_ids() AS visible_user_ids)::uuid[])) OR ( SELECT salesflow.sees_all() AS sees_all) OR (EXISTS ( SELECT
   FROM (public.lead_companies c
     JOIN public.leads l ON ((l.id = c.lead_id)))
  WHERE (c.company_id = companies.id)))));

CREATE POLICY people_add ON public.contacts FOR INSERT TO salesflow_gateway, salesflow_rep, salesflow_manager WITH CHECK (((user_id = ANY (( SELECT salesflow.visible_user_ids() AS visible_user_ids)::uuid[])) OR ( SELECT salesflow.sees_all() AS sees_all) OR (EXISTS ( SELECT
   FROM (public.lead_contacts c
     JOIN public.leads l ON ((l.id = c.lead_id)))
  WHERE (c.contact_id = contacts.id)))));

CREATE POLICY people_add ON public.daily_action_plans FOR INSERT TO salesflow_gateway, salesflow_rep, salesflow_manager WITH CHECK ((user_id = ANY (( SELECT salesflow.visible_user_ids() AS visible_user_ids)::uuid[])));

CREATE POLICY people_add ON public.daily_plan_priorities FOR INSERT TO salesflow_gateway, salesflow_rep, salesflow_manager WITH CHECK ((EXISTS ( SELECT
   FROM public.daily_action_plans p
  WHERE (p.id = daily_plan_priorities.plan_id))));

CREATE POLICY people_add ON public.import_rejects FOR INSERT TO salesflow_gateway, salesflow_rep, salesflow_manager WITH CHECK (false);

CREATE POLICY people_add ON public.imports FOR INSERT TO salesflow_gateway, salesflow_rep, salesflow_manager WITH CHECK (false);

CREATE POLICY people_add ON public.lead_companies FOR INSERT TO salesflow_gateway, salesflow_rep, salesflow_manager WITH CHECK ((EXISTS ( SELECT
   FROM public.leads l
  WHERE (l.id = lead_companies.lead_id))));

CREATE POLICY people_add ON public.lead_contacts FOR INSERT TO salesflow_gateway, salesflow_rep, salesflow_manager WITH CHECK ((EXISTS ( SELECT
   FROM public.leads l
  WHERE (l.id = lead_contacts.lead_id))));

CREATE POLICY people_add ON public.lead_rankings FOR INSERT TO salesflow_gateway, salesflow_rep, salesflow_manager WITH CHECK (((user_id = ANY (( SELECT salesflow.visible_user_ids() AS visible_user_ids)::uuid[])) AND ((lead_id IS NULL) OR (EXISTS ( SELECT
   FROM public.leads l
  WHERE (l.id = lead_rankings.lead_id))))));

CREATE POLICY people_add ON public.lead_status_history FOR INSERT TO salesflow_gateway, salesflow_rep, salesflow_manager WITH CHECK ((EXISTS ( SELECT
   FROM public.leads l
  WHERE (l.id = lead_status_history.lead_id))));

CREATE POLICY people_add ON public.lead_summaries FOR INSERT TO salesflow_gateway, salesflow_rep, salesflow_manager WITH CHECK ((EXISTS ( SELECT
   FROM public.leads l
  WHERE (l.id = lead_summaries.lead_id))));

CREATE POLICY people_add ON public.leads FOR INSERT TO salesflow_gateway, salesflow_rep, salesflow_manager WITH CHECK ((user_id = ANY (( SELECT salesflow.visible_user_ids() AS visible_user_ids)::uuid[])));

CREATE POLICY people_add ON public.notifications FOR INSERT TO salesflow_gateway, salesflow_rep, salesflow_manager WITH CHECK ((user_id = ANY (( SELECT salesflow.visible_user_ids() AS visible_user_ids)::uuid[])));

CREATE POLICY people_add ON public.personality_profiles FOR INSERT TO salesflow_gateway, salesflow_rep, salesflow_manager WITH CHECK ((EXISTS ( SELECT
   FROM public.leads l
  WHERE (l.id = personality_profiles.lead_id))));

CREATE POLICY people_add ON public.playbook_executions FOR INSERT TO salesflow_gateway, salesflow_rep, salesflow_manager WITH CHECK (((EXISTS ( SELECT
   FROM public.leads l
  WHERE (l.id = playbook_executions.lead_id))) AND ((user_id IS NULL) OR (user_id = ANY (( SELECT salesflow.visible_user_ids() AS visible_user_ids)::uuid[])))));

CREATE POLICY people_add ON public.settings_history FOR INSERT TO salesflow_gateway, salesflow_rep, salesflow_manager WITH CHECK (has_table_privilege((to_regclass(table_name))::oid, 'select'::text));

CREATE POLICY people_add ON public.signal_messages FOR INSERT TO salesflow_gateway, salesflow_rep, salesflow_manager WITH CHECK (false);

CREATE POLICY people_add ON public.squads FOR INSERT TO salesflow_gateway, salesflow_rep, salesflow_manager WITH CHECK ((EXISTS ( SELECT
   FROM public.users u
  WHERE (u.squad_id = squads.id))));

CREATE POLICY people_add ON public.users FOR INSERT TO salesflow_gateway, salesflow_rep, salesflow_manager WITH CHECK ((id = ANY (( SELECT salesflow.visible_user_ids() AS visible_user_ids)::uuid[])));

CREATE POLICY people_change ON public.activities FOR UPDATE TO salesflow_gateway, salesflow_rep, salesflow_manager USING ((EXISTS ( SELECT
   FROM public.leads l
  WHERE (l.id = activities.lead_id)))) WITH CHECK ((EXISTS ( SELECT
   FROM public.leads l
  WHERE (l.id = activities.lead_id))));

CREATE POLICY people_change ON public.agent_memory FOR UPDATE TO salesflow_gateway, salesflow_rep, salesflow_manager USING (
CASE
    WHEN (lead_id IS NULL) THEN (user_id = ANY (( SELECT salesflow.visible_user_ids() AS visible_user_ids)::uuid[]))
    ELSE (EXISTS ( SELECT
       FROM public.leads l
      WHERE (l.id = agent_memory.lead_id)))
END) WITH CHECK (
CASE
    WHEN (lead_id IS NULL) THEN (user_id = ANY (( SELECT salesflow.visible_user_ids() AS visible_user_ids)::uuid[]))
    ELSE (EXISTS ( SELECT
       FROM public.leads l
      WHERE (l.id = agent_memory.lead_id)))
END);

CREATE POLICY people_change ON public.ai_recommendations FOR UPDATE TO salesflow_gateway, salesflow_rep, salesflow_manager USING ((user_id = ANY (( SELECT salesflow.visible_user_ids() AS visible_user_ids)::uuid[]))) WITH CHECK ((user_id = ANY (( SELECT salesflow.visible_user_ids() AS visible_user_ids)::uuid[])));

CREATE POLICY people_change ON public.autonomous_actions FOR UPDATE TO salesflow_gateway, salesflow_rep, salesflow_manager USING (
CASE
    WHEN (lead_id IS NULL) THEN (user_id = ANY (( SELECT salesflow.visible_user_ids() AS visible_user_ids)::uuid[]))
    ELSE (EXISTS ( SELECT
       FROM public.leads l
      WHERE (l.id = autonomous_actions.lead_id)))
END) WITH CHECK (
CASE
    WHEN (lead_id IS NULL) THEN (user_id = ANY (( SELECT salesflow.visible_user_ids() AS visible_user_ids)::uuid[]))
    ELSE (EXISTS ( SELECT
       FROM public.leads l
      WHERE (l.id = autonomous_actions.lead_id)))
END);

CREATE POLICY people_change ON public.bant_assessments FOR UPDATE TO salesflow_gateway, salesflow_rep, salesflow_manager USING ((EXISTS ( SELECT
   FROM public.leads l
  WHERE (l.id = bant_assessments.lead_id)))) WITH CHECK ((EXISTS ( SELECT
   FROM public.leads l
  WHERE (l.id = bant_assessments.lead_id))));

CREATE POLICY people_change ON public.companies FOR UPDATE TO salesflow_gateway, salesflow_rep, salesflow_manager USING (((user_id = ANY (( SELECT salesflow.visible_user_ids() AS visible_user_ids)::uuid[])) OR ( SELECT salesflow.sees_all() AS sees_all) OR (EXISTS ( SELECT
   FROM (public.lead_companies c
     JOIN public.leads l ON ((l.id = c.lead_id)))
  WHERE (c.company_id = companies.id))))) WITH CHECK (((user_id = ANY (( SELECT salesflow.visible_user_ids() AS visible_user_ids)::uuid[])) OR ( SELECT salesflow.sees_all() AS sees_all) OR (EXISTS ( SELECT
   FROM (public.lead_companies c
     JOIN public.leads l ON ((l.id = c.lead_id)))
  WHERE (c.company_id = companies.id)))));

CREATE POLICY people_change ON public.contacts FOR UPDATE TO salesflow_gateway, salesflow_rep, salesflow_manager USING (((user_id = ANY (( SELECT salesflow.visible_user_ids() AS visible_user_ids)::uuid[])) OR ( SELECT salesflow.sees_all() AS sees_all) OR (EXISTS ( SELECT
   FROM (public.lead_contacts c
     JOIN public.leads l ON ((l.id = c.lead_id)))
  WHERE (c.contact_id = contacts.id))))) WITH CHECK (((user_id = ANY (( SELECT salesflow.visible_user_ids() AS visible_user_ids)::uuid[])) OR ( SELECT salesflow.sees_all() AS sees_all) OR (EXISTS ( SELECT
   FROM (public.lead_contacts c
     JOIN public.leads l ON ((l.id = c.lead_id)))
  WHERE (c.contact_id = contacts.id)))));

CREATE POLICY people_change ON public.daily_action_plans FOR UPDATE TO salesflow_gateway, salesflow_rep, salesflow_manager USING ((user_id = ANY (( SELECT salesflow.visible_user_ids() AS visible_user_ids)::uuid[]))) WITH CHECK ((user_id = ANY (( SELECT salesflow.visible_user_ids() AS visible_user_ids)::uuid[])));

CREATE POLICY people_change ON public.daily_plan_priorities FOR UPDATE TO salesflow_gateway, salesflow_rep, salesflow_manager USING ((EXISTS ( SELECT
   FROM public.daily_action_plans p
  WHERE (p.id = daily_plan_priorities.plan_id)))) WITH CHECK ((EXISTS ( SELECT
   FROM public.daily_action_plans p
  WHERE (p.id = daily_plan_priorities.plan_id))));

CREATE POLICY people_change ON public.import_rejects FOR UPDATE TO salesflow_gateway, salesflow_rep, salesflow_manager USING (false) WITH CHECK (false);

CREATE POLICY people_change ON public.imports FOR UPDATE TO salesflow_gateway, salesflow_rep, salesflow_manager USING (false) WITH CHECK (false);

CREATE POLICY people_change ON public.lead_companies FOR UPDATE TO salesflow_gateway, salesflow_rep, salesflow_manager USING ((EXISTS ( SELECT
   FROM public.leads l
  WHERE (l.id = lead_companies.lead_id)))) WITH CHECK ((EXISTS ( SELECT
   FROM public.leads l
  WHERE (l.id = lead_companies.lead_id))));

CREATE POLICY people_change ON public.lead_contacts FOR UPDATE TO salesflow_gateway, salesflow_rep, salesflow_manager USING ((EXISTS ( SELECT
   FROM public.leads l
  WHERE (l.id = lead_contacts.lead_id)))) WITH CHECK ((EXISTS ( SELECT
   FROM public.leads l
  WHERE (l.id = lead_contacts.lead_id))));

CREATE POLICY people_change ON public.lead_rankings FOR UPDATE TO salesflow_gateway, salesflow_rep, salesflow_manager USING ((user_id = ANY (( SELECT salesflow.visible_user_ids() AS visible_user_ids)::uuid[]))) WITH CHECK ((user_id = ANY (( SELECT salesflow.visible_user_ids() AS visible_user_ids)::uuid[])));

CREATE POLICY people_change ON public.lead_status_history FOR UPDATE TO salesflow_gateway, salesflow_rep, salesflow_manager USING ((EXISTS ( SELECT
   FROM public.leads l
  WHERE (l.id = lead_status_history.lead_id)))) WITH CHECK ((EXISTS ( SELECT
   FROM public.leads l
  WHERE (l.id = lead_status_history.lead_id))));

CREATE POLICY people_change ON public.lead_summaries FOR UPDATE TO salesflow_gateway, salesflow_rep, salesflow_manager USING ((EXISTS ( SELECT
   FROM public.leads l
  WHERE (l.id = lead_summaries.lead_id)))) WITH CHECK ((EXISTS ( SELECT
   FROM public.leads l
  WHERE (l.id = lead_summaries.lead_id))));

CREATE POLICY people_change ON public.leads FOR UPDATE TO salesflow_gateway, salesflow_rep, salesflow_manager USING ((user_id = ANY (( SELECT salesflow.visible_user_ids() AS visible_user_ids)::uuid[]))) WITH CHECK ((user_id = ANY (( SELECT salesflow.visible_user_ids() AS visible_user_ids)::uuid[])));

CREATE POLICY people_change ON public.notifications FOR UPDATE TO salesflow_gateway, salesflow_rep, salesflow_manager USING ((user_id = ANY (( SELECT salesflow.visible_user_ids() AS visible_user_ids)::uuid[]))) WITH CHECK ((user_id = ANY (( SELECT salesflow.visible_user_ids() AS visible_user_ids)::uuid[])));

CREATE POLICY people_change ON public.personality_profiles FOR UPDATE TO salesflow_gateway, salesflow_rep, salesflow_manager USING ((EXISTS ( SELECT
   FROM public.leads l
  WHERE (l.id = personality_profiles.lead_id)))) WITH CHECK ((EXISTS ( SELECT
   FROM public.leads l
  WHERE (l.id = personality_profiles.lead_id))));

CREATE POLICY people_change ON public.playbook_executions FOR UPDATE TO salesflow_gateway, salesflow_rep, salesflow_manager USING ((EXISTS ( SELECT
   FROM public.leads l
  WHERE (l.id = playbook_executions.lead_id)))) WITH CHECK ((EXISTS ( SELECT
   FROM public.leads l
  WHERE (l.id = playbook_executions.lead_id))));

CREATE POLICY people_change ON public.settings_history FOR UPDATE TO salesflow_gateway, salesflow_rep, salesflow_manager USING (has_table_privilege((to_regclass(table_name))::oid, 'select'::text)) WITH CHECK (has_table_privilege((to_regclass(table_name))::oid, 'select'::text));

CREATE POLICY people_change ON public.signal_messages FOR UPDATE TO salesflow_gateway, salesflow_rep, salesflow_manager USING (false) WITH CHECK (false);

CREATE POLICY people_change ON public.squads FOR UPDATE TO salesflow_gateway, salesflow_rep, salesflow_manager USING ((EXISTS ( SELECT
   FROM public.users u
  WHERE (u.squad_id = squads.id)))) WITH CHECK ((EXISTS ( SELECT
   FROM public.users u
  WHERE (u.squad_id = squads.id))));

CREATE POLICY people_change ON public.users FOR UPDATE TO salesflow_gateway, salesflow_rep, salesflow_manager USING ((id = ANY (( SELECT salesflow.visible_user_ids() AS visible_user_ids)::uuid[]))) WITH CHECK ((id = ANY (( SELECT salesflow.visible_user_ids() AS visible_user_ids)::uuid[])));

CREATE POLICY people_see ON public.activities FOR SELECT TO salesflow_gateway, salesflow_rep, salesflow_manager USING ((EXISTS ( SELECT
   FROM public.leads l
  WHERE (l.id = activities.lead_id))));

CREATE POLICY people_see ON public.agent_memory FOR SELECT TO salesflow_gateway, salesflow_rep, salesflow_manager USING (
CASE
    WHEN (lead_id IS NULL) THEN (user_id = ANY (( SELECT salesflow.visible_user_ids() AS visible_user_ids)::uuid[]))
    ELSE (EXISTS ( SELECT
       FROM public.leads l
      WHERE (l.id = agent_memory.lead_id)))
END);

CREATE POLICY people_see ON public.ai_recommendations FOR SELECT TO salesflow_gateway, salesflow_rep, salesflow_manager USING ((user_id = ANY (( SELECT salesflow.visible_user_ids() AS visible_user_ids)::uuid[])));

CREATE POLICY people_see ON public.autonomous_actions FOR SELECT TO salesflow_gateway, salesflow_rep, salesflow_manager USING (
CASE
    WHEN (lead_id IS NULL) THEN (user_id = ANY (( SELECT salesflow.visible_user_ids() AS visible_user_ids)::uuid[]))
    ELSE (EXISTS ( SELECT
       FROM public.leads l
      WHERE (l.id = autonomous_actions.lead_id)))
END);

CREATE POLICY people_see ON public.bant_assessments FOR SELECT TO salesflow_gateway, salesflow_rep, salesflow_manager USING ((EXISTS ( SELECT
   FROM public.leads l
  WHERE (l.id = bant_assessments.lead_id))));

CREATE POLICY people_see ON public.companies FOR SELECT TO salesflow_gateway, salesflow_rep, salesflow_manager USING (((user_id = ANY (( SELECT salesflow.visible_user_ids() AS visible_user_ids)::uuid[])) OR ( SELECT salesflow.sees_all() AS sees_all) OR (EXISTS ( SELECT
   FROM (public.lead_companies c
     JOIN public.leads l ON ((l.id = c.lead_id)))
  WHERE (c.company_id = companies.id)))));

CREATE POLICY people_see ON public.contacts FOR SELECT TO salesflow_gateway, salesflow_rep, salesflow_manager USING (((user_id = ANY (( SELECT salesflow.visible_user_ids() AS visible_user_ids)::uuid[])) OR ( SELECT salesflow.sees_all() AS sees_all) OR (EXISTS ( SELECT
   FROM (public.lead_contacts c
     JOIN public.leads l ON ((l.id = c.lead_id)))
  WHERE (c.contact_id = contacts.id)))));

CREATE POLICY people_see ON public.daily_action_plans FOR SELECT TO salesflow_gateway, salesflow_rep, salesflow_manager USING ((user_id = ANY (( SELECT salesflow.visible_user_ids() AS visible_user_ids)::uuid[])));

CREATE POLICY people_see ON public.daily_plan_priorities FOR SELECT TO salesflow_gateway, salesflow_rep, salesflow_manager USING ((EXISTS ( SELECT
   FROM public.daily_action_plans p
  WHERE (p.id = daily_plan_priorities.plan_id))));

CREATE POLICY people_see ON public.import_rejects FOR SELECT TO salesflow_gateway, salesflow_rep, salesflow_manager USING (false);

CREATE POLICY people_see ON public.imports FOR SELECT TO salesflow_gateway, salesflow_rep, salesflow_manager USING (false);

CREATE POLICY people_see ON public.lead_companies FOR SELECT TO salesflow_gateway, salesflow_rep, salesflow_manager USING ((EXISTS ( SELECT
   FROM public.leads l
  WHERE (l.id = lead_companies.lead_id))));

CREATE POLICY people_see ON public.lead_contacts FOR SELECT TO salesflow_gateway, salesflow_rep, salesflow_manager USING ((EXISTS ( SELECT
   FROM public.leads l
  WHERE (l.id = lead_contacts.lead_id))));

CREATE POLICY people_see ON public.lead_rankings FOR SELECT TO salesflow_gateway, salesflow_rep, salesflow_manager USING ((user_id = ANY (( SELECT salesflow.visible_user_ids() AS visible_user_ids)::uuid[])));

CREATE POLICY people_see ON public.lead_status_history FOR SELECT TO salesflow_gateway, salesflow_rep, salesflow_manager USING ((EXISTS ( SELECT
   FROM public.leads l
  WHERE (l.id = lead_status_history.lead_id))));

CREATE POLICY people_see ON public.lead_summaries FOR SELECT TO salesflow_gateway, salesflow_rep, salesflow_manager USING ((EXISTS ( SELECT
   FROM public.leads l
  WHERE (l.id = lead_summaries.lead_id))));

CREATE POLICY people_see ON public.leads FOR SELECT TO salesflow_gateway, salesflow_rep, salesflow_manager USING ((user_id = ANY (( SELECT salesflow.visible_user_ids() AS visible_user_ids)::uuid[])));

CREATE POLICY people_see ON public.notifications FOR SELECT TO salesflow_gateway, salesflow_rep, salesflow_manager USING ((user_id = ANY (( SELECT salesflow.visible_user_ids() AS visible_user_ids)::uuid[])));

CREATE POLICY people_see ON public.personality_profiles FOR SELECT TO salesflow_gateway, salesflow_rep, salesflow_manager USING ((EXISTS ( SELECT
   FROM public.leads l
  WHERE (l.id = personality_profiles.lead_id))));

CREATE POLICY people_see ON public.playbook_executions FOR SELECT TO salesflow_gateway, salesflow_rep, salesflow_manager USING ((EXISTS ( SELECT
   FROM public.leads l
  WHERE (l.id = playbook_executions.lead_id))));

CREATE POLICY people_see ON public.settings_history FOR SELECT TO salesflow_gateway, salesflow_rep, salesflow_manager USING (has_table_privilege((to_regclass(table_name))::oid, 'select'::text));

CREATE POLICY people_see ON public.signal_messages FOR SELECT TO salesflow_gateway, salesflow_rep, salesflow_manager USING (false);

CREATE POLICY people_see ON public.squads FOR SELECT TO salesflow_gateway, salesflow_rep, salesflow_manager USING ((EXISTS ( SELECT
   FROM public.users u
  WHERE (u.squad_id = squads.id))));

CREATE POLICY people_see ON public.users FOR SELECT TO salesflow_gateway, salesflow_rep, salesflow_manager USING ((id = ANY (( SELECT salesflow.visible_user_ids() AS visible_user_ids)::uuid[])));

ALTER TABLE public.personality_profiles ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.playbook_executions ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.settings_history ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.signal_messages ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.squads ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.users ENABLE ROW LEVEL SECURITY;

CREATE POLICY admin ON salesflow.dead_events TO salesflow_admin USING (true) WITH CHECK (true);

CREATE POLICY admin ON salesflow.event_log TO salesflow_admin USING (true) WITH CHECK (true);

CREATE POLICY admin ON salesflow.events TO salesflow_admin USING (true) WITH CHECK (true);

CREATE POLICY admin ON salesflow.import_changes TO salesflow_admin USING (true) WITH CHECK (true);

CREATE POLICY admin ON salesflow.import_companies TO salesflow_admin USING (true) WITH CHECK (true);

CREATE POLICY admin ON salesflow.import_contacts TO salesflow_admin USING (true) WITH CHECK (true);

CREATE POLICY admin ON salesflow.import_items TO salesflow_admin USING (true) WITH CHECK (true);

CREATE POLICY admin ON salesflow.import_keys TO salesflow_admin USING (true) WITH CHECK (true);

CREATE POLICY admin ON salesflow.import_people TO salesflow_admin USING (true) WITH CHECK (true);

CREATE POLICY admin ON salesflow.import_plan TO salesflow_admin USING (true) WITH CHECK (true);

CREATE POLICY admin ON salesflow.import_sources TO salesflow_admin USING (true) WITH CHECK (true);

CREATE POLICY admin ON salesflow.import_values TO salesflow_admin USING (true) WITH CHECK (true);

CREATE POLICY admin ON salesflow.model_calls TO salesflow_admin USING (true) WITH CHECK (true);

CREATE POLICY admin ON salesflow.model_days TO salesflow_admin USING (true) WITH CHECK (true);

CREATE POLICY admin ON salesflow.rule_episodes TO salesflow_admin USING (true) WITH CHECK (true);

CREATE POLICY bi ON salesflow.dead_events FOR SELECT TO salesflow_bi USING (true);

CREATE POLICY bi ON salesflow.event_log FOR SELECT TO salesflow_bi USING (true);

CREATE POLICY bi ON salesflow.events FOR SELECT TO salesflow_bi USING (true);

CREATE POLICY bi ON salesflow.import_changes FOR SELECT TO salesflow_bi USING (true);

CREATE POLICY bi ON salesflow.import_companies FOR SELECT TO salesflow_bi USING (true);

CREATE POLICY bi ON salesflow.import_contacts FOR SELECT TO salesflow_bi USING (true);

CREATE POLICY bi ON salesflow.import_items FOR SELECT TO salesflow_bi USING (true);

CREATE POLICY bi ON salesflow.import_keys FOR SELECT TO salesflow_bi USING (true);

CREATE POLICY bi ON salesflow.import_people FOR SELECT TO salesflow_bi USING (true);

CREATE POLICY bi ON salesflow.import_plan FOR SELECT TO salesflow_bi USING (true);

CREATE POLICY bi ON salesflow.import_sources FOR SELECT TO salesflow_bi USING (true);

CREATE POLICY bi ON salesflow.import_values FOR SELECT TO salesflow_bi USING (true);

CREATE POLICY bi ON salesflow.model_calls FOR SELECT TO salesflow_bi USING (true);

CREATE POLICY bi ON salesflow.model_days FOR SELECT TO salesflow_bi USING (true);

CREATE POLICY bi ON salesflow.rule_episodes FOR SELECT TO salesflow_bi USING (true);

ALTER TABLE salesflow.dead_events ENABLE ROW LEVEL SECURITY;

ALTER TABLE salesflow.event_log ENABLE ROW LEVEL SECURITY;

ALTER TABLE salesflow.events ENABLE ROW LEVEL SECURITY;

ALTER TABLE salesflow.import_changes ENABLE ROW LEVEL SECURITY;

ALTER TABLE salesflow.import_companies ENABLE ROW LEVEL SECURITY;

ALTER TABLE salesflow.import_contacts ENABLE ROW LEVEL SECURITY;

ALTER TABLE salesflow.import_items ENABLE ROW LEVEL SECURITY;

ALTER TABLE salesflow.import_keys ENABLE ROW LEVEL SECURITY;

ALTER TABLE salesflow.import_people ENABLE ROW LEVEL SECURITY;

ALTER TABLE salesflow.import_plan ENABLE ROW LEVEL SECURITY;

ALTER TABLE salesflow.import_sources ENABLE ROW LEVEL SECURITY;

ALTER TABLE salesflow.import_values ENABLE ROW LEVEL SECURITY;

ALTER TABLE salesflow.model_calls ENABLE ROW LEVEL SECURITY;

ALTER TABLE salesflow.model_days ENABLE ROW LEVEL SECURITY;

CREATE POLICY owner ON salesflow.dead_events TO salesflow_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON salesflow.event_log TO salesflow_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON salesflow.events TO salesflow_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON salesflow.import_changes TO salesflow_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON salesflow.import_companies TO salesflow_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON salesflow.import_contacts TO salesflow_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON salesflow.import_items TO salesflow_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON salesflow.import_keys TO salesflow_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON salesflow.import_people TO salesflow_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON salesflow.import_plan TO salesflow_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON salesflow.import_sources TO salesflow_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON salesflow.import_values TO salesflow_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON salesflow.model_calls TO salesflow_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON salesflow.model_days TO salesflow_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON salesflow.rule_episodes TO salesflow_owner USING (true) WITH CHECK (true);

CREATE POLICY people_add ON salesflow.dead_events FOR INSERT TO salesflow_gateway, salesflow_rep, salesflow_manager WITH CHECK (false);

CREATE POLICY people_add ON salesflow.event_log FOR INSERT TO salesflow_gateway, salesflow_rep, salesflow_manager WITH CHECK (false);

CREATE POLICY people_add ON salesflow.events FOR INSERT TO salesflow_gateway, salesflow_rep, salesflow_manager WITH CHECK (false);

CREATE POLICY people_add ON salesflow.import_changes FOR INSERT TO salesflow_gateway, salesflow_rep, salesflow_manager WITH CHECK (false);

CREATE POLICY people_add ON salesflow.import_companies FOR INSERT TO salesflow_gateway, salesflow_rep, salesflow_manager WITH CHECK (false);

CREATE POLICY people_add ON salesflow.import_contacts FOR INSERT TO salesflow_gateway, salesflow_rep, salesflow_manager WITH CHECK (false);

CREATE POLICY people_add ON salesflow.import_items FOR INSERT TO salesflow_gateway, salesflow_rep, salesflow_manager WITH CHECK (false);

CREATE POLICY people_add ON salesflow.import_keys FOR INSERT TO salesflow_gateway, salesflow_rep, salesflow_manager WITH CHECK (false);

CREATE POLICY people_add ON salesflow.import_people FOR INSERT TO salesflow_gateway, salesflow_rep, salesflow_manager WITH CHECK (false);

CREATE POLICY people_add ON salesflow.import_plan FOR INSERT TO salesflow_gateway, salesflow_rep, salesflow_manager WITH CHECK (false);

CREATE POLICY people_add ON salesflow.import_sources FOR INSERT TO salesflow_gateway, salesflow_rep, salesflow_manager WITH CHECK (false);

CREATE POLICY people_add ON salesflow.import_values FOR INSERT TO salesflow_gateway, salesflow_rep, salesflow_manager WITH CHECK (false);

CREATE POLICY people_add ON salesflow.model_calls FOR INSERT TO salesflow_gateway, salesflow_rep, salesflow_manager WITH CHECK (false);

CREATE POLICY people_add ON salesflow.model_days FOR INSERT TO salesflow_gateway, salesflow_rep, salesflow_manager WITH CHECK (false);

CREATE POLICY people_add ON salesflow.rule_episodes FOR INSERT TO salesflow_gateway, salesflow_rep, salesflow_manager WITH CHECK (false);

CREATE POLICY people_change ON salesflow.dead_events FOR UPDATE TO salesflow_gateway, salesflow_rep, salesflow_manager USING (false) WITH CHECK (false);

CREATE POLICY people_change ON salesflow.event_log FOR UPDATE TO salesflow_gateway, salesflow_rep, salesflow_manager USING (false) WITH CHECK (false);

CREATE POLICY people_change ON salesflow.events FOR UPDATE TO salesflow_gateway, salesflow_rep, salesflow_manager USING (false) WITH CHECK (false);

CREATE POLICY people_change ON salesflow.import_changes FOR UPDATE TO salesflow_gateway, salesflow_rep, salesflow_manager USING (false) WITH CHECK (false);

CREATE POLICY people_change ON salesflow.import_companies FOR UPDATE TO salesflow_gateway, salesflow_rep, salesflow_manager USING (false) WITH CHECK (false);

CREATE POLICY people_change ON salesflow.import_contacts FOR UPDATE TO salesflow_gateway, salesflow_rep, salesflow_manager USING (false) WITH CHECK (false);

CREATE POLICY people_change ON salesflow.import_items FOR UPDATE TO salesflow_gateway, salesflow_rep, salesflow_manager USING (false) WITH CHECK (false);

CREATE POLICY people_change ON salesflow.import_keys FOR UPDATE TO salesflow_gateway, salesflow_rep, salesflow_manager USING (false) WITH CHECK (false);

CREATE POLICY people_change ON salesflow.import_people FOR UPDATE TO salesflow_gateway, salesflow_rep, salesflow_manager USING (false) WITH CHECK (false);

CREATE POLICY people_change ON salesflow.import_plan FOR UPDATE TO salesflow_gateway, salesflow_rep, salesflow_manager USING (false) WITH CHECK (false);

CREATE POLICY people_change ON salesflow.import_sources FOR UPDATE TO salesflow_gateway, salesflow_rep, salesflow_manager USING (false) WITH CHECK (false);

CREATE POLICY people_change ON salesflow.import_values FOR UPDATE TO salesflow_gateway, salesflow_rep, salesflow_manager USING (false) WITH CHECK (false);

CREATE POLICY people_change ON salesflow.model_calls FOR UPDATE TO salesflow_gateway, salesflow_rep, salesflow_manager USING (false) WITH CHECK (false);

CREATE POLICY people_change ON salesflow.model_days FOR UPDATE TO salesflow_gateway, salesflow_rep, salesflow_manager USING (false) WITH CHECK (false);

CREATE POLICY people_change ON salesflow.rule_episodes FOR UPDATE TO salesflow_gateway, salesflow_rep, salesflow_manager USING (false) WITH CHECK (false);

CREATE POLICY people_see ON salesflow.dead_events FOR SELECT TO salesflow_gateway, salesflow_rep, salesflow_manager USING (false);

CREATE POLICY people_see ON salesflow.event_log FOR SELECT TO salesflow_gateway, salesflow_rep, salesflow_manager USING (false);

CREATE POLICY people_see ON salesflow.events FOR SELECT TO salesflow_gateway, salesflow_rep, salesflow_manager USING (false);

CREATE POLICY people_see ON salesflow.import_changes FOR SELECT TO salesflow_gateway, salesflow_rep, salesflow_manager USING (false);

CREATE POLICY people_see ON salesflow.import_companies FOR SELECT TO salesflow_gateway, salesflow_rep, salesflow_manager USING (false);

CREATE POLICY people_see ON salesflow.import_contacts FOR SELECT TO salesflow_gateway, salesflow_rep, salesflow_manager USING (false);

CREATE POLICY people_see ON salesflow.import_items FOR SELECT TO salesflow_gateway, salesflow_rep, salesflow_manager USING (false);

CREATE POLICY people_see ON salesflow.import_keys FOR SELECT TO salesflow_gateway, salesflow_rep, salesflow_manager USING (false);

CREATE POLICY people_see ON salesflow.import_people FOR SELECT TO salesflow_gateway, salesflow_rep, salesflow_manager USING (false);

CREATE POLICY people_see ON salesflow.import_plan FOR SELECT TO salesflow_gateway, salesflow_rep, salesflow_manager USING (false);

CREATE POLICY people_see ON salesflow.import_sources FOR SELECT TO salesflow_gateway, salesflow_rep, salesflow_manager USING (false);

CREATE POLICY people_see ON salesflow.import_values FOR SELECT TO salesflow_gateway, salesflow_rep, salesflow_manager USING (false);

CREATE POLICY people_see ON salesflow.model_calls FOR SELECT TO salesflow_gateway, salesflow_rep, salesflow_manager USING (false);

CREATE POLICY people_see ON salesflow.model_days FOR SELECT TO salesflow_gateway, salesflow_rep, salesflow_manager USING (false);

CREATE POLICY people_see ON salesflow.rule_episodes FOR SELECT TO salesflow_gateway, salesflow_rep, salesflow_manager USING (false);

ALTER TABLE salesflow.rule_episodes ENABLE ROW LEVEL SECURITY;

GRANT ALL ON SCHEMA public TO salesflow_owner;

GRANT USAGE ON SCHEMA salesflow TO salesflow_agent;
GRANT USAGE ON SCHEMA salesflow TO salesflow_jobs;
GRANT USAGE ON SCHEMA salesflow TO salesflow_gateway;
GRANT USAGE ON SCHEMA salesflow TO salesflow_rep;
GRANT USAGE ON SCHEMA salesflow TO salesflow_manager;
GRANT USAGE ON SCHEMA salesflow TO salesflow_bi;
GRANT USAGE ON SCHEMA salesflow TO salesflow_admin;

REVOKE ALL ON TYPE salesflow.amount FROM PUBLIC;

REVOKE ALL ON TYPE salesflow.currency FROM PUBLIC;

REVOKE ALL ON TYPE salesflow.deed FROM PUBLIC;

REVOKE ALL ON TYPE salesflow.duration FROM PUBLIC;

REVOKE ALL ON TYPE salesflow.finding FROM PUBLIC;

REVOKE ALL ON TYPE salesflow.instant FROM PUBLIC;

REVOKE ALL ON TYPE salesflow.json_array FROM PUBLIC;

REVOKE ALL ON TYPE salesflow.json_object FROM PUBLIC;

REVOKE ALL ON TYPE salesflow.label FROM PUBLIC;

REVOKE ALL ON TYPE salesflow.lead_state FROM PUBLIC;

REVOKE ALL ON TYPE salesflow.locale FROM PUBLIC;

REVOKE ALL ON TYPE salesflow.measurement FROM PUBLIC;

REVOKE ALL ON TYPE salesflow.new_event FROM PUBLIC;

REVOKE ALL ON TYPE salesflow.planning_time FROM PUBLIC;

REVOKE ALL ON TYPE salesflow.priority FROM PUBLIC;

REVOKE ALL ON TYPE salesflow.raising FROM PUBLIC;

REVOKE ALL ON TYPE salesflow.score FROM PUBLIC;

REVOKE ALL ON TYPE salesflow.settlement FROM PUBLIC;

REVOKE ALL ON TYPE salesflow.share FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.is_time_zone(p_name text) FROM PUBLIC;
GRANT ALL ON FUNCTION salesflow.is_time_zone(p_name text) TO salesflow_rep;
GRANT ALL ON FUNCTION salesflow.is_time_zone(p_name text) TO salesflow_manager;
GRANT ALL ON FUNCTION salesflow.is_time_zone(p_name text) TO salesflow_gateway;
GRANT ALL ON FUNCTION salesflow.is_time_zone(p_name text) TO salesflow_bi;
GRANT ALL ON FUNCTION salesflow.is_time_zone(p_name text) TO salesflow_admin;

REVOKE ALL ON TYPE salesflow.time_zone FROM PUBLIC;

REVOKE ALL ON FUNCTION public.act_as(p_user_id uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION public.act_as(p_user_id uuid) TO salesflow_gateway;

REVOKE ALL ON FUNCTION salesflow.fold_letters(p_text text) FROM PUBLIC;
GRANT ALL ON FUNCTION salesflow.fold_letters(p_text text) TO salesflow_admin;
GRANT ALL ON FUNCTION salesflow.fold_letters(p_text text) TO salesflow_manager;
GRANT ALL ON FUNCTION salesflow.fold_letters(p_text text) TO salesflow_rep;
GRANT ALL ON FUNCTION salesflow.fold_letters(p_text text) TO salesflow_gateway;
GRANT ALL ON FUNCTION salesflow.fold_letters(p_text text) TO salesflow_bi;
GRANT ALL ON FUNCTION salesflow.fold_letters(p_text text) TO salesflow_jobs;

REVOKE ALL ON FUNCTION salesflow.own_words(p_text text) FROM PUBLIC;
GRANT ALL ON FUNCTION salesflow.own_words(p_text text) TO salesflow_admin;
GRANT ALL ON FUNCTION salesflow.own_words(p_text text) TO salesflow_manager;
GRANT ALL ON FUNCTION salesflow.own_words(p_text text) TO salesflow_rep;
GRANT ALL ON FUNCTION salesflow.own_words(p_text text) TO salesflow_gateway;
GRANT ALL ON FUNCTION salesflow.own_words(p_text text) TO salesflow_bi;
GRANT ALL ON FUNCTION salesflow.own_words(p_text text) TO salesflow_jobs;

REVOKE ALL ON FUNCTION salesflow.spell_umlauts(p_text text) FROM PUBLIC;
GRANT ALL ON FUNCTION salesflow.spell_umlauts(p_text text) TO salesflow_admin;
GRANT ALL ON FUNCTION salesflow.spell_umlauts(p_text text) TO salesflow_manager;
GRANT ALL ON FUNCTION salesflow.spell_umlauts(p_text text) TO salesflow_rep;
GRANT ALL ON FUNCTION salesflow.spell_umlauts(p_text text) TO salesflow_gateway;
GRANT ALL ON FUNCTION salesflow.spell_umlauts(p_text text) TO salesflow_bi;
GRANT ALL ON FUNCTION salesflow.spell_umlauts(p_text text) TO salesflow_jobs;

REVOKE ALL ON FUNCTION salesflow.read_tokens(p_text text) FROM PUBLIC;
GRANT ALL ON FUNCTION salesflow.read_tokens(p_text text) TO salesflow_admin;
GRANT ALL ON FUNCTION salesflow.read_tokens(p_text text) TO salesflow_manager;
GRANT ALL ON FUNCTION salesflow.read_tokens(p_text text) TO salesflow_rep;
GRANT ALL ON FUNCTION salesflow.read_tokens(p_text text) TO salesflow_gateway;
GRANT ALL ON FUNCTION salesflow.read_tokens(p_text text) TO salesflow_bi;
GRANT ALL ON FUNCTION salesflow.read_tokens(p_text text) TO salesflow_jobs;

REVOKE ALL ON FUNCTION salesflow.word_parts(p_token text) FROM PUBLIC;
GRANT ALL ON FUNCTION salesflow.word_parts(p_token text) TO salesflow_admin;
GRANT ALL ON FUNCTION salesflow.word_parts(p_token text) TO salesflow_manager;
GRANT ALL ON FUNCTION salesflow.word_parts(p_token text) TO salesflow_rep;
GRANT ALL ON FUNCTION salesflow.word_parts(p_token text) TO salesflow_gateway;
GRANT ALL ON FUNCTION salesflow.word_parts(p_token text) TO salesflow_bi;
GRANT ALL ON FUNCTION salesflow.word_parts(p_token text) TO salesflow_jobs;

GRANT SELECT ON TABLE salesflow.signal_keys TO salesflow_admin;
GRANT SELECT ON TABLE salesflow.signal_keys TO salesflow_manager;
GRANT SELECT ON TABLE salesflow.signal_keys TO salesflow_rep;
GRANT SELECT ON TABLE salesflow.signal_keys TO salesflow_gateway;
GRANT SELECT ON TABLE salesflow.signal_keys TO salesflow_bi;
GRANT SELECT ON TABLE salesflow.signal_keys TO salesflow_jobs;

GRANT SELECT ON TABLE salesflow.signal_misspellings TO salesflow_admin;
GRANT SELECT ON TABLE salesflow.signal_misspellings TO salesflow_manager;
GRANT SELECT ON TABLE salesflow.signal_misspellings TO salesflow_rep;
GRANT SELECT ON TABLE salesflow.signal_misspellings TO salesflow_gateway;
GRANT SELECT ON TABLE salesflow.signal_misspellings TO salesflow_bi;
GRANT SELECT ON TABLE salesflow.signal_misspellings TO salesflow_jobs;

GRANT SELECT ON TABLE salesflow.signal_rules TO salesflow_admin;
GRANT SELECT ON TABLE salesflow.signal_rules TO salesflow_manager;
GRANT SELECT ON TABLE salesflow.signal_rules TO salesflow_rep;
GRANT SELECT ON TABLE salesflow.signal_rules TO salesflow_gateway;
GRANT SELECT ON TABLE salesflow.signal_rules TO salesflow_bi;
GRANT SELECT ON TABLE salesflow.signal_rules TO salesflow_jobs;

GRANT SELECT ON TABLE salesflow.signal_vocabulary TO salesflow_admin;
GRANT SELECT ON TABLE salesflow.signal_vocabulary TO salesflow_manager;
GRANT SELECT ON TABLE salesflow.signal_vocabulary TO salesflow_rep;
GRANT SELECT ON TABLE salesflow.signal_vocabulary TO salesflow_gateway;
GRANT SELECT ON TABLE salesflow.signal_vocabulary TO salesflow_bi;
GRANT SELECT ON TABLE salesflow.signal_vocabulary TO salesflow_jobs;

REVOKE ALL ON FUNCTION salesflow.signal_evidence(p_text text, p_language text) FROM PUBLIC;
GRANT ALL ON FUNCTION salesflow.signal_evidence(p_text text, p_language text) TO salesflow_admin;
GRANT ALL ON FUNCTION salesflow.signal_evidence(p_text text, p_language text) TO salesflow_manager;
GRANT ALL ON FUNCTION salesflow.signal_evidence(p_text text, p_language text) TO salesflow_rep;
GRANT ALL ON FUNCTION salesflow.signal_evidence(p_text text, p_language text) TO salesflow_gateway;
GRANT ALL ON FUNCTION salesflow.signal_evidence(p_text text, p_language text) TO salesflow_bi;
GRANT ALL ON FUNCTION salesflow.signal_evidence(p_text text, p_language text) TO salesflow_jobs;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.signal_examples TO salesflow_admin;
GRANT SELECT ON TABLE public.signal_examples TO salesflow_manager;
GRANT SELECT ON TABLE public.signal_examples TO salesflow_rep;
GRANT SELECT ON TABLE public.signal_examples TO salesflow_gateway;
GRANT SELECT ON TABLE public.signal_examples TO salesflow_bi;
GRANT SELECT ON TABLE public.signal_examples TO salesflow_jobs;

REVOKE ALL ON FUNCTION public.check_signal_examples() FROM PUBLIC;
GRANT ALL ON FUNCTION public.check_signal_examples() TO salesflow_admin;
GRANT ALL ON FUNCTION public.check_signal_examples() TO salesflow_manager;
GRANT ALL ON FUNCTION public.check_signal_examples() TO salesflow_rep;
GRANT ALL ON FUNCTION public.check_signal_examples() TO salesflow_gateway;
GRANT ALL ON FUNCTION public.check_signal_examples() TO salesflow_bi;
GRANT ALL ON FUNCTION public.check_signal_examples() TO salesflow_jobs;

GRANT SELECT ON TABLE public.ai_recommendations TO salesflow_bi;
GRANT SELECT ON TABLE public.ai_recommendations TO salesflow_rep;
GRANT SELECT ON TABLE public.ai_recommendations TO salesflow_manager;
GRANT SELECT ON TABLE public.ai_recommendations TO salesflow_gateway;
GRANT SELECT ON TABLE public.ai_recommendations TO salesflow_admin;

GRANT INSERT(lead_id) ON TABLE public.ai_recommendations TO salesflow_rep;
GRANT INSERT(lead_id) ON TABLE public.ai_recommendations TO salesflow_manager;
GRANT INSERT(lead_id) ON TABLE public.ai_recommendations TO salesflow_gateway;
GRANT INSERT(lead_id) ON TABLE public.ai_recommendations TO salesflow_admin;

GRANT INSERT(user_id) ON TABLE public.ai_recommendations TO salesflow_rep;
GRANT INSERT(user_id) ON TABLE public.ai_recommendations TO salesflow_manager;
GRANT INSERT(user_id) ON TABLE public.ai_recommendations TO salesflow_gateway;
GRANT INSERT(user_id) ON TABLE public.ai_recommendations TO salesflow_admin;

GRANT INSERT(type) ON TABLE public.ai_recommendations TO salesflow_rep;
GRANT INSERT(type) ON TABLE public.ai_recommendations TO salesflow_manager;
GRANT INSERT(type) ON TABLE public.ai_recommendations TO salesflow_gateway;
GRANT INSERT(type) ON TABLE public.ai_recommendations TO salesflow_admin;

GRANT INSERT(priority) ON TABLE public.ai_recommendations TO salesflow_rep;
GRANT INSERT(priority) ON TABLE public.ai_recommendations TO salesflow_manager;
GRANT INSERT(priority) ON TABLE public.ai_recommendations TO salesflow_gateway;
GRANT INSERT(priority) ON TABLE public.ai_recommendations TO salesflow_admin;

GRANT INSERT(title) ON TABLE public.ai_recommendations TO salesflow_rep;
GRANT INSERT(title) ON TABLE public.ai_recommendations TO salesflow_manager;
GRANT INSERT(title) ON TABLE public.ai_recommendations TO salesflow_gateway;
GRANT INSERT(title) ON TABLE public.ai_recommendations TO salesflow_admin;

GRANT INSERT(description) ON TABLE public.ai_recommendations TO salesflow_rep;
GRANT INSERT(description) ON TABLE public.ai_recommendations TO salesflow_manager;
GRANT INSERT(description) ON TABLE public.ai_recommendations TO salesflow_gateway;
GRANT INSERT(description) ON TABLE public.ai_recommendations TO salesflow_admin;

GRANT INSERT(reasoning) ON TABLE public.ai_recommendations TO salesflow_rep;
GRANT INSERT(reasoning) ON TABLE public.ai_recommendations TO salesflow_manager;
GRANT INSERT(reasoning) ON TABLE public.ai_recommendations TO salesflow_gateway;
GRANT INSERT(reasoning) ON TABLE public.ai_recommendations TO salesflow_admin;

GRANT INSERT(suggested_action) ON TABLE public.ai_recommendations TO salesflow_rep;
GRANT INSERT(suggested_action) ON TABLE public.ai_recommendations TO salesflow_manager;
GRANT INSERT(suggested_action) ON TABLE public.ai_recommendations TO salesflow_gateway;
GRANT INSERT(suggested_action) ON TABLE public.ai_recommendations TO salesflow_admin;

GRANT INSERT(playbook_name) ON TABLE public.ai_recommendations TO salesflow_rep;
GRANT INSERT(playbook_name) ON TABLE public.ai_recommendations TO salesflow_manager;
GRANT INSERT(playbook_name) ON TABLE public.ai_recommendations TO salesflow_gateway;
GRANT INSERT(playbook_name) ON TABLE public.ai_recommendations TO salesflow_admin;

GRANT UPDATE(status) ON TABLE public.ai_recommendations TO salesflow_rep;
GRANT UPDATE(status) ON TABLE public.ai_recommendations TO salesflow_manager;
GRANT UPDATE(status) ON TABLE public.ai_recommendations TO salesflow_gateway;
GRANT UPDATE(status) ON TABLE public.ai_recommendations TO salesflow_admin;

GRANT UPDATE(dismissed_reason) ON TABLE public.ai_recommendations TO salesflow_rep;
GRANT UPDATE(dismissed_reason) ON TABLE public.ai_recommendations TO salesflow_manager;
GRANT UPDATE(dismissed_reason) ON TABLE public.ai_recommendations TO salesflow_gateway;
GRANT UPDATE(dismissed_reason) ON TABLE public.ai_recommendations TO salesflow_admin;

GRANT INSERT(source) ON TABLE public.ai_recommendations TO salesflow_rep;
GRANT INSERT(source) ON TABLE public.ai_recommendations TO salesflow_manager;
GRANT INSERT(source) ON TABLE public.ai_recommendations TO salesflow_gateway;
GRANT INSERT(source) ON TABLE public.ai_recommendations TO salesflow_admin;

GRANT INSERT(expires_at) ON TABLE public.ai_recommendations TO salesflow_rep;
GRANT INSERT(expires_at) ON TABLE public.ai_recommendations TO salesflow_manager;
GRANT INSERT(expires_at) ON TABLE public.ai_recommendations TO salesflow_gateway;
GRANT INSERT(expires_at) ON TABLE public.ai_recommendations TO salesflow_admin;

REVOKE ALL ON FUNCTION public.complete_recommendation(p_id uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION public.complete_recommendation(p_id uuid) TO salesflow_rep;
GRANT ALL ON FUNCTION public.complete_recommendation(p_id uuid) TO salesflow_manager;
GRANT ALL ON FUNCTION public.complete_recommendation(p_id uuid) TO salesflow_gateway;
GRANT ALL ON FUNCTION public.complete_recommendation(p_id uuid) TO salesflow_admin;

REVOKE ALL ON FUNCTION public.correct_signals(p_text text, p_labels jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION public.correct_signals(p_text text, p_labels jsonb) TO salesflow_admin;
GRANT ALL ON FUNCTION public.correct_signals(p_text text, p_labels jsonb) TO salesflow_manager;
GRANT ALL ON FUNCTION public.correct_signals(p_text text, p_labels jsonb) TO salesflow_rep;
GRANT ALL ON FUNCTION public.correct_signals(p_text text, p_labels jsonb) TO salesflow_gateway;

REVOKE ALL ON FUNCTION public.create_daily_plan(p_user_id uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION public.create_daily_plan(p_user_id uuid) TO salesflow_rep;
GRANT ALL ON FUNCTION public.create_daily_plan(p_user_id uuid) TO salesflow_manager;
GRANT ALL ON FUNCTION public.create_daily_plan(p_user_id uuid) TO salesflow_gateway;
GRANT ALL ON FUNCTION public.create_daily_plan(p_user_id uuid) TO salesflow_admin;

REVOKE ALL ON FUNCTION public.detect_signals(p_text text, p_language text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.detect_signals(p_text text, p_language text) TO salesflow_admin;
GRANT ALL ON FUNCTION public.detect_signals(p_text text, p_language text) TO salesflow_manager;
GRANT ALL ON FUNCTION public.detect_signals(p_text text, p_language text) TO salesflow_rep;
GRANT ALL ON FUNCTION public.detect_signals(p_text text, p_language text) TO salesflow_gateway;
GRANT ALL ON FUNCTION public.detect_signals(p_text text, p_language text) TO salesflow_bi;
GRANT ALL ON FUNCTION public.detect_signals(p_text text, p_language text) TO salesflow_jobs;

REVOKE ALL ON FUNCTION public.dismiss_recommendation(p_id uuid, p_reason text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.dismiss_recommendation(p_id uuid, p_reason text) TO salesflow_rep;
GRANT ALL ON FUNCTION public.dismiss_recommendation(p_id uuid, p_reason text) TO salesflow_manager;
GRANT ALL ON FUNCTION public.dismiss_recommendation(p_id uuid, p_reason text) TO salesflow_gateway;
GRANT ALL ON FUNCTION public.dismiss_recommendation(p_id uuid, p_reason text) TO salesflow_admin;

REVOKE ALL ON FUNCTION public.explain_action(p_action_id uuid, p_locale text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.explain_action(p_action_id uuid, p_locale text) TO salesflow_bi;
GRANT ALL ON FUNCTION public.explain_action(p_action_id uuid, p_locale text) TO salesflow_rep;
GRANT ALL ON FUNCTION public.explain_action(p_action_id uuid, p_locale text) TO salesflow_manager;
GRANT ALL ON FUNCTION public.explain_action(p_action_id uuid, p_locale text) TO salesflow_gateway;
GRANT ALL ON FUNCTION public.explain_action(p_action_id uuid, p_locale text) TO salesflow_admin;

REVOKE ALL ON FUNCTION public.find_users(p_search text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.find_users(p_search text) TO salesflow_rep;
GRANT ALL ON FUNCTION public.find_users(p_search text) TO salesflow_manager;
GRANT ALL ON FUNCTION public.find_users(p_search text) TO salesflow_gateway;
GRANT ALL ON FUNCTION public.find_users(p_search text) TO salesflow_bi;
GRANT ALL ON FUNCTION public.find_users(p_search text) TO salesflow_admin;

REVOKE ALL ON FUNCTION public.get_autonomous_actions_summary(p_user_id uuid, p_days integer) FROM PUBLIC;
GRANT ALL ON FUNCTION public.get_autonomous_actions_summary(p_user_id uuid, p_days integer) TO salesflow_bi;
GRANT ALL ON FUNCTION public.get_autonomous_actions_summary(p_user_id uuid, p_days integer) TO salesflow_rep;
GRANT ALL ON FUNCTION public.get_autonomous_actions_summary(p_user_id uuid, p_days integer) TO salesflow_manager;
GRANT ALL ON FUNCTION public.get_autonomous_actions_summary(p_user_id uuid, p_days integer) TO salesflow_gateway;
GRANT ALL ON FUNCTION public.get_autonomous_actions_summary(p_user_id uuid, p_days integer) TO salesflow_admin;

REVOKE ALL ON FUNCTION public.get_daily_plan(p_user_id uuid, p_plan_date date) FROM PUBLIC;
GRANT ALL ON FUNCTION public.get_daily_plan(p_user_id uuid, p_plan_date date) TO salesflow_rep;
GRANT ALL ON FUNCTION public.get_daily_plan(p_user_id uuid, p_plan_date date) TO salesflow_manager;
GRANT ALL ON FUNCTION public.get_daily_plan(p_user_id uuid, p_plan_date date) TO salesflow_gateway;
GRANT ALL ON FUNCTION public.get_daily_plan(p_user_id uuid, p_plan_date date) TO salesflow_bi;
GRANT ALL ON FUNCTION public.get_daily_plan(p_user_id uuid, p_plan_date date) TO salesflow_admin;

REVOKE ALL ON FUNCTION public.get_lead_lifecycle_stage(p_lead_id uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION public.get_lead_lifecycle_stage(p_lead_id uuid) TO salesflow_bi;
GRANT ALL ON FUNCTION public.get_lead_lifecycle_stage(p_lead_id uuid) TO salesflow_rep;
GRANT ALL ON FUNCTION public.get_lead_lifecycle_stage(p_lead_id uuid) TO salesflow_manager;
GRANT ALL ON FUNCTION public.get_lead_lifecycle_stage(p_lead_id uuid) TO salesflow_gateway;
GRANT ALL ON FUNCTION public.get_lead_lifecycle_stage(p_lead_id uuid) TO salesflow_admin;

GRANT SELECT ON TABLE public.imports TO salesflow_bi;
GRANT SELECT ON TABLE public.imports TO salesflow_admin;

REVOKE ALL ON FUNCTION public.import_leads(p_staging regclass, p_map jsonb, p_file text, p_dry_run boolean, p_locale text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.import_leads(p_staging regclass, p_map jsonb, p_file text, p_dry_run boolean, p_locale text) TO salesflow_admin;

REVOKE ALL ON FUNCTION public.preview_rules(p_watch text, p_as_of timestamp with time zone, p_rule text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.preview_rules(p_watch text, p_as_of timestamp with time zone, p_rule text) TO salesflow_admin;

REVOKE ALL ON FUNCTION public.rank_leads(p_user_id uuid, p_as_of timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION public.rank_leads(p_user_id uuid, p_as_of timestamp with time zone) TO salesflow_bi;
GRANT ALL ON FUNCTION public.rank_leads(p_user_id uuid, p_as_of timestamp with time zone) TO salesflow_rep;
GRANT ALL ON FUNCTION public.rank_leads(p_user_id uuid, p_as_of timestamp with time zone) TO salesflow_manager;
GRANT ALL ON FUNCTION public.rank_leads(p_user_id uuid, p_as_of timestamp with time zone) TO salesflow_gateway;
GRANT ALL ON FUNCTION public.rank_leads(p_user_id uuid, p_as_of timestamp with time zone) TO salesflow_admin;

REVOKE ALL ON FUNCTION public.recall_memories(p_user_id uuid, p_lead_id uuid, p_query text, p_limit integer, p_as_of timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION public.recall_memories(p_user_id uuid, p_lead_id uuid, p_query text, p_limit integer, p_as_of timestamp with time zone) TO salesflow_rep;
GRANT ALL ON FUNCTION public.recall_memories(p_user_id uuid, p_lead_id uuid, p_query text, p_limit integer, p_as_of timestamp with time zone) TO salesflow_manager;
GRANT ALL ON FUNCTION public.recall_memories(p_user_id uuid, p_lead_id uuid, p_query text, p_limit integer, p_as_of timestamp with time zone) TO salesflow_gateway;
GRANT ALL ON FUNCTION public.recall_memories(p_user_id uuid, p_lead_id uuid, p_query text, p_limit integer, p_as_of timestamp with time zone) TO salesflow_bi;
GRANT ALL ON FUNCTION public.recall_memories(p_user_id uuid, p_lead_id uuid, p_query text, p_limit integer, p_as_of timestamp with time zone) TO salesflow_admin;

REVOKE ALL ON FUNCTION public.retry_event(p_event_id bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION public.retry_event(p_event_id bigint) TO salesflow_admin;

REVOKE ALL ON FUNCTION public.retry_import(p_import_id uuid, p_map jsonb, p_dry_run boolean) FROM PUBLIC;
GRANT ALL ON FUNCTION public.retry_import(p_import_id uuid, p_map jsonb, p_dry_run boolean) TO salesflow_admin;

GRANT SELECT ON TABLE public.signal_labels TO salesflow_admin;
GRANT SELECT ON TABLE public.signal_labels TO salesflow_manager;
GRANT SELECT ON TABLE public.signal_labels TO salesflow_rep;
GRANT SELECT ON TABLE public.signal_labels TO salesflow_gateway;
GRANT SELECT ON TABLE public.signal_labels TO salesflow_bi;
GRANT SELECT ON TABLE public.signal_labels TO salesflow_jobs;

REVOKE ALL ON FUNCTION salesflow.decide_signals(p_scores double precision[]) FROM PUBLIC;
GRANT ALL ON FUNCTION salesflow.decide_signals(p_scores double precision[]) TO salesflow_admin;
GRANT ALL ON FUNCTION salesflow.decide_signals(p_scores double precision[]) TO salesflow_manager;
GRANT ALL ON FUNCTION salesflow.decide_signals(p_scores double precision[]) TO salesflow_rep;
GRANT ALL ON FUNCTION salesflow.decide_signals(p_scores double precision[]) TO salesflow_gateway;
GRANT ALL ON FUNCTION salesflow.decide_signals(p_scores double precision[]) TO salesflow_bi;
GRANT ALL ON FUNCTION salesflow.decide_signals(p_scores double precision[]) TO salesflow_jobs;

GRANT SELECT ON TABLE public.signal_weights TO salesflow_admin;
GRANT SELECT ON TABLE public.signal_weights TO salesflow_manager;
GRANT SELECT ON TABLE public.signal_weights TO salesflow_rep;
GRANT SELECT ON TABLE public.signal_weights TO salesflow_gateway;
GRANT SELECT ON TABLE public.signal_weights TO salesflow_bi;
GRANT SELECT ON TABLE public.signal_weights TO salesflow_jobs;

REVOKE ALL ON FUNCTION salesflow.signals_of(p_text text, p_language text) FROM PUBLIC;
GRANT ALL ON FUNCTION salesflow.signals_of(p_text text, p_language text) TO salesflow_admin;
GRANT ALL ON FUNCTION salesflow.signals_of(p_text text, p_language text) TO salesflow_manager;
GRANT ALL ON FUNCTION salesflow.signals_of(p_text text, p_language text) TO salesflow_rep;
GRANT ALL ON FUNCTION salesflow.signals_of(p_text text, p_language text) TO salesflow_gateway;
GRANT ALL ON FUNCTION salesflow.signals_of(p_text text, p_language text) TO salesflow_bi;
GRANT ALL ON FUNCTION salesflow.signals_of(p_text text, p_language text) TO salesflow_jobs;

REVOKE ALL ON FUNCTION salesflow.tabulate_signals(p_pairs jsonb[]) FROM PUBLIC;
GRANT ALL ON FUNCTION salesflow.tabulate_signals(p_pairs jsonb[]) TO salesflow_admin;
GRANT ALL ON FUNCTION salesflow.tabulate_signals(p_pairs jsonb[]) TO salesflow_manager;
GRANT ALL ON FUNCTION salesflow.tabulate_signals(p_pairs jsonb[]) TO salesflow_rep;
GRANT ALL ON FUNCTION salesflow.tabulate_signals(p_pairs jsonb[]) TO salesflow_gateway;
GRANT ALL ON FUNCTION salesflow.tabulate_signals(p_pairs jsonb[]) TO salesflow_bi;
GRANT ALL ON FUNCTION salesflow.tabulate_signals(p_pairs jsonb[]) TO salesflow_jobs;

REVOKE ALL ON FUNCTION public.score_signals(p_messages jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION public.score_signals(p_messages jsonb) TO salesflow_admin;
GRANT ALL ON FUNCTION public.score_signals(p_messages jsonb) TO salesflow_manager;
GRANT ALL ON FUNCTION public.score_signals(p_messages jsonb) TO salesflow_rep;
GRANT ALL ON FUNCTION public.score_signals(p_messages jsonb) TO salesflow_gateway;
GRANT ALL ON FUNCTION public.score_signals(p_messages jsonb) TO salesflow_bi;
GRANT ALL ON FUNCTION public.score_signals(p_messages jsonb) TO salesflow_jobs;

GRANT SELECT ON TABLE public.policies TO salesflow_rep;
GRANT SELECT ON TABLE public.policies TO salesflow_manager;
GRANT SELECT ON TABLE public.policies TO salesflow_gateway;
GRANT SELECT ON TABLE public.policies TO salesflow_bi;
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

REVOKE ALL ON FUNCTION public.suggest_import_map(p_headers text[], p_sample jsonb, p_object text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.suggest_import_map(p_headers text[], p_sample jsonb, p_object text) TO salesflow_admin;

REVOKE ALL ON FUNCTION public.train_signals(p_force boolean) FROM PUBLIC;
GRANT ALL ON FUNCTION public.train_signals(p_force boolean) TO salesflow_admin;
GRANT ALL ON FUNCTION public.train_signals(p_force boolean) TO salesflow_jobs;

REVOKE ALL ON FUNCTION salesflow.decided_labels(p_scores double precision[]) FROM PUBLIC;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.signal_messages TO salesflow_admin;

REVOKE ALL ON FUNCTION salesflow.given_labels(p_message public.signal_messages) FROM PUBLIC;

REVOKE ALL ON FUNCTION public.trial_scores() FROM PUBLIC;
GRANT ALL ON FUNCTION public.trial_scores() TO salesflow_admin;
GRANT ALL ON FUNCTION public.trial_scores() TO salesflow_manager;
GRANT ALL ON FUNCTION public.trial_scores() TO salesflow_rep;
GRANT ALL ON FUNCTION public.trial_scores() TO salesflow_gateway;
GRANT ALL ON FUNCTION public.trial_scores() TO salesflow_bi;
GRANT ALL ON FUNCTION public.trial_scores() TO salesflow_jobs;

REVOKE ALL ON FUNCTION public.trigger_job(p_job_name text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.trigger_job(p_job_name text) TO salesflow_admin;

GRANT SELECT ON TABLE public.settings_history TO salesflow_rep;
GRANT SELECT ON TABLE public.settings_history TO salesflow_manager;
GRANT SELECT ON TABLE public.settings_history TO salesflow_gateway;
GRANT SELECT ON TABLE public.settings_history TO salesflow_bi;
GRANT SELECT ON TABLE public.settings_history TO salesflow_admin;

REVOKE ALL ON FUNCTION salesflow.policy_version() FROM PUBLIC;
GRANT ALL ON FUNCTION salesflow.policy_version() TO salesflow_rep;
GRANT ALL ON FUNCTION salesflow.policy_version() TO salesflow_manager;
GRANT ALL ON FUNCTION salesflow.policy_version() TO salesflow_gateway;
GRANT ALL ON FUNCTION salesflow.policy_version() TO salesflow_bi;
GRANT ALL ON FUNCTION salesflow.policy_version() TO salesflow_admin;

GRANT SELECT ON TABLE public.autonomous_actions TO salesflow_bi;
GRANT SELECT ON TABLE public.autonomous_actions TO salesflow_rep;
GRANT SELECT ON TABLE public.autonomous_actions TO salesflow_manager;
GRANT SELECT ON TABLE public.autonomous_actions TO salesflow_gateway;
GRANT SELECT ON TABLE public.autonomous_actions TO salesflow_admin;

REVOKE ALL ON FUNCTION public.undo_action(p_action_id uuid, p_reason text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.undo_action(p_action_id uuid, p_reason text) TO salesflow_rep;
GRANT ALL ON FUNCTION public.undo_action(p_action_id uuid, p_reason text) TO salesflow_manager;
GRANT ALL ON FUNCTION public.undo_action(p_action_id uuid, p_reason text) TO salesflow_gateway;
GRANT ALL ON FUNCTION public.undo_action(p_action_id uuid, p_reason text) TO salesflow_admin;

REVOKE ALL ON FUNCTION public.undo_import(p_import_id uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION public.undo_import(p_import_id uuid) TO salesflow_admin;

REVOKE ALL ON FUNCTION public.why_not(p_lead_id uuid, p_rule text, p_as_of timestamp with time zone, p_locale text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.why_not(p_lead_id uuid, p_rule text, p_as_of timestamp with time zone, p_locale text) TO salesflow_rep;
GRANT ALL ON FUNCTION public.why_not(p_lead_id uuid, p_rule text, p_as_of timestamp with time zone, p_locale text) TO salesflow_manager;
GRANT ALL ON FUNCTION public.why_not(p_lead_id uuid, p_rule text, p_as_of timestamp with time zone, p_locale text) TO salesflow_gateway;
GRANT ALL ON FUNCTION public.why_not(p_lead_id uuid, p_rule text, p_as_of timestamp with time zone, p_locale text) TO salesflow_admin;

REVOKE ALL ON FUNCTION public.win_probability(p_lead_id uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION public.win_probability(p_lead_id uuid) TO salesflow_bi;
GRANT ALL ON FUNCTION public.win_probability(p_lead_id uuid) TO salesflow_rep;
GRANT ALL ON FUNCTION public.win_probability(p_lead_id uuid) TO salesflow_manager;
GRANT ALL ON FUNCTION public.win_probability(p_lead_id uuid) TO salesflow_gateway;
GRANT ALL ON FUNCTION public.win_probability(p_lead_id uuid) TO salesflow_admin;

REVOKE ALL ON FUNCTION salesflow.acting_for() FROM PUBLIC;

GRANT SELECT ON TABLE public.lead_statuses TO salesflow_rep;
GRANT SELECT ON TABLE public.lead_statuses TO salesflow_manager;
GRANT SELECT ON TABLE public.lead_statuses TO salesflow_gateway;
GRANT SELECT ON TABLE public.lead_statuses TO salesflow_bi;
GRANT SELECT ON TABLE public.lead_statuses TO salesflow_admin;

GRANT UPDATE(is_active) ON TABLE public.lead_statuses TO salesflow_admin;

GRANT UPDATE(precedes_meeting) ON TABLE public.lead_statuses TO salesflow_admin;

GRANT UPDATE(name_en) ON TABLE public.lead_statuses TO salesflow_admin;

GRANT UPDATE(name_de) ON TABLE public.lead_statuses TO salesflow_admin;

REVOKE ALL ON FUNCTION salesflow.active_statuses() FROM PUBLIC;
GRANT ALL ON FUNCTION salesflow.active_statuses() TO salesflow_rep;
GRANT ALL ON FUNCTION salesflow.active_statuses() TO salesflow_manager;
GRANT ALL ON FUNCTION salesflow.active_statuses() TO salesflow_gateway;
GRANT ALL ON FUNCTION salesflow.active_statuses() TO salesflow_bi;
GRANT ALL ON FUNCTION salesflow.active_statuses() TO salesflow_admin;

REVOKE ALL ON FUNCTION salesflow.add_contacts() FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.agent_status() FROM PUBLIC;
GRANT ALL ON FUNCTION salesflow.agent_status() TO salesflow_agent;
GRANT ALL ON FUNCTION salesflow.agent_status() TO salesflow_admin;

REVOKE ALL ON FUNCTION salesflow.all_subjects() FROM PUBLIC;

GRANT SELECT ON TABLE salesflow.events TO salesflow_admin;
GRANT SELECT ON TABLE salesflow.events TO salesflow_bi;

REVOKE ALL ON FUNCTION salesflow.answer_by_rules(p_offline text[], p_apply text[], p_events salesflow.events[], p_hashes text[], OUT endings text[], OUT errors text[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.apply_answers(p_functions text[], p_events salesflow.events[], p_hashes text[], p_answers jsonb[], p_source text, OUT endings text[], OUT errors text[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.apply_import(p_import_id uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.bare_domain(p_text text) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.bury_events(p_events salesflow.events[], p_statuses text[], p_errors text[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.call_cost(p_tokens_in integer, p_tokens_cached integer, p_tokens_out integer, p_input_price numeric, p_cached_price numeric, p_output_price numeric) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.call_kind(p_function text, p_event salesflow.events, p_answer jsonb, p_source text) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.call_kinds(p_functions text[], p_events salesflow.events[], p_answers jsonb[], p_source text, OUT results jsonb[], OUT errors text[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.cells_as_object(p_names text[], p_headers text[], p_blank text[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.policy(p_key text) FROM PUBLIC;
GRANT ALL ON FUNCTION salesflow.policy(p_key text) TO salesflow_rep;
GRANT ALL ON FUNCTION salesflow.policy(p_key text) TO salesflow_manager;
GRANT ALL ON FUNCTION salesflow.policy(p_key text) TO salesflow_gateway;
GRANT ALL ON FUNCTION salesflow.policy(p_key text) TO salesflow_bi;
GRANT ALL ON FUNCTION salesflow.policy(p_key text) TO salesflow_admin;

REVOKE ALL ON FUNCTION salesflow.policy_text(p_key text) FROM PUBLIC;
GRANT ALL ON FUNCTION salesflow.policy_text(p_key text) TO salesflow_rep;
GRANT ALL ON FUNCTION salesflow.policy_text(p_key text) TO salesflow_manager;
GRANT ALL ON FUNCTION salesflow.policy_text(p_key text) TO salesflow_gateway;
GRANT ALL ON FUNCTION salesflow.policy_text(p_key text) TO salesflow_bi;
GRANT ALL ON FUNCTION salesflow.policy_text(p_key text) TO salesflow_admin;

GRANT SELECT ON TABLE public.leads TO salesflow_rep;
GRANT SELECT ON TABLE public.leads TO salesflow_manager;
GRANT SELECT ON TABLE public.leads TO salesflow_gateway;
GRANT SELECT ON TABLE public.leads TO salesflow_bi;
GRANT SELECT,DELETE ON TABLE public.leads TO salesflow_admin;

GRANT INSERT(id) ON TABLE public.leads TO salesflow_admin;
GRANT INSERT(id) ON TABLE public.leads TO salesflow_rep;
GRANT INSERT(id) ON TABLE public.leads TO salesflow_manager;
GRANT INSERT(id) ON TABLE public.leads TO salesflow_gateway;

GRANT INSERT(external_id),UPDATE(external_id) ON TABLE public.leads TO salesflow_admin;

GRANT INSERT(user_id),UPDATE(user_id) ON TABLE public.leads TO salesflow_admin;
GRANT INSERT(user_id) ON TABLE public.leads TO salesflow_rep;
GRANT INSERT(user_id),UPDATE(user_id) ON TABLE public.leads TO salesflow_manager;
GRANT INSERT(user_id),UPDATE(user_id) ON TABLE public.leads TO salesflow_gateway;

GRANT INSERT(name),UPDATE(name) ON TABLE public.leads TO salesflow_admin;
GRANT INSERT(name),UPDATE(name) ON TABLE public.leads TO salesflow_rep;
GRANT INSERT(name),UPDATE(name) ON TABLE public.leads TO salesflow_manager;
GRANT INSERT(name),UPDATE(name) ON TABLE public.leads TO salesflow_gateway;

GRANT INSERT(email),UPDATE(email) ON TABLE public.leads TO salesflow_admin;
GRANT INSERT(email),UPDATE(email) ON TABLE public.leads TO salesflow_rep;
GRANT INSERT(email),UPDATE(email) ON TABLE public.leads TO salesflow_manager;
GRANT INSERT(email),UPDATE(email) ON TABLE public.leads TO salesflow_gateway;

GRANT INSERT(phone),UPDATE(phone) ON TABLE public.leads TO salesflow_admin;
GRANT INSERT(phone),UPDATE(phone) ON TABLE public.leads TO salesflow_rep;
GRANT INSERT(phone),UPDATE(phone) ON TABLE public.leads TO salesflow_manager;
GRANT INSERT(phone),UPDATE(phone) ON TABLE public.leads TO salesflow_gateway;

GRANT INSERT(company),UPDATE(company) ON TABLE public.leads TO salesflow_admin;
GRANT INSERT(company),UPDATE(company) ON TABLE public.leads TO salesflow_rep;
GRANT INSERT(company),UPDATE(company) ON TABLE public.leads TO salesflow_manager;
GRANT INSERT(company),UPDATE(company) ON TABLE public.leads TO salesflow_gateway;

GRANT INSERT(status),UPDATE(status) ON TABLE public.leads TO salesflow_admin;
GRANT INSERT(status),UPDATE(status) ON TABLE public.leads TO salesflow_rep;
GRANT INSERT(status),UPDATE(status) ON TABLE public.leads TO salesflow_manager;
GRANT INSERT(status),UPDATE(status) ON TABLE public.leads TO salesflow_gateway;

GRANT INSERT(status_reason),UPDATE(status_reason) ON TABLE public.leads TO salesflow_admin;
GRANT INSERT(status_reason),UPDATE(status_reason) ON TABLE public.leads TO salesflow_rep;
GRANT INSERT(status_reason),UPDATE(status_reason) ON TABLE public.leads TO salesflow_manager;
GRANT INSERT(status_reason),UPDATE(status_reason) ON TABLE public.leads TO salesflow_gateway;

GRANT INSERT(source),UPDATE(source) ON TABLE public.leads TO salesflow_admin;
GRANT INSERT(source),UPDATE(source) ON TABLE public.leads TO salesflow_rep;
GRANT INSERT(source),UPDATE(source) ON TABLE public.leads TO salesflow_manager;
GRANT INSERT(source),UPDATE(source) ON TABLE public.leads TO salesflow_gateway;

GRANT INSERT(priority),UPDATE(priority) ON TABLE public.leads TO salesflow_admin;
GRANT INSERT(priority),UPDATE(priority) ON TABLE public.leads TO salesflow_rep;
GRANT INSERT(priority),UPDATE(priority) ON TABLE public.leads TO salesflow_manager;
GRANT INSERT(priority),UPDATE(priority) ON TABLE public.leads TO salesflow_gateway;

GRANT INSERT(deal_value),UPDATE(deal_value) ON TABLE public.leads TO salesflow_admin;
GRANT INSERT(deal_value),UPDATE(deal_value) ON TABLE public.leads TO salesflow_rep;
GRANT INSERT(deal_value),UPDATE(deal_value) ON TABLE public.leads TO salesflow_manager;
GRANT INSERT(deal_value),UPDATE(deal_value) ON TABLE public.leads TO salesflow_gateway;

GRANT INSERT(currency),UPDATE(currency) ON TABLE public.leads TO salesflow_admin;
GRANT INSERT(currency),UPDATE(currency) ON TABLE public.leads TO salesflow_rep;
GRANT INSERT(currency),UPDATE(currency) ON TABLE public.leads TO salesflow_manager;
GRANT INSERT(currency),UPDATE(currency) ON TABLE public.leads TO salesflow_gateway;

GRANT INSERT(preferred_channel),UPDATE(preferred_channel) ON TABLE public.leads TO salesflow_admin;
GRANT INSERT(preferred_channel),UPDATE(preferred_channel) ON TABLE public.leads TO salesflow_rep;
GRANT INSERT(preferred_channel),UPDATE(preferred_channel) ON TABLE public.leads TO salesflow_manager;
GRANT INSERT(preferred_channel),UPDATE(preferred_channel) ON TABLE public.leads TO salesflow_gateway;

GRANT INSERT(time_zone),UPDATE(time_zone) ON TABLE public.leads TO salesflow_admin;
GRANT INSERT(time_zone),UPDATE(time_zone) ON TABLE public.leads TO salesflow_rep;
GRANT INSERT(time_zone),UPDATE(time_zone) ON TABLE public.leads TO salesflow_manager;
GRANT INSERT(time_zone),UPDATE(time_zone) ON TABLE public.leads TO salesflow_gateway;

GRANT INSERT(locale),UPDATE(locale) ON TABLE public.leads TO salesflow_admin;
GRANT INSERT(locale),UPDATE(locale) ON TABLE public.leads TO salesflow_rep;
GRANT INSERT(locale),UPDATE(locale) ON TABLE public.leads TO salesflow_manager;
GRANT INSERT(locale),UPDATE(locale) ON TABLE public.leads TO salesflow_gateway;

GRANT INSERT(attributes),UPDATE(attributes) ON TABLE public.leads TO salesflow_admin;
GRANT INSERT(attributes),UPDATE(attributes) ON TABLE public.leads TO salesflow_rep;
GRANT INSERT(attributes),UPDATE(attributes) ON TABLE public.leads TO salesflow_manager;
GRANT INSERT(attributes),UPDATE(attributes) ON TABLE public.leads TO salesflow_gateway;

GRANT INSERT(created_at) ON TABLE public.leads TO salesflow_admin;

REVOKE ALL ON FUNCTION salesflow.changed_since(p_lead public.leads, p_at timestamp with time zone) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.charge_call(p_event salesflow.events, p_outcome text, p_call jsonb, p_version integer) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.charge_calls(p_events salesflow.events[], p_outcomes text[], p_usages jsonb[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.charge_late_calls(p_late salesflow.settlement[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.check_answers(p_schema_hashes text[], p_answers text[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.check_health(p_as_of timestamp with time zone) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.check_import_map(p_map jsonb, p_headers text[]) FROM PUBLIC;
GRANT ALL ON FUNCTION salesflow.check_import_map(p_map jsonb, p_headers text[]) TO salesflow_admin;

REVOKE ALL ON FUNCTION salesflow.check_inactivity(p_as_of timestamp with time zone) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.check_may_read_user(p_user_id uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.check_may_see_subject(p_subject_type text, p_subject_id uuid, p_user_id uuid, p_what text) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.choose_priorities(p_plan_ids uuid[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.claim_events(p_worker text, p_batch integer) FROM PUBLIC;
GRANT ALL ON FUNCTION salesflow.claim_events(p_worker text, p_batch integer) TO salesflow_agent;

REVOKE ALL ON FUNCTION salesflow.claim_raisings(p_found salesflow.raising[], p_as_of timestamp with time zone) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.clean_cell(p_text text, p_blank text[]) FROM PUBLIC;
GRANT ALL ON FUNCTION salesflow.clean_cell(p_text text, p_blank text[]) TO salesflow_admin;

REVOKE ALL ON FUNCTION salesflow.clean_up(p_as_of timestamp with time zone) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.clear_workshop() FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.close_answered() FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.company_key(p_v jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.look_up_words(p_tokens text[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.misspell_words() FROM PUBLIC;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.competitors TO salesflow_admin;
GRANT SELECT ON TABLE public.competitors TO salesflow_manager;
GRANT SELECT ON TABLE public.competitors TO salesflow_rep;
GRANT SELECT ON TABLE public.competitors TO salesflow_gateway;
GRANT SELECT ON TABLE public.competitors TO salesflow_bi;
GRANT SELECT ON TABLE public.competitors TO salesflow_jobs;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.signal_patterns TO salesflow_admin;
GRANT SELECT ON TABLE public.signal_patterns TO salesflow_manager;
GRANT SELECT ON TABLE public.signal_patterns TO salesflow_rep;
GRANT SELECT ON TABLE public.signal_patterns TO salesflow_gateway;
GRANT SELECT ON TABLE public.signal_patterns TO salesflow_bi;
GRANT SELECT ON TABLE public.signal_patterns TO salesflow_jobs;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.signal_words TO salesflow_admin;
GRANT SELECT ON TABLE public.signal_words TO salesflow_manager;
GRANT SELECT ON TABLE public.signal_words TO salesflow_rep;
GRANT SELECT ON TABLE public.signal_words TO salesflow_gateway;
GRANT SELECT ON TABLE public.signal_words TO salesflow_bi;
GRANT SELECT ON TABLE public.signal_words TO salesflow_jobs;

REVOKE ALL ON FUNCTION salesflow.compile_signals() FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.complete_event(p_event_id bigint, p_lease uuid, p_answer jsonb, p_usage jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION salesflow.complete_event(p_event_id bigint, p_lease uuid, p_answer jsonb, p_usage jsonb) TO salesflow_agent;

REVOKE ALL ON FUNCTION salesflow.complete_events(p_completions jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION salesflow.complete_events(p_completions jsonb) TO salesflow_agent;

REVOKE ALL ON FUNCTION salesflow.complete_offline(p_event_id bigint, p_lease uuid, p_reason text, p_usage jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION salesflow.complete_offline(p_event_id bigint, p_lease uuid, p_reason text, p_usage jsonb) TO salesflow_agent;

REVOKE ALL ON FUNCTION salesflow.contact_advice(p_lead_ids uuid[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.contact_key(p_v jsonb, p_object text) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.count_completed_priorities() FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.count_ownerless_leads() FROM PUBLIC;
GRANT ALL ON FUNCTION salesflow.count_ownerless_leads() TO salesflow_rep;
GRANT ALL ON FUNCTION salesflow.count_ownerless_leads() TO salesflow_manager;
GRANT ALL ON FUNCTION salesflow.count_ownerless_leads() TO salesflow_gateway;
GRANT ALL ON FUNCTION salesflow.count_ownerless_leads() TO salesflow_bi;
GRANT ALL ON FUNCTION salesflow.count_ownerless_leads() TO salesflow_admin;

REVOKE ALL ON FUNCTION salesflow.cron_entries() FROM PUBLIC;
GRANT ALL ON FUNCTION salesflow.cron_entries() TO salesflow_owner;
GRANT ALL ON FUNCTION salesflow.cron_entries() TO salesflow_bi;
GRANT ALL ON FUNCTION salesflow.cron_entries() TO salesflow_admin;

REVOKE ALL ON FUNCTION salesflow.current_user_id() FROM PUBLIC;
GRANT ALL ON FUNCTION salesflow.current_user_id() TO salesflow_rep;
GRANT ALL ON FUNCTION salesflow.current_user_id() TO salesflow_manager;
GRANT ALL ON FUNCTION salesflow.current_user_id() TO salesflow_bi;
GRANT ALL ON FUNCTION salesflow.current_user_id() TO salesflow_admin;
GRANT ALL ON FUNCTION salesflow.current_user_id() TO salesflow_gateway;

REVOKE ALL ON FUNCTION salesflow.date_order_hint(p_text text) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.delete_expired(p_rules text[], p_as_of timestamp with time zone) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.describe_plans(p_plan_ids uuid[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.difference(p_before jsonb, p_after jsonb, OUT before jsonb, OUT after jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.earliest_finding(p_rule text, p_subject_id uuid, p_as_of timestamp with time zone) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.email_in(p_text text) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.end_recommendations(p_ids uuid[], p_how text, p_reason text) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.end_stale_runs() FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.enqueue_event(p_kind text, p_lead_id uuid, p_user_id uuid, p_payload jsonb, p_cause text, p_coalesce_key text, p_run_at timestamp with time zone) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.enqueue_events(p_events salesflow.new_event[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.episode_of(p_since timestamp with time zone) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.exchange(p_worker text, p_completions jsonb, p_batch integer, p_is_rendered boolean) FROM PUBLIC;
GRANT ALL ON FUNCTION salesflow.exchange(p_worker text, p_completions jsonb, p_batch integer, p_is_rendered boolean) TO salesflow_agent;

GRANT SELECT ON TABLE public.job_runs TO salesflow_bi;
GRANT SELECT ON TABLE public.job_runs TO salesflow_admin;

REVOKE ALL ON FUNCTION salesflow.execute_run(p_run_id uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.expire_recommendations(p_as_of timestamp with time zone) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.fail_event(p_event_id bigint, p_lease uuid, p_error text, p_retry_after double precision, p_usage jsonb, p_reason text) FROM PUBLIC;
GRANT ALL ON FUNCTION salesflow.fail_event(p_event_id bigint, p_lease uuid, p_error text, p_retry_after double precision, p_usage jsonb, p_reason text) TO salesflow_agent;

REVOKE ALL ON FUNCTION salesflow.find_activity_leads(p_import_id uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.find_bant(p_subject_ids uuid[], p_as_of timestamp with time zone) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.find_currency(p_text text) FROM PUBLIC;
GRANT ALL ON FUNCTION salesflow.find_currency(p_text text) TO salesflow_admin;

REVOKE ALL ON FUNCTION salesflow.find_first_activity(p_subject_ids uuid[], p_as_of timestamp with time zone) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.find_import_people(p_import_id uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.find_parties(p_import_id uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.find_plan_due(p_subject_ids uuid[], p_as_of timestamp with time zone) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.find_planned_meeting(p_subject_ids uuid[], p_as_of timestamp with time zone) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.find_priorities(p_subject_ids uuid[], p_as_of timestamp with time zone) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.find_raisings(p_watch text, p_subject_ids uuid[], p_as_of timestamp with time zone, p_rule text) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.find_situations(p_subject_ids uuid[], p_as_of timestamp with time zone) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.find_squad(p_external_id text, p_name text) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.first_name(p_name text) FROM PUBLIC;
GRANT ALL ON FUNCTION salesflow.first_name(p_name text) TO salesflow_rep;
GRANT ALL ON FUNCTION salesflow.first_name(p_name text) TO salesflow_manager;
GRANT ALL ON FUNCTION salesflow.first_name(p_name text) TO salesflow_gateway;
GRANT ALL ON FUNCTION salesflow.first_name(p_name text) TO salesflow_bi;
GRANT ALL ON FUNCTION salesflow.first_name(p_name text) TO salesflow_admin;

REVOKE ALL ON FUNCTION salesflow.fit_signals(p_rival_since timestamp with time zone) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.forget_plan() FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.function_name(p_name text, p_arguments text, p_result text, p_returns_set boolean, p_is_volatile boolean) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.give_owners() FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.guard_action_type() FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.guard_effect() FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.guard_event_kind() FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.guard_event_kind_in_use() FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.guard_policy() FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.guard_rule() FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.guard_status_graph() FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.guess_import_object(p_headers text[]) FROM PUBLIC;
GRANT ALL ON FUNCTION salesflow.guess_import_object(p_headers text[]) TO salesflow_admin;

REVOKE ALL ON FUNCTION salesflow.half_life(p_age interval, p_half_life interval) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.hand_over_lead() FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.has_naming_field() FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.heartbeat(p_worker text, p_leases uuid[], p_model text, p_problem text) FROM PUBLIC;
GRANT ALL ON FUNCTION salesflow.heartbeat(p_worker text, p_leases uuid[], p_model text, p_problem text) TO salesflow_agent;

REVOKE ALL ON FUNCTION salesflow.held_back(p_raisings salesflow.raising[], p_as_of timestamp with time zone) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.import_parties(p_import_id uuid, OUT companies bigint, OUT contacts bigint) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.import_rules(p_map jsonb, p_headers text[]) FROM PUBLIC;
GRANT ALL ON FUNCTION salesflow.import_rules(p_map jsonb, p_headers text[]) TO salesflow_admin;

REVOKE ALL ON FUNCTION salesflow.import_source(p_spec jsonb, p_columns text[], p_headers text[], p_blank text[]) FROM PUBLIC;

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

REVOKE ALL ON FUNCTION salesflow.is_outage(p_sqlstate text) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.is_over_budget(p_user_id uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.is_readable(p_problem text) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.judge_leads(p_lead_ids uuid[], p_user_ids uuid[], p_as_of timestamp with time zone) FROM PUBLIC;

REVOKE ALL ON PROCEDURE salesflow.keep_history(IN p_table regclass) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.kind_function(p_name text, p_arguments text, p_result regtype, p_volatile boolean) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.known_until(p_as_of timestamp with time zone) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.known_words(p_facts text[], p_names text[], p_quoted text[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.language(p_locale text) FROM PUBLIC;
GRANT ALL ON FUNCTION salesflow.language(p_locale text) TO salesflow_rep;
GRANT ALL ON FUNCTION salesflow.language(p_locale text) TO salesflow_manager;
GRANT ALL ON FUNCTION salesflow.language(p_locale text) TO salesflow_gateway;
GRANT ALL ON FUNCTION salesflow.language(p_locale text) TO salesflow_bi;
GRANT ALL ON FUNCTION salesflow.language(p_locale text) TO salesflow_admin;

REVOKE ALL ON FUNCTION salesflow.language_problem(p_words text, p_locale text, p_known jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.lead_external_id(p_source text, p_object text, p_key text) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.leads_at(p_lead_ids uuid[], p_user_ids uuid[], p_as_of timestamp with time zone) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.learn_words() FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.lease_events(p_worker text, p_model text, p_batch integer) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.lexicon_changed() FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.live_runs() FROM PUBLIC;
GRANT ALL ON FUNCTION salesflow.live_runs() TO salesflow_bi;
GRANT ALL ON FUNCTION salesflow.live_runs() TO salesflow_admin;

REVOKE ALL ON FUNCTION salesflow.live_workers() FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.local_date(p_at timestamp with time zone, p_time_zone text, p_locale text) FROM PUBLIC;
GRANT ALL ON FUNCTION salesflow.local_date(p_at timestamp with time zone, p_time_zone text, p_locale text) TO salesflow_rep;
GRANT ALL ON FUNCTION salesflow.local_date(p_at timestamp with time zone, p_time_zone text, p_locale text) TO salesflow_manager;
GRANT ALL ON FUNCTION salesflow.local_date(p_at timestamp with time zone, p_time_zone text, p_locale text) TO salesflow_gateway;
GRANT ALL ON FUNCTION salesflow.local_date(p_at timestamp with time zone, p_time_zone text, p_locale text) TO salesflow_bi;
GRANT ALL ON FUNCTION salesflow.local_date(p_at timestamp with time zone, p_time_zone text, p_locale text) TO salesflow_admin;

REVOKE ALL ON FUNCTION salesflow.local_days(p_days numeric, p_locale text) FROM PUBLIC;
GRANT ALL ON FUNCTION salesflow.local_days(p_days numeric, p_locale text) TO salesflow_rep;
GRANT ALL ON FUNCTION salesflow.local_days(p_days numeric, p_locale text) TO salesflow_manager;
GRANT ALL ON FUNCTION salesflow.local_days(p_days numeric, p_locale text) TO salesflow_gateway;
GRANT ALL ON FUNCTION salesflow.local_days(p_days numeric, p_locale text) TO salesflow_bi;
GRANT ALL ON FUNCTION salesflow.local_days(p_days numeric, p_locale text) TO salesflow_admin;

REVOKE ALL ON FUNCTION salesflow.local_money(p_amount numeric, p_currency text, p_locale text) FROM PUBLIC;
GRANT ALL ON FUNCTION salesflow.local_money(p_amount numeric, p_currency text, p_locale text) TO salesflow_rep;
GRANT ALL ON FUNCTION salesflow.local_money(p_amount numeric, p_currency text, p_locale text) TO salesflow_manager;
GRANT ALL ON FUNCTION salesflow.local_money(p_amount numeric, p_currency text, p_locale text) TO salesflow_gateway;
GRANT ALL ON FUNCTION salesflow.local_money(p_amount numeric, p_currency text, p_locale text) TO salesflow_bi;
GRANT ALL ON FUNCTION salesflow.local_money(p_amount numeric, p_currency text, p_locale text) TO salesflow_admin;

REVOKE ALL ON FUNCTION salesflow.log_rankings(p_plan_ids uuid[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.render(p_parts text[], p_values jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION salesflow.render(p_parts text[], p_values jsonb) TO salesflow_rep;
GRANT ALL ON FUNCTION salesflow.render(p_parts text[], p_values jsonb) TO salesflow_manager;
GRANT ALL ON FUNCTION salesflow.render(p_parts text[], p_values jsonb) TO salesflow_gateway;
GRANT ALL ON FUNCTION salesflow.render(p_parts text[], p_values jsonb) TO salesflow_bi;
GRANT ALL ON FUNCTION salesflow.render(p_parts text[], p_values jsonb) TO salesflow_admin;

GRANT SELECT ON TABLE public.text_templates TO salesflow_rep;
GRANT SELECT ON TABLE public.text_templates TO salesflow_manager;
GRANT SELECT ON TABLE public.text_templates TO salesflow_gateway;
GRANT SELECT ON TABLE public.text_templates TO salesflow_bi;
GRANT SELECT,INSERT,UPDATE ON TABLE public.text_templates TO salesflow_admin;

REVOKE ALL ON FUNCTION salesflow.say(p_key text, p_locale text, p_values jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION salesflow.say(p_key text, p_locale text, p_values jsonb) TO salesflow_rep;
GRANT ALL ON FUNCTION salesflow.say(p_key text, p_locale text, p_values jsonb) TO salesflow_manager;
GRANT ALL ON FUNCTION salesflow.say(p_key text, p_locale text, p_values jsonb) TO salesflow_gateway;
GRANT ALL ON FUNCTION salesflow.say(p_key text, p_locale text, p_values jsonb) TO salesflow_bi;
GRANT ALL ON FUNCTION salesflow.say(p_key text, p_locale text, p_values jsonb) TO salesflow_admin;

REVOKE ALL ON FUNCTION salesflow.long_date(p_date date, p_locale text) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.make_plans(p_raisings salesflow.raising[], p_as_of timestamp with time zone) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.may_see_lead(p_lead_id uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION salesflow.may_see_lead(p_lead_id uuid) TO salesflow_rep;
GRANT ALL ON FUNCTION salesflow.may_see_lead(p_lead_id uuid) TO salesflow_manager;
GRANT ALL ON FUNCTION salesflow.may_see_lead(p_lead_id uuid) TO salesflow_gateway;
GRANT ALL ON FUNCTION salesflow.may_see_lead(p_lead_id uuid) TO salesflow_bi;
GRANT ALL ON FUNCTION salesflow.may_see_lead(p_lead_id uuid) TO salesflow_admin;

REVOKE ALL ON FUNCTION salesflow.may_see_user(p_user_id uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION salesflow.may_see_user(p_user_id uuid) TO salesflow_rep;
GRANT ALL ON FUNCTION salesflow.may_see_user(p_user_id uuid) TO salesflow_manager;
GRANT ALL ON FUNCTION salesflow.may_see_user(p_user_id uuid) TO salesflow_gateway;
GRANT ALL ON FUNCTION salesflow.may_see_user(p_user_id uuid) TO salesflow_bi;
GRANT ALL ON FUNCTION salesflow.may_see_user(p_user_id uuid) TO salesflow_admin;

REVOKE ALL ON FUNCTION salesflow.measure_connections() FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.measure_daemons() FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.measure_dead_events() FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.measure_health() FROM PUBLIC;
GRANT ALL ON FUNCTION salesflow.measure_health() TO salesflow_bi;
GRANT ALL ON FUNCTION salesflow.measure_health() TO salesflow_admin;

REVOKE ALL ON FUNCTION salesflow.measure_job_success() FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.measure_overdue_jobs() FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.measure_ownerless_leads() FROM PUBLIC;
GRANT ALL ON FUNCTION salesflow.measure_ownerless_leads() TO salesflow_bi;
GRANT ALL ON FUNCTION salesflow.measure_ownerless_leads() TO salesflow_admin;

REVOKE ALL ON FUNCTION salesflow.measure_queue_age() FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.measure_queue_depth() FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.measure_scheduled_jobs() FROM PUBLIC;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE salesflow.model_prices TO salesflow_admin;
GRANT SELECT ON TABLE salesflow.model_prices TO salesflow_bi;

REVOKE ALL ON FUNCTION salesflow.model_price(p_model text, p_currency text) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.name_of_email(p_email text) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.name_parts(p_names text[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.names_within(p_user_id uuid, p_text text) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.newer(p_new text, p_old text, p_keep boolean) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.normalise_activity() FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.normalise_header(p_header text) FROM PUBLIC;
GRANT ALL ON FUNCTION salesflow.normalise_header(p_header text) TO salesflow_admin;

REVOKE ALL ON FUNCTION salesflow.normalise_lead() FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.normalise_person(p_name text) FROM PUBLIC;
GRANT ALL ON FUNCTION salesflow.normalise_person(p_name text) TO salesflow_admin;

REVOKE ALL ON FUNCTION salesflow.normalise_word(p_word text) FROM PUBLIC;
GRANT ALL ON FUNCTION salesflow.normalise_word(p_word text) TO salesflow_admin;

REVOKE ALL ON FUNCTION salesflow.number_claims(p_text text) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.number_format_hint(p_text text) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.number_value(p_digits text) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.open_import(p_file text, p_dry_run boolean, p_locale text, p_retry_of uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION salesflow.open_import(p_file text, p_dry_run boolean, p_locale text, p_retry_of uuid) TO salesflow_admin;

REVOKE ALL ON FUNCTION salesflow.open_run(p_job_name text, p_triggered_by text) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.over_budget(p_events salesflow.events[]) FROM PUBLIC;

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

REVOKE ALL ON FUNCTION salesflow.person_key(p_external_id text, p_email text, p_name text) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.plan_import(p_import_id uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.plan_insights(p_locale text, p_portfolio jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.plan_wording_apply(p_event salesflow.events, p_answer jsonb, p_source text) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.plan_wording_context(p_event salesflow.events) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.plan_wording_judged(p_plan_id uuid, p_answer jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.plan_wording_offline(p_event salesflow.events) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.policy_interval(p_key text) FROM PUBLIC;
GRANT ALL ON FUNCTION salesflow.policy_interval(p_key text) TO salesflow_rep;
GRANT ALL ON FUNCTION salesflow.policy_interval(p_key text) TO salesflow_manager;
GRANT ALL ON FUNCTION salesflow.policy_interval(p_key text) TO salesflow_gateway;
GRANT ALL ON FUNCTION salesflow.policy_interval(p_key text) TO salesflow_bi;
GRANT ALL ON FUNCTION salesflow.policy_interval(p_key text) TO salesflow_admin;

REVOKE ALL ON FUNCTION salesflow.policy_list(p_key text) FROM PUBLIC;
GRANT ALL ON FUNCTION salesflow.policy_list(p_key text) TO salesflow_rep;
GRANT ALL ON FUNCTION salesflow.policy_list(p_key text) TO salesflow_manager;
GRANT ALL ON FUNCTION salesflow.policy_list(p_key text) TO salesflow_gateway;
GRANT ALL ON FUNCTION salesflow.policy_list(p_key text) TO salesflow_bi;
GRANT ALL ON FUNCTION salesflow.policy_list(p_key text) TO salesflow_admin;

REVOKE ALL ON FUNCTION salesflow.policy_number(p_key text) FROM PUBLIC;
GRANT ALL ON FUNCTION salesflow.policy_number(p_key text) TO salesflow_rep;
GRANT ALL ON FUNCTION salesflow.policy_number(p_key text) TO salesflow_manager;
GRANT ALL ON FUNCTION salesflow.policy_number(p_key text) TO salesflow_gateway;
GRANT ALL ON FUNCTION salesflow.policy_number(p_key text) TO salesflow_bi;
GRANT ALL ON FUNCTION salesflow.policy_number(p_key text) TO salesflow_admin;

REVOKE ALL ON FUNCTION salesflow.policy_problem(p_new public.policies, p_before jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION salesflow.policy_problem(p_new public.policies, p_before jsonb) TO salesflow_admin;

REVOKE ALL ON FUNCTION salesflow.policy_sizes(p_unit text, p_value jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION salesflow.policy_sizes(p_unit text, p_value jsonb) TO salesflow_admin;

GRANT SELECT ON TABLE public.daily_plan_priorities TO salesflow_bi;
GRANT SELECT ON TABLE public.daily_plan_priorities TO salesflow_rep;
GRANT SELECT ON TABLE public.daily_plan_priorities TO salesflow_manager;
GRANT SELECT ON TABLE public.daily_plan_priorities TO salesflow_gateway;
GRANT SELECT ON TABLE public.daily_plan_priorities TO salesflow_admin;

REVOKE ALL ON FUNCTION salesflow.priority_json(p_priority public.daily_plan_priorities, p_recommendation public.ai_recommendations, p_lead_name text) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.promise_in(p_words text, p_facts text) FROM PUBLIC;

REVOKE ALL ON PROCEDURE salesflow.protect(IN p_table text, IN p_people text, IN p_new_rows text) FROM PUBLIC;

REVOKE ALL ON PROCEDURE salesflow.protect_by_lead(IN p_table text, IN p_column text) FROM PUBLIC;

REVOKE ALL ON PROCEDURE salesflow.protect_by_user(IN p_table text, IN p_column text) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.purge_cron_history(p_before timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION salesflow.purge_cron_history(p_before timestamp with time zone) TO salesflow_owner;

REVOKE ALL ON FUNCTION salesflow.put_back(p_row jsonb, p_before jsonb, p_after jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.put_back_events(p_events salesflow.events[], p_statuses text[], p_errors text[], p_pauses double precision[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.raise_effects(p_effect text, p_new salesflow.raising[], p_as_of timestamp with time zone) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.raise_recommendations(p_raisings salesflow.raising[], p_as_of timestamp with time zone) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.rank_leads(p_user_ids uuid[], p_as_of timestamp with time zone) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.ranking_facts(p_plan_ids uuid[], p_positions integer[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.read_import(p_import_id uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.read_import_map(p_import_id uuid, p_map jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.recheck_rules(p_subject_ids uuid[], p_as_of timestamp with time zone) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.recommendation_words(p_raisings salesflow.raising[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.record_actions(p_raisings salesflow.raising[], p_deeds salesflow.deed[], p_actor text) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.record_first_status() FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.record_setting_change() FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.record_status_change() FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.recount_contacts() FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.refresh_effects(p_effect text, p_found salesflow.raising[], p_as_of timestamp with time zone) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.refresh_materialized_views(p_names text[], p_as_of timestamp with time zone) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.refresh_recommendations(p_raisings salesflow.raising[], p_as_of timestamp with time zone) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.refresh_views(p_as_of timestamp with time zone) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.register_worker(p_worker text, p_model text, p_problem text, p_interval interval, p_instance uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION salesflow.register_worker(p_worker text, p_model text, p_problem text, p_interval interval, p_instance uuid) TO salesflow_agent;

REVOKE ALL ON FUNCTION salesflow.release_events(p_workers text[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.release_lost_workers() FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.remember(p_user_id uuid, p_lead_id uuid, p_memory_type text, p_content text, p_importance numeric, p_context jsonb, p_source text, p_cause text) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.render_event(p_event_id bigint, p_lease uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION salesflow.render_event(p_event_id bigint, p_lease uuid) TO salesflow_agent;

REVOKE ALL ON FUNCTION salesflow.repaint_traffic_lights() FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.request_plan_wording(p_plan_ids uuid[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.ring_doorbell() FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.role_sees_all() FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.row_record(p_columns text[], p_cells jsonb) FROM PUBLIC;

GRANT SELECT ON TABLE public.automation_rules TO salesflow_bi;
GRANT SELECT ON TABLE public.automation_rules TO salesflow_rep;
GRANT SELECT ON TABLE public.automation_rules TO salesflow_manager;
GRANT SELECT ON TABLE public.automation_rules TO salesflow_gateway;
GRANT SELECT ON TABLE public.automation_rules TO salesflow_admin;

GRANT UPDATE(priority) ON TABLE public.automation_rules TO salesflow_admin;

GRANT UPDATE(playbook) ON TABLE public.automation_rules TO salesflow_admin;

GRANT UPDATE(confidence) ON TABLE public.automation_rules TO salesflow_admin;

GRANT UPDATE(cool_down) ON TABLE public.automation_rules TO salesflow_admin;

GRANT UPDATE(daily_cap) ON TABLE public.automation_rules TO salesflow_admin;

GRANT UPDATE(is_enabled) ON TABLE public.automation_rules TO salesflow_admin;

REVOKE ALL ON FUNCTION salesflow.rule_is_enabled(p_rule text) FROM PUBLIC;
GRANT ALL ON FUNCTION salesflow.rule_is_enabled(p_rule text) TO salesflow_admin;
GRANT ALL ON FUNCTION salesflow.rule_is_enabled(p_rule text) TO salesflow_bi;

REVOKE ALL ON FUNCTION salesflow.rule_words(p_text text) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.run_clock_rules(p_subject_ids uuid[], p_as_of timestamp with time zone) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.run_daily_review(p_as_of timestamp with time zone) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.run_import(p_import_id uuid, p_columns text[], p_map jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION salesflow.run_import(p_import_id uuid, p_columns text[], p_map jsonb) TO salesflow_admin;

REVOKE ALL ON FUNCTION salesflow.run_isolated(p_function text, p_items anyarray, p_as_of timestamp with time zone) FROM PUBLIC;

REVOKE ALL ON PROCEDURE salesflow.run_job(IN p_job_name text) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.run_review_rules(p_user_ids uuid[], p_as_of timestamp with time zone) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.run_rules(p_watch text, p_subject_ids uuid[], p_as_of timestamp with time zone) FROM PUBLIC;

GRANT SELECT ON TABLE public.contact_channels TO salesflow_rep;
GRANT SELECT ON TABLE public.contact_channels TO salesflow_manager;
GRANT SELECT ON TABLE public.contact_channels TO salesflow_gateway;
GRANT SELECT ON TABLE public.contact_channels TO salesflow_bi;
GRANT SELECT ON TABLE public.contact_channels TO salesflow_admin;

GRANT UPDATE(name_en) ON TABLE public.contact_channels TO salesflow_admin;

GRANT UPDATE(name_de) ON TABLE public.contact_channels TO salesflow_admin;

REVOKE ALL ON FUNCTION salesflow.say_channel(p_channel text, p_locale text) FROM PUBLIC;
GRANT ALL ON FUNCTION salesflow.say_channel(p_channel text, p_locale text) TO salesflow_rep;
GRANT ALL ON FUNCTION salesflow.say_channel(p_channel text, p_locale text) TO salesflow_manager;
GRANT ALL ON FUNCTION salesflow.say_channel(p_channel text, p_locale text) TO salesflow_gateway;
GRANT ALL ON FUNCTION salesflow.say_channel(p_channel text, p_locale text) TO salesflow_bi;
GRANT ALL ON FUNCTION salesflow.say_channel(p_channel text, p_locale text) TO salesflow_admin;

REVOKE ALL ON FUNCTION salesflow.say_error(p_sqlstate text, p_locale text) FROM PUBLIC;
GRANT ALL ON FUNCTION salesflow.say_error(p_sqlstate text, p_locale text) TO salesflow_bi;
GRANT ALL ON FUNCTION salesflow.say_error(p_sqlstate text, p_locale text) TO salesflow_rep;
GRANT ALL ON FUNCTION salesflow.say_error(p_sqlstate text, p_locale text) TO salesflow_manager;
GRANT ALL ON FUNCTION salesflow.say_error(p_sqlstate text, p_locale text) TO salesflow_gateway;
GRANT ALL ON FUNCTION salesflow.say_error(p_sqlstate text, p_locale text) TO salesflow_admin;
GRANT ALL ON FUNCTION salesflow.say_error(p_sqlstate text, p_locale text) TO salesflow_agent;

REVOKE ALL ON FUNCTION salesflow.tell(p_parts text[], p_facts jsonb, p_locale text, p_time_zone text, p_includes boolean) FROM PUBLIC;
GRANT ALL ON FUNCTION salesflow.tell(p_parts text[], p_facts jsonb, p_locale text, p_time_zone text, p_includes boolean) TO salesflow_bi;
GRANT ALL ON FUNCTION salesflow.tell(p_parts text[], p_facts jsonb, p_locale text, p_time_zone text, p_includes boolean) TO salesflow_rep;
GRANT ALL ON FUNCTION salesflow.tell(p_parts text[], p_facts jsonb, p_locale text, p_time_zone text, p_includes boolean) TO salesflow_manager;
GRANT ALL ON FUNCTION salesflow.tell(p_parts text[], p_facts jsonb, p_locale text, p_time_zone text, p_includes boolean) TO salesflow_gateway;
GRANT ALL ON FUNCTION salesflow.tell(p_parts text[], p_facts jsonb, p_locale text, p_time_zone text, p_includes boolean) TO salesflow_admin;

REVOKE ALL ON FUNCTION salesflow.say_facts(p_key text, p_facts jsonb, p_locale text, p_time_zone text) FROM PUBLIC;
GRANT ALL ON FUNCTION salesflow.say_facts(p_key text, p_facts jsonb, p_locale text, p_time_zone text) TO salesflow_bi;
GRANT ALL ON FUNCTION salesflow.say_facts(p_key text, p_facts jsonb, p_locale text, p_time_zone text) TO salesflow_rep;
GRANT ALL ON FUNCTION salesflow.say_facts(p_key text, p_facts jsonb, p_locale text, p_time_zone text) TO salesflow_manager;
GRANT ALL ON FUNCTION salesflow.say_facts(p_key text, p_facts jsonb, p_locale text, p_time_zone text) TO salesflow_gateway;
GRANT ALL ON FUNCTION salesflow.say_facts(p_key text, p_facts jsonb, p_locale text, p_time_zone text) TO salesflow_admin;

REVOKE ALL ON FUNCTION salesflow.say_plan(p_plan jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.say_priority(p_priority jsonb, p_locale text) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.schema_problem(p_schema jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.sees_all() FROM PUBLIC;
GRANT ALL ON FUNCTION salesflow.sees_all() TO salesflow_rep;
GRANT ALL ON FUNCTION salesflow.sees_all() TO salesflow_manager;
GRANT ALL ON FUNCTION salesflow.sees_all() TO salesflow_gateway;
GRANT ALL ON FUNCTION salesflow.sees_all() TO salesflow_bi;
GRANT ALL ON FUNCTION salesflow.sees_all() TO salesflow_admin;

REVOKE ALL ON FUNCTION salesflow.set_traffic_light() FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.settle_answer(p_event_id bigint, p_lease uuid, p_answer jsonb, p_usage jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.settle_events(p_given salesflow.settlement[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.situation_conditions(p_as_of timestamp with time zone) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.source_id(p_source text, p_object text) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.stamp_recommendation() FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.stop_worker(p_worker text) FROM PUBLIC;
GRANT ALL ON FUNCTION salesflow.stop_worker(p_worker text) TO salesflow_agent;

REVOKE ALL ON FUNCTION salesflow.subject_name(p_subject_type text, p_subject_id uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.sum_up_plans(p_plan_ids uuid[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.sync_changed_schedule() FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.sync_schedule() FROM PUBLIC;
GRANT ALL ON FUNCTION salesflow.sync_schedule() TO salesflow_owner;
GRANT ALL ON FUNCTION salesflow.sync_schedule() TO salesflow_admin;

REVOKE ALL ON FUNCTION salesflow.take_events(p_worker text, p_batch integer, p_is_rendered boolean) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.tell_of_plans(p_plan_ids uuid[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.tell_rows_apart(p_import_id uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.tidy_events(p_limit integer) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.touch_updated_at() FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.traffic_light(p_total numeric) FROM PUBLIC;
GRANT ALL ON FUNCTION salesflow.traffic_light(p_total numeric) TO salesflow_bi;
GRANT ALL ON FUNCTION salesflow.traffic_light(p_total numeric) TO salesflow_admin;

REVOKE ALL ON FUNCTION salesflow.transition_leads(p_raisings salesflow.raising[], p_as_of timestamp with time zone) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.translate_cell(p_text text, p_values jsonb, p_else text) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.understand_import(p_import_id uuid, p_columns text[], p_map jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION salesflow.understand_import(p_import_id uuid, p_columns text[], p_map jsonb) TO salesflow_admin;

REVOKE ALL ON FUNCTION salesflow.undo_recommendation(p_action public.autonomous_actions, p_reason text) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.undo_transition(p_action public.autonomous_actions, p_reason text) FROM PUBLIC;

REVOKE ALL ON PROCEDURE salesflow.unprotect(IN p_table text) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.vetoed_leads(p_lead_ids uuid[], p_to_status text) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.visible_user_ids() FROM PUBLIC;
GRANT ALL ON FUNCTION salesflow.visible_user_ids() TO salesflow_rep;
GRANT ALL ON FUNCTION salesflow.visible_user_ids() TO salesflow_manager;
GRANT ALL ON FUNCTION salesflow.visible_user_ids() TO salesflow_gateway;
GRANT ALL ON FUNCTION salesflow.visible_user_ids() TO salesflow_bi;
GRANT ALL ON FUNCTION salesflow.visible_user_ids() TO salesflow_admin;

REVOKE ALL ON FUNCTION salesflow.warn_of(p_import_id uuid, p_code text, p_line_no bigint, p_column text, p_target text, p_value text, p_count bigint, p_values jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.watch_activities() FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.watch_assessments() FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.whole_number(p_value jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.why_not_situation(p_situation text, p_lead_id uuid, p_as_of timestamp with time zone, p_locale text) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.win_probabilities(p_lead_ids uuid[]) FROM PUBLIC;
GRANT ALL ON FUNCTION salesflow.win_probabilities(p_lead_ids uuid[]) TO salesflow_bi;
GRANT ALL ON FUNCTION salesflow.win_probabilities(p_lead_ids uuid[]) TO salesflow_rep;
GRANT ALL ON FUNCTION salesflow.win_probabilities(p_lead_ids uuid[]) TO salesflow_manager;
GRANT ALL ON FUNCTION salesflow.win_probabilities(p_lead_ids uuid[]) TO salesflow_gateway;
GRANT ALL ON FUNCTION salesflow.win_probabilities(p_lead_ids uuid[]) TO salesflow_admin;

REVOKE ALL ON FUNCTION salesflow.withdraw_effects(p_effect text, p_gone salesflow.raising[], p_how text) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.withdraw_recommendations(p_ids uuid[], p_how text) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.without_request(p_event_id bigint, p_lease uuid, p_error text) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.words_problem(p_words text, p_known jsonb, p_locale text, p_longest integer, p_foreign_names text[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.words_are_safe(p_words text, p_known jsonb, p_locale text, p_longest integer, p_foreign_names text[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION salesflow.write_priorities(p_plan_ids uuid[]) FROM PUBLIC;

GRANT SELECT ON TABLE public.action_types TO salesflow_bi;
GRANT SELECT ON TABLE public.action_types TO salesflow_rep;
GRANT SELECT ON TABLE public.action_types TO salesflow_manager;
GRANT SELECT ON TABLE public.action_types TO salesflow_gateway;
GRANT SELECT ON TABLE public.action_types TO salesflow_admin;

GRANT SELECT ON TABLE public.activities TO salesflow_rep;
GRANT SELECT ON TABLE public.activities TO salesflow_manager;
GRANT SELECT ON TABLE public.activities TO salesflow_gateway;
GRANT SELECT ON TABLE public.activities TO salesflow_bi;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.activities TO salesflow_admin;

GRANT INSERT(id) ON TABLE public.activities TO salesflow_rep;
GRANT INSERT(id) ON TABLE public.activities TO salesflow_manager;
GRANT INSERT(id) ON TABLE public.activities TO salesflow_gateway;

GRANT INSERT(lead_id) ON TABLE public.activities TO salesflow_rep;
GRANT INSERT(lead_id) ON TABLE public.activities TO salesflow_manager;
GRANT INSERT(lead_id) ON TABLE public.activities TO salesflow_gateway;

GRANT INSERT(user_id) ON TABLE public.activities TO salesflow_rep;
GRANT INSERT(user_id) ON TABLE public.activities TO salesflow_manager;
GRANT INSERT(user_id) ON TABLE public.activities TO salesflow_gateway;

GRANT INSERT(type),UPDATE(type) ON TABLE public.activities TO salesflow_rep;
GRANT INSERT(type),UPDATE(type) ON TABLE public.activities TO salesflow_manager;
GRANT INSERT(type),UPDATE(type) ON TABLE public.activities TO salesflow_gateway;

GRANT INSERT(direction),UPDATE(direction) ON TABLE public.activities TO salesflow_rep;
GRANT INSERT(direction),UPDATE(direction) ON TABLE public.activities TO salesflow_manager;
GRANT INSERT(direction),UPDATE(direction) ON TABLE public.activities TO salesflow_gateway;

GRANT INSERT(channel),UPDATE(channel) ON TABLE public.activities TO salesflow_rep;
GRANT INSERT(channel),UPDATE(channel) ON TABLE public.activities TO salesflow_manager;
GRANT INSERT(channel),UPDATE(channel) ON TABLE public.activities TO salesflow_gateway;

GRANT INSERT(title),UPDATE(title) ON TABLE public.activities TO salesflow_rep;
GRANT INSERT(title),UPDATE(title) ON TABLE public.activities TO salesflow_manager;
GRANT INSERT(title),UPDATE(title) ON TABLE public.activities TO salesflow_gateway;

GRANT INSERT(description),UPDATE(description) ON TABLE public.activities TO salesflow_rep;
GRANT INSERT(description),UPDATE(description) ON TABLE public.activities TO salesflow_manager;
GRANT INSERT(description),UPDATE(description) ON TABLE public.activities TO salesflow_gateway;

GRANT INSERT(status),UPDATE(status) ON TABLE public.activities TO salesflow_rep;
GRANT INSERT(status),UPDATE(status) ON TABLE public.activities TO salesflow_manager;
GRANT INSERT(status),UPDATE(status) ON TABLE public.activities TO salesflow_gateway;

GRANT INSERT(priority),UPDATE(priority) ON TABLE public.activities TO salesflow_rep;
GRANT INSERT(priority),UPDATE(priority) ON TABLE public.activities TO salesflow_manager;
GRANT INSERT(priority),UPDATE(priority) ON TABLE public.activities TO salesflow_gateway;

GRANT INSERT(due_date),UPDATE(due_date) ON TABLE public.activities TO salesflow_rep;
GRANT INSERT(due_date),UPDATE(due_date) ON TABLE public.activities TO salesflow_manager;
GRANT INSERT(due_date),UPDATE(due_date) ON TABLE public.activities TO salesflow_gateway;

GRANT INSERT(occurred_at),UPDATE(occurred_at) ON TABLE public.activities TO salesflow_rep;
GRANT INSERT(occurred_at),UPDATE(occurred_at) ON TABLE public.activities TO salesflow_manager;
GRANT INSERT(occurred_at),UPDATE(occurred_at) ON TABLE public.activities TO salesflow_gateway;

GRANT INSERT(outcome),UPDATE(outcome) ON TABLE public.activities TO salesflow_rep;
GRANT INSERT(outcome),UPDATE(outcome) ON TABLE public.activities TO salesflow_manager;
GRANT INSERT(outcome),UPDATE(outcome) ON TABLE public.activities TO salesflow_gateway;

GRANT INSERT(attributes),UPDATE(attributes) ON TABLE public.activities TO salesflow_rep;
GRANT INSERT(attributes),UPDATE(attributes) ON TABLE public.activities TO salesflow_manager;
GRANT INSERT(attributes),UPDATE(attributes) ON TABLE public.activities TO salesflow_gateway;

GRANT SELECT ON TABLE public.agent_memory TO salesflow_bi;
GRANT SELECT ON TABLE public.agent_memory TO salesflow_rep;
GRANT SELECT ON TABLE public.agent_memory TO salesflow_manager;
GRANT SELECT ON TABLE public.agent_memory TO salesflow_gateway;
GRANT SELECT ON TABLE public.agent_memory TO salesflow_admin;

GRANT SELECT ON TABLE public.bant_assessments TO salesflow_rep;
GRANT SELECT ON TABLE public.bant_assessments TO salesflow_manager;
GRANT SELECT ON TABLE public.bant_assessments TO salesflow_gateway;
GRANT SELECT ON TABLE public.bant_assessments TO salesflow_bi;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.bant_assessments TO salesflow_admin;

GRANT INSERT(id) ON TABLE public.bant_assessments TO salesflow_rep;
GRANT INSERT(id) ON TABLE public.bant_assessments TO salesflow_manager;
GRANT INSERT(id) ON TABLE public.bant_assessments TO salesflow_gateway;

GRANT INSERT(lead_id) ON TABLE public.bant_assessments TO salesflow_rep;
GRANT INSERT(lead_id) ON TABLE public.bant_assessments TO salesflow_manager;
GRANT INSERT(lead_id) ON TABLE public.bant_assessments TO salesflow_gateway;

GRANT INSERT(user_id) ON TABLE public.bant_assessments TO salesflow_rep;
GRANT INSERT(user_id) ON TABLE public.bant_assessments TO salesflow_manager;
GRANT INSERT(user_id) ON TABLE public.bant_assessments TO salesflow_gateway;

GRANT INSERT(budget_score) ON TABLE public.bant_assessments TO salesflow_rep;
GRANT INSERT(budget_score) ON TABLE public.bant_assessments TO salesflow_manager;
GRANT INSERT(budget_score) ON TABLE public.bant_assessments TO salesflow_gateway;

GRANT INSERT(authority_score) ON TABLE public.bant_assessments TO salesflow_rep;
GRANT INSERT(authority_score) ON TABLE public.bant_assessments TO salesflow_manager;
GRANT INSERT(authority_score) ON TABLE public.bant_assessments TO salesflow_gateway;

GRANT INSERT(need_score) ON TABLE public.bant_assessments TO salesflow_rep;
GRANT INSERT(need_score) ON TABLE public.bant_assessments TO salesflow_manager;
GRANT INSERT(need_score) ON TABLE public.bant_assessments TO salesflow_gateway;

GRANT INSERT(timeline_score) ON TABLE public.bant_assessments TO salesflow_rep;
GRANT INSERT(timeline_score) ON TABLE public.bant_assessments TO salesflow_manager;
GRANT INSERT(timeline_score) ON TABLE public.bant_assessments TO salesflow_gateway;

GRANT INSERT(budget_notes) ON TABLE public.bant_assessments TO salesflow_rep;
GRANT INSERT(budget_notes) ON TABLE public.bant_assessments TO salesflow_manager;
GRANT INSERT(budget_notes) ON TABLE public.bant_assessments TO salesflow_gateway;

GRANT INSERT(authority_notes) ON TABLE public.bant_assessments TO salesflow_rep;
GRANT INSERT(authority_notes) ON TABLE public.bant_assessments TO salesflow_manager;
GRANT INSERT(authority_notes) ON TABLE public.bant_assessments TO salesflow_gateway;

GRANT INSERT(need_notes) ON TABLE public.bant_assessments TO salesflow_rep;
GRANT INSERT(need_notes) ON TABLE public.bant_assessments TO salesflow_manager;
GRANT INSERT(need_notes) ON TABLE public.bant_assessments TO salesflow_gateway;

GRANT INSERT(timeline_notes) ON TABLE public.bant_assessments TO salesflow_rep;
GRANT INSERT(timeline_notes) ON TABLE public.bant_assessments TO salesflow_manager;
GRANT INSERT(timeline_notes) ON TABLE public.bant_assessments TO salesflow_gateway;

GRANT INSERT(next_steps) ON TABLE public.bant_assessments TO salesflow_rep;
GRANT INSERT(next_steps) ON TABLE public.bant_assessments TO salesflow_manager;
GRANT INSERT(next_steps) ON TABLE public.bant_assessments TO salesflow_gateway;

GRANT SELECT ON TABLE public.companies TO salesflow_rep;
GRANT SELECT ON TABLE public.companies TO salesflow_manager;
GRANT SELECT ON TABLE public.companies TO salesflow_gateway;
GRANT SELECT ON TABLE public.companies TO salesflow_bi;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.companies TO salesflow_admin;

GRANT SELECT ON TABLE public.contacts TO salesflow_rep;
GRANT SELECT ON TABLE public.contacts TO salesflow_manager;
GRANT SELECT ON TABLE public.contacts TO salesflow_gateway;
GRANT SELECT ON TABLE public.contacts TO salesflow_bi;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.contacts TO salesflow_admin;

GRANT SELECT ON TABLE public.current_bant TO salesflow_rep;
GRANT SELECT ON TABLE public.current_bant TO salesflow_manager;
GRANT SELECT ON TABLE public.current_bant TO salesflow_gateway;
GRANT SELECT ON TABLE public.current_bant TO salesflow_bi;
GRANT SELECT ON TABLE public.current_bant TO salesflow_admin;

GRANT SELECT ON TABLE public.daily_action_plans TO salesflow_bi;
GRANT SELECT ON TABLE public.daily_action_plans TO salesflow_rep;
GRANT SELECT ON TABLE public.daily_action_plans TO salesflow_manager;
GRANT SELECT ON TABLE public.daily_action_plans TO salesflow_gateway;
GRANT SELECT ON TABLE public.daily_action_plans TO salesflow_admin;

GRANT SELECT ON TABLE public.dashboard_agent_memory TO salesflow_bi;
GRANT SELECT ON TABLE public.dashboard_agent_memory TO salesflow_admin;

GRANT SELECT ON TABLE public.dashboard_autonomous_actions TO salesflow_bi;
GRANT SELECT ON TABLE public.dashboard_autonomous_actions TO salesflow_admin;

GRANT SELECT ON TABLE public.dashboard_daily_review TO salesflow_bi;
GRANT SELECT ON TABLE public.dashboard_daily_review TO salesflow_admin;

GRANT SELECT ON TABLE public.lead_status_history TO salesflow_bi;
GRANT SELECT ON TABLE public.lead_status_history TO salesflow_rep;
GRANT SELECT ON TABLE public.lead_status_history TO salesflow_manager;
GRANT SELECT ON TABLE public.lead_status_history TO salesflow_gateway;
GRANT SELECT ON TABLE public.lead_status_history TO salesflow_admin;

GRANT SELECT ON TABLE public.dashboard_status_velocity TO salesflow_bi;
GRANT SELECT ON TABLE public.dashboard_status_velocity TO salesflow_admin;

GRANT SELECT ON TABLE public.users TO salesflow_rep;
GRANT SELECT ON TABLE public.users TO salesflow_manager;
GRANT SELECT ON TABLE public.users TO salesflow_gateway;
GRANT SELECT ON TABLE public.users TO salesflow_bi;
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

GRANT SELECT ON TABLE public.health_checks TO salesflow_bi;
GRANT SELECT ON TABLE public.health_checks TO salesflow_admin;

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

GRANT SELECT ON TABLE public.lead_companies TO salesflow_rep;
GRANT SELECT ON TABLE public.lead_companies TO salesflow_manager;
GRANT SELECT ON TABLE public.lead_companies TO salesflow_gateway;
GRANT SELECT ON TABLE public.lead_companies TO salesflow_bi;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.lead_companies TO salesflow_admin;

GRANT SELECT ON TABLE public.lead_contacts TO salesflow_rep;
GRANT SELECT ON TABLE public.lead_contacts TO salesflow_manager;
GRANT SELECT ON TABLE public.lead_contacts TO salesflow_gateway;
GRANT SELECT ON TABLE public.lead_contacts TO salesflow_bi;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.lead_contacts TO salesflow_admin;

GRANT SELECT ON TABLE public.lead_summaries TO salesflow_rep;
GRANT SELECT ON TABLE public.lead_summaries TO salesflow_manager;
GRANT SELECT ON TABLE public.lead_summaries TO salesflow_gateway;
GRANT SELECT ON TABLE public.lead_summaries TO salesflow_bi;
GRANT SELECT ON TABLE public.lead_summaries TO salesflow_admin;

GRANT INSERT(lead_id) ON TABLE public.lead_summaries TO salesflow_rep;
GRANT INSERT(lead_id) ON TABLE public.lead_summaries TO salesflow_manager;
GRANT INSERT(lead_id) ON TABLE public.lead_summaries TO salesflow_gateway;
GRANT INSERT(lead_id) ON TABLE public.lead_summaries TO salesflow_admin;

GRANT INSERT(short_summary),UPDATE(short_summary) ON TABLE public.lead_summaries TO salesflow_rep;
GRANT INSERT(short_summary),UPDATE(short_summary) ON TABLE public.lead_summaries TO salesflow_manager;
GRANT INSERT(short_summary),UPDATE(short_summary) ON TABLE public.lead_summaries TO salesflow_gateway;
GRANT INSERT(short_summary),UPDATE(short_summary) ON TABLE public.lead_summaries TO salesflow_admin;

GRANT INSERT(detailed_summary),UPDATE(detailed_summary) ON TABLE public.lead_summaries TO salesflow_rep;
GRANT INSERT(detailed_summary),UPDATE(detailed_summary) ON TABLE public.lead_summaries TO salesflow_manager;
GRANT INSERT(detailed_summary),UPDATE(detailed_summary) ON TABLE public.lead_summaries TO salesflow_gateway;
GRANT INSERT(detailed_summary),UPDATE(detailed_summary) ON TABLE public.lead_summaries TO salesflow_admin;

GRANT INSERT(key_facts),UPDATE(key_facts) ON TABLE public.lead_summaries TO salesflow_rep;
GRANT INSERT(key_facts),UPDATE(key_facts) ON TABLE public.lead_summaries TO salesflow_manager;
GRANT INSERT(key_facts),UPDATE(key_facts) ON TABLE public.lead_summaries TO salesflow_gateway;
GRANT INSERT(key_facts),UPDATE(key_facts) ON TABLE public.lead_summaries TO salesflow_admin;

GRANT INSERT(pain_points),UPDATE(pain_points) ON TABLE public.lead_summaries TO salesflow_rep;
GRANT INSERT(pain_points),UPDATE(pain_points) ON TABLE public.lead_summaries TO salesflow_manager;
GRANT INSERT(pain_points),UPDATE(pain_points) ON TABLE public.lead_summaries TO salesflow_gateway;
GRANT INSERT(pain_points),UPDATE(pain_points) ON TABLE public.lead_summaries TO salesflow_admin;

GRANT INSERT(objections_raised),UPDATE(objections_raised) ON TABLE public.lead_summaries TO salesflow_rep;
GRANT INSERT(objections_raised),UPDATE(objections_raised) ON TABLE public.lead_summaries TO salesflow_manager;
GRANT INSERT(objections_raised),UPDATE(objections_raised) ON TABLE public.lead_summaries TO salesflow_gateway;
GRANT INSERT(objections_raised),UPDATE(objections_raised) ON TABLE public.lead_summaries TO salesflow_admin;

GRANT SELECT ON TABLE public.lead_context_summaries TO salesflow_rep;
GRANT SELECT ON TABLE public.lead_context_summaries TO salesflow_manager;
GRANT SELECT ON TABLE public.lead_context_summaries TO salesflow_gateway;
GRANT SELECT ON TABLE public.lead_context_summaries TO salesflow_bi;
GRANT SELECT ON TABLE public.lead_context_summaries TO salesflow_admin;

GRANT SELECT ON TABLE public.lead_rankings TO salesflow_bi;
GRANT SELECT ON TABLE public.lead_rankings TO salesflow_rep;
GRANT SELECT ON TABLE public.lead_rankings TO salesflow_manager;
GRANT SELECT ON TABLE public.lead_rankings TO salesflow_gateway;
GRANT SELECT ON TABLE public.lead_rankings TO salesflow_admin;

GRANT SELECT ON TABLE public.lead_situations TO salesflow_bi;
GRANT SELECT ON TABLE public.lead_situations TO salesflow_rep;
GRANT SELECT ON TABLE public.lead_situations TO salesflow_manager;
GRANT SELECT ON TABLE public.lead_situations TO salesflow_gateway;
GRANT SELECT ON TABLE public.lead_situations TO salesflow_admin;

GRANT UPDATE(urgency) ON TABLE public.lead_situations TO salesflow_admin;

GRANT UPDATE(is_risk) ON TABLE public.lead_situations TO salesflow_admin;

GRANT SELECT ON TABLE public.lead_status_transitions TO salesflow_bi;
GRANT SELECT ON TABLE public.lead_status_transitions TO salesflow_rep;
GRANT SELECT ON TABLE public.lead_status_transitions TO salesflow_manager;
GRANT SELECT ON TABLE public.lead_status_transitions TO salesflow_gateway;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.lead_status_transitions TO salesflow_admin;

GRANT SELECT ON TABLE salesflow.model_days TO salesflow_admin;
GRANT SELECT ON TABLE salesflow.model_days TO salesflow_bi;

GRANT SELECT ON TABLE public.model_usage TO salesflow_admin;
GRANT SELECT ON TABLE public.model_usage TO salesflow_bi;

GRANT SELECT ON TABLE public.notifications TO salesflow_rep;
GRANT SELECT ON TABLE public.notifications TO salesflow_manager;
GRANT SELECT ON TABLE public.notifications TO salesflow_gateway;
GRANT SELECT ON TABLE public.notifications TO salesflow_bi;
GRANT SELECT ON TABLE public.notifications TO salesflow_admin;

GRANT UPDATE(read_at) ON TABLE public.notifications TO salesflow_rep;
GRANT UPDATE(read_at) ON TABLE public.notifications TO salesflow_manager;
GRANT UPDATE(read_at) ON TABLE public.notifications TO salesflow_gateway;
GRANT UPDATE(read_at) ON TABLE public.notifications TO salesflow_admin;

GRANT SELECT ON TABLE public.personality_profiles TO salesflow_rep;
GRANT SELECT ON TABLE public.personality_profiles TO salesflow_manager;
GRANT SELECT ON TABLE public.personality_profiles TO salesflow_gateway;
GRANT SELECT ON TABLE public.personality_profiles TO salesflow_bi;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.personality_profiles TO salesflow_admin;

GRANT INSERT(lead_id) ON TABLE public.personality_profiles TO salesflow_rep;
GRANT INSERT(lead_id) ON TABLE public.personality_profiles TO salesflow_manager;
GRANT INSERT(lead_id) ON TABLE public.personality_profiles TO salesflow_gateway;

GRANT INSERT(dominance_score),UPDATE(dominance_score) ON TABLE public.personality_profiles TO salesflow_rep;
GRANT INSERT(dominance_score),UPDATE(dominance_score) ON TABLE public.personality_profiles TO salesflow_manager;
GRANT INSERT(dominance_score),UPDATE(dominance_score) ON TABLE public.personality_profiles TO salesflow_gateway;

GRANT INSERT(influence_score),UPDATE(influence_score) ON TABLE public.personality_profiles TO salesflow_rep;
GRANT INSERT(influence_score),UPDATE(influence_score) ON TABLE public.personality_profiles TO salesflow_manager;
GRANT INSERT(influence_score),UPDATE(influence_score) ON TABLE public.personality_profiles TO salesflow_gateway;

GRANT INSERT(steadiness_score),UPDATE(steadiness_score) ON TABLE public.personality_profiles TO salesflow_rep;
GRANT INSERT(steadiness_score),UPDATE(steadiness_score) ON TABLE public.personality_profiles TO salesflow_manager;
GRANT INSERT(steadiness_score),UPDATE(steadiness_score) ON TABLE public.personality_profiles TO salesflow_gateway;

GRANT INSERT(conscientiousness_score),UPDATE(conscientiousness_score) ON TABLE public.personality_profiles TO salesflow_rep;
GRANT INSERT(conscientiousness_score),UPDATE(conscientiousness_score) ON TABLE public.personality_profiles TO salesflow_manager;
GRANT INSERT(conscientiousness_score),UPDATE(conscientiousness_score) ON TABLE public.personality_profiles TO salesflow_gateway;

GRANT INSERT(confidence),UPDATE(confidence) ON TABLE public.personality_profiles TO salesflow_rep;
GRANT INSERT(confidence),UPDATE(confidence) ON TABLE public.personality_profiles TO salesflow_manager;
GRANT INSERT(confidence),UPDATE(confidence) ON TABLE public.personality_profiles TO salesflow_gateway;

GRANT UPDATE(assessed_at) ON TABLE public.personality_profiles TO salesflow_rep;
GRANT UPDATE(assessed_at) ON TABLE public.personality_profiles TO salesflow_manager;
GRANT UPDATE(assessed_at) ON TABLE public.personality_profiles TO salesflow_gateway;

GRANT SELECT ON TABLE public.playbook_executions TO salesflow_rep;
GRANT SELECT ON TABLE public.playbook_executions TO salesflow_manager;
GRANT SELECT ON TABLE public.playbook_executions TO salesflow_gateway;
GRANT SELECT ON TABLE public.playbook_executions TO salesflow_bi;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.playbook_executions TO salesflow_admin;

GRANT SELECT ON TABLE public.playbooks TO salesflow_rep;
GRANT SELECT ON TABLE public.playbooks TO salesflow_manager;
GRANT SELECT ON TABLE public.playbooks TO salesflow_gateway;
GRANT SELECT ON TABLE public.playbooks TO salesflow_bi;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.playbooks TO salesflow_admin;

GRANT SELECT ON TABLE public.policy_history TO salesflow_rep;
GRANT SELECT ON TABLE public.policy_history TO salesflow_manager;
GRANT SELECT ON TABLE public.policy_history TO salesflow_gateway;
GRANT SELECT ON TABLE public.policy_history TO salesflow_bi;
GRANT SELECT ON TABLE public.policy_history TO salesflow_admin;

GRANT SELECT ON TABLE public.retention_rules TO salesflow_bi;
GRANT SELECT ON TABLE public.retention_rules TO salesflow_admin;

GRANT SELECT ON TABLE public.rule_effects TO salesflow_bi;
GRANT SELECT ON TABLE public.rule_effects TO salesflow_rep;
GRANT SELECT ON TABLE public.rule_effects TO salesflow_manager;
GRANT SELECT ON TABLE public.rule_effects TO salesflow_gateway;
GRANT SELECT ON TABLE public.rule_effects TO salesflow_admin;

GRANT SELECT ON TABLE public.rule_watches TO salesflow_bi;
GRANT SELECT ON TABLE public.rule_watches TO salesflow_rep;
GRANT SELECT ON TABLE public.rule_watches TO salesflow_manager;
GRANT SELECT ON TABLE public.rule_watches TO salesflow_gateway;
GRANT SELECT ON TABLE public.rule_watches TO salesflow_admin;

GRANT SELECT ON TABLE public.signal_models TO salesflow_admin;
GRANT SELECT ON TABLE public.signal_models TO salesflow_manager;
GRANT SELECT ON TABLE public.signal_models TO salesflow_rep;
GRANT SELECT ON TABLE public.signal_models TO salesflow_gateway;
GRANT SELECT ON TABLE public.signal_models TO salesflow_bi;
GRANT SELECT ON TABLE public.signal_models TO salesflow_jobs;

GRANT SELECT ON TABLE public.squads TO salesflow_rep;
GRANT SELECT ON TABLE public.squads TO salesflow_manager;
GRANT SELECT ON TABLE public.squads TO salesflow_gateway;
GRANT SELECT ON TABLE public.squads TO salesflow_bi;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.squads TO salesflow_admin;

GRANT SELECT ON TABLE public.subject_types TO salesflow_bi;
GRANT SELECT ON TABLE public.subject_types TO salesflow_rep;
GRANT SELECT ON TABLE public.subject_types TO salesflow_manager;
GRANT SELECT ON TABLE public.subject_types TO salesflow_gateway;
GRANT SELECT ON TABLE public.subject_types TO salesflow_admin;

GRANT SELECT ON TABLE public.success_metrics TO salesflow_bi;
GRANT SELECT ON TABLE public.success_metrics TO salesflow_admin;

GRANT SELECT ON TABLE public.system_health TO salesflow_bi;
GRANT SELECT ON TABLE public.system_health TO salesflow_admin;

GRANT SELECT ON TABLE public.view_leads_scored TO salesflow_bi;
GRANT SELECT ON TABLE public.view_leads_scored TO salesflow_admin;

GRANT SELECT ON TABLE public.view_followups_scored TO salesflow_bi;
GRANT SELECT ON TABLE public.view_followups_scored TO salesflow_admin;

GRANT SELECT ON TABLE public.view_personality_insights TO salesflow_bi;
GRANT SELECT ON TABLE public.view_personality_insights TO salesflow_admin;

GRANT SELECT ON TABLE public.word_lists TO salesflow_bi;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.word_lists TO salesflow_admin;

GRANT SELECT ON TABLE salesflow.event_log TO salesflow_admin;
GRANT SELECT ON TABLE salesflow.event_log TO salesflow_bi;

GRANT INSERT ON TABLE salesflow.import_rows TO salesflow_admin;

GRANT SELECT ON TABLE salesflow.import_words TO salesflow_bi;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE salesflow.import_words TO salesflow_admin;

GRANT SELECT ON TABLE salesflow.model_calls TO salesflow_admin;
GRANT SELECT ON TABLE salesflow.model_calls TO salesflow_bi;

GRANT SELECT ON TABLE salesflow.workers TO salesflow_admin;
GRANT SELECT ON TABLE salesflow.workers TO salesflow_bi;

GRANT SELECT ON TABLE public.view_conversion_microsteps TO salesflow_bi;
GRANT SELECT ON TABLE public.view_conversion_microsteps TO salesflow_admin;

ALTER DEFAULT PRIVILEGES FOR ROLE salesflow_owner REVOKE ALL ON TYPES  FROM PUBLIC;

ALTER DEFAULT PRIVILEGES FOR ROLE salesflow_owner REVOKE ALL ON FUNCTIONS  FROM PUBLIC;

