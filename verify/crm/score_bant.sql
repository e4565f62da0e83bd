-- Verify salesflow:crm/score_bant on pg

begin;

select
  'salesflow.traffic_light(numeric)'::regprocedure,
  'salesflow.set_traffic_light()'::regprocedure,
  'salesflow.repaint_traffic_lights()'::regprocedure,
  'public.current_bant'::regclass;

do $$
begin
  assert exists (select from pg_catalog.pg_trigger where tgrelid = 'public.bant_assessments'::regclass and tgname = 'bant_assessments_100_normalise'),
    'trigger bant_assessments_100_normalise is missing';
  assert exists (select from pg_catalog.pg_trigger where tgrelid = 'public.policies'::regclass and tgname = 'policies_500_repaint_traffic_lights'),
    'trigger policies_500_repaint_traffic_lights is missing';
end
$$;

rollback;
