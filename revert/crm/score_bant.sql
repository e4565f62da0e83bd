-- Revert salesflow:crm/score_bant from pg

begin;

drop trigger policies_500_repaint_traffic_lights on public.policies;
drop trigger bant_assessments_100_normalise on public.bant_assessments;
drop view public.current_bant;
drop function salesflow.repaint_traffic_lights();
drop function salesflow.set_traffic_light();
drop function salesflow.traffic_light(numeric);

commit;
