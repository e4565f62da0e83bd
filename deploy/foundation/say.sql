-- Deploy salesflow:foundation/say to pg
-- requires: foundation/texts
-- replaceable: Texts, dates, amounts and names as a language says them.

begin;
set local role salesflow_owner;

-- Small helpers have SQL-standard bodies: bound to their objects when created, and inlined by the planner.
create or replace function salesflow.language(p_locale text)
  returns text
  language sql
  immutable
  parallel safe
  return case when p_locale ~* '^de' then 'de' else 'en' end;
comment on function salesflow.language(text) is 'Language we speak for a locale such as de-AT: de or en (en for null and all others).';

create or replace function salesflow.local_date(p_at timestamptz, p_time_zone text, p_locale text)
  returns text
  language sql
  stable
  parallel safe
  return to_char(
    p_at at time zone p_time_zone,
    case salesflow.language(p_locale) when 'de' then 'DD.MM.YYYY' else 'YYYY-MM-DD' end);
comment on function salesflow.local_date(timestamptz, text, text) is 'Date of an instant in a time zone, written as the language of the locale does.';

create or replace function salesflow.local_money(p_amount numeric, p_currency text, p_locale text)
  returns text
  language sql
  stable
  parallel safe
  return case salesflow.language(p_locale)
    when 'de' then translate(to_char(p_amount, 'FM999,999,999,999,990'), ',', '.')
    else to_char(p_amount, 'FM999,999,999,999,990')
  end || ' ' || p_currency;
comment on function salesflow.local_money(numeric, text, text) is 'Amount in whole units with its currency, grouped as the language of the locale does.';

create or replace function salesflow.local_days(p_days numeric, p_locale text)
  returns text
  language sql
  immutable
  parallel safe
  return case
    when salesflow.language(p_locale) = 'de' then
      case when p_days < 1 then 'weniger als einem Tag' when p_days < 2 then 'einem Tag' else floor(p_days)::text || ' Tagen' end
    else
      case when p_days < 1 then 'less than a day' when p_days < 2 then '1 day' else floor(p_days)::text || ' days' end
  end;
comment on function salesflow.local_days(numeric, text) is 'Whole days in words: 3 days; in German the dative, as after "seit" and "vor".';

create or replace function salesflow.first_name(p_name text)
  returns text
  language sql
  immutable
  parallel safe
  return split_part(regexp_replace(btrim(p_name), '^((herr|frau|mr|mrs|ms|dr|prof)\.?\s+)+', '', 'i'), ' ', 1);
comment on function salesflow.first_name(text) is 'First name of a full name, without titles.';

-- One pass over the parts: a value that itself contains {placeholders} is never expanded.
create or replace function salesflow.render(p_parts text[], p_values jsonb)
  returns text
  language plpgsql
  immutable
  parallel safe
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_text text := p_parts[1];
begin
  for i in 2 .. cardinality(p_parts) by 2 loop
    v_text := v_text || coalesce(p_values ->> p_parts[i], '{' || p_parts[i] || '}') || p_parts[i + 1];
  end loop;
  return v_text;
end
$$;
comment on function salesflow.render(text[], jsonb) is
  'The parts of a text template with the names among them replaced by the values of the JSON object. Values are text, never templates. Sets join text_templates and call this; say() is for one text at a time.';

create or replace function salesflow.say(p_key text, p_locale text, p_values jsonb default '{}')
  returns text
  language sql
  stable
  return coalesce(
    (select salesflow.render(t.parts, p_values)
     from public.text_templates as t
     where t.key = p_key and t.locale = salesflow.language(p_locale)),
    p_key);
comment on function salesflow.say(text, text, jsonb) is
  'A text template in the language of a locale with its {placeholders} replaced by the values of the JSON object; the key itself where no template exists.';

-- Defaults of tables and views for people run with their rights.
grant execute on function
  salesflow.language(text), salesflow.local_date(timestamptz, text, text), salesflow.local_money(numeric, text, text),
  salesflow.local_days(numeric, text), salesflow.first_name(text), salesflow.render(text[], jsonb), salesflow.say(text, text, jsonb)
  to salesflow_rep, salesflow_manager, salesflow_gateway, salesflow_bi, salesflow_admin;

commit;
