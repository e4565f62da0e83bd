-- Revert salesflow:foundation/texts from pg

begin;

drop function salesflow.say(text, text, jsonb);
drop function salesflow.render(text[], jsonb);
drop function salesflow.first_name(text);
drop function salesflow.local_days(numeric, text);
drop function salesflow.local_money(numeric, text, text);
drop function salesflow.local_date(timestamptz, text, text);
drop function salesflow.is_time_zone(text);
drop function salesflow.language(text);
drop table public.text_templates;

commit;
