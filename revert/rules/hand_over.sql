-- Revert salesflow:rules/hand_over from pg

begin;

drop trigger leads_600_hand_over on public.leads;
drop function salesflow.hand_over_lead();

commit;
