-- Verify salesflow:import/find_people on pg

begin;

select
  'salesflow.find_squad(text, text)'::regprocedure,
  'salesflow.import_squads()'::regprocedure,
  'salesflow.find_import_people(uuid)'::regprocedure,
  'salesflow.import_users(uuid)'::regprocedure;

rollback;
