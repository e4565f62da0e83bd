-- Verify salesflow:rules/preview_rules on pg

begin;

select
  'public.preview_rules(text, timestamptz, text)'::regprocedure;

rollback;
