-- Deploy salesflow:review/plan_wording to pg
-- requires: rules/rules
-- stateful: the rule in whose name a model words plans.

begin;
set local role salesflow_owner;

insert into public.automation_rules (rule, description_en, description_de, text_key)
values
  ('review.plan_wording',
    'Has a language model word the actions, scripts and insights of a plan; numbers, leads and order stay.',
    'Lässt ein Sprachmodell Aktionen, Skripte und Einschätzungen eines Plans formulieren; Zahlen, Leads und Reihenfolge bleiben.',
    'review.plan_wording');

insert into public.action_types (action_type) values ('plan_worded');

commit;
