-- Verify salesflow:crm/see_companies on pg

begin;

do $$
begin
  assert (
    select count(distinct polrelid) = 4 from pg_catalog.pg_policy
    where polname = 'people_see'
      and polrelid in ('public.companies'::regclass, 'public.contacts'::regclass, 'public.lead_companies'::regclass,
        'public.lead_contacts'::regclass)),
    'a table lacks its policies';
end
$$;

rollback;
