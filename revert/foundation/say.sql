-- Revert salesflow:foundation/say from pg

begin;

drop function salesflow.say(text, text, jsonb);
drop function salesflow.render(text[], jsonb);
drop function salesflow.first_name(text);
drop function salesflow.local_days(numeric, text);
drop function salesflow.local_money(numeric, text, text);
drop function salesflow.local_date(timestamptz, text, text);
drop function salesflow.language(text);

commit;
