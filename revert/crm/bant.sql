-- Revert salesflow:crm/bant from pg

begin;

drop trigger policies_500_repaint_traffic_lights on public.policies;
drop table public.personality_profiles;
drop view public.current_bant;
drop function salesflow.traffic_light(numeric);
drop table public.bant_assessments;
drop function salesflow.repaint_traffic_lights();
drop function salesflow.set_traffic_light();

delete from public.policies where key in (
  'bant.green',
  'bant.yellow'
);

commit;
