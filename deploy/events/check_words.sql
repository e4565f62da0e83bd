-- Deploy salesflow:events/check_words to pg
-- requires: foundation/keep_history
-- requires: foundation/say
-- requires: crm/leads
-- requires: events/word_lists
-- replaceable: May people see this? Words of a model, held to what the model was shown.
--
-- Whoever applies an answer calls known_words() once for each set of facts and words_problem() for each text.
-- Everything not known to be harmless is refused: the caller keeps the words of the rules.

begin;
set local role salesflow_owner;

create or replace function salesflow.number_value(p_digits text)
  returns numeric
  language sql
  immutable
  parallel safe
  return case
    -- groups of three are thousands, in any language: 30.700, 30,700, 30 700, 30'700
    when p_digits ~ '^[1-9]\d{0,2}([., '']\d{3})+$' and p_digits !~ '[.].*[,]|[,].*[.]' then regexp_replace(p_digits, '\D', '', 'g')::numeric
    when p_digits ~ '^\d{1,15}$' then p_digits::numeric
    -- 1.234,567 might be meant as millions by somebody: it is no number
    when p_digits ~ '[., ''].*[., '']\d{3}$' then null
    when p_digits ~ '^[\d .'']+,\d+$' then replace(regexp_replace(p_digits, '[ .'']', '', 'g'), ',', '.')::numeric
    when p_digits ~ '^[\d ,'']+\.\d+$' then regexp_replace(p_digits, '[ ,'']', '', 'g')::numeric
  end;
comment on function salesflow.number_value(text) is
  'Value of a number as German or English writes it: 30.700, 30,700 and 30 700 are 30700; 307,00 and 1.234,56 have decimals. Null where it is neither.';

create or replace function salesflow.number_claims(p_text text)
  returns table (piece text, accepts text[], grants text[])
  language plpgsql
  stable
  set search_path = pg_catalog, pg_temp
as $$
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
$$;
comment on function salesflow.number_claims(text) is
  'Every number a text names, in digits or words, German or English: the piece of text, what it accepts (keys such as percent:83, EUR:30700, span:20160 in minutes, clock:540, date:11-17, count:12, any:12; null: ordinary words such as "one" or "first") and, were the text a fact, what it grants. A number is known when a fact grants what it accepts.';

create or replace function salesflow.name_parts(p_names text[])
  returns table (part text, is_whole boolean)
  -- plpgsql, here and below, for its plans are kept
  language plpgsql
  stable
  set search_path = pg_catalog, pg_temp
as $$
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
$$;
comment on function salesflow.name_parts(text[]) is
  'Names of people and companies as texts use them: the whole name, without its legal form, and each of its words.';

create or replace function salesflow.promise_in(p_words text, p_facts text)
  returns text
  language plpgsql
  stable
  set search_path = pg_catalog, pg_temp
as $$
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
comment on function salesflow.promise_in(text, text) is
  'The first phrase of list promise that words say and the facts do not; null when there is none.';

create or replace function salesflow.known_words(p_facts text[], p_names text[], p_quoted text[] default '{}')
  returns jsonb
  language plpgsql
  stable
  set search_path = pg_catalog, pg_temp
as $$
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
comment on function salesflow.known_words(text[], text[], text[]) is
  'What a text may refer to, for words_problem(): facts (texts of the rules, whose numbers count), names (of the people and companies it is about) and quoted texts (which people wrote: their words are known, their numbers are not).';

create or replace function salesflow.rule_words(p_text text)
  returns text
  language sql
  immutable
  parallel safe
  -- greedy: quotation marks within what a lead wrote cannot end the quotation
  return regexp_replace(p_text, '[“„].*[”“]', ' ', 'g');
comment on function salesflow.rule_words(text) is
  'A text of the rules without what it quotes: all from the first to the last typographic quotation mark goes.';

create or replace function salesflow.names_within(p_user_id uuid, p_text text)
  returns text[]
  language plpgsql
  stable
  set search_path = pg_catalog, pg_temp
as $$
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
$$;
comment on function salesflow.names_within(uuid, text) is
  'Names and companies of a user''s leads that stand in a text: call it once for all texts of an answer and pass the result to words_problem(). Reads the leads of that user by index.';

create or replace function salesflow.language_problem(p_words text, p_locale text, p_known jsonb)
  returns text
  language plpgsql
  stable
  set search_path = pg_catalog, pg_temp
as $$
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
comment on function salesflow.language_problem(text, text, jsonb) is
  'The first sentence that is not in the language of the locale, by its frequent words; null when there is none.';

create or replace function salesflow.words_problem(
  p_words text, p_known jsonb, p_locale text default null, p_longest integer default 1000, p_foreign_names text[] default '{}')
  returns text
  language plpgsql
  stable
  set search_path = pg_catalog, pg_temp
as $$
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
$$;
comment on function salesflow.words_problem(text, jsonb, text, integer, text[]) is
  'Why words of a model may not be shown, or null: "empty", "too long", or a code and the offending piece: character, markup, link, placeholder, number, promise, name, language. p_known comes from known_words(); p_locale is the language asked for (null: any); p_longest counts characters; p_foreign_names are people and companies the words are not about.';

create or replace function salesflow.words_are_safe(
  p_words text, p_known jsonb, p_locale text default null, p_longest integer default 1000, p_foreign_names text[] default '{}')
  returns boolean
  language sql
  stable
  return salesflow.words_problem(p_words, p_known, p_locale, p_longest, p_foreign_names) is null;
comment on function salesflow.words_are_safe(text, jsonb, text, integer, text[]) is
  'Whether words of a model may be shown to people: words_problem() finds none.';

call salesflow.keep_history('public.word_lists');

commit;
