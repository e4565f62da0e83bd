-- Revert salesflow:review/plan_wording from pg

begin;

delete from public.automation_rules where rule in (
  'review.plan_wording'
);

commit;
