-- Deploy salesflow:analytics/metrics to pg
-- requires: foundation/policies
-- requires: foundation/texts
-- stateful: How far back dashboards and success metrics look, and what they are called.

begin;
set local role salesflow_owner;

insert into public.policies (key, value, unit, description)
values
  ('analytics.actions_window', '"7 days"', 'interval', 'How far back the dashboard of automated actions looks.'),
  ('analytics.window', '"30 days"', 'interval', 'How far back the other dashboards and the success metrics look.');

insert into public.text_templates (key, locale, body)
values
  ('analytics.metric.automation_share', 'en', 'Status changes made by rules, of all status changes'),
  ('analytics.metric.automation_share', 'de', 'Statuswechsel durch Regeln, von allen Statuswechseln'),
  ('analytics.metric.automated_leads', 'en', 'Leads moved by a rule at least once, of all leads that moved'),
  ('analytics.metric.automated_leads', 'de', 'Leads, die eine Regel mindestens einmal bewegt hat, von allen bewegten'),
  ('analytics.metric.recommendations_per_user_day', 'en', 'Recommendations per active user and day'),
  ('analytics.metric.recommendations_per_user_day', 'de', 'Empfehlungen pro aktivem Nutzer und Tag'),
  ('analytics.metric.acceptance_rate', 'en', 'Recommendations taken up, of those a person answered or let lapse'),
  ('analytics.metric.acceptance_rate', 'de', 'Angenommene Empfehlungen, von allen beantworteten oder verfallenen'),
  ('analytics.metric.plan_completion', 'en', 'Priorities done, of all in the daily plans'),
  ('analytics.metric.plan_completion', 'de', 'Erledigte Prioritäten, von allen in den Tagesplänen'),
  ('analytics.metric.deal_velocity', 'en', 'Mean days from lead to won, deals won in the period'),
  ('analytics.metric.deal_velocity', 'de', 'Mittlere Tage vom Lead zum Abschluss, Abschlüsse im Zeitraum'),
  ('analytics.metric.conversion_rate', 'en', 'Deals won, of those decided in the period'),
  ('analytics.metric.conversion_rate', 'de', 'Gewonnene Abschlüsse, von allen im Zeitraum entschiedenen'),
  ('analytics.metric.job_success_rate', 'en', 'Job runs that succeeded, of all runs'),
  ('analytics.metric.job_success_rate', 'de', 'Erfolgreiche Jobläufe, von allen'),
  ('analytics.metric.job_duration', 'en', 'Mean duration of a job run'),
  ('analytics.metric.job_duration', 'de', 'Mittlere Dauer eines Joblaufs');

commit;
