-- Verify salesflow:events/kinds on pg

begin;

select
  'salesflow.event_kinds'::regclass,
  'salesflow.event_kind_history'::regclass,
  'salesflow.kind_function(text, text, regtype, boolean)'::regprocedure,
  'salesflow.guard_event_kind()'::regprocedure,
  'salesflow.record_event_kind()'::regprocedure,
  'salesflow.guard_event_kind_in_use()'::regprocedure;

do $$
begin
  assert exists (select from pg_catalog.pg_trigger where tgrelid = 'salesflow.event_kinds'::regclass and tgname = 'event_kinds_300_guard'),
    'trigger event_kinds_300_guard is missing';
  assert exists (select from pg_catalog.pg_trigger where tgrelid = 'salesflow.event_kinds'::regclass and tgname = 'event_kinds_700_record_new'),
    'trigger event_kinds_700_record_new is missing';
  assert exists (select from pg_catalog.pg_trigger where tgrelid = 'salesflow.event_kinds'::regclass and tgname = 'event_kinds_700_record_changed'),
    'trigger event_kinds_700_record_changed is missing';
  assert exists (select from pg_catalog.pg_trigger where tgrelid = 'salesflow.event_kinds'::regclass and tgname = 'event_kinds_300_guard_in_use'),
    'trigger event_kinds_300_guard_in_use is missing';
end
$$;

rollback;
