-- Verify salesflow:crm/playbooks on pg

begin;

select
  'public.playbooks'::regclass,
  'public.playbook_executions'::regclass;

rollback;
