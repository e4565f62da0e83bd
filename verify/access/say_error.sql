-- Verify salesflow:access/say_error on pg

begin;

select 'salesflow.say_error(text, text)'::regprocedure;

rollback;
