-- Deploy salesflow:realtime/find_patterns to pg
-- requires: foundation/keep_history
-- requires: realtime/lexicon_patterns
-- requires: realtime/read_text
-- replaceable: Patterns are found in a message, denied ones told apart, with the words they rest on.

begin;
set local role salesflow_owner;

create or replace function salesflow.word_parts(p_token text)
  returns table (part text)
  language sql
  immutable
  parallel safe
begin atomic
  select left(w.word, l.size)
  from (values ('<' || left(p_token, 30) || '>')) as w (word)
  cross join generate_series(3, length(w.word)) as l (size)
  union all
  select right(w.word, l.size)
  from (values ('<' || left(p_token, 30) || '>')) as w (word)
  cross join generate_series(3, length(w.word) - 1) as l (size);
end;
comment on function salesflow.word_parts(text) is
  'Every beginning and every end of <word>, from three characters on, of which the signs < and > are its ends: what signal_keys is looked up by.';

create or replace function salesflow.look_up_words(p_tokens text[])
  returns table (token text, german_concepts text[], english_concepts text[], german_steps int[], english_steps int[])
  language sql
  stable
  set search_path = pg_catalog, pg_temp
begin atomic
  select
    t.token,
    coalesce(array_agg(distinct c.concept) filter (where k.language = 'de' and c.concept is not null), '{}'),
    coalesce(array_agg(distinct c.concept) filter (where k.language = 'en' and c.concept is not null), '{}'),
    coalesce(array_agg(distinct c.step) filter (where k.language = 'de' and c.step is not null), '{}'),
    coalesce(array_agg(distinct c.step) filter (where k.language = 'en' and c.step is not null), '{}')
  from unnest(p_tokens) as t (token)
  cross join lateral salesflow.word_parts(t.token) as p
  left join salesflow.signal_keys as k on k.key = p.part
  left join lateral unnest(k.concepts, k.steps) as c (concept, step) on true
  group by t.token;
end;
comment on function salesflow.look_up_words(text[]) is 'What the lexicon says of words, in a German and in an English message.';

create or replace function salesflow.misspell_words()
  returns void
  language sql
  set search_path = pg_catalog, pg_temp
begin atomic
  delete from salesflow.signal_misspellings;

  -- a short word is too near to others, and a word without meaning is not worth it
  insert into salesflow.signal_misspellings (variant, token)
  select distinct overlay(v.token placing '' from greatest(g.letter, 1) for least(g.letter, 1)), v.token
  from salesflow.signal_vocabulary as v
  cross join generate_series(0, length(v.token)) as g (letter)
  where length(v.token) >= 6 and v.token ~ '^[a-z]'
    and (v.german_concepts <> '{}' or v.english_concepts <> '{}' or v.german_steps <> '{}' or v.english_steps <> '{}');
end;
comment on function salesflow.misspell_words() is 'Makes signal_misspellings of the vocabulary.';

create or replace function salesflow.compile_signals()
  returns void
  language sql
  set search_path = pg_catalog, pg_temp
begin atomic
  delete from salesflow.signal_rules;
  delete from salesflow.signal_keys;

  insert into salesflow.signal_rules (id, pattern, language, gap, steps)
  select row_number() over (order by r.pattern, r.id, r.steps), r.pattern, r.language, r.gap, r.steps
  from (
    select p.id, p.pattern, p.language, p.gap, p.steps
    from public.signal_patterns as p
    where p.is_enabled
    union all
    select 0, 'competitor.listed', 'any', 0, t.steps
    from public.competitors as c
    cross join lateral (
      select array_agg('=' || t.token order by t.n) as steps
      from salesflow.read_tokens(c.name) as t
      where t.n <= 3) as t
  ) as r;

  insert into salesflow.signal_keys (key, language, concepts, steps)
  with step as (
    select (((r.id << 4) + r.gap << 2) + cardinality(r.steps) << 2) + s.n as code, r.pattern, r.language, s.step
    from salesflow.signal_rules as r
    cross join unnest(r.steps) with ordinality as s (step, n)
  ), part as (
    -- =word|@concept
    select s.code, s.language, p.part, s.pattern
    from step as s
    cross join string_to_table(substr(s.step, 2), '|') as p (part)
    where left(s.step, 1) = '='
    union all
    select s.code, s.language, '@' || s.step, s.pattern
    from step as s
    where left(s.step, 1) <> '='
  ), word as (
    select p.code, p.language, p.part as word, null as concept
    from part as p
    where left(p.part, 1) <> '@'
    union all
    select p.code, case p.language when 'any' then w.language else p.language end, w.word, null
    from part as p
    join public.signal_words as w on p.part = '@' || w.concept and (w.language = p.language or 'any' in (w.language, p.language))
    union all
    select null, w.language, w.word, w.concept
    from public.signal_words as w
    union all
    select p.code, p.language, '~name', null
    from part as p
    where p.part = '@name'
    union all
    -- a listed competitor is a name, whether we know the word otherwise or not
    select n.code, 'any', l.part, 'name'
    from part as l
    left join part as n on n.part = '@name'
    where l.pattern = 'competitor.listed' and l.code % 4 = 1
  )
  select
    k.key,
    l.language,
    coalesce(array_agg(distinct w.concept order by w.concept) filter (where w.concept is not null), '{}'),
    coalesce(array_agg(distinct w.code::int) filter (where w.code is not null), '{}')
  from word as w
  cross join (values ('de'), ('en')) as l (language)
  cross join lateral (
    select case
      when w.word = '~name' then w.word
      else case left(w.word, 1) when '*' then '' else '<' end || btrim(w.word, '*') || case right(w.word, 1) when '*' then '' else '>' end
    end as key) as k
  where w.language in (l.language, 'any')
  group by k.key, l.language;

  update salesflow.signal_vocabulary as v
  set german_concepts = k.german_concepts,
    english_concepts = k.english_concepts,
    german_steps = k.german_steps,
    english_steps = k.english_steps
  from salesflow.look_up_words((select array_agg(token) from salesflow.signal_vocabulary)) as k
  where k.token = v.token;

  select salesflow.misspell_words();
