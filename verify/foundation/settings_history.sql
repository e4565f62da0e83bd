-- Verify salesflow:foundation/settings_history on pg

begin;

select
  'public.settings_history'::regclass;

rollback;
