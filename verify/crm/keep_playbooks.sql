-- Verify salesflow:crm/keep_playbooks on pg

begin;

do $$
begin
  assert exists (select from pg_catalog.pg_trigger where tgrelid = 'public.playbooks'::regclass and tgname = 'playbooks_700_keep_history'),
    'trigger playbooks_700_keep_history is missing';
end
$$;

rollback;