end;
comment on function salesflow.compile_signals() is
  'Prepares words, patterns and competitors for looking words up one at a time. Triggers call it when one of them changes.';

create or replace function salesflow.lexicon_changed()
  returns trigger
  language plpgsql
  security definer
  set search_path = pg_catalog, pg_temp
as $$
begin
  -- security definer: whoever may change the lexicon may not touch what is made of it
  perform salesflow.compile_signals();
  return null;
end
$$;
comment on function salesflow.lexicon_changed() is 'A changed lexicon works at once.';

create or replace trigger signal_words_500_propagate
  after insert or update or delete or truncate on public.signal_words
  for each statement execute function salesflow.lexicon_changed();
create or replace trigger signal_patterns_500_propagate
  after insert or update or delete or truncate on public.signal_patterns
  for each statement execute function salesflow.lexicon_changed();
create or replace trigger competitors_500_propagate
  after insert or update or delete or truncate on public.competitors
  for each statement execute function salesflow.lexicon_changed();

call salesflow.keep_history('public.signal_words');
call salesflow.keep_history('public.signal_patterns');
call salesflow.keep_history('public.competitors');

create or replace function salesflow.signal_evidence(p_text text, p_language text default null)
  returns table (
    feature text, amount double precision, pattern text, is_denied boolean, starts int, ends int, language text)
  language sql
  stable
  parallel safe
