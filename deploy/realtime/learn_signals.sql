-- Deploy salesflow:realtime/learn_signals to pg
-- requires: realtime/detect_signals
-- replaceable: Training: people correct labels, and a version that does better on unseen messages is published.

begin;

-- plpython3u is untrusted: made by a superuser, then given to the owner like everything else
create or replace function salesflow.fit_signals(p_rival_since timestamptz)
  returns table (message_id uuid, fold smallint, scores real[], rival_scores real[], feature text, weights real[])
  language plpython3u
  stable
  set search_path = pg_catalog, pg_temp
as $$
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
$$;
comment on function salesflow.fit_signals(timestamptz) is
  'Trains a linear classifier for each label on signal_messages, always with the same result. Rows with message_id: what it says of judging messages in the round in which it had not seen them, and what it would say without the messages since p_rival_since. Rows with feature: weights of the whole.';

alter function salesflow.fit_signals(timestamptz) owner to salesflow_owner;
revoke execute on function salesflow.fit_signals(timestamptz) from public;

set local role salesflow_owner;

create or replace function salesflow.learn_words()
  returns void
  language sql
  set search_path = pg_catalog, pg_temp
begin atomic
  delete from salesflow.signal_vocabulary;

  insert into salesflow.signal_vocabulary (token, german, german_concepts, english_concepts, german_steps, english_steps)
  with word as (
    select
      t.token,
      ln((count(distinct m.id) filter (where m.language = 'de') + 0.3)
        / (count(distinct m.id) filter (where m.language = 'en') + 0.3)) as german,
      -- a word that only stands where a competitor is mentioned is a name, and names are to be found by what surrounds them
      bool_and('competitor_mentioned' = any (m.signals)) as is_name
    from public.signal_messages as m
    cross join lateral salesflow.read_tokens(m.text) as t
    group by t.token
    having count(distinct m.id) > 1
  )
  select w.token, w.german, k.german_concepts, k.english_concepts, k.german_steps, k.english_steps
  from salesflow.look_up_words((select array_agg(token) from word)) as k
  join word as w on w.token = k.token
  where not w.is_name or k.german_concepts <> '{}' or k.english_concepts <> '{}';

  select salesflow.misspell_words();
end;
comment on function salesflow.learn_words() is
  'Makes the vocabulary of all words that stand in two training messages or more.';

create or replace function public.train_signals(p_force boolean default false)
  returns jsonb
  language plpgsql
  security definer
  set search_path = pg_catalog, pg_temp
as $$
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
comment on function public.train_signals(boolean) is
  'Trains the classifier on all signal_messages, some seconds, and publishes it if it does better on messages it has not seen (5-fold cross-validation) than a training without what is new; p_force publishes it anyway. Returns version, outcome, score and rival_score, the means of macro-F1 (0 to 1).';

create or replace function public.correct_signals(p_text text, p_labels jsonb)
  returns uuid
  language plpgsql
  security definer
  set search_path = pg_catalog, pg_temp
as $$
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
comment on function public.correct_signals(text, jsonb) is
  'A person says what a message means: intent, objection_types, signals, sentiment, urgency, opt_out, auto_reply, language; what is left out stays as detected. The message becomes a training message, a second correction replaces the first. Returns its id. Raises SF411 for labels that do not exist.';

grant execute on function public.train_signals(boolean) to salesflow_admin, salesflow_jobs;
grant execute on function public.correct_signals(text, jsonb) to salesflow_admin, salesflow_manager, salesflow_rep, salesflow_gateway;

commit;
