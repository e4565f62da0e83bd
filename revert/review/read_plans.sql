-- Revert salesflow:review/read_plans from pg

begin;

drop function public.create_daily_plan(uuid);
drop function public.get_daily_plan(uuid, date);
drop function public.find_users(text);
drop function salesflow.check_may_read_user(uuid);

commit;
