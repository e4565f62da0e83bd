-- Verify salesflow:crm/bant on pg

begin;

select
  'public.bant_assessments'::regclass,
  'public.current_bant'::regclass,
  'public.personality_profiles'::regclass,
  'salesflow.traffic_light(numeric)'::regprocedure,
  'salesflow.set_traffic_light()'::regprocedure,
  'salesflow.repaint_traffic_lights()'::regprocedure;

do $$
begin
  assert exists (select from pg_catalog.pg_trigger where tgrelid = 'public.bant_assessments'::regclass and tgname = 'bant_assessments_100_normalise'),
    'trigger bant_assessments_100_normalise is missing';
  assert exists (select from pg_catalog.pg_trigger where tgrelid = 'public.policies'::regclass and tgname = 'policies_500_repaint_traffic_lights'),
    'trigger policies_500_repaint_traffic_lights is missing';
  assert (select count(*) from public.policies where key = any (array[
    'bant.green',
    'bant.yellow'
  ])) = 2, 'rows of public.policies are missing';
end
$$;

rollback;
