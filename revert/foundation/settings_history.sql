-- Revert salesflow:foundation/settings_history from pg

begin;

drop table public.settings_history;

commit;
