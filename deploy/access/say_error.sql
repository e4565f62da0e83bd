-- Deploy salesflow:access/say_error to pg
-- requires: foundation/say
-- replaceable: an error of ours in the language of who made it.

begin;
set local role salesflow_owner;

create or replace function salesflow.say_error(p_sqlstate text, p_locale text)
  returns text
  language sql
  stable
  security definer
  set search_path = pg_catalog, pg_temp
as $$
  -- security definer: whoever may do nothing here is told so, too
  select string_agg(t.body, E'\n' order by t.key)
  from public.text_templates as t
  where t.key in ('error.' || lower(p_sqlstate) || '.meaning', 'error.' || lower(p_sqlstate) || '.remedy')
    and t.locale = salesflow.language(p_locale)
$$;
comment on function salesflow.say_error(text, text) is
  'What an SQLSTATE of class SF means and, on a second line, what to do, in the language of a locale; null for all others. For clients: messages themselves are raised in English.';

grant execute on function salesflow.say_error(text, text)
  to salesflow_bi, salesflow_rep, salesflow_manager, salesflow_gateway, salesflow_admin, salesflow_agent;

commit;
