-- Deploy salesflow:review/win_prior to pg
-- requires: foundation/policies
-- stateful: the prior behind every win probability.

begin;
set local role salesflow_owner;

insert into public.policies (key, value, unit, description, minimum, maximum)
values
  ('win.prior.new', '0.05', 'probability', 'Share of new leads that are won in the end.', 0, 1),
  ('win.prior.nurture', '0.06', 'probability', 'Share of nurtured leads that are won.', 0, 1),
  ('win.prior.contacted', '0.10', 'probability', 'Share of contacted leads that are won.', 0, 1),
  ('win.prior.qualified', '0.25', 'probability', 'Share of qualified leads that are won.', 0, 1),
  ('win.prior.meeting_scheduled', '0.35', 'probability', 'Share of leads with a planned meeting that are won.', 0, 1),
  ('win.prior.proposal_sent', '0.50', 'probability', 'Share of leads with a proposal that are won.', 0, 1),
  ('win.prior.negotiation', '0.65', 'probability', 'Share of leads in negotiation that are won.', 0, 1),
  ('win.bant_weight', '1.5', 'log odds', 'What a BANT total of 100 adds to the log odds, and one of 0 takes away; 50 changes nothing.', 0, 5);

commit;
