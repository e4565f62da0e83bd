-- Verify salesflow:crm/personality_profiles on pg

begin;

select
  'public.personality_profiles'::regclass;

rollback;
