-- Revert salesflow:foundation/keep_history from pg

begin;

call salesflow.unprotect('public.settings_history');
drop function salesflow.policy_version();
drop procedure salesflow.keep_history(regclass);
drop function salesflow.record_setting_change();

commit;
