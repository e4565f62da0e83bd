-- Verify salesflow:crm/activities on pg

begin;

select
  'public.activities'::regclass;

do $$
begin
  assert (select count(*) from public.policies where key = any (array[
    'crm.contact_types',
    'contact.default_hour',
    'contact.earliest_hour',
    'contact.latest_hour'
  ])) = 4, 'rows of public.policies are missing';
end
$$;

rollback;
