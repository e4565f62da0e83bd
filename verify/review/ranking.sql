-- Verify salesflow:review/ranking on pg

begin;

select
  'public.review_situations'::regclass,
  'salesflow.rank_leads(uuid[], timestamptz)'::regprocedure,
  'public.rank_leads(uuid, timestamptz)'::regprocedure;

do $$
begin
  assert (select count(*) from public.policies where key = any (array[
    'review.default_deal_value',
    'review.decay_grace',
    'review.decay_half_life',
    'review.decay_floor',
    'review.reach_unknown',
    'review.reach_just_contacted',
    'review.contact_pause',
    'review.reply_window',
    'review.proposal_patience'
  ])) = 9, 'rows of public.policies are missing';
end
$$;

rollback;
