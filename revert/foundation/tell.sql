-- Revert salesflow:foundation/tell from pg

begin;

drop function salesflow.function_name(text, text, text, boolean, boolean);
drop function salesflow.say_facts(text, jsonb, text, text);
drop function salesflow.tell(text[], jsonb, text, text, boolean);

commit;
