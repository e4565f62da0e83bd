-- Revert salesflow:lifecycle/judge_leads from pg

begin;

drop function salesflow.judge_leads(uuid[], uuid[], timestamptz);
drop function salesflow.situation_conditions(timestamptz);
drop function salesflow.leads_at(uuid[], uuid[], timestamptz);
drop function salesflow.known_until(timestamptz);

commit;
