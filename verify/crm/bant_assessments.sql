-- Verify salesflow:crm/bant_assessments on pg

begin;

select
  'public.bant_assessments'::regclass;

do $$
begin
  assert (select count(*) from public.policies where key = any (array[
    'bant.green',
    'bant.yellow'
  ])) = 2, 'rows of public.policies are missing';
end
$$;

rollback;
