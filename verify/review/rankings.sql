-- Verify salesflow:review/rankings on pg

begin;

select
  'public.lead_rankings'::regclass;

do $$
begin
  assert (select count(distinct key) from public.policies where key = any (array[
    'review.default_deal_value',
    'review.decay_grace',
    'review.decay_half_life',
    'review.decay_floor',
    'review.reach_unknown',
    'review.reach_just_contacted',
    'review.contact_pause',
    'review.keep_rankings'
  ])) = 8, 'rows of public.policies are missing';
  assert (select count(distinct rule) from public.retention_rules where rule = any (array[
    'review.rankings'
  ])) = 1, 'rows of public.retention_rules are missing';
end
$$;

rollback;
