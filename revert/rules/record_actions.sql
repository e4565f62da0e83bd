-- Revert salesflow:rules/record_actions from pg

begin;

drop function salesflow.record_actions(salesflow.raising[], salesflow.deed[], text);

commit;
