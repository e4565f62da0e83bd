-- Verify salesflow:import/find_parties on pg

begin;

select
  'salesflow.company_key(jsonb)'::regprocedure,
  'salesflow.contact_key(jsonb, text)'::regprocedure,
  'salesflow.find_parties(uuid)'::regprocedure,
  'salesflow.import_parties(uuid)'::regprocedure;

rollback;
