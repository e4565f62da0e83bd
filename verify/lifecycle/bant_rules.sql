-- Verify salesflow:lifecycle/bant_rules on pg

begin;

select
  'salesflow.bant_verdicts(uuid[])'::regprocedure,
  'salesflow.follow_bant()'::regprocedure;

do $$
begin
  assert exists (select from pg_catalog.pg_trigger where tgrelid = 'public.bant_assessments'::regclass and tgname = 'bant_assessments_600_follow_inserted'),
    'trigger bant_assessments_600_follow_inserted is missing';
  assert exists (select from pg_catalog.pg_trigger where tgrelid = 'public.bant_assessments'::regclass and tgname = 'bant_assessments_600_follow_updated'),
    'trigger bant_assessments_600_follow_updated is missing';
  assert (select count(*) from public.policies where key = any (array[
    'lifecycle.qualify_bant',
    'lifecycle.meeting_bant'
  ])) = 2, 'rows of public.policies are missing';
  assert (select count(*) from public.automation_rules where rule = any (array[
    'lifecycle.bant_qualified',
    'lifecycle.bant_high',
    'lifecycle.bant_yellow',
    'lifecycle.bant_red'
  ])) = 4, 'rows of public.automation_rules are missing';
  assert (select count(*) from public.text_templates where key = any (array[
    'lifecycle.bant_qualified.reason',
    'lifecycle.bant_high.title',
    'lifecycle.bant_high.reasoning',
    'lifecycle.bant_yellow.title',
    'lifecycle.bant_yellow.reasoning',
    'lifecycle.bant_red.title',
    'lifecycle.bant_red.reasoning',
    'bant.budget',
    'bant.authority',
    'bant.need',
    'bant.timeline',
    'bant.nothing'
  ])) >= 24, 'rows of public.text_templates are missing';
end
$$;

rollback;
