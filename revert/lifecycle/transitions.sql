-- Revert salesflow:lifecycle/transitions from pg

begin;

drop function salesflow.transition_leads(text, text, salesflow.transition_candidate[]);
drop type salesflow.transition_candidate;

commit;
