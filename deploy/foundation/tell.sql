-- Deploy salesflow:foundation/tell to pg
-- requires: foundation/say_channel
-- replaceable: facts into words: a template says how each of its values is to be read.

begin;
set local role salesflow_owner;

create or replace function salesflow.tell(
  p_parts text[], p_facts jsonb, p_locale text, p_time_zone text default 'UTC', p_includes boolean default true)
  returns text
  language plpgsql
  stable
  parallel safe
  set search_path = pg_catalog, pg_temp
  set plan_cache_mode = auto  -- called for each row by statements that are planned anew themselves
as $$
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
comment on function salesflow.tell(text[], jsonb, text, text, boolean) is
  'A text template''s parts with its {name|format}s replaced by facts, in a language and time zone. Formats: date, date_or_never and datetime (of an instant), days (a number), money (with the fact currency), percent (of a share 0–1), points (of 100), quoted, channel, first_name; any other is a vocabulary: {type|activity} is the text activity.<value>, of a list all of them, of nothing activity.none. {name} alone is the value as it stands; {a.key} is another text, told of the same facts.';

create or replace function salesflow.say_facts(p_key text, p_facts jsonb, p_locale text, p_time_zone text default 'UTC')
  returns text
  language sql
  stable
  return (
    select salesflow.tell(t.parts, p_facts, p_locale, p_time_zone)
    from public.text_templates as t
    where t.key = p_key and t.locale = salesflow.language(p_locale));
comment on function salesflow.say_facts(text, jsonb, text, text) is
  'The text template of a key, told of the facts: see tell(). Null where there is no such template.';

create or replace function salesflow.function_name(
  p_name text, p_arguments text, p_result text, p_returns_set boolean default false, p_is_volatile boolean default false)
  returns text
  language plpgsql
  stable
  set search_path = pg_catalog, pg_temp
as $$
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
comment on function salesflow.function_name(text, text, text, boolean, boolean) is
  'Qualified name of a function that a registry''s row names, looked up in the catalog, in the form that dynamic SQL can use as it stands. Raises SF202 when there is none of that name, arguments and result.';

grant execute on function
  salesflow.tell(text[], jsonb, text, text, boolean), salesflow.say_facts(text, jsonb, text, text)
  to salesflow_bi, salesflow_rep, salesflow_manager, salesflow_gateway, salesflow_admin;

commit;
