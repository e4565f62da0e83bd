-- Verify salesflow:crm/leads on pg

begin;

select
  'public.leads'::regclass,
  'salesflow.normalise_lead()'::regprocedure;

do $$
begin
  assert exists (select from pg_catalog.pg_trigger where tgrelid = 'public.leads'::regclass and tgname = 'leads_100_normalise'),
    'trigger leads_100_normalise is missing';
  assert (select count(*) from public.policies where key = any (array[
    'crm.currency'
  ])) = 1, 'rows of public.policies are missing';
end
$$;

rollback;
