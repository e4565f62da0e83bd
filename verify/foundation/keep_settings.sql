-- Verify salesflow:foundation/keep_settings on pg

begin;

do $$
begin
  assert exists (select from pg_catalog.pg_trigger where tgrelid = 'public.text_templates'::regclass and tgname = 'text_templates_700_keep_history'),
    'trigger text_templates_700_keep_history is missing';
  assert exists (select from pg_catalog.pg_trigger where tgrelid = 'public.contact_channels'::regclass and tgname = 'contact_channels_700_keep_history'),
    'trigger contact_channels_700_keep_history is missing';
  assert exists (select from pg_catalog.pg_trigger where tgrelid = 'public.jobs'::regclass and tgname = 'jobs_700_keep_history'),
    'trigger jobs_700_keep_history is missing';
  assert exists (select from pg_catalog.pg_trigger where tgrelid = 'public.retention_rules'::regclass and tgname = 'retention_rules_700_keep_history'),
    'trigger retention_rules_700_keep_history is missing';
  assert exists (select from pg_catalog.pg_trigger where tgrelid = 'public.health_checks'::regclass and tgname = 'health_checks_700_keep_history'),
    'trigger health_checks_700_keep_history is missing';
end
$$;

rollback;
