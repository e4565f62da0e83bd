-- Verify salesflow:rules/run_rules on pg

begin;

select
  'salesflow.find_raisings(text, uuid[], timestamptz, text)'::regprocedure,
  'salesflow.held_back(salesflow.raising[], timestamptz)'::regprocedure,
  'salesflow.claim_raisings(salesflow.raising[], timestamptz)'::regprocedure,
  'salesflow.raise_effects(text, salesflow.raising[], timestamptz)'::regprocedure,
  'salesflow.refresh_effects(text, salesflow.raising[], timestamptz)'::regprocedure,
  'salesflow.withdraw_effects(text, salesflow.raising[], text)'::regprocedure,
  'salesflow.run_rules(text, uuid[], timestamptz)'::regprocedure,
  'salesflow.run_clock_rules(uuid[], timestamptz)'::regprocedure,
  'salesflow.all_subjects()'::regprocedure;

rollback;
