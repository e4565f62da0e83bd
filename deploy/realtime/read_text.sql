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

create or replace function salesflow.spell(p_text text)
  returns text
  language sql
  immutable
  parallel safe
return
  replace(replace(replace(replace(replace(
    translate(lower(p_text), '’‘`´ÄÖÜáàâãåéèêëíìîïóòôõúùûçñæœø', '''''''''äöüaaaaaeeeeiiiioooouuucnaeo'),
    'ä', 'ae'), 'ö', 'oe'), 'ü', 'ue'), 'ß', 'ss'), U&'\0308', 'e');
comment on function salesflow.spell(text) is
  'One spelling for all: lower case, umlauts as two letters, ß as ss, without accents, with straight apostrophes.';

create or replace function salesflow.token_pattern()
  returns text
  language sql
  immutable
  parallel safe
return '\d+(?:[.,:/]\d+)*|[[:alpha:]''’‘`´\u0300-\u036f]+|[^[:alnum:]''’‘`´[:space:]\u0300-\u036f]+';
comment on function salesflow.token_pattern() is
  'What is one token, as a regular expression: a number, a word, or signs in a row.';

create or replace function salesflow.read_tokens(p_text text)
  returns table (n int, token text)
  language sql
  immutable
  parallel safe
begin atomic
  select
    t.n::int,
    case
      when t.token[1] ~ '^\d' then '0'
      when t.token[1] ~ '^[[:alpha:]'']' then replace(t.token[1], '''', '')
      else left(t.token[1], 1)
    end
  from regexp_matches(
    -- nobody says anything new after 10,000 characters, and a line has to be read for each
    salesflow.spell(
      case when strpos(p_text, E'\n') > 0 then salesflow.own_words(left(p_text, 10000)) else left(p_text, 10000) end),
    salesflow.token_pattern(), 'g') with ordinality as t (token, n);
end;
comment on function salesflow.read_tokens(text) is
  'The tokens of the first 10,000 characters of a message, numbered, in one spelling: words without apostrophes, any number as 0, the first of several signs.';

grant execute on function
  salesflow.own_words(text), salesflow.spell(text), salesflow.token_pattern(), salesflow.read_tokens(text)
to salesflow_admin, salesflow_manager, salesflow_rep, salesflow_gateway, salesflow_bi, salesflow_agent, salesflow_jobs;

commit;
