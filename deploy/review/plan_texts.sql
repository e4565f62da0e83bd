-- Deploy salesflow:review/plan_texts to pg
-- requires: foundation/texts
-- stateful: what is said around the numbers of a plan when a client shows it.

begin;
set local role salesflow_owner;

insert into public.text_templates (key, locale, body)
values
  ('date.weekdays', 'en', 'Monday Tuesday Wednesday Thursday Friday Saturday Sunday'),
  ('date.weekdays', 'de', 'Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag'),
  ('date.months', 'en', 'January February March April May June July August September October November December'),
  ('date.months', 'de', 'Januar Februar März April Mai Juni Juli August September Oktober November Dezember'),
  ('date.long', 'en', '{weekday}, {day} {month} {year}'),
  ('date.long', 'de', '{weekday}, {day}. {month} {year}'),

  ('review.greeting', 'en', 'Good morning, {user_name|first_name}'),
  ('review.greeting', 'de', 'Guten Morgen, {user_name|first_name}'),
  ('review.urgency.critical', 'en', 'NOW'), ('review.urgency.critical', 'de', 'JETZT'),
  ('review.urgency.high', 'en', 'TODAY'), ('review.urgency.high', 'de', 'HEUTE'),
  ('review.urgency.medium', 'en', 'SOON'), ('review.urgency.medium', 'de', 'BALD'),
  ('review.urgency.low', 'en', 'WHEN FREE'), ('review.urgency.low', 'de', 'WENN ZEIT IST'),
  ('review.contact', 'en', 'by {channel|channel} at {optimal_time}'),
  ('review.contact', 'de', 'per {channel|channel} um {optimal_time}'),
  ('review.contact.unknown', 'en', 'no telephone or e-mail known: find one first'),
  ('review.contact.unknown', 'de', 'weder Telefon noch E-Mail bekannt: zuerst herausfinden'),
  ('review.chance', 'en', '{win_probability|percent} to win'),
  ('review.chance', 'de', '{win_probability|percent} Gewinnchance'),
  ('review.worth', 'en', '{expected_value|money} expected from acting today'),
  ('review.worth', 'de', '{expected_value|money} Erwartungswert, wenn Sie heute handeln'),
  ('review.goal.won', 'en', '{deals_closed_this_month} won ({revenue_this_month|money})'),
  ('review.goal.won', 'de', '{deals_closed_this_month} gewonnen ({revenue_this_month|money})'),
  ('review.goal.pipeline', 'en', '{pipeline_value|money} in the pipeline, {expected_pipeline_value|money} to be expected'),
  ('review.goal.pipeline', 'de', '{pipeline_value|money} in der Pipeline, davon {expected_pipeline_value|money} zu erwarten'),
  ('review.goal.rate', 'en', '{conversion_rate|percent} of the deals decided in the last {conversion_days} days were won'),
  ('review.goal.rate', 'de', '{conversion_rate|percent} der in den letzten {conversion_days} Tagen entschiedenen Geschäfte gewonnen'),
  ('review.progress', 'en', '{actions_completed} of {actions_total} done'),
  ('review.progress', 'de', '{actions_completed} von {actions_total} erledigt'),
  ('review.source.model', 'en', 'worded by the model, every number by the database'),
  ('review.source.model', 'de', 'Worte vom Modell, jede Zahl aus der Datenbank'),
  ('review.source.rules', 'en', 'by rules, without a model'),
  ('review.source.rules', 'de', 'nach Regeln, ohne Modell');

commit;
