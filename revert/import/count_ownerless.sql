-- Revert salesflow:import/count_ownerless from pg

begin;

drop function salesflow.measure_ownerless_leads();
drop function salesflow.count_ownerless_leads();

commit;
