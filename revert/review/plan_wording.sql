-- Revert salesflow:review/plan_wording from pg

begin;

drop function salesflow.request_plan_wording(uuid[]);
drop function salesflow.plan_wording_apply(salesflow.events, jsonb, text);
drop function salesflow.plan_wording_judged(uuid, jsonb);
drop function salesflow.plan_wording_offline(salesflow.events);
drop function salesflow.plan_wording_context(salesflow.events);

delete from salesflow.event_kinds where kind in (
  'review.plan_wording'
);
delete from public.automation_rules where rule in (
  'review.plan_wording'
);

commit;