begin atomic
  with raw as materialized (
    select *
    from salesflow.read_tokens(p_text)
  ), token as materialized (
    select
      t.n,
      coalesce(v.token, t.token) as token,
      t.starts,
      t.ends,
      t.place,
      v.token is not null as is_known,
      v.german, v.german_concepts, v.english_concepts, v.german_steps, v.english_steps
    from raw as t
    -- offset 0 here and below: looked up one by one, never joined to the whole table
    left join lateral (
      select *
      from salesflow.signal_vocabulary
      where token = t.token
      offset 0) as exact on true
    left join lateral (
      -- else the known word that is one letter away
      select m.token
      from generate_series(0, length(t.token)) as g (letter)
      cross join lateral (
        select token
        from salesflow.signal_misspellings
        where variant = overlay(t.token placing '' from greatest(g.letter, 1) for least(g.letter, 1))
        offset 0) as m
      where exact.token is null and length(t.token) between 6 and 30 and t.token ~ '^[a-z]' and left(m.token, 1) = left(t.token, 1)
        and not exists (
          select from salesflow.word_parts(t.token) as p
          cross join lateral (select from salesflow.signal_keys where key = p.part offset 0) as k)
      order by m.token
      limit 1) as slip on true
    left join lateral (
      select *
      from salesflow.signal_vocabulary
      where token = coalesce(exact.token, slip.token)
      offset 0) as v on true
  ), fact as materialized (
    select
      coalesce(p_language, case when sum(german) > 0 then 'de' when sum(german) < 0 then 'en' end) as language,
      coalesce(p_language, case when sum(german) < 0 then 'en' else 'de' end) = 'de' as is_german,
      1 / sqrt(count(distinct token) + 4) as share
    from token
  ), unknown as materialized (
    select t.n, t.place, t.token, k.concepts, k.steps
    from token as t
    cross join fact as f
    cross join salesflow.word_parts(t.token) as p
    cross join lateral (
      select concepts, steps
      from salesflow.signal_keys
      where key = p.part and language = case when f.is_german then 'de' else 'en' end
      offset 0) as k
    where not t.is_known
  ), name as materialized (
    select n, place
    from token
    where not is_known and token ~ '^[a-z]{3}'
      and not exists (select from unknown where unknown.n = token.n and unknown.concepts <> '{}')
  ), meaning as materialized (
    select t.place, c.concept
    from token as t
    cross join fact as f
    cross join unnest(case when f.is_german then t.german_concepts else t.english_concepts end) as c (concept)
    where t.is_known
    union all
    select u.place, c.concept
    from unknown as u
    cross join unnest(u.concepts) as c (concept)
    union all
    select place, 'name'
    from name
  ), denial as materialized (
    select place
    from meaning
    where concept = 'no'
  ), step as (
    select c.step >> 2 as rule, c.step & 3 as step, t.place
    from token as t
    cross join fact as f
    cross join unnest(case when f.is_german then t.german_steps else t.english_steps end) as c (step)
    where t.is_known
    union all
    select c.step >> 2, c.step & 3, u.place
    from unknown as u
    cross join unnest(u.steps) as c (step)
    union all
    select c.step >> 2, c.step & 3, n.place
    from name as n
    cross join fact as f
    join salesflow.signal_keys as k on k.key = '~name' and k.language = case when f.is_german then 'de' else 'en' end
    cross join unnest(k.steps) as c (step)
  ), begun as (
    -- rule holds its number, its gap and how many steps it has: compile_signals()
    select
      rule, step, place,
      max(place) filter (where step = 1) over earlier as first
    from step
    window earlier as (partition by rule order by place range between unbounded preceding and 1 preceding)
  ), gone_on as (
    select
      *,
      max((place::bigint << 20) + first) filter (where step = 2 and place - first <= (rule >> 2 & 15) + 1) over earlier as second
    from begun
    window earlier as (partition by rule order by place range between unbounded preceding and 1 preceding)
  ), match as (
    select
      rule >> 6 as rule,
      rule & 3 as steps,
      place as last,
      case step when 1 then place when 2 then first else (second & 1048575)::int end as first
    from gone_on
    where step = rule & 3
      and case step
        when 1 then true
        when 2 then place - first <= (rule >> 2 & 15) + 1
        else place - (second >> 20) <= (rule >> 2 & 15) + 1
      end
  ), hit as materialized (
    select
      r.pattern,
      m.first,
      m.last,
      exists (
        select from denial as d
        where d.place between m.first - 3 and m.first - 1
          -- "have no provider"; of three steps, one may be the denial
          or m.steps = 2 and d.place between m.first + 1 and m.last - 1)
        -- "teuer ist das nicht"
        or f.is_german and exists (select from denial as d where d.place between m.last + 1 and m.last + 3) as is_denied
    from match as m
    cross join lateral (select pattern from salesflow.signal_rules where id = m.rule offset 0) as r
    cross join fact as f
  ), trait as materialized (
    select 'c:' || m.concept || case when exists (
      select from denial as d where d.place between m.place - 3 and m.place - 1) then '-' else '' end as feature
    from meaning as m
    union
    select 'p:' || pattern || case when is_denied then '-' else '' end
    from hit
    union
    select 'l:' || split_part(pattern, '.', 1) || case when is_denied then '-' else '' end
    from hit
  )
  select u.feature, u.amount, null::text, null::boolean, null::int, null::int, null::text
  from (
    -- each counts once, however often it is said
    select distinct 'w:' || t.token as feature, 2 * f.share as amount
    from token as t
    cross join fact as f
    where t.is_known
    union all
    select distinct 'b:' || t.token || ' ' || lead(t.token) over (order by t.n), f.share
    from token as t
    cross join fact as f
    union all
    select distinct 'g:' || substr('<' || t.token || '>', g.first, 4), 0.7 * f.share
    from token as t
    cross join fact as f
    cross join generate_series(1, least(length(t.token), 30) - 1) as g (first)
    where not t.is_known and t.token ~ '^[a-z]'
    union all
    select feature, 3 / sqrt(count(*) over () + 4)
    from trait) as u
  union all
  select null, null, h.pattern, h.is_denied, a.starts, z.ends, null
  from hit as h
  join token as a on a.place = h.first
  join token as z on z.place = h.last
  union all
  select 'bias', 1, null, null, null, null, f.language
  from fact as f;
end;
comment on function salesflow.signal_evidence(text, text) is
  'What there is in a message, one row each: a feature with its amount, or a pattern with its first and last character, from 1, and whether it is denied. The row of feature bias tells the language, null where no word is known.';

grant execute on function salesflow.word_parts(text), salesflow.signal_evidence(text, text)
to salesflow_admin, salesflow_manager, salesflow_rep, salesflow_gateway, salesflow_bi, salesflow_jobs;

commit;
