-- Revert salesflow:review/word_plans from pg

begin;

drop function salesflow.request_plan_wording(uuid[]);
drop function salesflow.plan_wording_apply(salesflow.events, jsonb, text);
drop function salesflow.plan_wording_judged(uuid, jsonb);
drop function salesflow.plan_wording_offline(salesflow.events);
drop function salesflow.plan_wording_context(salesflow.events);

commit;
