-- Revert salesflow:rules/rules from pg

begin;

delete from public.retention_rules where rule in (
  'rules.episodes'
);
drop table salesflow.rule_episodes;
delete from public.policies where key in (
  'rules.keep_episodes'
);
drop table public.automation_rules;

commit;
