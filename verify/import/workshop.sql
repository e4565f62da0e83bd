-- Verify salesflow:import/workshop on pg

begin;

select
  'salesflow.import_rows'::regclass,
  'salesflow.import_fields'::regclass,
  'salesflow.import_items'::regclass,
  'salesflow.import_values'::regclass,
  'salesflow.import_people'::regclass,
  'salesflow.import_companies'::regclass,
  'salesflow.import_contacts'::regclass,
  'salesflow.import_plan'::regclass;

rollback;
