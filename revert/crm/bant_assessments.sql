-- Revert salesflow:crm/bant_assessments from pg

begin;

drop table public.bant_assessments;

delete from public.policies where key in (
  'bant.green',
  'bant.yellow'
);

commit;
