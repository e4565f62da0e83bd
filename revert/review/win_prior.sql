-- Revert salesflow:review/win_prior from pg

begin;

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
