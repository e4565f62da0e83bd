-- Verify salesflow:review/win_probability on pg

begin;

select
  'salesflow.win_probabilities(uuid[])'::regprocedure,
  'public.win_probability(uuid)'::regprocedure;

rollback;
