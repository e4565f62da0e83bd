-- Verify salesflow:crm/normalise_leads on pg

begin;

select
  'salesflow.normalise_lead()'::regprocedure;

do $$
begin
  assert exists (select from pg_catalog.pg_trigger where tgrelid = 'public.leads'::regclass and tgname = 'leads_100_normalise'),
    'trigger leads_100_normalise is missing';
end
$$;

rollback;
