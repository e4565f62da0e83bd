-- Revert salesflow:crm/keep_playbooks from pg

begin;

drop trigger playbooks_700_keep_history on public.playbooks;

commit;
