-- Revert salesflow:review/rank_leads from pg

begin;

drop function public.rank_leads(uuid, timestamptz);
drop function salesflow.rank_leads(uuid[], timestamptz);

commit;
