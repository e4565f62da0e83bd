-- Revert salesflow:events/settle from pg

begin;

drop function salesflow.fail_event(bigint, uuid, text, double precision, jsonb, text);
drop function salesflow.complete_offline(bigint, uuid, text, jsonb);
drop function salesflow.complete_event(bigint, uuid, jsonb, jsonb);
drop function salesflow.complete_events(jsonb);
drop function salesflow.settle_events(salesflow.settlement[]);
drop function salesflow.answer_by_rules(bigint[]);
drop function salesflow.apply_answers(bigint[], jsonb[], text);
drop function salesflow.call_kinds(text, bigint[], jsonb[], text);
drop type salesflow.verdict;
drop type salesflow.settlement;

commit;
