-- Revert salesflow:review/wording_event from pg

begin;

delete from salesflow.event_kinds where kind in (
  'review.plan_wording'
);

commit;
