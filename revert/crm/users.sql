-- Revert salesflow:crm/users from pg

begin;

drop function public.act_as(uuid);
drop function salesflow.current_user_id();
drop table public.users;
drop table public.squads;
drop function salesflow.touch_updated_at();

commit;
