-- Deploy salesflow:foundation/texts to pg
-- requires: foundation/policies
-- What the system says, in every language it speaks: rows, not literals.

begin;
set local role salesflow_owner;

create table public.text_templates (
  key    text not null check (key ~ '^[a-z_]+(\.[a-z_0-9]+)+$'),
  locale text not null check (locale in ('de', 'en')),
  body   text not null,
  primary key (key, locale)
);
comment on table public.text_templates is
  'Everything the system says to people by itself, in German and English. {name} is replaced by a value; unknown names stay as they are.';
comment on column public.text_templates.key is 'What is said, room first: review.action.call_now.';
comment on column public.text_templates.locale is 'Language: de or en.';
comment on column public.text_templates.body is 'The text, with {placeholders}.';

create function salesflow.language(p_locale text)
  returns text
  language sql
  immutable
  parallel safe
  set search_path = pg_catalog, pg_temp
as $$ select case when p_locale ~* '^de' then 'de' else 'en' end $$;
comment on function salesflow.language(text) is 'Language we speak for a locale such as de-AT: de or en (en for null and all others).';

create function salesflow.is_time_zone(p_name text)
  returns boolean
  language plpgsql
  stable
  strict
  parallel safe
  set search_path = pg_catalog, pg_temp
as $$
begin
  perform now() at time zone p_name;
  return true;
exception
  when invalid_parameter_value then
    return false;
end
$$;
comment on function salesflow.is_time_zone(text) is 'Whether the server knows a time zone of that name (Europe/Berlin).';

create function salesflow.local_date(p_at timestamptz, p_time_zone text, p_locale text)
  returns text
  language sql
  stable
  parallel safe
  set search_path = pg_catalog, pg_temp
as $$
  select to_char(
    p_at at time zone p_time_zone,
    case salesflow.language(p_locale) when 'de' then 'DD.MM.YYYY' else 'YYYY-MM-DD' end)
$$;
comment on function salesflow.local_date(timestamptz, text, text) is 'Date of an instant in a time zone, written as the language of the locale does.';

-- One pass over the template: a value that itself contains {placeholders} is never expanded.
create function salesflow.render(p_body text, p_values jsonb)
  returns text
  language sql
  immutable
  parallel safe
  set search_path = pg_catalog, pg_temp
as $$
  select string_agg(coalesce(p_values ->> substring(part[1] from '^\{(\w+)\}$'), part[1]), '' order by position)
  from regexp_matches(p_body, '\{\w+\}|[^{]+|\{', 'g') with ordinality as parts (part, position)
$$;
comment on function salesflow.render(text, jsonb) is
  'Template with its {placeholders} replaced by the values of the JSON object. Values are text, never templates.';

create function salesflow.say(p_key text, p_locale text, p_values jsonb default '{}')
  returns text
  language sql
  stable
  set search_path = pg_catalog, pg_temp
as $$
  select coalesce(
    (select salesflow.render(t.body, p_values)
     from public.text_templates as t
     where t.key = p_key and t.locale = salesflow.language(p_locale)),
    p_key)
$$;
comment on function salesflow.say(text, text, jsonb) is 'A text template in the language of a locale, filled in; the key itself where no template exists.';

-- Defaults and checks of tables run with the rights of whoever inserts.
grant execute on function salesflow.is_time_zone(text), salesflow.language(text)
  to salesflow_rep, salesflow_manager, salesflow_admin, salesflow_bi;
grant select on public.text_templates to salesflow_bi, salesflow_manager, salesflow_rep;
grant select, insert, update on public.text_templates to salesflow_admin;

commit;
