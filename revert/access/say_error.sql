-- Revert salesflow:access/say_error from pg

begin;

drop function salesflow.say_error(text, text);

commit;
