-- Deploy salesflow:realtime/detect_signals to pg
-- requires: realtime/training
-- requires: realtime/find_patterns
-- replaceable: What a message means, by lexicon and classifier, with the reasons: detect_signals() and signals_of().

begin;
set local role salesflow_owner;

create or replace function salesflow.decide_signals(p_scores double precision[])
  returns table (
    intent text, objections text[], signals text[], sentiment text, urgency text, opt_out boolean, auto_reply boolean)
  language sql
  stable
  parallel safe
begin atomic
  with score as (
    select family, label, p_scores[position] as score
    from public.signal_labels
  ), best as (
    select
      bool_or(score > 0) filter (where family = 'auto_reply') as auto_reply,
      bool_or(score > 0) filter (where family = 'opt_out') as opt_out,
      (array_agg(label order by score desc) filter (where family = 'intent' and label <> 'opt_out'))[1] as intent,
      coalesce(array_agg(label order by score desc) filter (where family = 'objection' and score > 0), '{}') as objections,
      (array_agg(label order by score desc) filter (where family = 'objection'))[1] as objection,
      coalesce(array_agg(label order by score desc) filter (where family = 'signal' and score > 0), '{}') as signals,
      (array_agg(label order by score desc) filter (where family = 'sentiment'))[1] as sentiment,
      (array_agg(label order by score desc) filter (where family = 'urgency' and label <> 'high'))[1] as urgency
    from score
  ), said as (
    -- machines have no wishes, and who leaves raises no objections
    select
      *,
      auto_reply or opt_out as is_over,
      case
        when intent = 'objection' and objections = '{}' then array[objection]
        when intent in ('objection', 'interested') then objections
        else '{}'
      end as raised
    from best
  )
  select
    case when auto_reply then 'other' when opt_out then 'opt_out' else intent end,
    case when is_over then '{}' else raised end,
    case
      when is_over then '{}'
      when 'competitor' = any (raised) and 'competitor_mentioned' <> all (signals) then signals || 'competitor_mentioned'::text
      else signals
    end,
    case when auto_reply then 'neutral' else sentiment end,
    case when auto_reply then 'low' when not opt_out and 'urgent_request' = any (signals) then 'high' else urgency end,
    opt_out and not auto_reply,
    auto_reply
  from said;
end;
comment on function salesflow.decide_signals(double precision[]) is
  'Labels from the scores of all labels, in the order of signal_labels.position, so that they fit together. An objection has a type, a competitor as an objection is a competitor mentioned, an opt-out or an automatic reply raises none.';

create or replace function salesflow.signals_of(p_text text, p_language text default null)
  returns table (
    language text, intent text, objections text[], signals text[], sentiment text, urgency text,
    opt_out boolean, auto_reply boolean, answer jsonb)
  language sql
  stable
  parallel safe
