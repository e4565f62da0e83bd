-- Revert salesflow:events/apply from pg

begin;

drop function salesflow.answer_by_rules(text[], text[], salesflow.events[], text[]);
drop function salesflow.apply_answers(text[], salesflow.events[], text[], jsonb[], text);
drop function salesflow.call_kinds(text[], salesflow.events[], jsonb[], text);
drop function salesflow.call_kind(text, salesflow.events, jsonb, text);
drop function salesflow.is_outage(text);

commit;
