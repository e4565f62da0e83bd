-- Verify salesflow:foundation/types on pg

begin;

select
  'salesflow.label'::regtype,
  'salesflow.priority'::regtype,
  'salesflow.time_zone'::regtype,
  'salesflow.locale'::regtype,
  'salesflow.currency'::regtype,
  'salesflow.amount'::regtype,
  'salesflow.instant'::regtype,
  'salesflow.duration'::regtype,
  'salesflow.planning_time'::regtype,
  'salesflow.score'::regtype,
  'salesflow.share'::regtype,
  'salesflow.json_object'::regtype,
  'salesflow.json_array'::regtype;

rollback;