begin atomic
  with evidence as materialized (
    select e.*, w.weights
    from salesflow.signal_evidence(p_text, p_language) as e
    -- offset 0: looked up one by one, never joined to the whole table
    left join lateral (select m.weights from public.signal_weights as m where m.feature = e.feature offset 0) as w on true -- noqa: AM09
  ), scored as materialized (
    -- one pass over the evidence for all labels: joined to them, it would take twice as long
    select array[
      sum(amount * weights[1]), sum(amount * weights[2]), sum(amount * weights[3]), sum(amount * weights[4]),
      sum(amount * weights[5]), sum(amount * weights[6]), sum(amount * weights[7]), sum(amount * weights[8]),
      sum(amount * weights[9]), sum(amount * weights[10]), sum(amount * weights[11]), sum(amount * weights[12]),
      sum(amount * weights[13]), sum(amount * weights[14]), sum(amount * weights[15]), sum(amount *
      weights[16]), sum(amount * weights[17]), sum(amount * weights[18]), sum(amount * weights[19]), sum(amount
      * weights[20]), sum(amount * weights[21]), sum(amount * weights[22]), sum(amount * weights[23]),
      sum(amount * weights[24]), sum(amount * weights[25]), sum(amount * weights[26]), sum(amount *
      weights[27]), sum(amount * weights[28])
    ] as scores
    from evidence
  ), decided as materialized (
    select
      d.intent, d.objections, d.sentiment, d.urgency, d.opt_out, d.auto_reply, s.scores,
      case
        when not d.opt_out and not d.auto_reply and 'competitor_mentioned' <> all (d.signals)
          and exists (select from evidence as e where e.pattern = 'competitor.listed')
        then d.signals || 'competitor_mentioned'::text
        else d.signals
      end as signals,
      (select e.language from evidence as e where e.feature = 'bias') as language
    from scored as s
    cross join lateral salesflow.decide_signals(s.scores) as d
  )
  select
    d.language, d.intent, d.objections, d.signals, d.sentiment, d.urgency, d.opt_out, d.auto_reply,
    jsonb_build_object(
      'language', d.language,
      'intent', d.intent,
      'objection_type', d.objections[1],
      'objection_types', to_jsonb(d.objections),
      'signals', to_jsonb(d.signals),
      'sentiment', d.sentiment,
      'urgency', d.urgency,
      'opt_out', d.opt_out,
      'auto_reply', d.auto_reply,
      'confidence', reasons.confidence,
      'terms', reasons.terms,
      'hits', hits.hits)
  from decided as d
  cross join lateral (
    select
      jsonb_object_agg(l.label, round((1 / (1 + exp(-greatest(least(d.scores[l.position], 50), -50))))::numeric, 2)) as confidence,
      jsonb_object_agg(l.label, t.terms) as terms
    from public.signal_labels as l
    cross join lateral (
      select coalesce(jsonb_agg(jsonb_build_object('term', t.feature, 'weight', round(t.weight::numeric, 2)) order by t.weight desc), '[]') as terms
      from (
        select e.feature, e.amount * e.weights[l.position] as weight
        from evidence as e
        where e.amount * e.weights[l.position] > 0.05 and e.feature <> 'bias'
        order by weight desc
        limit 3) as t) as t
    where (l.family, l.label) in (('intent', d.intent), ('sentiment', d.sentiment), ('urgency', d.urgency))
      or l.family = 'objection' and l.label = any (d.objections)
      or l.family = 'signal' and l.label = any (d.signals)
      or l.family = 'opt_out' and d.opt_out
      or l.family = 'auto_reply' and d.auto_reply) as reasons
  cross join lateral (
    select coalesce(jsonb_agg(jsonb_build_object(
      'pattern', h.pattern, 'denied', h.is_denied, 'from', h.starts, 'to', h.ends,
      'text', substr(p_text, h.starts, h.ends - h.starts + 1)) order by h.starts, h.pattern), '[]') as hits
    from (
      select distinct on (e.starts, e.pattern) e.pattern, e.is_denied, e.starts, e.ends
      from evidence as e
      where e.pattern is not null
      order by e.starts, e.pattern, e.ends) as h) as hits;
end;
comment on function salesflow.signals_of(text, text) is
  'What a message means, one row: the same as detect_signals(), which explains it. For statements over many messages: from messages as m, salesflow.signals_of(m.text).';

create or replace function public.detect_signals(p_text text, p_language text default null)
  returns jsonb
  language plpgsql
  stable
  parallel safe
  cost 100000
  set search_path = pg_catalog, pg_temp
  -- planning takes longer than the work
  set plan_cache_mode = force_generic_plan
as $$
begin
  return (select s.answer from salesflow.signals_of(coalesce(p_text, ''), p_language) as s);
end
$$;
comment on function public.detect_signals(text, text) is
  'What a message means, by lexicon and classifier. {language: de|en|null, intent, objection_type (the strongest or null), objection_types, signals, sentiment, urgency, opt_out, auto_reply, confidence: {label: 0 to 1}, terms: {label: [{term, weight}]} (what decided it), hits: [{pattern, denied, from, to, text}] (characters from 1)}. Quoted mail and signature are not read. p_language: de or en; null finds it out. Writes nothing.';

create or replace function salesflow.given_labels(p_message public.signal_messages)
  returns jsonb
  language sql
  stable
return jsonb_build_object(
  'language', p_message.language, 'intent', p_message.intent, 'objections', to_jsonb(p_message.objections),
  'signals', to_jsonb(p_message.signals), 'sentiment', p_message.sentiment, 'urgency', p_message.urgency,
  'opt_out', p_message.opt_out, 'auto_reply', p_message.auto_reply);
comment on function salesflow.given_labels(public.signal_messages) is 'The labels of a training message, as tabulate_signals() takes them.';

create or replace function salesflow.decided_labels(p_scores double precision[])
  returns jsonb
  language sql
  stable
begin atomic
  select jsonb_build_object(
    'intent', d.intent, 'objections', to_jsonb(d.objections), 'signals', to_jsonb(d.signals), 'sentiment', d.sentiment,
    'urgency', d.urgency, 'opt_out', d.opt_out, 'auto_reply', d.auto_reply)
  from salesflow.decide_signals(p_scores) as d;
end;
comment on function salesflow.decided_labels(double precision[]) is 'The labels that scores decide, as tabulate_signals() takes them.';

create or replace function salesflow.tabulate_signals(p_pairs jsonb[])
  returns table (
    family text, label text, language text, expected bigint, found bigint, "right" bigint,
    "precision" numeric, recall numeric, f1 numeric)
  language sql
  stable
  set search_path = pg_catalog, pg_temp
