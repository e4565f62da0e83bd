-- Deploy salesflow:foundation/texts to pg
-- requires: foundation/schemas
-- stateful: What the system says, in every language it speaks: rows, not literals. A registry row carries its own
-- name in both languages; sentences with values in them stand here.

begin;
set local role salesflow_owner;

create table public.text_templates (
  key    text not null check (key ~ '^[a-z_]+(\.[a-z_0-9]+)+$'),
  locale text not null check (locale in ('de', 'en')),
  body   text not null check (regexp_replace(body, '\{[\w.]+(\|\w+)?\}', '', 'g') !~ '[{}]'),
  parts  text[] not null generated always as (regexp_split_to_array(body, '[{}]')) stored,
  primary key (key, locale)
);
comment on table public.text_templates is
  'Everything the system says to people by itself, in German and English. {name} is replaced by a value, {name|format} by what tell() makes of it; unknown names stay as they are.';
comment on column public.text_templates.key is 'What is said, room first: review.first_contact.action.';
comment on column public.text_templates.locale is 'Language: de or en.';
comment on column public.text_templates.body is 'The text, with {placeholders}; no other braces.';
comment on column public.text_templates.parts is 'The body cut at its placeholders: text, name, text, name, text.';

insert into public.text_templates (key, locale, body)
values
  ('date.never', 'en', 'never'), ('date.never', 'de', 'nie'),
  ('points.none', 'en', 'unknown'), ('points.none', 'de', 'unbekannt');

grant select on public.text_templates to salesflow_rep, salesflow_manager, salesflow_gateway, salesflow_bi;
grant select, insert, update on public.text_templates to salesflow_admin;

commit;
