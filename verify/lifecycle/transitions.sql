-- Verify salesflow:lifecycle/transitions on pg

begin;

select
  'salesflow.transition_leads(text, text, salesflow.transition_candidate[])'::regprocedure,
  'salesflow.transition_candidate'::regtype;

rollback;
