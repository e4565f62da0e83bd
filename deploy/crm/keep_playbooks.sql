-- Deploy salesflow:crm/keep_playbooks to pg
-- requires: foundation/keep_history
-- requires: crm/playbooks
-- replaceable: Playbooks are settings: their history is kept.

begin;
set local role salesflow_owner;

call salesflow.keep_history('public.playbooks');

commit;
