-- Deploy salesflow:realtime/read_text to pg
-- requires: foundation/schemas
-- replaceable: What a lead wrote, word by word: without quoted mail and signature, in one spelling.

begin;
set local role salesflow_owner;

create or replace function salesflow.own_words(p_text text)
  returns text
  language sql
  immutable
  parallel safe
  set search_path = pg_catalog, pg_temp
as $$
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
$$;
comment on function salesflow.own_words(text) is
  'The text with earlier mail that it quotes and its signature blanked out, so that every character stays in its place.';

create or replace function salesflow.fold_letters(p_text text)
  returns text
  language sql
  immutable
  parallel safe
return translate(lower(p_text), '’‘`´ÄÖÜáàâãåéèêëíìîïóòôõúùûçñøẞ', '''''''''äöüaaaaaeeeeiiiioooouuucnoß');
comment on function salesflow.fold_letters(text) is
  'Lower case without accents other than umlauts, with straight apostrophes; every character stays in its place.';

create or replace function salesflow.spell_umlauts(p_text text)
  returns text
  language sql
  immutable
  parallel safe
return replace(replace(replace(replace(replace(replace(
  p_text, 'ä', 'ae'), 'ö', 'oe'), 'ü', 'ue'), 'ß', 'ss'), U&'\0308', 'e'), '''', '');
comment on function salesflow.spell_umlauts(text) is
  'A word in the one spelling of the lexicon: umlauts as two letters, ß as ss, no apostrophes.';

create or replace function salesflow.read_tokens(p_text text)
  returns table (n int, token text, starts int, ends int, place int)
  language sql
  immutable
  parallel safe
begin atomic
  select
    t.n::int,
    t.token,
    (sum(length(t.found[1] || t.found[2])) over so_far)::int - length(t.found[2]) + 1,
    (sum(length(t.found[1] || t.found[2])) over so_far)::int,
    -- the end of a sentence is as far as four words
    (t.n + 4 * count(*) filter (where t.token in ('.', '!', '?', ';', '…', ':')) over so_far)::int
  from (
    select
      m.n,
      m.found,
      case
        when m.found[2] ~ '^\d' then '0'
        when m.found[2] ~ '^[[:alpha:]'']' then salesflow.spell_umlauts(m.found[2])
        else left(m.found[2], 1)
      end as token
    from regexp_matches(
      -- nobody says anything new after 10,000 characters
      salesflow.fold_letters(
        case when strpos(p_text, E'\n') > 0 then salesflow.own_words(left(p_text, 10000)) else left(p_text, 10000) end),
      '([[:space:]]*)(\d+(?:[.,:/]\d+)*|[[:alpha:]''\u0300-\u036f]+|[^[:alpha:][:digit:]''[:space:]\u0300-\u036f]+)', 'g')
      with ordinality as m (found, n)) as t
  window so_far as (order by t.n);
end;
comment on function salesflow.read_tokens(text) is
  'The tokens of the first 10,000 characters of a message: a word in the spelling of the lexicon, any number as 0, the first of several signs. starts and ends count its characters from 1, place counts the tokens and four more for each end of a sentence.';

grant execute on function
  salesflow.own_words(text), salesflow.fold_letters(text), salesflow.spell_umlauts(text), salesflow.read_tokens(text)
to salesflow_admin, salesflow_manager, salesflow_rep, salesflow_gateway, salesflow_bi, salesflow_jobs;

commit;
