-- Verify salesflow:foundation/texts on pg

begin;

select
  'public.text_templates'::regclass;

rollback;
