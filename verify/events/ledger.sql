-- Verify salesflow:events/ledger on pg

begin;

select
  'salesflow.model_prices'::regclass,
  'salesflow.model_calls'::regclass,
  'salesflow.model_days'::regclass;

do $$
begin
  assert (select count(*) from public.retention_rules where rule = any (array[
    'events.model_calls'
  ])) = 1, 'rows of public.retention_rules are missing';
  assert (select count(*) from public.policies where key = any (array[
    'events.currency',
    'events.budget_per_user_day',
    'events.reserved_input_tokens',
    'events.call_retention'
  ])) = 4, 'rows of public.policies are missing';
  assert (select bool_and(relrowsecurity and relforcerowsecurity) from pg_catalog.pg_class where oid = any (array[
    'salesflow.model_calls'::regclass,
    'salesflow.model_days'::regclass
  ])), 'row-level security is not forced';
end
$$;

rollback;
