-- Verify salesflow:review/daily_review on pg

begin;

select
  'salesflow.review_users(uuid[], timestamptz)'::regprocedure,
  'salesflow.priority_json(public.daily_plan_priorities, text)'::regprocedure,
  'salesflow.review_insights(text, jsonb)'::regprocedure,
  'salesflow.run_daily_review(timestamptz)'::regprocedure;

do $$
begin
  assert (select count(*) from public.policies where key = any (array[
    'review.local_time',
    'review.weekdays',
    'review.priorities',
    'review.risks',
    'review.quick_wins',
    'review.conversion_window',
    'review.quick_win_probability'
  ])) = 7, 'rows of public.policies are missing';
  assert (select count(*) from public.automation_rules where rule = any (array[
    'review.daily_plan'
  ])) = 1, 'rows of public.automation_rules are missing';
end
$$;

rollback;
