-- Verify salesflow:foundation/say_channel on pg

begin;

select
  'salesflow.say_channel(text, text)'::regprocedure;

rollback;
