-- Revert salesflow:crm/act_as from pg

begin;

drop function public.act_as(uuid);
drop function salesflow.current_user_id();
drop function salesflow.acting_for();

commit;
