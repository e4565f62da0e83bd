-- Revert salesflow:foundation/health_checks from pg

begin;

drop table public.health_checks;
drop type salesflow.measurement;

commit;
