-- Revert salesflow:events/settle from pg

begin;

drop function salesflow.fail_event(bigint, uuid, text, double precision, jsonb, text);
drop function salesflow.complete_offline(bigint, uuid, text, jsonb);
drop function salesflow.complete_event(bigint, uuid, jsonb, jsonb);
drop function salesflow.complete_events(jsonb);
drop function salesflow.settle_events(salesflow.settlement[]);
drop function salesflow.settle_answer(bigint, uuid, jsonb, jsonb);
drop function salesflow.put_back_events(salesflow.events[], text[], text[], double precision[]);
drop function salesflow.bury_events(salesflow.events[], text[], text[]);

commit;
