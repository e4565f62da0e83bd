-- Verify salesflow:crm/import_leads on pg

begin;

select
  'salesflow.import_states'::regclass,
  'salesflow.import_people'::regclass,
  'salesflow.import_plan'::regclass,
  'salesflow.find_squad(text, text)'::regprocedure,
  'salesflow.import_squads()'::regprocedure,
  'salesflow.find_import_people(uuid)'::regprocedure,
  'salesflow.import_users(uuid)'::regprocedure,
  'salesflow.plan_import(uuid)'::regprocedure,
  'salesflow.apply_import(uuid)'::regprocedure,
  'salesflow.run_import(uuid, jsonb)'::regprocedure,
  'public.import_leads(regclass, jsonb, text, boolean, text)'::regprocedure,
  'public.retry_import(uuid, jsonb, boolean)'::regprocedure;

rollback;
