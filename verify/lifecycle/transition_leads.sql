-- Verify salesflow:lifecycle/transition_leads on pg

begin;

select
  'salesflow.vetoed_leads(uuid[], text)'::regprocedure,
  'salesflow.transition_leads(salesflow.raising[], timestamptz)'::regprocedure,
  'salesflow.undo_transition(public.autonomous_actions, text)'::regprocedure;

rollback;
