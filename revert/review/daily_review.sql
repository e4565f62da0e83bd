-- Revert salesflow:review/daily_review from pg

begin;

drop function salesflow.run_daily_review(timestamptz);
drop function salesflow.review_insights(text, jsonb);
drop function salesflow.priority_json(public.daily_plan_priorities, text);
drop function salesflow.review_users(uuid[], timestamptz);

delete from public.automation_rules where rule in (
  'review.daily_plan'
);
delete from public.policies where key in (
  'review.local_time',
  'review.weekdays',
  'review.priorities',
  'review.risks',
  'review.quick_wins',
  'review.conversion_window',
  'review.quick_win_probability'
);

commit;
