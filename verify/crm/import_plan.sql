-- Verify salesflow:crm/import_plan on pg

begin;

select
  'salesflow.import_states'::regclass,
  'salesflow.import_plan'::regclass,
  'salesflow.plan_import(uuid)'::regprocedure;

rollback;
