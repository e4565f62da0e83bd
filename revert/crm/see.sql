-- Revert salesflow:crm/see from pg

begin;

call salesflow.unprotect('public.leads');
call salesflow.unprotect('public.squads');
call salesflow.unprotect('public.users');
drop procedure salesflow.protect_by_lead(text, text);
drop procedure salesflow.protect_by_user(text, text);
drop function salesflow.may_see_lead(uuid);
drop function salesflow.may_see_user(uuid);
drop function salesflow.sees_all();
drop function salesflow.visible_user_ids();
drop function salesflow.role_sees_all();

commit;
