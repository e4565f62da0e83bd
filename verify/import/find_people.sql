-- Verify salesflow:import/find_people on pg

begin;

select
  'salesflow.email_in(text)'::regprocedure,
  'salesflow.person_key(text, text, text)'::regprocedure,
  'salesflow.name_of_email(text)'::regprocedure,
  'salesflow.difference(jsonb, jsonb)'::regprocedure,
  'salesflow.find_squad(text, text)'::regprocedure,
  'salesflow.import_squads()'::regprocedure,
  'salesflow.find_import_people(uuid)'::regprocedure,
  'salesflow.import_users(uuid)'::regprocedure;

rollback;
