-- Verify salesflow:lifecycle/status_history on pg

begin;

select
  'public.lead_status_transitions'::regclass,
  'public.lead_status_history'::regclass;

do $$
begin
  assert (select count(distinct from_status) from public.lead_status_transitions where from_status = any (array[
    'new',
    'nurture',
    'contacted',
    'qualified',
    'meeting_scheduled',
    'proposal_sent',
    'negotiation'
  ])) = 7, 'rows of public.lead_status_transitions are missing';
end
$$;

rollback;
