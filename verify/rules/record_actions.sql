-- Verify salesflow:rules/record_actions on pg

begin;

select
  'salesflow.record_actions(salesflow.raising[], salesflow.deed[], text)'::regprocedure;

rollback;
