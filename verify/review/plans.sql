-- Verify salesflow:review/plans on pg

begin;

select
  'public.daily_action_plans'::regclass,
  'public.daily_plan_priorities'::regclass;

do $$
begin
  assert (select count(distinct key) from public.policies where key = any (array[
    'review.local_time',
    'review.catch_up',
    'review.priorities',
    'review.risks',
    'review.quick_wins',
    'review.conversion_window',
    'review.quick_win_probability',
    'review.quote_length',
    'memory.plan_importance'
  ])) = 9, 'rows of public.policies are missing';
  assert (select count(distinct key) from public.policies where key = any (array[
    'review.weekdays'
  ])) = 1, 'rows of public.policies are missing';
end
$$;

rollback;
