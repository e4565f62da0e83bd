-- Revert salesflow:foundation/policies from pg

begin;

drop table public.policies;

commit;
