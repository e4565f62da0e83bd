-- Verify salesflow:rules/rules on pg

begin;

select
  'public.automation_rules'::regclass,
  'salesflow.rule_episodes'::regclass;

do $$
begin
  assert (select count(distinct key) from public.policies where key = any (array[
    'rules.keep_episodes'
  ])) = 1, 'rows of public.policies are missing';
  assert (select count(distinct rule) from public.retention_rules where rule = any (array[
    'rules.episodes'
  ])) = 1, 'rows of public.retention_rules are missing';
end
$$;

rollback;
