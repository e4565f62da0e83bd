-- Revert salesflow:foundation/keep_settings from pg

begin;

drop trigger health_checks_700_keep_history on public.health_checks;
drop trigger retention_rules_700_keep_history on public.retention_rules;
drop trigger jobs_700_keep_history on public.jobs;
drop trigger contact_channels_700_keep_history on public.contact_channels;
drop trigger text_templates_700_keep_history on public.text_templates;

commit;
