-- Verify salesflow:foundation/texts on pg

begin;

select
  'public.text_templates'::regclass,
  'salesflow.language(text)'::regprocedure,
  'salesflow.is_time_zone(text)'::regprocedure,
  'salesflow.local_date(timestamptz, text, text)'::regprocedure,
  'salesflow.local_money(numeric, text, text)'::regprocedure,
  'salesflow.local_days(numeric, text)'::regprocedure,
  'salesflow.first_name(text)'::regprocedure,
  'salesflow.render(text[], jsonb)'::regprocedure,
  'salesflow.say(text, text, jsonb)'::regprocedure;

rollback;
