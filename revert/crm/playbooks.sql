-- Revert salesflow:crm/playbooks from pg

begin;

drop table public.playbook_executions;
drop table public.playbooks;

commit;
