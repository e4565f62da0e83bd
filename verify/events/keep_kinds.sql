-- Verify salesflow:events/keep_kinds on pg

begin;

select
  'salesflow.kind_function(text, text, regtype, boolean)'::regprocedure,
  'salesflow.guard_event_kind()'::regprocedure,
  'salesflow.guard_event_kind_in_use()'::regprocedure;

do $$
begin
  assert exists (select from pg_catalog.pg_trigger where tgname = 'event_kinds_300_guard' and tgrelid = 'salesflow.event_kinds'::regclass),
    'trigger event_kinds_300_guard is missing';
  assert exists (select from pg_catalog.pg_trigger where tgname = 'event_kinds_300_guard_in_use' and tgrelid = 'salesflow.event_kinds'::regclass),
    'trigger event_kinds_300_guard_in_use is missing';
  assert exists (select from pg_catalog.pg_trigger where tgname = 'event_kinds_700_keep_history' and tgrelid = 'salesflow.event_kinds'::regclass),
    'trigger event_kinds_700_keep_history is missing';
end
$$;

rollback;
