-- Verify salesflow:import/understand on pg

begin;

select 'salesflow.understand_import(uuid, text[], jsonb)'::regprocedure;

rollback;
