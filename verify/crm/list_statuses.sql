-- Verify salesflow:crm/list_statuses on pg

begin;

select
  'salesflow.active_statuses()'::regprocedure;

do $$
begin
  assert exists (select from pg_catalog.pg_trigger where tgrelid = 'public.lead_statuses'::regclass and tgname = 'lead_statuses_700_keep_history'),
    'trigger lead_statuses_700_keep_history is missing';
end
$$;

rollback;
