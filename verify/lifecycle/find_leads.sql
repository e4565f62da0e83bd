-- Verify salesflow:lifecycle/find_leads on pg

begin;

select
  'salesflow.episode_of(timestamptz)'::regprocedure,
  'salesflow.find_first_activity(uuid[], timestamptz)'::regprocedure,
  'salesflow.find_planned_meeting(uuid[], timestamptz)'::regprocedure,
  'salesflow.find_bant(uuid[], timestamptz)'::regprocedure,
  'salesflow.find_situations(uuid[], timestamptz)'::regprocedure;

rollback;
