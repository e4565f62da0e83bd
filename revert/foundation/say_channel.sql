-- Revert salesflow:foundation/say_channel from pg

begin;

drop function salesflow.say_channel(text, text);

commit;
