-- Revert salesflow:review/win_probability from pg

begin;

drop function public.win_probability(uuid);
drop function salesflow.win_probabilities(uuid[]);

delete from public.policies where key in (
  'win.prior.new',
  'win.prior.nurture',
  'win.prior.contacted',
  'win.prior.qualified',
  'win.prior.meeting_scheduled',
  'win.prior.proposal_sent',
  'win.prior.negotiation',
  'win.bant_weight'
);

commit;
