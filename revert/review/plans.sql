-- Revert salesflow:review/plans from pg

begin;

drop table public.daily_plan_priorities;
drop table public.daily_action_plans;
delete from public.policies where key in (
  'review.weekdays'
);
delete from public.policies where key in (
  'review.local_time',
  'review.catch_up',
  'review.priorities',
  'review.risks',
  'review.quick_wins',
  'review.conversion_window',
  'review.quick_win_probability',
  'review.quote_length',
  'memory.plan_importance'
);

commit;
