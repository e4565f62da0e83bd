-- Revert salesflow:crm/users from pg

begin;

drop function public.act_as(uuid);
drop function salesflow.current_user_id();
drop function salesflow.acting_for();
drop table public.users;
drop table public.squads;
drop function salesflow.touch_updated_at();

commit;
