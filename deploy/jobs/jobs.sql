-- Deploy salesflow:jobs/jobs to pg
-- requires: rules/recommend
-- requires: lifecycle/watch
-- requires: review/make_plans
-- requires: jobs/clean_up
-- requires: jobs/refresh_views
-- requires: jobs/check_health
-- stateful: The jobs of the rooms so far and the checks of health, registered.

begin;
set local role salesflow_owner;

insert into public.jobs (name, schedule, body, description_en, description_de, is_enabled, timeout, overdue_after)
values
  ('daily_review', '*/15 * * * *', 'salesflow.run_daily_review',
    'Plans the day of every user whose local clock has passed their review time and who has no plan yet.',
    'Plant den Tag aller Nutzer, deren Ortszeit ihre Planungsstunde erreicht hat und die noch keinen Plan haben.',
    true, '10 minutes', '1 hour'),
  ('inactivity_check', '0 * * * *', 'salesflow.check_inactivity',
    'Recommends what to do about leads that wait too long.',
    'Empfiehlt, was bei Leads zu tun ist, die zu lange warten.',
    true, '10 minutes', '3 hours'),
  ('refresh_views', '0 */6 * * *', 'salesflow.refresh_views',
    'Refreshes the materialized views, without locking out readers.',
    'Frischt die materialisierten Sichten auf, ohne Leser auszusperren.',
    true, '30 minutes', '13 hours'),
  ('expire_recommendations', '0 0 * * *', 'salesflow.expire_recommendations',
    'Dismisses recommendations nobody answered in time.',
    'Verwirft Empfehlungen, auf die niemand rechtzeitig reagiert hat.',
    true, '10 minutes', '49 hours'),
  ('squad_analysis', '0 9 * * 1', 'salesflow.analyse_squads',
    'Snapshot, coaching needs and patterns of each squad. Comes with the squads room; off until then.',
    'Momentaufnahme, Coachingbedarf und Muster jedes Teams. Kommt mit dem Raum squads; bis dahin aus.',
    false, '30 minutes', '15 days'),
  ('cleanup', '0 2 * * *', 'salesflow.clean_up',
    'Deletes what nobody needs to keep any longer (retention_rules).',
    'Löscht, was niemand länger aufbewahren muss (retention_rules).',
    true, '30 minutes', '49 hours'),
  ('health_check', '*/15 * * * *', 'salesflow.check_health',
    'Looks at system_health and tells the administrators what changed.',
    'Prüft system_health und meldet den Administratoren, was sich geändert hat.',
    true, '1 minute', '1 hour');

insert into public.health_checks
  (check_name, position, measure, unit, limit_is, threshold, threshold_policy, severity)
values
  ('database', 10, 'salesflow.measure_connections', '%', 'maximum', null, 'health.connections', 'critical'),
  ('agent', 20, 'salesflow.measure_daemons', 'daemons', 'minimum', 1, null, 'warning'),
  ('queue_depth', 30, 'salesflow.measure_queue_depth', 'events', 'maximum', null, 'health.queue_depth', 'critical'),
  ('queue_age', 40, 'salesflow.measure_queue_age', 's', 'maximum', null, 'health.queue_age', 'critical'),
  ('dead_events', 50, 'salesflow.measure_dead_events', 'events', 'maximum', 0, null, 'warning'),
  ('job_success', 60, 'salesflow.measure_job_success', '%', 'minimum', null, 'health.job_success_rate', 'warning'),
  ('overdue_jobs', 70, 'salesflow.measure_overdue_jobs', 'jobs', 'maximum', 0, null, 'critical'),
  ('scheduler', 80, 'salesflow.measure_scheduled_jobs', 'jobs', 'minimum', null, null, 'warning');

commit;
