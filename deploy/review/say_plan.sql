-- Deploy salesflow:review/say_plan to pg
-- requires: foundation/tell
-- requires: review/plan_texts
-- replaceable: a plan's numbers in words, so that clients show it without knowing what it means.

begin;
set local role salesflow_owner;

create or replace function salesflow.long_date(p_date date, p_locale text)
  returns text
  language sql
  stable
  return salesflow.say('date.long', p_locale, jsonb_build_object(
    'weekday', split_part(salesflow.say('date.weekdays', p_locale), ' ', extract(isodow from p_date)::integer),
    'day', extract(day from p_date),
    'month', split_part(salesflow.say('date.months', p_locale), ' ', extract(month from p_date)::integer),
    'year', extract(year from p_date)));
comment on function salesflow.long_date(date, text) is 'A day in words, in the language of a locale: Monday, 23 November 2026.';

create or replace function salesflow.say_priority(p_priority jsonb, p_locale text)
  returns jsonb
  language sql
  stable
  return p_priority || jsonb_build_object(
    'urgency_text', salesflow.say('review.urgency.' || (p_priority ->> 'urgency'), p_locale),
    'contact_text', case
      when p_priority ->> 'channel' is null then salesflow.say('review.contact.unknown', p_locale)
      -- plans say phone where activities and contact_channels say call
      else salesflow.say_facts(
        'review.contact', p_priority || case p_priority ->> 'channel' when 'phone' then '{"channel": "call"}' else '{}'::jsonb end, p_locale)
    end,
    'win_probability_text', salesflow.say_facts('review.chance', p_priority, p_locale),
    'expected_value_text', salesflow.say_facts('review.worth', p_priority, p_locale));
comment on function salesflow.say_priority(jsonb, text) is
  'A priority of a plan (get_daily_plan().top_3_priorities) with its …_text keys: urgency, contact (channel and time), win_probability, expected_value.';

create or replace function salesflow.say_plan(p_plan jsonb)
  returns jsonb
  language sql
  stable
  set search_path = pg_catalog, pg_temp
as $$
  select p_plan || jsonb_build_object(
    'greeting_text', salesflow.say_facts('review.greeting', p_plan, plan.locale),
    'plan_date_text', salesflow.long_date((p_plan ->> 'plan_date')::date, plan.locale),
    'progress_text', salesflow.say_facts('review.progress', p_plan, plan.locale),
    'source_text', salesflow.say('review.source.' || (p_plan ->> 'source'), plan.locale),
    'top_3_priorities', (
      select coalesce(jsonb_agg(salesflow.say_priority(e.item, plan.locale) order by e.position), '[]')
      from jsonb_array_elements(p_plan -> 'top_3_priorities') with ordinality as e (item, position)),
    'goal_progress_text', (
      select jsonb_agg(salesflow.say_facts('review.goal.' || goal.name, p_plan -> 'goal_progress', plan.locale) order by goal.position)
      from (values (1, 'won', 'deals_closed_this_month'), (2, 'pipeline', 'pipeline_value'), (3, 'rate', 'conversion_rate'))
        as goal (position, name, counted)
      -- a rep of whom nothing was decided has no rate
      where p_plan -> 'goal_progress' ->> goal.counted is not null))
  from (select p_plan ->> 'locale' as locale) as plan
$$;
comment on function salesflow.say_plan(jsonb) is
  'A plan as get_daily_plan() returns it, said in the language of its user: adds greeting_text, plan_date_text, progress_text, source_text, goal_progress_text (an array of sentences) and what say_priority() adds to each priority.';

commit;
