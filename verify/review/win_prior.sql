-- Verify salesflow:review/win_prior on pg

begin;

do $$
begin
  assert (select count(distinct key) from public.policies where key = any (array[
    'win.prior.new',
    'win.prior.nurture',
    'win.prior.contacted',
    'win.prior.qualified',
    'win.prior.meeting_scheduled',
    'win.prior.proposal_sent',
    'win.prior.negotiation',
    'win.bant_weight'
  ])) = 8, 'rows of public.policies are missing';
end
$$;

rollback;
