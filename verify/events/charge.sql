-- Verify salesflow:events/charge on pg

begin;

select
  'salesflow.model_price(text, text)'::regprocedure,
  'salesflow.is_over_budget(uuid)'::regprocedure,
  'salesflow.over_budget(salesflow.events[])'::regprocedure,
  'salesflow.whole_number(jsonb)'::regprocedure,
  'salesflow.call_cost(integer, integer, integer, numeric, numeric, numeric)'::regprocedure,
  'salesflow.charge_calls(salesflow.events[], text[], jsonb[])'::regprocedure,
  'salesflow.charge_call(salesflow.events, text, jsonb, integer)'::regprocedure,
  'salesflow.charge_late_calls(salesflow.settlement[])'::regprocedure;

rollback;
