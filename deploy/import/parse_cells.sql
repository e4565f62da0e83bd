-- Deploy salesflow:import/parse_cells to pg
-- requires: foundation/schemas
-- replaceable: what a cell means: numbers, dates, amounts as people write them, German and English.

begin;
set local role salesflow_owner;

create or replace function salesflow.parse_odd_number(p_text text, p_format text)
  returns numeric
  language plpgsql
  immutable
  parallel safe
  set search_path = pg_catalog, pg_temp
as $$
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
$$;
comment on function salesflow.parse_odd_number(text, text) is 'parse_number() of everything but plain digits.';

create or replace function salesflow.parse_number(p_text text, p_format text default null)
  returns numeric
  language sql
  immutable
  parallel safe
return case
  when p_text ~ '^-?[0-9]{1,18}$' then p_text::numeric
  when p_format = 'de' and p_text ~ '^-?[0-9]{1,15},[0-9]{1,15}$' then replace(p_text, ',', '.')::numeric
  when p_format = 'en' and p_text ~ '^-?[0-9]{1,15}[.][0-9]{1,15}$' then p_text::numeric
  else salesflow.parse_odd_number(p_text, p_format)
end;
comment on function salesflow.parse_number(text, text) is
  'Number in a text as people write it: 1.234,56 · 1,234.56 · 1''234 · € 1.200 · 12 % (12). Format de (decimal comma), en (decimal point) or null: by the look of it, where 1.234 and 1,234 are thousands. Null when it is no number.';

create or replace function salesflow.number_format_hint(p_text text)
  returns text
  language sql
  immutable
  parallel safe
return case
  when p_text ~ '^[^.,]*$' then null
  when p_text ~ '[.].*,[0-9]' then 'de'
  when p_text ~ ',.*[.][0-9]' then 'en'
  when p_text ~ '[.].*[.]' then 'de'
  when p_text ~ ',.*,' then 'en'
  when p_text ~ '(^|[^0-9])[1-9][0-9]{0,2}[.,][0-9]{3}([^0-9]|$)' then 'either'
  when p_text ~ ',[0-9]' then 'de'
  when p_text ~ '[.][0-9]' then 'en'
end;
comment on function salesflow.number_format_hint(text) is
  'Which way a number must be read: de, en, either (1.234 and 1,234), null when it does not tell.';

create or replace function salesflow.parse_odd_timestamp(p_text text, p_order text, p_zone text)
  returns timestamptz
  language plpgsql
  stable
  parallel safe
  set search_path = pg_catalog, pg_temp
as $$
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
$$;
comment on function salesflow.parse_odd_timestamp(text, text, text) is 'parse_timestamp() of everything but the plainest dates.';

create or replace function salesflow.parse_timestamp(p_text text, p_order text default null, p_zone text default 'UTC')
  returns timestamptz
  language sql
  stable
  parallel safe
return case
  when p_text ~ '^(19[7-9][0-9]|20[0-9]{2})-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])( ([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9])?$'
    then p_text::timestamp at time zone p_zone
  when p_text ~ '^(19[7-9][0-9]|20[0-9]{2})-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])[T ]([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]([.][0-9]{1,6})?(Z|[+-](0[0-9]|1[0-4]):[0-5][0-9])$'
    then p_text::timestamptz
  when p_order = 'dmy' and p_text ~ '^(0?[1-9]|1[0-9]|2[0-8])[.](0?[1-9]|1[0-2])[.](19[7-9][0-9]|20[0-9]{2})$'
    then make_date(right(p_text, 4)::integer, split_part(p_text, '.', 2)::integer, split_part(p_text, '.', 1)::integer)::timestamp
      at time zone p_zone
  when p_order = 'mdy' and p_text ~ '^(0?[1-9]|1[0-2])/(0?[1-9]|1[0-9]|2[0-8])/(19[7-9][0-9]|20[0-9]{2})$'
    then make_date(right(p_text, 4)::integer, split_part(p_text, '/', 1)::integer, split_part(p_text, '/', 2)::integer)::timestamp
      at time zone p_zone
  else salesflow.parse_odd_timestamp(p_text, p_order, p_zone)
end;
comment on function salesflow.parse_timestamp(text, text, text) is
  'Instant in a text as people write it: 31.12.2026 · 12/31/2026 2:30 PM · 2026-12-31T14:30:00+01:00 · 31. Dezember 2026. Order dmy, mdy or null (dots and dashes dmy; slashes mdy while that is possible); a text without a zone is in p_zone. Also days since 1900 (45291) and seconds or milliseconds since 1970. Null when it is no date from 1970 to 2199.';

create or replace function salesflow.date_order_hint(p_text text)
  returns text
  language sql
  immutable
  parallel safe
return case
  when p_text ~ '^[0-9]{1,2}[-./][0-9]{1,2}[-./][0-9]{2}' is not true then null
  when p_text ~ '^(1[3-9]|[23][0-9])' then 'dmy'
  when p_text ~ '^[0-9]{1,2}[-./](1[3-9]|[23][0-9])' then 'mdy'
  -- nobody writes the month first with dots
  when p_text ~ '^[0-9]+[.]' or p_text ~ '^0?([0-9]+)[-/]0?\1[-/]' then null
  else 'either'
end;
comment on function salesflow.date_order_hint(text) is
  'Which way a date must be read: dmy, mdy, either (03/04/2026), null when it does not matter.';

create or replace function salesflow.find_currency(p_text text)
  returns text
  language sql
  immutable
  parallel safe
