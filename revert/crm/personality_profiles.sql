-- Revert salesflow:crm/personality_profiles from pg

begin;

drop table public.personality_profiles;

commit;
