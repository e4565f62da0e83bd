-- Revert salesflow:foundation/retention_rules from pg

begin;

drop table public.retention_rules;

commit;
