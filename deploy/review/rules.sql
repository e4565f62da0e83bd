-- Deploy salesflow:review/rules to pg
-- requires: review/make_plans
-- stateful: plans as an effect, and the rules that make them and recommend what comes first in them.

begin;
set local role salesflow_owner;

insert into public.rule_watches (watch, trigger_type, description_en, description_de)
values
  ('review', 'time_based', 'The hour of a user''s daily review has come.', 'Die Stunde der täglichen Planung eines Nutzers ist da.'),
  ('plan', 'time_based', 'A plan is being made.', 'Ein Plan entsteht.');

insert into public.rule_effects (effect, raise_fn, description_en, description_de)
values
  ('plan', 'salesflow.make_plans', 'The plan of a user''s day.', 'Der Tagesplan eines Nutzers.');

insert into public.action_types (action_type) values ('plan_created');

insert into public.automation_rules (rule, watch, effect, finder, type, policy_keys, text_key, description_en, description_de)
values
  ('review.daily_plan', 'review', 'plan', 'salesflow.find_plan_due', null,
    '{review.local_time,review.weekdays,review.priorities}', 'review.daily_plan',
    'Makes the plan of the day: the leads worth most to act on today, by expected value.',
    'Macht den Plan des Tages: die Leads, bei denen Handeln heute am meisten wert ist, nach Erwartungswert.'),
  ('review.priority', 'plan', 'recommendation', 'salesflow.find_priorities', 'followup',
    '{review.priorities}', 'review.priority.{situation}',
    'Recommends acting on the leads that come first in the plan.',
    'Empfiehlt, bei den Leads zu handeln, die im Plan zuerst kommen.');

commit;
