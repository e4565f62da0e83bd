-- Verify salesflow:crm/act_as on pg

begin;

select
  'salesflow.acting_for()'::regprocedure,
  'salesflow.current_user_id()'::regprocedure,
  'public.act_as(uuid)'::regprocedure;

rollback;
