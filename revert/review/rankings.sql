-- Revert salesflow:review/rankings from pg

begin;

delete from public.retention_rules where rule in (
  'review.rankings'
);
drop table public.lead_rankings;
delete from public.policies where key in (
  'review.default_deal_value',
  'review.decay_grace',
  'review.decay_half_life',
  'review.decay_floor',
  'review.reach_unknown',
  'review.reach_just_contacted',
  'review.contact_pause',
  'review.keep_rankings'
);

commit;
