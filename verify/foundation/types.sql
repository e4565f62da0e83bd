-- Verify salesflow:foundation/types on pg

begin;

select
  'salesflow.label'::regtype,
  'salesflow.priority'::regtype,
  'salesflow.contact_channel'::regtype,
  'salesflow.time_zone'::regtype,
  'salesflow.locale'::regtype,
  'salesflow.currency'::regtype,
  'salesflow.score'::regtype,
  'salesflow.share'::regtype,
  'salesflow.json_object'::regtype,
  'salesflow.json_array'::regtype;

rollback;
