-- Revert salesflow:crm/touch_users from pg

begin;

drop trigger users_100_normalise on public.users;
drop function salesflow.touch_updated_at();

commit;
