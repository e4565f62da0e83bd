-- Verify salesflow:lifecycle/record_status on pg

begin;

select
  'salesflow.guard_status_graph()'::regprocedure,
  'salesflow.record_first_status()'::regprocedure,
  'salesflow.record_status_change()'::regprocedure,
  'public.get_lead_lifecycle_stage(uuid)'::regprocedure;

do $$
begin
  assert exists (select from pg_catalog.pg_trigger where tgrelid = 'public.lead_status_transitions'::regclass and tgname = 'lead_status_transitions_300_guard'),
    'trigger lead_status_transitions_300_guard is missing';
  assert exists (select from pg_catalog.pg_trigger where tgrelid = 'public.leads'::regclass and tgname = 'leads_700_record_first_status'),
    'trigger leads_700_record_first_status is missing';
  assert exists (select from pg_catalog.pg_trigger where tgrelid = 'public.leads'::regclass and tgname = 'leads_700_record_status_change'),
    'trigger leads_700_record_status_change is missing';
  assert exists (select from pg_catalog.pg_policy where polrelid = 'public.lead_status_history'::regclass and polname = 'people_see'),
    'public.lead_status_history lacks its policies';
end
$$;

rollback;
