-- Revert salesflow:crm/users from pg

begin;

drop table public.users;
drop table public.squads;

commit;
