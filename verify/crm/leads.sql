-- Verify salesflow:crm/leads on pg

begin;

select
  'public.leads'::regclass;

do $$
begin
  assert (select count(*) from public.policies where key = any (array[
    'crm.currency'
  ])) = 1, 'rows of public.policies are missing';
end
$$;

rollback;
