-- Revert salesflow:review/ranking from pg

begin;

drop function public.rank_leads(uuid, timestamptz);
drop function salesflow.rank_leads(uuid[], timestamptz);
drop table public.review_situations;

delete from public.policies where key in (
  'review.default_deal_value',
  'review.decay_grace',
  'review.decay_half_life',
  'review.decay_floor',
  'review.reach_unknown',
  'review.reach_just_contacted',
  'review.contact_pause',
  'review.reply_window',
  'review.proposal_patience'
);

commit;