begin atomic
  with judged as (
    select
      l.family, l.label, l.position, p.pair -> 'expected' ->> 'language' as language,
      coalesce(case l.family
        when 'objection' then p.pair -> 'expected' -> 'objections' ? l.label
        when 'signal' then p.pair -> 'expected' -> 'signals' ? l.label
        when 'opt_out' then (p.pair -> 'expected' ->> 'opt_out')::boolean
        when 'auto_reply' then (p.pair -> 'expected' ->> 'auto_reply')::boolean
        else p.pair -> 'expected' ->> l.family = l.label
      end, false) as is_expected,
      coalesce(case l.family
        when 'objection' then p.pair -> 'found' -> 'objections' ? l.label
        when 'signal' then p.pair -> 'found' -> 'signals' ? l.label
        when 'opt_out' then (p.pair -> 'found' ->> 'opt_out')::boolean
        when 'auto_reply' then (p.pair -> 'found' ->> 'auto_reply')::boolean
        else p.pair -> 'found' ->> l.family = l.label
      end, false) as is_found
    from unnest(p_pairs) as p (pair)
    cross join public.signal_labels as l
  ), counted as (
    select
      family, label, position, language,
      count(*) filter (where is_expected) as expected,
      count(*) filter (where is_found) as found,
      count(*) filter (where is_expected and is_found) as "right"
    from judged
    group by grouping sets ((family, label, position, language), (family, label, position))
  )
  select
    family, label, language, expected, found, "right",
    round("right"::numeric / nullif(found, 0), 3), round("right"::numeric / nullif(expected, 0), 3),
    round(2.0 * "right" / nullif(expected + found, 0), 3)
  from counted
  order by language nulls first, position;
end;
comment on function salesflow.tabulate_signals(jsonb[]) is
  'Precision, recall and F1 of each label over pairs {"expected": labels, "found": labels}, in all and by the expected language; language is null for all.';

create or replace function public.trial_scores()
  returns table (
    family text, label text, language text, expected bigint, found bigint, "right" bigint,
    "precision" numeric, recall numeric, f1 numeric)
  language sql
  stable
  security definer
  set search_path = pg_catalog, pg_temp
begin atomic
  -- security definer: the figures are for everybody, the messages are not
  select t.*
  from salesflow.tabulate_signals((
    select array_agg(jsonb_build_object(
      'expected', salesflow.given_labels(m), 'found', salesflow.decided_labels(t.scores)))
    from salesflow.signal_trials as t
    join public.signal_messages as m on m.id = t.message_id)) as t;
end;
comment on function public.trial_scores() is
  'How well the published classifier did on messages it had not seen (5-fold cross-validation over references and corrections), by label; language is null for all.';

create or replace function public.score_signals(p_messages jsonb)
  returns table (
    family text, label text, language text, expected bigint, found bigint, "right" bigint,
    "precision" numeric, recall numeric, f1 numeric)
  language sql
  stable
  set search_path = pg_catalog, pg_temp
begin atomic
  select t.*
  from salesflow.tabulate_signals((
    select array_agg(jsonb_build_object(
      'expected', m.message,
      'found', jsonb_build_object(
        'intent', s.intent, 'objections', to_jsonb(s.objections), 'signals', to_jsonb(s.signals), 'sentiment', s.sentiment,
        'urgency', s.urgency, 'opt_out', s.opt_out, 'auto_reply', s.auto_reply)))
    from jsonb_array_elements(p_messages) as m (message)
    cross join lateral salesflow.signals_of(m.message ->> 'text') as s)) as t;
end;
comment on function public.score_signals(jsonb) is
  'How well messages are understood: p_messages is a JSON array of {text, language, intent, objections, signals, sentiment, urgency, opt_out, auto_reply}. Precision, recall and F1 by label; language is null for all.';

create or replace function public.check_signal_examples()
  returns table (pattern text, language text, text text, matches boolean, is_right boolean)
  language sql
  stable
  set search_path = pg_catalog, pg_temp
begin atomic
  select
    x.pattern, x.language, x.text, x.matches,
    x.matches = exists (
      select from salesflow.signal_evidence(x.text, x.language) as e
      where e.pattern = x.pattern and not e.is_denied)
  from public.signal_examples as x
  order by x.pattern, x.language, x.text;
end;
comment on function public.check_signal_examples() is 'Whether each pattern finds what its examples say, and nothing where they say so.';

grant execute on function salesflow.decide_signals(double precision[]), salesflow.signals_of(text, text), public.detect_signals(text, text),
  public.trial_scores(), public.score_signals(jsonb), public.check_signal_examples(), salesflow.tabulate_signals(jsonb[])
to salesflow_admin, salesflow_manager, salesflow_rep, salesflow_gateway, salesflow_bi, salesflow_jobs;

commit;
