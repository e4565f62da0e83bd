-- Verify salesflow:rules/registries on pg

begin;

select
  'public.rule_watches'::regclass,
  'public.subject_types'::regclass,
  'public.rule_effects'::regclass,
  'public.action_types'::regclass,
  'salesflow.finding'::regtype,
  'salesflow.raising'::regtype,
  'salesflow.deed'::regtype;

do $$
begin
  assert (select count(distinct watch) from public.rule_watches where watch = any (array[
    'clock',
    'manual'
  ])) = 2, 'rows of public.rule_watches are missing';
  assert (select count(distinct subject_type) from public.subject_types where subject_type = any (array[
    'lead',
    'user',
    'squad'
  ])) = 3, 'rows of public.subject_types are missing';
end
$$;

rollback;