return case
  when p_text ~ '^[0-9.,+-]*$' then null
  when p_text ~ '€' then 'EUR'
  when p_text ~ '£' then 'GBP'
  when p_text ~* '(^|[^a-z])(EUR|USD|CHF|GBP|SEK|NOK|DKK|PLN|CZK|JPY|CAD|AUD)([^a-z]|$)'
    then upper(substring(p_text from '(?i)(EUR|USD|CHF|GBP|SEK|NOK|DKK|PLN|CZK|JPY|CAD|AUD)'))
  when p_text ~* '(CA|C)\$' then 'CAD'
  when p_text ~* '(AU|A)\$' then 'AUD'
  when p_text ~ '\$' then 'USD'
  when p_text ~ '¥' then 'JPY'
  when p_text ~ 'zł' then 'PLN'
  when p_text ~ 'Kč' then 'CZK'
  when p_text ~* '(^|[^a-z])(sfr|fr)\.?([^a-z]|$)' then 'CHF'
end;
comment on function salesflow.find_currency(text) is
  'ISO 4217 code of the currency that an amount or a header names by sign or code: $1,234.56 is USD, "Betrag in EUR" EUR. Null when it names none.';

create or replace function salesflow.normalise_word(p_word text)
  returns text
  language sql
  immutable
  parallel safe
return coalesce(
  nullif(btrim(regexp_replace(
    -- "3. Closed Won (Sales Pipeline)", "20% - Angebot"
    regexp_replace(regexp_replace(lower(p_word), '\s*(\([^()]*\)|\[[^\[\]]*\])\s*$', ''), '^[0-9]+(\.|\)|\s*%|\s*[-–:/])?\s*[-–:/.]?\s*(?=[[:alpha:]])', ''),
    '[^[:alnum:]äöüß]+', ' ', 'g')), ''),
  lower(p_word));
comment on function salesflow.normalise_word(text) is
  'A word of a closed set without case, punctuation, its number in the list and what stands in brackets behind it: "3. Closed-Won (Sales Pipeline)" is closed won.';

create or replace function salesflow.normalise_person(p_name text)
  returns text
  language sql
  immutable
  parallel safe
return case
  -- an address names its owner: julia.bauer@… is Julia Bauer
  when p_name ~ '@' then replace(replace(replace(replace(
    translate(lower(split_part(p_name, '@', 1)), '._-+', '    '), 'ä', 'ae'), 'ö', 'oe'), 'ü', 'ue'), 'ß', 'ss')
  else btrim(regexp_replace(replace(replace(replace(replace(replace(
    -- "Bauer, Julia" and "Julia Bauer (Vertrieb)"
    regexp_replace(regexp_replace(lower(p_name), '\s*[(<\[].*$', ''), '^([^,]+),\s*([^,]+)$', '\2 \1'),
    'ä', 'ae'), 'ö', 'oe'), 'ü', 'ue'), 'ß', 'ss'), '.', ' '), '\s+', ' ', 'g'))
end;
comment on function salesflow.normalise_person(text) is
  'A person''s name by which two spellings are known to be one: "Bauer, Julia", "Julia Bauer" and julia.bauer@example.org are all "julia bauer".';

create or replace function salesflow.bare_domain(p_text text)
  returns text
  language sql
  immutable
  parallel safe
return nullif(regexp_replace(regexp_replace(lower(btrim(p_text)), '^([a-z]+://)?(www\.)?', ''), '[/?#:].*$', ''), '');
comment on function salesflow.bare_domain(text) is 'Domain of an address of the web: https://www.Acme.com/de is acme.com.';

create or replace function salesflow.clean_cell(p_text text, p_blank text[])
  returns text
  language sql
  immutable
  parallel safe
return case
  when p_text is null then null
  when p_blank <> '{}' and lower(btrim(p_text, E' \t\r\n\u00a0\ufeff')) = any (p_blank) then null
  -- characters that steer terminals have no business in a name
  when p_text ~ '[\u0001-\u0008\u000b\u000c\u000e-\u001f\u007f]'
    then nullif(btrim(regexp_replace(p_text, '[\u0001-\u0008\u000b\u000c\u000e-\u001f\u007f]', '', 'g'), E' \t\r\n\u00a0\ufeff'), '')
  else nullif(btrim(p_text, E' \t\r\n\u00a0\ufeff'), '')
end;
comment on function salesflow.clean_cell(text, text[]) is
  'Cell without blanks at its ends and without control characters; null when empty or one of the (lower-case) words that mean nothing.';

create or replace function salesflow.translate_cell(p_text text, p_values jsonb, p_else text)
  returns text
  language sql
  immutable
  parallel safe
return case
  when p_text is null then null
  when p_values ? lower(p_text) then nullif(p_values ->> lower(p_text), '')
  when p_values ? salesflow.normalise_word(p_text) then nullif(p_values ->> salesflow.normalise_word(p_text), '')
  else coalesce(p_else, p_text)
end;
comment on function salesflow.translate_cell(text, jsonb, text) is
  'Cell by a value map with lower-case keys; p_else, or the cell itself, where the map has none. An empty value means none.';

grant execute on function
  salesflow.parse_odd_number(text, text), salesflow.parse_number(text, text),
  salesflow.parse_odd_timestamp(text, text, text), salesflow.parse_timestamp(text, text, text)
  to salesflow_admin, salesflow_bi;

grant execute on function
  salesflow.clean_cell(text, text[]), salesflow.find_currency(text), salesflow.normalise_word(text),
  salesflow.normalise_person(text)
  to salesflow_admin;

commit;
