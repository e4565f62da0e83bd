-- Revert salesflow:events/charge from pg

begin;

drop function salesflow.charge_late_calls(salesflow.settlement[]);
drop function salesflow.charge_call(salesflow.events, text, jsonb, integer);
drop function salesflow.charge_calls(salesflow.events[], text[], jsonb[]);
drop function salesflow.call_cost(integer, integer, integer, numeric, numeric, numeric);
drop function salesflow.whole_number(jsonb);
drop function salesflow.over_budget(salesflow.events[]);
drop function salesflow.is_over_budget(uuid);
drop function salesflow.model_price(text, text);

commit;
