-- Revert salesflow:review/say_plan from pg

begin;

drop function salesflow.say_plan(jsonb);
drop function salesflow.say_priority(jsonb, text);
drop function salesflow.long_date(date, text);

commit;
