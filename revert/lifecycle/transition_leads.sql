-- Revert salesflow:lifecycle/transition_leads from pg

begin;

drop function salesflow.undo_transition(public.autonomous_actions, text);
drop function salesflow.transition_leads(salesflow.raising[], timestamptz);
drop function salesflow.vetoed_leads(uuid[], text);

commit;
