-- Deploy salesflow:foundation/keep_settings to pg
-- requires: foundation/keep_history
-- requires: foundation/contact_channels
-- requires: foundation/jobs
-- requires: foundation/retention_rules
-- requires: foundation/health_checks
-- replaceable: The registries of this room have a history, too.

begin;
set local role salesflow_owner;

call salesflow.keep_history('public.text_templates');
call salesflow.keep_history('public.contact_channels');
call salesflow.keep_history('public.jobs');
call salesflow.keep_history('public.retention_rules');
call salesflow.keep_history('public.health_checks');

commit;
